#include "analysis/sampling.h"

#include "input/compile/sampling.h"

int soc_sampling_counts(const struct soc_scenario *s, int64_t month)
{
	const struct soc_sampling rule = soc_sampling_of(s);
	return soc_sampling_has(&rule, month);
}
