#include "base/bytes.h"

#include "base/vector.h"

#include <string.h>

#define LANES 32
#define MOST (255 * LANES) /* what lanes of eight bits can count up to */

/* The compilers' own vectors, lowered to what the machine has: loops over lanes of bytes they do not see as
 * one. */
typedef uint8_t lanes __attribute__((vector_size(LANES)));

SOC_VECTOR static uint32_t equal_lanes(const uint8_t *column, uint32_t count, uint8_t wanted)
{
	lanes sum = { 0 }, now;
	uint8_t lane[LANES];
	uint32_t n = 0, i = 0;
	for (; i + LANES <= count; i += LANES) {
		memcpy(&now, column + i, sizeof now);
		sum -= (lanes)(now == wanted); /* all ones, that is -1, where they are equal */
	}
	for (; i < count; i++)
		n += column[i] == wanted;
	memcpy(lane, &sum, sizeof lane);
	for (uint32_t k = 0; k < LANES; k++)
		n += lane[k];
	return n;
}

uint32_t soc_bytes_equal(const uint8_t *column, uint32_t count, uint8_t wanted)
{
	uint32_t n = 0;
	for (; count > MOST; count -= MOST, column += MOST)
		n += equal_lanes(column, MOST, wanted);
	return n + equal_lanes(column, count, wanted);
}

SOC_VECTOR static uint32_t bytes_with(const uint8_t *column, uint32_t count, uint8_t mask)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < count; i++)
		n += (column[i] & mask) != 0;
	return n;
}

SOC_VECTOR static uint32_t words_with(const uint16_t *column, uint32_t count, uint16_t mask)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < count; i++)
		n += (column[i] & mask) != 0;
	return n;
}

uint32_t soc_bytes_with(const uint8_t *column, uint32_t count, uint8_t mask)
{
	return bytes_with(column, count, mask);
}

uint32_t soc_bytes_words_with(const uint16_t *column, uint32_t count, uint16_t mask)
{
	return words_with(column, count, mask);
}

SOC_VECTOR static uint32_t words_below(const uint32_t *column, uint32_t count, uint32_t limit)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < count; i++)
		n += column[i] < limit;
	return n;
}

uint32_t soc_bytes_below(const uint32_t *column, uint32_t count, uint32_t limit)
{
	return words_below(column, count, limit);
}
