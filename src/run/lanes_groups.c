#include "run/lanes_groups.h"

#include "base/vector.h"

#include <string.h>

#define ALWAYS_INLINE static inline __attribute__((always_inline))

/* Rows below which bytes are kept whole: lanes of a few rows would be cut from row to row. */
#define LANES_FROM 64u

/* The lowest group of a mask of one byte, which is not 0. Returns the mask without it. Of a byte in which 7
 * bits vary the eighth costs less than three groups. */
static unsigned next_group(unsigned mask, size_t count, unsigned *shift, unsigned *width)
{
	const unsigned same = ~mask & 0xffu;
	*shift = 0;
	*width = 8;
	if (count < LANES_FROM || (same & (same - 1)) == 0)
		return 0;
	*shift = (unsigned)__builtin_ctz(mask);
	const unsigned run = (unsigned)__builtin_ctz(~(mask >> *shift));
	*width = run >= 4 ? 4 : run >= 2 ? 2 : 1;
	return mask & ~(((1u << *width) - 1) << *shift);
}

/* Bytes of a lane: whole words, but for a byte that is kept whole. */
static size_t stride_of(size_t count, unsigned width)
{
	return width == 8 ? count : (count * width + 63) / 64 * 8;
}

size_t soc_lanes_groups_bytes(uint32_t mask, size_t count)
{
	size_t bytes = 0;
	for (; mask != 0; mask >>= 8)
		for (unsigned m = mask & 0xffu, shift, width; m != 0;) {
			m = next_group(m, count, &shift, &width);
			bytes += stride_of(count, width);
		}
	return bytes;
}

static uint64_t lane_mask(unsigned width)
{
	return ((1u << width) - 1) * (uint64_t)0x0101010101010101u;
}

/* Words of rows become lanes. A shift crosses bytes; the mask takes away what came from the next. */
SOC_VECTOR static void join_lanes(const uint64_t *rows, unsigned shift, unsigned width, size_t words,
                                  uint64_t *lanes)
{
	const uint64_t mask = lane_mask(width);
	for (size_t w = 0; w < words; w++)
		lanes[w] = rows[w] >> shift & mask;
	for (unsigned lane = 1; lane * width < 8; lane++)
		for (size_t w = 0; w < words; w++)
			lanes[w] |= (rows[lane * words + w] >> shift & mask) << (lane * width);
}

/* kept: what stood in the rows before stays, or goes. Where it is called width and kept are known, so that
 * loops over lanes are none. */
ALWAYS_INLINE void part(const uint64_t *lanes, unsigned shift, const unsigned width, size_t words,
                        const int kept, uint64_t *rows)
{
	const uint64_t mask = lane_mask(width);
	for (size_t w = 0; w < words; w++)
		for (unsigned lane = 0; lane * width < 8; lane++) {
			const uint64_t bits = (lanes[w] >> (lane * width) & mask) << shift;
			rows[lane * words + w] = kept ? rows[lane * words + w] | bits : bits;
		}
}

SOC_VECTOR static void part_lanes(const uint64_t *restrict lanes, unsigned shift, unsigned width,
                                  size_t words, int kept, uint64_t *restrict rows)
{
	if (width == 1)
		kept ? part(lanes, shift, 1, words, 1, rows) : part(lanes, shift, 1, words, 0, rows);
	else if (width == 2)
		kept ? part(lanes, shift, 2, words, 1, rows) : part(lanes, shift, 2, words, 0, rows);
	else
		kept ? part(lanes, shift, 4, words, 1, rows) : part(lanes, shift, 4, words, 0, rows);
}

uint8_t *soc_lanes_groups_put(struct soc_lanes_plane *plane, size_t count, unsigned mask, uint8_t *out)
{
	const uint8_t *rows = (const uint8_t *)plane->word;
	for (unsigned m = mask, shift, width; m != 0;) {
		m = next_group(m, count, &shift, &width);
		const size_t stride = stride_of(count, width);
		if (width == 8) {
			memcpy(out, rows, count);
		} else {
			uint64_t lanes[SOC_LANES_MOST / 8];
			join_lanes(plane->word, shift, width, stride / 8, lanes);
			memcpy(out, lanes, stride);
		}
		out += stride;
	}
	return out;
}

const uint8_t *soc_lanes_groups_get(const uint8_t *at, size_t count, unsigned mask,
                                    struct soc_lanes_plane *plane)
{
	uint8_t *rows = (uint8_t *)plane->word;
	int kept = 0; /* the first group takes the place of what stood there */
	for (unsigned m = mask, shift, width; m != 0; kept = 1) {
		m = next_group(m, count, &shift, &width);
		const size_t stride = stride_of(count, width);
		if (width == 8) {
			memcpy(rows, at, count);
		} else {
			uint64_t lanes[SOC_LANES_MOST / 8];
			memcpy(lanes, at, stride);
			part_lanes(lanes, shift, width, stride / 8, kept, plane->word);
		}
		at += stride;
	}
	return at;
}
