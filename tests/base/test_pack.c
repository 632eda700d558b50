/* Numbers and columns as bytes: worked out by hand, back to what they were, and refused where they end. */
#include "runner.h"

#include <string.h>

#include "base/crc.h"
#include "base/pack.h"

static void test_crc(void **state)
{
	(void)state;
	assert_int_equal(soc_crc_add(0, "123456789", 9), 0xcbf43926u); /* the check value of the standard */
	assert_int_equal(soc_crc_add(soc_crc_add(0, "1234", 4), "56789", 5), 0xcbf43926u);
	assert_int_equal(soc_crc_add(0, "", 0), 0);
}

static struct soc_packed bytes_of(const struct soc_buf *buf)
{
	const uint8_t *text = (const uint8_t *)(buf->text != NULL ? buf->text : ""); /* nothing was written */
	return (struct soc_packed){ text, text + buf->length, 0 };
}

static void test_by_hand(void **state)
{
	(void)state;
	struct soc_buf buf = { 0 };
	soc_pack_number(&buf, 300);
	soc_pack_signed(&buf, -2);
	soc_pack_text(&buf, "ab");
	assert_int_equal(buf.length, 2 + 1 + 3);
	assert_memory_equal(buf.text,
	                    "\xac\x02\x03\x02"
	                    "ab",
	                    6);
	soc_buf_release(&buf);

	const uint32_t rare[] = { 7, 7, 7, 9, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
		                      7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7 };
	soc_pack_column(&buf, rare, 48); /* 7, one exception, after three: 9 */
	assert_int_equal(buf.length, 5);
	assert_memory_equal(buf.text, "\x80\x07\x01\x03\x09", 5);
	soc_buf_release(&buf);

	const uint32_t narrow[] = { 100, 101, 102, 103, 100, 101, 102, 103 };
	soc_pack_column(&buf, narrow, 8); /* two bits above 100, the first lowest: 11100100 twice */
	assert_int_equal(buf.length, 4);
	assert_memory_equal(buf.text, "\x02\x64\xe4\xe4", 4);
	soc_buf_release(&buf);

	const int64_t sums[] = { 0, 0, 5, -1, 0 };
	soc_pack_sums(&buf, sums, 5);
	assert_memory_equal(buf.text, "\x02\x02\x0a\x01\x01\x00", 6);
	assert_int_equal(buf.length, 6);
	soc_buf_release(&buf);
}

/* A column whose values take `width` bits, every `rare`-th of them another. */
static void fill(uint32_t *values, size_t count, unsigned width, unsigned rare, uint32_t seed)
{
	for (size_t i = 0; i < count; i++) {
		seed = seed * 1664525u + 1013904223u;
		const uint32_t bits = width == 0 ? 0 : seed >> (32 - width);
		values[i] = rare == 0 || i % rare == 0 ? bits : 3;
	}
}

static void test_there_and_back(void **state)
{
	(void)state;
	static const size_t counts[] = { 0, 1, 2, 511, 512, 513, 2000 };
	static const unsigned rares[] = { 0, 2, 3, 40, 600 };
	static uint32_t in[2000], out[2000];
	for (unsigned width = 0; width <= 32; width++)
		for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
			for (size_t r = 0; r < sizeof rares / sizeof *rares; r++) {
				struct soc_buf buf = { 0 };
				fill(in, counts[c], width, rares[r], width + 1);
				memset(out, 0xaa, sizeof out);
				soc_pack_column(&buf, in, counts[c]);
				struct soc_packed from = bytes_of(&buf);
				soc_packed_column(&from, out, counts[c]);
				assert_false(from.bad);
				assert_ptr_equal(from.at, from.end);
				assert_memory_equal(in, out, counts[c] * sizeof *in);
				/* Never more than the plain bits, and the two bytes or so that say which. */
				assert_true(buf.length <=
				            (counts[c] / 512 + 1) * 8 + (counts[c] * width + 7) / 8 + counts[c] / 4);
				soc_buf_release(&buf);
			}
}

static void test_numbers_back(void **state)
{
	(void)state;
	static const uint64_t numbers[] = { 0, 1, 127, 128, 16383, 16384, UINT32_MAX, INT64_MAX, UINT64_MAX };
	static const int64_t sums[] = { INT64_MIN, INT64_MAX, 0, 0, 0, -1, 1, 0 };
	int64_t back[8];
	struct soc_buf buf = { 0 };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		soc_pack_number(&buf, numbers[i]);
	soc_pack_sums(&buf, sums, 8);
	struct soc_packed from = bytes_of(&buf);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_true(soc_packed_number(&from, UINT64_MAX) == numbers[i]);
	soc_packed_sums(&from, back, 8);
	assert_false(from.bad);
	assert_ptr_equal(from.at, from.end);
	assert_memory_equal(sums, back, sizeof sums);
	soc_buf_release(&buf);
}

static void test_faults(void **state)
{
	(void)state;
	uint32_t values[600];
	struct soc_buf buf = { 0 };
	fill(values, 600, 9, 2, 5);
	soc_pack_column(&buf, values, 600);
	for (size_t length = 0; length < buf.length; length++) { /* cut anywhere */
		struct soc_packed from = { (const uint8_t *)buf.text, (const uint8_t *)buf.text + length, 0 };
		soc_packed_column(&from, values, 600);
		assert_true(from.bad);
	}
	soc_buf_release(&buf);
	static const char *const wrong[] = { "\x81", "\x80\x07\x02\x01\x01\x01\x01", "\x21\x01", "\x80\x07\x05" };
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const uint8_t *at = (const uint8_t *)wrong[i];
		struct soc_packed from = { at, at + strlen(wrong[i]), 0 };
		soc_packed_column(&from, values,
		                  3); /* a form, a row beyond the third, a width, rows that there are not */
		assert_true(from.bad);
	}
	struct soc_packed large = { (const uint8_t *)"\x05", (const uint8_t *)"\x05" + 1, 0 };
	large.end = large.at + 1;
	assert_int_equal(soc_packed_number(&large, 4), 0);
	assert_true(large.bad);
	const uint8_t twice[] = { 0x85, 0x00 }; /* 5 in two bytes: a number has one form */
	struct soc_packed longer = { twice, twice + 2, 0 };
	soc_packed_number(&longer, UINT64_MAX);
	assert_true(longer.bad);
}

PART(pack)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_crc), cmocka_unit_test(test_by_hand),
		                                cmocka_unit_test(test_there_and_back),
		                                cmocka_unit_test(test_numbers_back), cmocka_unit_test(test_faults) };
	return run_part(tests, NULL, NULL);
}
