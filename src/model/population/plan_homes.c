/* What a plan has of households, beside what was counted of them. */
#include "model/population/inner.h"

int64_t soc_plan_changed(const struct soc_plan *plan)
{
	int64_t changed = 0;
	for (int32_t r = 0; r < plan->regions_count; r++)
		changed += soc_plan_inner(plan)->regions[r].changed;
	return changed;
}

int soc_plan_sizes(const struct soc_plan *plan)
{
	return soc_plan_inner(plan)->census.regions[0].sizes_count;
}

int64_t soc_plan_of_size(const struct soc_plan *plan, int size, double *counted)
{
	const struct soc_inner *in = soc_plan_inner(plan);
	int64_t planned = 0, all = 0;
	for (int32_t r = 0; r < plan->regions_count; r++)
		all += in->census.regions[r].sizes[size - 1];
	for (int32_t i = 0; i < plan->strata_count; i++)
		for (int k = 0; k < SOC_HOMES; k++)
			if (soc_homes[k].size == size || (soc_homes[k].size > size && size == soc_plan_sizes(plan)))
				planned += in->strata[i].count[k];
	*counted = (double)all * (double)plan->persons / (double)plan->census_persons;
	return planned;
}
