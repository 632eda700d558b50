/* How far measures spill over: from a person to relatives, from them to their relatives.
 * docs/model/spillover.md. */
#ifndef SOC_MODEL_SPILLOVER_H
#define SOC_MODEL_SPILLOVER_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/modules/liability/liability.h"
#include "model/population/population.h"

/* at[d][row]: bit set of the measures that hold the row in d steps and in no fewer; 0 steps: its own. made:
 * it is that of the community now being stepped, as record.measures was last made. enrolled: whose grade
 * counts (enrolment.h), once has_enrolled; grades change once a month, so that it stays good from then on. */
struct soc_spillover {
	uint16_t at[SOC_SPILL_DEPTH_MAX + 1][SOC_COMMUNITY_MAX];
	uint8_t enrolled[SOC_COMMUNITY_MAX];
	struct soc_groups groups; /* where a measure reaches them, once has_groups */
	int made, has_enrolled, has_groups;
};

/* Steps 0 to rules->spillover.deepest of a community. Cost: about 5 ns a person and 40 ns for each who
 * passes a measure on. */
void soc_spillover_make(const struct soc_place_time *at, const struct soc_regime *rules,
                        const struct soc_registry *registry, const struct soc_record *record,
                        struct soc_spillover *spillover);
/* enrolled[] of everybody by their grades now, made where it is not yet. NULL where enrolment is not
 * required. */
const uint8_t *soc_spillover_enrolled(const struct soc_place_time *at, const struct soc_regime *rules,
                                      const struct soc_registry *registry, const struct soc_record *record,
                                      struct soc_spillover *spillover);

/* Of a relative's measures those that reach this person: drawn once for the person and measure, so that a
 * measure does not reach the same relative in one month and miss them in the next. */
uint16_t soc_spillover_person(const struct soc_place_time *at, const struct soc_regime *rules, unsigned row,
                              uint16_t set, unsigned kin);

#endif
