/* A column of a community as few bytes, to be held in memory while the community waits for its month.
 *
 * Unlike base/pack.h, which writes files, this is made for speed: it goes over whole columns with the vector
 * instructions of the processor, a month reads and writes each column once. A column takes the shortest of
 *
 *   one value    byte 0; the value
 *   bits         byte 1; a number, and a mask of the bits that vary once it is taken off; then these bits, in
 *                groups of 4, 2 or 1 that stand side by side
 *   exceptions   byte 2; as bits, of a mask that may have none: what most rows have. Then how many rows have
 *                something else, how many of these are below 256, of each the lowest byte of its number; what
 *                they have, as one value, as bits or as bytes
 *   many of them byte 3; as before, but which rows as a bit for each
 *   bytes        byte 4; as they are
 *
 * A group of width w holds blocks of 32 rows, each in 4 w bytes of 8/w lanes: byte j has row j of the block
 * in its lowest w bits, row j + 4 w in the next, and so on. So packing and unpacking are shifts of whole
 * vectors, without a step from row to row. Fewer than 64 rows, and bytes of which 7 bits vary, are kept as
 * whole bytes.
 *
 * Values have 1, 2 or 4 bytes and the order of bytes of the machine: this is no form for a file. */
#ifndef SOC_RUN_LANES_H
#define SOC_RUN_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SOC_LANES_MOST 512u /* values of a column that is packed; a longer one is kept as bytes */
#define SOC_LANES_HEAD 16u  /* bytes beyond those of its values that a column takes at most */

#define SOC_LANES_BLOCK 32u /* rows that are packed together */

/* Values for which unpacking wants room: whole blocks. Cost: O(1). */
static inline size_t soc_lanes_room(size_t count)
{
	return (count + SOC_LANES_BLOCK - 1) / SOC_LANES_BLOCK * SOC_LANES_BLOCK;
}

/* Bytes that a column takes at most. Cost: O(1). */
static inline size_t soc_lanes_bound(size_t size, size_t count)
{
	return size * count + SOC_LANES_HEAD;
}

/* Packs count values of `size` bytes (1, 2, 4; others are kept as bytes) into out, which has room for
 * soc_lanes_bound; nothing for none. Returns: the bytes taken. Cost: some 20 ns for a column of one value,
 * 100 to 400 ns for others of 512 values. */
size_t soc_lanes_pack(const void *values, size_t size, size_t count, uint8_t *out);
/* The same, quicker, of a column that has changed little since it was packed as `before`, with the same size:
 * in the form that it had then, where exceptions to it are few. The bytes may be others than those of
 * soc_lanes_pack. Cost: half of it. */
size_t soc_lanes_pack_again(const void *values, size_t size, size_t count, const uint8_t *before,
                            uint8_t *out);
/* Unpacks what was packed with the same size and count. values: room for soc_lanes_room, which hold anything
 * beyond the last. No byte from `end` on is read, and none outside of that room written, whatever the bytes
 * are. Returns: what stands behind the column; NULL when these bytes are none that packing writes (values
 * then hold anything). Cost: as packing, or less. */
const uint8_t *soc_lanes_unpack(const uint8_t *at, const uint8_t *end, void *values, size_t size,
                                size_t count);

#define SOC_LANES_ONE_VALUE 0 /* the first byte of a column that is one */

/* A value of `size` bytes (1, 2, 4) in the order of the machine. Cost: O(1). */
static inline uint32_t soc_lanes_value(const uint8_t *at, size_t size)
{
	uint16_t two;
	uint32_t four;
	if (size == 1)
		return *at;
	if (size == 2) {
		memcpy(&two, at, sizeof two);
		return two;
	}
	memcpy(&four, at, sizeof four);
	return four;
}

/* 1 when a packed column of this size is of one value: *value. at: as for soc_lanes_unpack. Cost: O(1). */
static inline int soc_lanes_is_one_value(const uint8_t *at, const uint8_t *end, size_t size, uint32_t *value)
{
	if (size > sizeof *value || (size_t)(end - at) < 1 + size || *at != SOC_LANES_ONE_VALUE)
		return 0;
	*value = soc_lanes_value(at + 1, size);
	return 1;
}

#endif
