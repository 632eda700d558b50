/* Loops over values of 1, 2 and 4 bytes, of each a function for each width. Private to lanes.c. */
#ifndef SOC_RUN_LANES_KERNELS_H
#define SOC_RUN_LANES_KERNELS_H

#include "base/vector.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SAMPLE 24u /* rows from which it is guessed how a column varies */
#define OFTEN 3u   /* of these: a bit that varies in one row of eight costs as much as they would */

#define AT_ONCE 4u /* rows of 64 that are noted without asking whether there are so many */

/* The rows of these bits; rows: room for AT_ONCE beyond them. Most words have few, and how many is chance: a
 * loop that ends with the last one is foretold wrongly in each. */
SOC_VECTOR static unsigned note_rows(const uint64_t *bits, unsigned words, uint16_t *rows)
{
	unsigned n = 0;
	for (unsigned w = 0; w < words; w++) {
		uint64_t left = bits[w];
		for (unsigned i = 0; i < AT_ONCE; i++, left &= left - 1)
			rows[n + i] = (uint16_t)(64 * w + (unsigned)__builtin_ctzll(left | (uint64_t)1 << 63));
		for (unsigned i = AT_ONCE; left != 0; i++, left &= left - 1)
			rows[n + i] = (uint16_t)(64 * w + (unsigned)__builtin_ctzll(left));
		n += (unsigned)__builtin_popcountll(bits[w]);
	}
	return n;
}

/* What varies is found by comparing with the first row. The lowest and highest are those of signed values
 * where 2 or 4 bytes are wide: what marks "none" there is all ones, and stands beside 0 as -1. */
#define KERNELS(type, order, name)                                                                   \
	SOC_VECTOR static uint32_t varying_##name(const type *v, size_t count)                           \
	{                                                                                                \
		type any = 0;                                                                                \
		for (size_t i = 1; i < count; i++)                                                           \
			any |= v[i] ^ v[0];                                                                      \
		return any;                                                                                  \
	}                                                                                                \
	SOC_VECTOR static uint32_t lowest_##name(const type *v, size_t count, uint32_t *spread)          \
	{                                                                                                \
		order low = (order)v[0], high = (order)v[0];                                                 \
		for (size_t i = 1; i < count; i++) {                                                         \
			const order x = (order)v[i];                                                             \
			low = x < low ? x : low;                                                                 \
			high = x > high ? x : high;                                                              \
		}                                                                                            \
		*spread = (type)((type)high - (type)low);                                                    \
		return (type)low;                                                                            \
	}                                                                                                \
	/* rows that have one of these bits when base is taken off */                                    \
	SOC_VECTOR static void mark_others_##name(const type *v, size_t count, type base, type bits,     \
	                                          uint8_t *other)                                        \
	{                                                                                                \
		for (size_t i = 0; i < count; i++)                                                           \
			other[i] = ((type)(v[i] - base) & bits) != 0;                                            \
	}                                                                                                \
	static void sample_##name(const type *v, size_t count, uint32_t seen[SAMPLE])                    \
	{                                                                                                \
		for (size_t k = 0; k < SAMPLE; k++)                                                          \
			seen[k] = v[(2 * k + 1) * count / (2 * SAMPLE)];                                         \
	}                                                                                                \
	/* what these rows have. Returns: 0 when all have the same */                                    \
	static uint32_t gather_##name(const type *v, const uint16_t *rows, unsigned count, uint8_t *out) \
	{                                                                                                \
		type some = 0, all = (type)~some;                                                            \
		for (unsigned i = 0; i < count; i++) {                                                       \
			const type x = v[rows[i]];                                                               \
			memcpy(out + i * sizeof x, &x, sizeof x);                                                \
			some |= x;                                                                               \
			all &= x;                                                                                \
		}                                                                                            \
		return (type)(some ^ all);                                                                   \
	}                                                                                                \
	static void scatter_##name(const type *from, const uint16_t *rows, unsigned count, type *v)      \
	{                                                                                                \
		for (unsigned i = 0; i < count; i++)                                                         \
			v[rows[i]] = from[i];                                                                    \
	}                                                                                                \
	/* the same from bytes. Returns: 0 when there is no such row */                                  \
	static int scatter_few_##name(const uint8_t *rows, unsigned low, unsigned count, size_t end,     \
	                              const uint8_t *values, type *v)                                    \
	{                                                                                                \
		for (unsigned i = 0; i < count; i++) {                                                       \
			const size_t row = rows[i] + (i < low ? 0u : 256u);                                      \
			if (row >= end)                                                                          \
				return 0;                                                                            \
			memcpy(v + row, values + i * sizeof(type), sizeof(type));                                \
		}                                                                                            \
		return 1;                                                                                    \
	}                                                                                                \
	SOC_VECTOR static void fill_##name(type *v, size_t count, type value)                            \
	{                                                                                                \
		for (size_t i = 0; i < count; i++)                                                           \
			v[i] = value;                                                                            \
	}
KERNELS(uint8_t, uint8_t, 8)
KERNELS(uint16_t, int16_t, 16)
KERNELS(uint32_t, int32_t, 32)

/* A byte of each value, from bit `shift` on; bytes themselves are taken as they are. */
#define PLANES(type, name)                                                                                 \
	SOC_VECTOR static void plane_of_##name(const type *v, size_t count, type base, unsigned shift,         \
	                                       uint8_t *plane)                                                 \
	{                                                                                                      \
		for (size_t i = 0; i < count; i++)                                                                 \
			plane[i] = (uint8_t)((type)(v[i] - base) >> shift);                                            \
	}                                                                                                      \
	SOC_VECTOR static void set_plane_##name(const uint8_t *plane, size_t count, type base, unsigned shift, \
	                                        type *v)                                                       \
	{                                                                                                      \
		for (size_t i = 0; i < count; i++)                                                                 \
			v[i] = (type)(base + (type)((type)plane[i] << shift));                                         \
	}                                                                                                      \
	SOC_VECTOR static void add_plane_##name(const uint8_t *plane, size_t count, type base, unsigned shift, \
	                                        type *v)                                                       \
	{                                                                                                      \
		(void)base;                                                                                        \
		for (size_t i = 0; i < count; i++)                                                                 \
			v[i] = (type)(v[i] + (type)((type)plane[i] << shift));                                         \
	}
PLANES(uint16_t, 16)
PLANES(uint32_t, 32)

/* One of them by the width of a value. */
#define BY_SIZE(size, call8, call16, call32) ((size) == 1 ? (call8) : (size) == 2 ? (call16) : (call32))

#endif
