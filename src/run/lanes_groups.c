#include "run/lanes_groups.h"

#include "base/vector.h"

#include <string.h>

/* Rows that are packed together: a byte of each in eight words. Bytes are shifted four at once. */
#define BLOCK SOC_LANES_BLOCK
typedef uint32_t words __attribute__((vector_size(BLOCK)));
typedef uint64_t pairs __attribute__((vector_size(BLOCK)));
typedef uint8_t bytes __attribute__((vector_size(BLOCK)));

static int is_whole(unsigned mask, size_t count)
{
	const unsigned same = ~mask & 0xffu;
	return count < SOC_LANES_FEW || (same & (same - 1)) == 0;
}

/* The lowest group of a mask, which is not 0. Returns the mask without it. */
static unsigned next_group(unsigned mask, unsigned *shift, unsigned *width)
{
	*shift = (unsigned)__builtin_ctz(mask);
	const unsigned run = (unsigned)__builtin_ctz(~(mask >> *shift));
	*width = run >= 4 ? 4 : run >= 2 ? 2 : 1;
	return mask & ~(((1u << *width) - 1) << *shift);
}

size_t soc_lanes_groups_bytes(uint32_t mask, size_t count)
{
	size_t bits = 0;
	for (; mask != 0; mask >>= 8)
		if ((mask & 0xffu) != 0)
			bits += is_whole(mask & 0xffu, count)
			            ? 8 * count
			            : (size_t)__builtin_popcount(mask & 0xffu) * ((count + BLOCK - 1) / BLOCK * BLOCK);
	return bits / 8;
}

/* Bytes of a group of this width. */
static size_t bytes_of(size_t count, unsigned width)
{
	return (count + BLOCK - 1) / BLOCK * (4 * width);
}

#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* By how much the words of a block are shifted where a group of so many bits has 8, 4 or 2 lanes. A shift
 * crosses bytes, and what came from the next is taken away. */
static const words lane_1 = { 0, 1, 2, 3, 4, 5, 6, 7 }, lane_2 = { 0, 0, 2, 2, 4, 4, 6, 6 },
				   lane_4 = { 0, 0, 0, 0, 4, 4, 4, 4 };
#define LOWEST(width) (((1u << (width)) - 1) * 0x01010101u)

/* A block of rows as lanes. Where these are called the width is known; vectors are passed by address, since
 * functions of other machines would pass them differently. */
ALWAYS_INLINE void join_block(const bytes *rows, unsigned shift, const unsigned width, uint8_t *out)
{
	const words x = (words)*rows >> shift & LOWEST(width);
	const pairs p = (pairs)(x << (width == 1 ? lane_1 : width == 2 ? lane_2 : lane_4));
	const uint64_t two[2] = { p[0] | p[2], p[1] | p[3] }, all = two[0] | two[1];
	const uint32_t half = (uint32_t)(all | all >> 32);
	memcpy(out, width == 1 ? (const void *)&half : width == 2 ? (const void *)&all : two, 4 * width);
}

/* Adds lanes to a block of rows. */
ALWAYS_INLINE void part_block(const uint8_t *at, unsigned shift, const unsigned width, bytes *rows)
{
	uint32_t one = 0;
	uint64_t two[2] = { 0, 0 };
	memcpy(width == 1 ? (void *)&one : two, at, 4 * width);
	const words x = width == 1   ? (words){ one, one, one, one, one, one, one, one }
	                : width == 2 ? (words)(pairs){ two[0], two[0], two[0], two[0] }
	                             : (words)(pairs){ two[0], two[1], two[0], two[1] };
	*rows += (bytes)((x >> (width == 1 ? lane_1 : width == 2 ? lane_2 : lane_4) & LOWEST(width)) << shift);
}

/* n < BLOCK bytes, in pieces that overlap: a call of memcpy takes as long as two blocks. */
ALWAYS_INLINE void copy_rest(const uint8_t *from, size_t n, uint8_t *to)
{
	uint64_t a, b;
	if (n >= 16) {
		memcpy(to, from, 16);
		from += n - 16;
		to += n - 16;
		n = 16;
	}
	if (n >= 8) {
		memcpy(&a, from, sizeof a);
		memcpy(&b, from + n - 8, sizeof b);
		memcpy(to, &a, sizeof a);
		memcpy(to + n - 8, &b, sizeof b);
		return;
	}
	for (size_t i = 0; i < n; i++)
		to[i] = from[i];
}

/* A group of rows less base; rows beyond the last are 0. */
ALWAYS_INLINE void join_group(const uint8_t *rows, size_t count, unsigned base, unsigned shift,
                              const unsigned width, uint8_t *out)
{
	const bytes off = (bytes){ 0 } + (uint8_t)base;
	size_t i = 0;
	for (; i + BLOCK <= count; i += BLOCK, out += 4 * width) {
		bytes v;
		memcpy(&v, rows + i, sizeof v);
		v -= off;
		join_block(&v, shift, width, out);
	}
	if (i == count)
		return;
	bytes v = off;
	copy_rest(rows + i, count - i, (uint8_t *)&v);
	v -= off;
	join_block(&v, shift, width, out);
}

/* Adds a group to rows, or to base where none has been before; whole blocks of them. */
ALWAYS_INLINE void part_group(const uint8_t *at, size_t count, unsigned base, int is_first, unsigned shift,
                              const unsigned width, uint8_t *rows)
{
	const bytes off = (bytes){ 0 } + (uint8_t)base;
	for (size_t i = 0; i < count; i += BLOCK, at += 4 * width) {
		bytes v = off;
		if (!is_first)
			memcpy(&v, rows + i, sizeof v);
		part_block(at, shift, width, &v);
		memcpy(rows + i, &v, sizeof v);
	}
}

SOC_VECTOR static void join(const uint8_t *rows, size_t count, unsigned base, unsigned shift, unsigned width,
                            uint8_t *out)
{
	if (width == 1)
		join_group(rows, count, base, shift, 1, out);
	else if (width == 2)
		join_group(rows, count, base, shift, 2, out);
	else
		join_group(rows, count, base, shift, 4, out);
}

SOC_VECTOR static void part(const uint8_t *at, size_t count, unsigned base, int is_first, unsigned shift,
                            unsigned width, uint8_t *rows)
{
	if (width == 1)
		part_group(at, count, base, is_first, shift, 1, rows);
	else if (width == 2)
		part_group(at, count, base, is_first, shift, 2, rows);
	else
		part_group(at, count, base, is_first, shift, 4, rows);
}

uint8_t *soc_lanes_groups_put(const uint8_t *rows, size_t count, unsigned base, unsigned mask, uint8_t *out)
{
	if (is_whole(mask, count)) {
		for (size_t i = 0; i < count; i++)
			out[i] = (uint8_t)(rows[i] - base);
		return out + count;
	}
	for (unsigned shift, width; mask != 0; out += bytes_of(count, width)) {
		mask = next_group(mask, &shift, &width);
		join(rows, count, base, shift, width, out);
	}
	return out;
}

const uint8_t *soc_lanes_groups_get(const uint8_t *at, size_t count, unsigned base, unsigned mask,
                                    uint8_t *rows)
{
	if (is_whole(mask, count)) {
		for (size_t i = 0; i < count; i++)
			rows[i] = (uint8_t)(at[i] + base);
		return at + count;
	}
	int is_first = 1;
	for (unsigned shift, width; mask != 0; at += bytes_of(count, width), is_first = 0) {
		mask = next_group(mask, &shift, &width);
		part(at, count, base, is_first, shift, width, rows);
	}
	return at;
}
