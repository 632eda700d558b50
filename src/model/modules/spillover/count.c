#include "model/modules/spillover/count.h"

void soc_spillover_count(const struct soc_measurement *s, unsigned row, int rightly, struct soc_tally *t)
{
	unsigned d = 0;
	while (d < s->rules->regime.spillover.deepest &&
	       !(s->spillover->at[d][row] & s->rules->regime.measures.sanctions))
		d++;
	soc_count_module(t, SOC_MOD_spillover_by_path_persons, d == 0 && !rightly ? SOC_SPILL_DEPTH_MAX + 1 : d,
	                 1);
}
