/* Firms: legal entities with a sector, a size, a head and employees, which live a month like people.
 * docs/model/firms.md.
 *
 * A firm is a number: with n people for each firm, firm i stands where the (i n)-th person lives, so that the
 * firms of a place and of a community are those of a range. What they do depends on nothing but the seed, the
 * rules of their place and their own state: any place's firms can be stepped alone, in any order. Communities
 * read the flags of the month before and nothing else. */
#ifndef SOC_MODEL_FIRMS_H
#define SOC_MODEL_FIRMS_H

#include "input/compile/conduct.h"
#include "model/indicators/indicators.h"
#include "model/modules/firms/record.h"
#include "model/modules/firms/truth.h"
#include "model/population/population.h"

#include <stddef.h>

/* first: among all of the run; flagged: any flag is set, with SOC_FIRM_CLOSED if some firm closed this month
 */
struct soc_firm_range {
	uint64_t first;
	uint32_t count, flagged;
};

struct soc_firms {
	int on;                            /* 0: there are none, and nothing below is set */
	int32_t first_place, places;       /* whose firms are held */
	uint64_t per_firm, first, count;   /* first: number of the first firm held */
	uint64_t seed;                     /* of the population */
	struct soc_firm_range *place;      /* [places] */
	uint32_t theta[SOC_THETA_BUCKETS]; /* mean proneness of the buckets, 1 = 65536 */
	struct soc_firm_fixed fixed;
	struct soc_firm_record record;
	struct soc_firm_truth truth;
	uint8_t *risk[SOC_FIRM_EVENTS_MAX]; /* [class]: perceived risk that an event is recorded, 255 = certain */
	unsigned lists, events;
};

/* X(column) for every column of firms f that the months change, of one value a firm: what a checkpoint has of
 * them and what ranks tell one another, beside `flagged` of each place and fixed.kind, of which the months
 * change the proneness alone. The order is part of a checkpoint. The sizes below fail where a column is added
 * and not named here. */
#define SOC_FIRMS_STATE(f, X)                                \
	X((f)->record.points)                                    \
	X((f)->record.grade)                                     \
	X((f)->record.flags)                                     \
	X((f)->record.seat)                                      \
	X((f)->truth.false_points)                               \
	X((f)->truth.tags)                                       \
	for (unsigned list = 0; list < (f)->lists; list++) {     \
		X((f)->record.left[list])                            \
	}                                                        \
	for (unsigned list = 0; list < (f)->lists; list++) {     \
		X((f)->record.file[list])                            \
	}                                                        \
	for (unsigned event = 0; event < (f)->events; event++) { \
		X((f)->risk[event])                                  \
	}
_Static_assert(sizeof(struct soc_firm_record) == (4 + 2 * SOC_FIRM_LISTS_MAX) * sizeof(void *) &&
                   sizeof(struct soc_firm_truth) == 2 * sizeof(void *) &&
                   sizeof(struct soc_firm_fixed) == 2 * sizeof(void *),
               "SOC_FIRMS_STATE and fixed.kind are every column of firms that the months change");

/* Firms that stand before a person. */
static inline uint64_t soc_firms_before(uint64_t per_firm, uint64_t person)
{
	return (person << 16) / per_firm;
}

/* Bytes of the firms of so many people with so many lists, without the column of employers. */
int64_t soc_firms_bytes(const struct soc_firms_rules *rules, int64_t persons);
/* Makes the firms of places first .. first + places - 1: all that is fixed. Errors: SOC_ERR_MEMORY. */
enum soc_err soc_firms_init(struct soc_firms *f, const struct soc_plan *plan,
                            const struct soc_firms_rules *rules, int32_t first_place, int32_t places,
                            struct soc_msg *msg);
/* The same firms by their numbers, drawn by the seed that the plan has now. rules: those they were made by.
 * Cost: O(firms). */
void soc_firms_draw(struct soc_firms *f, const struct soc_plan *plan, const struct soc_firms_rules *rules);
void soc_firms_release(struct soc_firms *f);
/* As before the first month. place: its number in the plan. */
void soc_firms_begin(struct soc_firms *f, int32_t place, const struct soc_firms_rules *rules);
/* Before a month under rules that take force, firms hear of them: where a class of events is recorded more
 * than under those before, its perceived risk rises to where it would begin. That less is recorded they find
 * out. */
void soc_firms_hear(struct soc_firms *f, int32_t place, const struct soc_firms_rules *before,
                    const struct soc_firms_rules *rules);
/* Steps the firms of a place by a month. conduct: the laws by which an act is weighed. tally may be NULL. */
void soc_firms_month(struct soc_firms *f, int32_t place, uint64_t seed, uint32_t month,
                     const struct soc_firms_rules *rules, const struct soc_conduct_rules *conduct,
                     struct soc_tally *tally);

/* The employer of everybody of a community: its number within the place, or SOC_NO_FIRM. */
void soc_firms_employ(const struct soc_firms *f, const struct soc_plan *plan,
                      const struct soc_firms_rules *rules, uint32_t community, const uint8_t *traits,
                      uint32_t *employer);

/* Class of proneness for a uniform word. */
unsigned soc_firms_draw_theta(uint32_t word);
/* What the first firm of a seat is made from: words of size, sector, proneness. */
void soc_firms_traits(uint64_t seed, uint64_t firm, uint32_t w[4]);
/* The people at work by the law of sizes for a uniform word: P(size >= s) = s^(1 / power), cut at the
 * largest. Source: Axtell 2001, Science 293, 1818. */
uint32_t soc_firms_draw_size(uint32_t word, double power, uint32_t largest);

#endif
