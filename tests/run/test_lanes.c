/* Columns as few bytes and back: forms by hand, any column of any length, and bytes that are cut short. */
#include "runner.h"

#include "model/variates.h"
#include "run/lanes.h"
#include "run/lanes_wide.h"

#include <stdlib.h>
#include <string.h>

#define MOST (SOC_LANES_MOST + 100)
#define CANARY 0xa5u

static uint8_t packed[4 * MOST + SOC_LANES_HEAD + 64];

/* Unpacks n bytes into memory of just that size, and tries every shorter piece of them. */
static void unpacks_to(const uint8_t *bytes, size_t n, const void *values, size_t size, size_t count)
{
	const size_t room = size * soc_lanes_room(count);
	uint8_t *back = malloc(room + 1);
	assert_non_null(back);
	back[room] = CANARY;
	assert_ptr_equal(soc_lanes_unpack(bytes, bytes + n, back, size, count), bytes + n);
	assert_memory_equal(back, values, size * count);
	assert_int_equal(back[room], CANARY);
	for (size_t cut = 0; cut < n; cut += 1 + cut / 20)
		assert_null(soc_lanes_unpack(bytes, bytes + cut, back, size, count));
	assert_int_equal(back[room], CANARY);
	free(back);
}

static size_t pack(const void *values, size_t size, size_t count, const uint8_t *before)
{
	memset(packed, CANARY, sizeof packed);
	const size_t n = before == NULL ? soc_lanes_pack(values, size, count, packed)
	                                : soc_lanes_pack_again(values, size, count, before, packed);
	assert_true(n <= soc_lanes_bound(size, count));
	for (size_t i = soc_lanes_bound(size, count); i < sizeof packed; i++)
		assert_int_equal(packed[i], CANARY);
	return n;
}

/* Packs, unpacks, and packs again with a change or none. Returns the bytes packed at first. */
static size_t there_and_back(const void *values, size_t size, size_t count)
{
	static uint8_t before[sizeof packed];
	uint8_t *changed = malloc(size * count + 1);
	assert_non_null(changed);
	const size_t n = pack(values, size, count, NULL);
	memcpy(before, packed, n);
	unpacks_to(packed, n, values, size, count);
	for (size_t k = 0; count > 0 && k < 3; k++) {
		memcpy(changed, values, size * count);
		for (size_t i = 0; i < k * k * k; i++) /* none, one, eight */
			changed[(7 * i + 1) * 37 % (size * count)] ^= (uint8_t)(0x21 + i);
		unpacks_to(packed, pack(changed, size, count, before), changed, size, count);
	}
	free(changed);
	memcpy(packed, before, n);
	return n;
}

static void test_by_hand(void **state)
{
	(void)state;
	uint8_t age[512];
	uint16_t kin[512];
	memset(age, 7, sizeof age);
	assert_int_equal(there_and_back(age, 1, 512), 2); /* one value: the form, the value */
	assert_int_equal(there_and_back(age, 1, 0), 0);
	age[300] = 9;
	/* an exception: form, what most have, no mask, how many, how many below row 256, row 256 + 44, one value
	 * of 9 */
	assert_int_equal(there_and_back(age, 1, 512), 1 + 1 + 1 + 2 + 2 + 1 + 2);
	assert_memory_equal(packed, ((const uint8_t[]){ 2, 7, 0, 1, 0, 0, 0, 44, 0, 9 }), 10);
	age[300] = 7;
	for (unsigned i = 0; i < 512; i += 5)
		age[i] = 7 + 0x20;
	age[300] = 9;
	age[301] = 8;
	/* a bit of each row, and what fits it not */
	assert_int_equal(there_and_back(age, 1, 512), 1 + 1 + 1 + 64 + 2 + 2 + 2 + 3);
	assert_int_equal(packed[0], 2);
	assert_int_equal(packed[2], 0x20);
	for (unsigned i = 0; i < 512; i++)
		age[i] = (uint8_t)(i % 2 ? 0x80 : 0x04);
	/* two bits vary: form, base, mask, 64 bytes for each */
	assert_int_equal(there_and_back(age, 1, 512), 3 + 2 * 64);
	assert_int_equal(packed[2], 0x84);
	for (unsigned i = 0; i < 512; i++)
		age[i] = (uint8_t)(100 + i % 16);
	/* 16 values from 100 on: four bits of what is above 100, where five vary */
	assert_int_equal(there_and_back(age, 1, 512), 3 + 256);
	assert_int_equal(packed[1], 100);
	for (unsigned i = 0; i < 512; i++)
		age[i] = (uint8_t)i;
	assert_int_equal(there_and_back(age, 1, 512), 1 + 512); /* no form is shorter than the bytes */
	for (unsigned i = 0; i < 512; i++)
		kin[i] = i < 2 ? (uint16_t)(1 - i) : 0xffffu;
	/* two rows that have the other's number, all others none: a byte for each, and their two values whole */
	assert_int_equal(there_and_back(kin, 2, 512), 1 + 2 + 2 + 2 + 2 + 2 + 1 + 4);
	for (unsigned i = 0; i < 512; i++)
		kin[i] = (uint16_t)(i % 4 ? 0xffff : i % 8 * 1000);
	/* a quarter are 0 or 4,000: a bit for each row, then bits 5, 7 and the four of the other byte */
	assert_int_equal(there_and_back(kin, 2, 512), 1 + 2 + 2 + 2 + 64 + 5 + 16 + 16 + 64);
}

/* A column in which about `others` of 1,024 rows have another value, of `bits` bits from `base` on. */
static void fill(void *values, size_t size, size_t count, uint32_t id, uint32_t others, unsigned bits,
                 uint32_t base)
{
	const uint32_t mask = bits >= 32 ? UINT32_MAX : (1u << bits) - 1;
	for (size_t i = 0; i < count; i++) {
		const uint32_t w = soc_draw(3, SOC_DRAW_TRAITS, i, id, 0), v = soc_draw(3, SOC_DRAW_TRAITS, i, id, 1);
		const uint32_t value = w % 1024 < others ? base + (v & mask) : base;
		memcpy((uint8_t *)values + i * size,
		       size == 1   ? (const void *)&(const uint8_t){ (uint8_t)value }
		       : size == 2 ? (const void *)&(const uint16_t){ (uint16_t)value }
		                   : (const void *)&value,
		       size);
	}
}

static void test_any_column(void **state)
{
	static const size_t counts[] = { 1,   2,   3,   7,   8,   9,   31,  63,  64,  65,
		                             100, 255, 256, 257, 300, 504, 511, 512, 513, 600 };
	static const uint32_t others[] = { 0, 2, 30, 100, 300, 600, 1024 }, bases[] = { 0, 3, 120, 0xffffff80u };
	(void)state;
	uint32_t values[MOST];
	uint32_t id = 0;
	for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
		for (size_t size = 1; size <= 4; size *= 2)
			for (size_t o = 0; o < sizeof others / sizeof *others; o++)
				for (unsigned bits = 1; bits <= 8 * size; bits += size)
					for (size_t b = 0; b < sizeof bases / sizeof *bases; b++) {
						if (!runner_thorough() && (id % 3 != 0 && counts[c] > 100)) {
							id++;
							continue;
						}
						fill(values, size, counts[c], id++, others[o], bits, bases[b]);
						there_and_back(values, size, counts[c]);
					}
	for (size_t i = 0; i < 24; i++)
		((uint8_t *)values)[i] = (uint8_t)(i * i);
	assert_int_equal(there_and_back(values, 24, 1), 25); /* a struct is kept as it is */
	assert_int_equal(there_and_back(values, 3, 8), 25);
}

static uint32_t value_of(const void *values, size_t size, size_t row)
{
	return soc_lanes_value((const uint8_t *)values + row * size, size);
}

/* Rows that have one of the bits when base is taken off, one after the other: what the wide loops find 64
 * bytes at once. Values end where memory does. */
static void wide_finds(const void *values, size_t size, size_t count, uint32_t base, uint32_t bits)
{
	uint64_t found[SOC_LANES_MOST / 64] = { 0 };
	uint8_t rows[SOC_LANES_MOST + 1], of_them[4 * SOC_LANES_MOST + 1], *exact = malloc(size * count);
	uint32_t first = 0;
	size_t n = 0;
	int differ = 0;
	assert_non_null(exact);
	memcpy(exact, values, size * count);
	memset(rows, CANARY, sizeof rows);
	memset(of_them, CANARY, sizeof of_them);
	const unsigned told = soc_lanes_wide_find(exact, size, count, base, bits, found);
	soc_lanes_wide_rows(count, found, rows);
	const int told_differ = soc_lanes_wide_gather(exact, size, count, found, of_them);
	for (size_t i = 0; i < count; i++) {
		const uint32_t value = value_of(values, size, i);
		const int is_one = ((value - base) & bits & (size < 4 ? (1u << 8 * size) - 1 : UINT32_MAX)) != 0;
		assert_int_equal(found[i / 64] >> i % 64 & 1, is_one);
		if (!is_one)
			continue;
		first = n == 0 ? value : first;
		differ |= value != first;
		assert_int_equal(rows[n], (uint8_t)i);
		assert_int_equal(value_of(of_them, size, n++), value);
	}
	assert_int_equal(told, n);
	assert_int_equal(told_differ, differ);
	assert_int_equal(rows[n], CANARY);
	assert_int_equal(of_them[n * size], CANARY);
	free(exact);
}

static void test_wide(void **state)
{
	static const size_t counts[] = { 1, 15, 16, 17, 31, 33, 63, 64, 65, 255, 256, 257, 443, 511, 512 };
	(void)state;
	if (!soc_lanes_are_wide())
		skip();
	uint32_t values[SOC_LANES_MOST];
	for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
		for (size_t size = 1; size <= 4; size *= 2)
			for (uint32_t others = 0; others <= 1024; others = others * 3 + 5)
				for (unsigned bits = 1; bits <= 8 * size; bits += 3) {
					fill(values, size, counts[c], others, others, bits, 120);
					wide_finds(values, size, counts[c], 120, UINT32_MAX);
					wide_finds(values, size, counts[c], 119, 0x21);
				}
}

/* Bytes that packing never writes: another form, rows beyond the last, more exceptions than rows, bits
 * without a mask, exceptions of exceptions. */
static void test_refused(void **state)
{
	static const struct {
		size_t size, count, bytes;
		uint8_t at[12];
	} wrong[] = {
		{ 1, 4, 2, { 5, 0 } },
		{ 1, 4, 3, { 1, 0, 0 } },
		{ 1, 4, 10, { 2, 0, 0, 1, 0, 1, 0, 4, 0, 9 } },
		{ 1, 4, 10, { 2, 0, 0, 1, 0, 0, 0, 1, 0, 9 } },
		{ 1, 4, 10, { 2, 0, 0, 1, 0, 2, 0, 1, 0, 9 } },
		{ 1, 4, 12, { 2, 0, 0, 5, 0, 5, 0, 0, 0, 0, 0, 0 } },
		{ 1, 4, 9, { 2, 0, 0, 0, 0, 0, 0, 0, 9 } },
		{ 1, 4, 8, { 3, 0, 0, 1, 0, 0x10, 0, 9 } },
		{ 1, 4, 8, { 3, 0, 0, 2, 0, 0x01, 0, 9 } },
		{ 1, 4, 8, { 3, 0, 0, 1, 0, 0x03, 0, 9 } },
		{ 1, 4, 12, { 2, 0, 0, 1, 0, 1, 0, 0, 2, 0, 0, 0 } },
		{ 3, 4, 12, { 0, 1, 2, 3 } },
	};
	(void)state;
	uint8_t values[4 * SOC_LANES_BLOCK];
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (soc_lanes_unpack(wrong[i].at, wrong[i].at + wrong[i].bytes, values, wrong[i].size,
		                     wrong[i].count) != NULL)
			fail_msg("bytes %zu are taken", i);
}

PART(lanes)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_any_column),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_refused),
	};
	return run_part(tests, NULL, NULL);
}
