/* Numbers and columns as few bytes, the same on every machine.
 *
 * A number is written in groups of seven bits, lowest first, the high bit set on all but the last (LEB128); a
 * signed one zigzag (0, -1, 1, -2, ...). A column is cut into blocks of SOC_PACK_BLOCK values, each in the
 * shorter of two forms:
 *
 *   one value and its exceptions   byte 0x80; the value, the exceptions' count; of each the values since the
 *                                  one before and its own value
 *   bits of one width              byte = width, 0..32; the lowest value; each value less that one, packed
 *
 * The columns of a run hold one value in nearly all rows, or a few values: the first form takes a byte for
 * each exception, the second a few bits a row. */
#ifndef SOC_BASE_PACK_H
#define SOC_BASE_PACK_H

#include "base/buf.h"

#include <stdint.h>

#define SOC_PACK_BLOCK 512u

/* Bytes that are being read. After a fault every read gives 0 and changes nothing: ask bad at the end. */
struct soc_packed {
	const uint8_t *at, *end;
	int bad; /* 1: the bytes ended, or were none that these functions write */
};

/* Appends a number, a signed number, a column of count values. Owner: buf is the caller's; its `failed` tells
 * when memory ran out. Cost: about 10 ns a value of a column. */
void soc_pack_number(struct soc_buf *buf, uint64_t value);
void soc_pack_signed(struct soc_buf *buf, int64_t value);
void soc_pack_column(struct soc_buf *buf, const uint32_t *values, size_t count);
/* Appends sums, most of which are 0: runs of zeros are numbers. Owner and cost as above. */
void soc_pack_sums(struct soc_buf *buf, const int64_t *sums, size_t count);
/* Appends a text with its length before it. Owner as above. Cost: O(length). */
void soc_pack_text(struct soc_buf *buf, const char *text);

/* Reads what was appended, in the same order. `most`: the largest value allowed; a larger one is a fault. No
 * byte beyond from->end is touched, whatever the bytes are. Returns: the value, 0 after a fault. Cost: as
 * appending. */
uint64_t soc_packed_number(struct soc_packed *from, uint64_t most);
int64_t soc_packed_signed(struct soc_packed *from);
/* values, sums: count places, the caller's; all set to something after a fault too. */
void soc_packed_column(struct soc_packed *from, uint32_t *values, size_t count);
void soc_packed_sums(struct soc_packed *from, int64_t *sums, size_t count);
/* A text: *text points into the bytes and has no NUL. Returns: its length, 0 after a fault. Cost: O(1). */
size_t soc_packed_text(struct soc_packed *from, const char **text);

#endif
