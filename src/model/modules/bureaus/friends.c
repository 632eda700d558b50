/* Friendships along rings: everybody stands once in each of n rings and is a friend of both neighbours there.
 * So everybody has 2 n friends (less those of one household), friendship goes both ways, and near a person
 * the net has hardly a triangle. */
#include "model/modules/bureaus/bureaus.h"

#include "model/population/population.h"
#include "model/variates.h"

#include <string.h>

/* A random order of the rows (Fisher and Yates). */
static void shuffle(const struct soc_place_time *at, unsigned ring, uint16_t *order)
{
	uint32_t w[SOC_FULL_COMMUNITY / 4][4];
	for (unsigned i = 0; i < at->count; i++)
		order[i] = (uint16_t)i;
	soc_draw_blocks(at->seed, SOC_DRAW_FRIENDS, at->community, 0, SOC_BLOCK(FRIENDS_ORDER, ring),
	                (at->count + 3u) / 4, w);
	for (unsigned i = 0; i + 1 < at->count; i++) {
		const unsigned with = i + soc_pick(w[i / 4][i % 4], at->count - i);
		const uint16_t swap = order[i];
		order[i] = order[with];
		order[with] = swap;
	}
}

/* Puts the poor first; within a quintile the order stays. */
static void by_income(const uint8_t *quintile, unsigned count, uint16_t *order)
{
	uint16_t sorted[SOC_FULL_COMMUNITY];
	unsigned n = 0;
	for (unsigned f = 0; f < 5; f++)
		for (unsigned i = 0; i < count; i++)
			if (quintile[order[i]] == f)
				sorted[n++] = order[i];
	memcpy(order, sorted, n * sizeof *order);
}

static void befriend(const uint16_t *first, unsigned a, unsigned b, struct soc_friends *out)
{
	if (first[a] == first[b])
		return;
	out->of[a][out->count[a]++] = (uint16_t)b;
	out->of[b][out->count[b]++] = (uint16_t)a;
}

void soc_friends_make(const struct soc_place_time *at, const struct soc_bureaus_rules *credit,
                      const uint8_t *home, const uint8_t *quintile, struct soc_friends *out)
{
	uint16_t order[SOC_FULL_COMMUNITY], first[SOC_FULL_COMMUNITY]; /* first: row of the household */
	memset(out->count, 0, sizeof out->count);
	for (unsigned i = 0; i < at->count; i++)
		first[i] = (uint16_t)(i - soc_home_position(home[i]));
	for (unsigned ring = 0; ring < credit->cycles; ring++) {
		shuffle(at, ring, order);
		if (ring < credit->cycles_alike)
			by_income(quintile, at->count, order);
		for (unsigned i = 0; i + 1 < at->count; i++)
			befriend(first, order[i], order[i + 1], out);
		if (at->count > 2)
			befriend(first, order[at->count - 1], order[0], out);
	}
}
