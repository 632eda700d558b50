/* A game of giving between pairs of strangers: a donor may pay a cost so that a recipient gets a benefit, and
 * others judge the donor by what it did to whom. What theories of reputation share.
 *
 * An image is good or bad. A norm says what a donor does, by its own image and the recipient's, and how an
 * observer judges what was done, by both images. */
#ifndef SOC_THEORY_GAME_H
#define SOC_THEORY_GAME_H

#include <stdint.h>

#define SOC_THEORY_GAME_PEOPLE 128 /* most */

/* Norms by number: the leading eight 1 to 8 (Ohtsuki and Iwasa 2004), image scoring 9; whoever always or
 * never gives. */
enum { SOC_THEORY_NORM_IMAGE = 9, SOC_THEORY_NORM_ALWAYS, SOC_THEORY_NORM_NEVER, SOC_THEORY_NORMS };

struct soc_theory_norm {
	uint8_t judges[8]; /* 1: good; at 4 donor + 2 recipient + gave, images 1: good */
	uint8_t gives[4];  /* 1: gives; at 2 donor + recipient */
};

struct soc_theory_game {
	int people;                                                   /* 2 to SOC_THEORY_GAME_PEOPLE */
	uint8_t norm[SOC_THEORY_GAME_PEOPLE];                         /* of each person */
	uint8_t good[SOC_THEORY_GAME_PEOPLE][SOC_THEORY_GAME_PEOPLE]; /* image that the first has of the second */
	double sees, mistakes,
		fails; /* chance that others see it; take giving for its contrary; that giving fails */
	uint32_t given[SOC_THEORY_GAME_PEOPLE], donor[SOC_THEORY_GAME_PEOPLE];
	uint32_t received[SOC_THEORY_GAME_PEOPLE], recipient[SOC_THEORY_GAME_PEOPLE]; /* since counts began */
	double images; /* sum of shares that are good */
};

/* The norm of a number, 1 to SOC_THEORY_NORMS - 1. */
const struct soc_theory_norm *soc_theory_game_norm(int number);
/* Of what people from..to-1 met (donor, recipient), the share that was given (given, received); 0 of
 * nothing. O(people). */
double soc_theory_game_share(const uint32_t *given, const uint32_t *met, int from, int to);
/* All images good, counts 0; people, norms and chances are set by the caller before. O(people^2). */
void soc_theory_game_begin(struct soc_theory_game *g);
/* Counts begin anew. O(people). */
void soc_theory_game_count(struct soc_theory_game *g);
/* Rounds `from` to `to` - 1 (below 2^40): in each two people meet by chance. draws: the number of this game,
 * below 2^16. Cost: some 3 ns for each person a round. */
void soc_theory_game_play(struct soc_theory_game *g, uint64_t seed, uint32_t draws, int64_t from, int64_t to);

#endif
