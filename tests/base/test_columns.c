/* What goes over columns many rows at a glance: against the same, row by row. */
#include "runner.h"

#include "base/bytes.h"
#include "base/scan.h"
#include "model/variates.h"

#include <string.h>

#define ROWS 600

/* Columns of which about one in `of` is not 0, from draws. */
static void fill(uint8_t *bytes, uint16_t *words, unsigned of)
{
	for (unsigned i = 0; i < ROWS; i++) {
		const uint32_t w = soc_draw(5, SOC_DRAW_TRAITS, i, of, 0);
		bytes[i] = w % of == 0 ? (uint8_t)(1u << (w >> 8) % 8) : 0;
		words[i] = w % of == 0 ? (uint16_t)(1u << (w >> 16) % 16) : 0;
	}
}

/* Every row once, rising, and none else; nothing behind the last is looked at. */
static void check_rows(const uint8_t *bytes, const uint16_t *words, unsigned count, uint8_t mask)
{
	unsigned next = 0;
	SOC_FOR_NONZERO(bytes, count, row) {
		for (; next < row; next++)
			assert_int_equal(bytes[next], 0);
		assert_true(bytes[row] != 0 && row < count);
		next = row + 1;
	}
	for (; next < count; next++)
		assert_int_equal(bytes[next], 0);
	next = 0;
	SOC_FOR_NONZERO16(words, count, row) {
		for (; next < row; next++)
			assert_int_equal(words[next], 0);
		assert_true(words[row] != 0 && row < count);
		next = row + 1;
	}
	for (; next < count; next++)
		assert_int_equal(words[next], 0);
	next = 0;
	SOC_FOR_BITS(bytes, mask, count, row) {
		for (; next < row; next++)
			assert_int_equal(bytes[next] & mask, 0);
		assert_true((bytes[row] & mask) != 0 && row < count);
		next = row + 1;
	}
	for (; next < count; next++)
		assert_int_equal(bytes[next] & mask, 0);
}

static void test_rows_that_are_not_0(void **state)
{
	(void)state;
	uint8_t bytes[ROWS];
	uint16_t words[ROWS];
	static const unsigned rare[] = { 1, 2, 7, 100, 1000000 };
	static const unsigned counts[] = { 0, 1, 7, 8, 9, 63, 64, 65, 127, 128, 509, 511, 512, 513 };
	for (size_t r = 0; r < sizeof rare / sizeof rare[0]; r++) {
		fill(bytes, words, rare[r]);
		for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++)
			check_rows(bytes, words, counts[c], 0x50);
	}
}

/* A statement may clear the row that it is run for. */
static void test_rows_that_change(void **state)
{
	(void)state;
	uint8_t bytes[ROWS], before[ROWS];
	uint16_t words[ROWS];
	unsigned n = 0, expected = 0;
	fill(bytes, words, 3);
	memcpy(before, bytes, sizeof before);
	for (unsigned i = 0; i < 512; i++)
		expected += before[i] != 0;
	SOC_FOR_NONZERO(bytes, 512, row) {
		bytes[row] = 0;
		n++;
	}
	assert_int_equal(n, expected);
	for (unsigned i = 0; i < 512; i++)
		assert_int_equal(bytes[i], 0);
	assert_memory_equal(bytes + 512, before + 512, ROWS - 512);
}

static void test_bytes(void **state)
{
	(void)state;
	static uint8_t column[20000]; /* more than lanes of eight bits can count in one go */
	for (unsigned i = 0; i < sizeof column; i++)
		column[i] = (uint8_t)(i % 7 == 0 ? 255 : i % 3);
	static const uint32_t counts[] = { 0, 1, 31, 32, 33, 512, 8160, 8161, 20000 };
	for (size_t c = 0; c < sizeof counts / sizeof counts[0]; c++)
		for (unsigned wanted = 0; wanted < 256; wanted += 51) {
			uint32_t n = 0;
			for (uint32_t i = 0; i < counts[c]; i++)
				n += column[i] == wanted;
			assert_int_equal(soc_bytes_equal(column, counts[c], (uint8_t)wanted), n);
		}
	uint16_t words[ROWS];
	for (unsigned i = 0; i < ROWS; i++)
		words[i] = (uint16_t)(column[i] << 7);
	for (unsigned count = 0; count < ROWS; count += 37) {
		uint32_t bytes_with = 0, words_with = 0;
		for (unsigned i = 0; i < count; i++) {
			bytes_with += (column[i] & 0x82) != 0;
			words_with += (words[i] & 0x4100) != 0;
		}
		assert_int_equal(soc_bytes_with(column, count, 0x82), bytes_with);
		assert_int_equal(soc_bytes_words_with(words, count, 0x4100), words_with);
	}
	memset(column, 9, sizeof column);
	assert_int_equal(soc_bytes_equal(column, 20000, 9), 20000);
}

/* Rows may have ids on both sides of 2^32, and beyond. */
static void test_draws(void **state)
{
	(void)state;
	static const uint64_t firsts[] = { 0, 12345, 0xfffffff0u, 0xffffffffu, (uint64_t)3 << 32 };
	uint16_t rows[40];
	uint32_t out[40][4], one[4];
	uint64_t seeds[40];
	uint32_t ks[40];
	for (unsigned i = 0; i < 40; i++) {
		rows[i] = (uint16_t)(i * 13 + (i > 20 ? 7 : 0));
		seeds[i] = 0x9e3779b97f4a7c15u * (i / 3 + 1); /* both halves; some the same */
		ks[i] = i % 7 == 0 ? 0xffffffu - i : 5 * i;
	}
	for (size_t f = 0; f < sizeof firsts / sizeof firsts[0]; f++)
		for (unsigned n = 0; n <= 40; n++) {
			memset(out, 0, sizeof out);
			soc_draw_rows(0x123456789abcdefu, SOC_DRAW_EVENT, firsts[f], rows, n, 77, 5, out);
			for (unsigned i = 0; i < n; i++) {
				soc_draw_block(0x123456789abcdefu, SOC_DRAW_EVENT, firsts[f] + rows[i], 77, 5, one);
				assert_memory_equal(out[i], one, sizeof one);
			}
			for (unsigned i = n; i < 40; i++)
				assert_int_equal(out[i][0] | out[i][3], 0);
			soc_draw_blocks(99, SOC_DRAW_FRIENDS, firsts[f], 2, 250, n, out);
			for (unsigned i = 0; i < n; i++) {
				soc_draw_block(99, SOC_DRAW_FRIENDS, firsts[f], 2, 250 + i, one);
				assert_memory_equal(out[i], one, sizeof one);
			}
			memset(out, 0, sizeof out);
			soc_draw_seeds(seeds, SOC_DRAW_EVENT, firsts[f], 77, ks, n, out);
			for (unsigned i = 0; i < n; i++) {
				soc_draw_block(seeds[i], SOC_DRAW_EVENT, firsts[f], 77, ks[i], one);
				assert_memory_equal(out[i], one, sizeof one);
			}
			for (unsigned i = n; i < 40; i++)
				assert_int_equal(out[i][0] | out[i][3], 0);
		}
}

PART(columns)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_that_are_not_0),
		cmocka_unit_test(test_rows_that_change),
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_draws),
	};
	return run_part(tests, NULL, NULL);
}
