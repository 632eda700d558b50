/* Who is what to whom in a household. */
#ifndef SOC_MODEL_RELATION_H
#define SOC_MODEL_RELATION_H

#include "model/community.h"
#include "model/population/population.h"

/* What `to` is to `from`, both in one household, as a relation through which a measure of `from` reaches
 * `to`: SOC_RELATION_SPOUSE, SOC_RELATION_CHILD or SOC_RELATION_HOUSEHOLD. Cost: two loads. */
static inline unsigned soc_relation_in_household(const struct soc_registry *registry, unsigned from,
                                                 unsigned to)
{
	const unsigned a = soc_traits_role(registry->traits[from]), b = soc_traits_role(registry->traits[to]);
	const int a_heads = a == SOC_ROLE_HEAD || a == SOC_ROLE_SPOUSE;
	const int b_heads = b == SOC_ROLE_HEAD || b == SOC_ROLE_SPOUSE;
	if (a_heads && b_heads)
		return SOC_RELATION_SPOUSE;
	return a_heads && b == SOC_ROLE_CHILD ? SOC_RELATION_CHILD : SOC_RELATION_HOUSEHOLD;
}

#endif
