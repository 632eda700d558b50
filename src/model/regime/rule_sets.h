/* Phase 1: which rules are in force where and when.
 *
 * The timeline's changes that hold in a stratum (the urban or rural part of a place) in a month make a set;
 * each set that the lot of any seed could make occur is compiled once into a rule set, so that all replicates
 * have the same sets. During the run a month of a stratum is one lookup.
 * docs/model/regime.md. */
#ifndef SOC_MODEL_RULE_SETS_H
#define SOC_MODEL_RULE_SETS_H

#include "input/compile/rules.h"
#include "model/columns.h"
#include "model/events/rates.h"
#include "model/modules/prediction/predictor.h"
#include "model/population/population.h"

#define SOC_RULE_SETS_MAX 4096

struct soc_rule_sets {
	struct soc_rules *rules; /* count of them */
	uint32_t count;
	uint64_t *changes; /* [rule set]: which changes hold in it, a bit each */
	uint64_t *covered; /* [stratum]: which changes could ever hold there, where its place's lot is below their
	                      shares */
	uint16_t *of;      /* [month][stratum] */
	int32_t months, strata;
	struct soc_rates rates; /* for the highest rate of each class over all rule sets */
	struct soc_shape shape; /* columns that a community needs under any of the rules */
	int32_t *weight; /* [rule set]: coefficient of the component with the adaptive weight, at factor 1; or
	                    NULL */
	struct soc_predictor *predictor; /* of the replicate, asked by all rules; NULL: none is ever trained */
};

/* before: rule sets of another scenario, whose tables are taken over where they would be the same; NULL:
 * there are none. The rules are the same either way. Errors: SOC_ERR_SCENARIO (unknown place, with the
 * nearest), SOC_ERR_LIMIT (more than SOC_RULE_SETS_MAX sets), those of soc_rules_compile and soc_rates_init,
 * SOC_ERR_MEMORY. */
enum soc_err soc_rule_sets_init(struct soc_rule_sets *v, const struct soc_scenario *s,
                                const struct soc_plan *plan, const struct soc_rule_sets *before,
                                struct soc_msg *msg);
/* Which rules are in force where, when the plan has drawn again which places join a change by lot. s: the
 * scenario that they were compiled from. The rules stay as they are. Cost: O(strata x months) where a change
 * has a lot; else O(changes). */
void soc_rule_sets_place(struct soc_rule_sets *v, const struct soc_scenario *s, const struct soc_plan *plan);
/* 1 when a change holds in a stratum of the plan while it is in force. */
int soc_rule_sets_covers(const struct soc_change *change, const struct soc_plan *plan, int32_t stratum);
void soc_rule_sets_release(struct soc_rule_sets *v);

/* Puts the factor on the adaptive weight in force, in all rule sets: between months alone.
 * Nothing where none does. */
void soc_rule_sets_weigh(struct soc_rule_sets *v, uint16_t factor);

/* Before the first month of a replicate: no predictor is trained. */
void soc_rule_sets_forget(struct soc_rule_sets *v);

static inline unsigned soc_rule_sets_at(const struct soc_rule_sets *v, uint32_t month, uint32_t stratum)
{
	return v->of[(uint64_t)month * (uint32_t)v->strata + stratum];
}

/* A place's desks and firms work under the rules of its first stratum. */
static inline uint32_t soc_rule_sets_first_stratum(const struct soc_plan *plan, int32_t place)
{
	int32_t k = 0;
	while (k + 1 < plan->strata_count && plan->strata[k].place != place)
		k++;
	return (uint32_t)k;
}

#endif
