/* A trait of the person that is not kept but drawn again where it is asked for: who knows the rules. A fixed
 * rank of the person below conduct.published_rules, so that more publicity keeps those it had. */
#ifndef SOC_MODEL_INFORMED_H
#define SOC_MODEL_INFORMED_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/variates.h"

static inline int soc_population_is_informed(const struct soc_place_time *at, const struct soc_rules *rules,
                                             unsigned row)
{
	return rules->people.knows_rules > 0 &&
	       soc_below(SOC_VARIATE(INFORMED, at->seed, at->first_person + row, 0, 0),
	                 rules->people.knows_rules);
}

#endif
