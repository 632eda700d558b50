/* Random words for the people of a community at once: one word for everybody, or a block of four for some. */
#ifndef SOC_MODEL_ROWS_H
#define SOC_MODEL_ROWS_H

#include "base/scan.h"
#include "model/community.h"
#include "model/variates.h"

/* Room for a word of everybody, wherever the community begins. */
struct soc_row_words {
	uint32_t room[SOC_FULL_COMMUNITY + 2 * SOC_DRAW_ROW];
};

/* word[row] for everybody: word (person & 3) of the block of four persons. Owner: words. Cost: about 0.5 ns a
 * person. */
static inline const uint32_t *soc_rows_words(const struct soc_place_time *at, enum soc_stream stream,
                                             uint32_t month, struct soc_row_words *words)
{
	const unsigned skip = (unsigned)(at->first_person & 3);
	soc_draw_row(at->seed, stream, at->first_person - skip, at->count + skip, month, words->room);
	return words->room + skip;
}

/* The same word of one row. k: the block of the variate. Cost: about 10 ns. */
static inline uint32_t soc_rows_word(const struct soc_place_time *at, enum soc_stream stream, uint32_t month,
                                     uint32_t k, unsigned row)
{
	const uint64_t person = at->first_person + row;
	uint32_t w[4];
	soc_draw_block(at->seed, stream, person >> 2, month, k, w);
	return w[person & 3];
}

/* Some rows, rising, and block k of each. */
struct soc_row_blocks {
	uint16_t row[SOC_FULL_COMMUNITY];
	uint32_t word[SOC_FULL_COMMUNITY][4];
	unsigned count;
};

/* The rows of a column of bytes that have a bit of the mask. */
static inline void soc_rows_draw(const struct soc_place_time *at, enum soc_stream stream, uint32_t month,
                                 uint32_t k, const uint8_t *column, uint8_t mask, struct soc_row_blocks *out)
{
	out->count = 0;
	SOC_FOR_BITS(column, mask, at->count, row)
		out->row[out->count++] = (uint16_t)row;
	if (out->count > 0)
		soc_draw_rows(at->seed, stream, at->first_person, out->row, out->count, month, k, out->word);
}

#endif
