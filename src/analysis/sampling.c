#include "analysis/sampling.h"

#include "input/compile/rules_parts.h"

int soc_sampling_counts(const struct soc_scenario *s, int64_t month)
{
	const struct soc_look_rule rule = soc_look_rule_of(s);
	return soc_looks_in(&rule, month);
}
