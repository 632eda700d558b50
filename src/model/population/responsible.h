/* Whether a person is old enough to answer for what is on record: of the register's age and the regime's rule
 * alone, so that what decides may ask. Everybody is where the rule is 0. */
#ifndef SOC_MODEL_RESPONSIBLE_H
#define SOC_MODEL_RESPONSIBLE_H

#include "input/compile/regime.h"
#include "model/community.h"

static inline int soc_population_is_responsible(const struct soc_regime *rules,
                                                const struct soc_registry *registry, unsigned row)
{
	return rules->review.age_of_responsibility == 0 ||
	       registry->age[row] >= rules->review.age_of_responsibility;
}

#endif
