/* Components of kind rating: at intervals a rater gives each person points, for what an examination finds and
 * by impression. docs/model/ratings.md. */
#ifndef SOC_MODEL_RATING_H
#define SOC_MODEL_RATING_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/evidence/evidence.h"
#include "model/population/population.h"
#include "model/variates.h"

/* Whether ratings of a component are made in a month: after every rule->every months. */
static inline int soc_rating_is_due(const struct soc_rating_rule *rule, uint32_t month)
{
	return rule->every > 0 && (month + 1) % rule->every == 0;
}

static inline int soc_rating_covers(const struct soc_rating_rule *rule, const struct soc_registry *registry,
                                    unsigned row)
{
	const uint8_t traits = registry->traits[row];
	return registry->age[row] >= 18 && (rule->classes >> soc_traits_class(traits) & 1u) &&
	       (!rule->employed || soc_traits_employed(traits));
}

/* The parts of a rating that are the rater's own, 1/32 point. */
struct soc_impression {
	int32_t leniency, impression, favouritism;
	unsigned is_client;
};

/* at, here and below: with the salt of the component (soc_community_salted). A rater's leniency: the same for
 * all whom the rater rates, for the whole run. */
static inline int32_t soc_rating_leniency(const struct soc_place_time *at, const struct soc_rating_rule *rule,
                                          unsigned rater)
{
	uint32_t w[4];
	soc_draw_block(at->seed, SOC_DRAW_RATER, at->community, 0, SOC_BLOCK(LENIENCY, rater), w);
	return soc_draw_spread(rule->bias, w[SOC_LANE(LENIENCY)], w[SOC_LANE(LENIENCY) + 1]);
}

/* leniency: of each rater of the community. words: the block of the person's rating this month. */
static inline struct soc_impression soc_rating_impression(const struct soc_place_time *at,
                                                          const struct soc_rating_rule *rule,
                                                          const int32_t *leniency, unsigned row,
                                                          const uint32_t words[4])
{
	uint32_t w[4];
	soc_draw_block(at->seed, SOC_DRAW_CLIENT, at->first_person + row, 0, SOC_BLOCK(IS_CLIENT, 0), w);
	const int is_client = soc_below(w[SOC_LANE(IS_CLIENT)], rule->clients);
	return (struct soc_impression){ leniency[soc_pick(w[SOC_LANE(RATER_OF)], rule->raters)],
		                            soc_draw_spread(rule->impression, words[SOC_LANE(IMPRESSION)],
		                                            words[SOC_LANE(IMPRESSION) + 1]),
		                            is_client ? rule->favouritism : 0, (unsigned)is_client };
}

/* Rates everybody whom a component that is due covers; what is held is replaced. Cost: about 50 ns a person
 * rated. */
void soc_rating_make(const struct soc_place_time *at, const struct soc_regime *rules,
                     const struct soc_registry *registry, struct soc_record *record,
                     const struct soc_evidence *evidence);

#endif
