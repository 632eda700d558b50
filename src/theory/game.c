#include "theory/game.h"

#include "model/variates.h"

#include <string.h>

/* Hilbe et al. 2018, figure 1, in the order of the headers above. */
static const struct soc_theory_norm norms[SOC_THEORY_NORMS] = {
	[1] = { { 0, 1, 0, 1, 1, 1, 0, 1 }, { 1, 1, 0, 1 } },
	[2] = { { 0, 1, 0, 1, 1, 0, 0, 1 }, { 1, 1, 0, 1 } },
	[3] = { { 1, 1, 0, 1, 1, 1, 0, 1 }, { 0, 1, 0, 1 } },
	[4] = { { 1, 0, 0, 1, 1, 1, 0, 1 }, { 0, 1, 0, 1 } },
	[5] = { { 1, 1, 0, 1, 1, 0, 0, 1 }, { 0, 1, 0, 1 } },
	[6] = { { 1, 0, 0, 1, 1, 0, 0, 1 }, { 0, 1, 0, 1 } },
	[7] = { { 0, 0, 0, 1, 1, 1, 0, 1 }, { 0, 1, 0, 1 } },
	[8] = { { 0, 0, 0, 1, 1, 0, 0, 1 }, { 0, 1, 0, 1 } },
	[SOC_THEORY_NORM_IMAGE] = { { 0, 1, 0, 1, 0, 1, 0, 1 }, { 0, 1, 0, 1 } },
	[SOC_THEORY_NORM_ALWAYS] = { { 1, 1, 1, 1, 1, 1, 1, 1 }, { 1, 1, 1, 1 } },
	[SOC_THEORY_NORM_NEVER] = { { 0, 0, 0, 0, 0, 0, 0, 0 }, { 0, 0, 0, 0 } },
};

const struct soc_theory_norm *soc_theory_game_norm(int number)
{
	return &norms[number];
}

void soc_theory_game_count(struct soc_theory_game *g)
{
	memset(g->given, 0, sizeof g->given);
	memset(g->donor, 0, sizeof g->donor);
	memset(g->received, 0, sizeof g->received);
	memset(g->recipient, 0, sizeof g->recipient);
	g->images = 0.0;
}

void soc_theory_game_begin(struct soc_theory_game *g)
{
	memset(g->good, 1, sizeof g->good);
	soc_theory_game_count(g);
}

/* Words 4 and 5 are of the first observer, 6 and 7 of the second, and so on: block 1 and behind. */
#define SEEN_BLOCKS (SOC_THEORY_GAME_PEOPLE / 2)
_Static_assert(SOC_FIRST_GAME_SEES == 4 && SOC_EACH_GAME_SEES == 2 && SOC_FIRST_GAME_MISTAKES == 5 &&
                   SOC_EACH_GAME_MISTAKES == 2,
               "two observers a block");

static void judge(struct soc_theory_game *g, const uint32_t *seen, unsigned donor, unsigned recipient,
                  unsigned gave)
{
	const uint64_t sees = soc_threshold(g->sees), mistakes = soc_threshold(g->mistakes);
	for (unsigned o = 0; o < (unsigned)g->people; o++) {
		if (o != donor && o != recipient && !soc_below(seen[2 * o], sees))
			continue;
		const unsigned taken = gave ^ (unsigned)soc_below(seen[2 * o + 1], mistakes);
		uint8_t *image = g->good[o];
		image[donor] = norms[g->norm[o]].judges[4 * image[donor] + 2 * image[recipient] + taken];
	}
}

static void meet(struct soc_theory_game *g, uint64_t seed, uint32_t draws, int64_t round)
{
	const unsigned people = (unsigned)g->people;
	uint32_t words[4], seen[SEEN_BLOCKS][4];
	soc_draw_block(seed, SOC_DRAW_THEORY_GAME, (uint64_t)round, draws, SOC_BLOCK(GAME_DONOR, 0), words);
	soc_draw_blocks(seed, SOC_DRAW_THEORY_GAME, (uint64_t)round, draws, SOC_BLOCK(GAME_SEES, 0),
	                (people + 1) / 2, seen);
	const unsigned donor = soc_pick(words[SOC_LANE(GAME_DONOR)], people);
	const unsigned recipient = (donor + 1 + soc_pick(words[SOC_LANE(GAME_RECIPIENT)], people - 1)) % people;
	const uint8_t *image = g->good[donor];
	const unsigned wants = norms[g->norm[donor]].gives[2 * image[donor] + image[recipient]];
	const unsigned gave = wants && !soc_below(words[SOC_LANE(GAME_FAILS)], soc_threshold(g->fails));
	g->donor[donor]++;
	g->recipient[recipient]++;
	g->given[donor] += gave;
	g->received[recipient] += gave;
	judge(g, seen[0], donor, recipient, gave);
}

void soc_theory_game_play(struct soc_theory_game *g, uint64_t seed, uint32_t draws, int64_t from, int64_t to)
{
	const int people = g->people;
	for (int64_t round = from; round < to; round++) {
		meet(g, seed, draws, round);
		if (round % people != 0)
			continue;
		unsigned good = 0; /* once for each round of everybody */
		for (int i = 0; i < people; i++)
			for (int j = 0; j < people; j++)
				good += g->good[i][j];
		g->images += (double)good / ((double)people * people);
	}
}

double soc_theory_game_share(const uint32_t *given, const uint32_t *met, int from, int to)
{
	double some = 0.0, all = 0.0;
	for (int i = from; i < to; i++) {
		some += given[i];
		all += met[i];
	}
	return all > 0.0 ? some / all : 0.0;
}
