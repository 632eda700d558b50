#include "model/modules/amnesty/count.h"

#include "base/scan.h"
#include "input/module.h"
#include "model/modules/amnesty/amnesty.h"

static void count_unaware(const struct soc_measurement *s, unsigned list, struct soc_tally *t)
{
	SOC_FOR_NONZERO(s->record->months_left[list], s->at->count, row)
		if (!(s->self->aware[row] >> list & 1u) &&
		    soc_amnesty_covers(&s->rules->regime, s->record, row, list))
			soc_count_module(t, SOC_MOD_amnesty_by_truth_unaware,
			                 SOC_AT(amnesty_by_truth, list, soc_tag_entry(s->truth->tags[row], list)), 1);
}

void soc_amnesty_count(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->exits_count && s->rules->regime.amnesty.lists != 0; i++)
		if (s->month_log->exits[i].reason == SOC_EXIT_BY_MODULE + SOC_MODULE_amnesty)
			soc_count_module(
				t, SOC_MOD_amnesty_by_truth_deleted,
				SOC_AT(amnesty_by_truth, s->month_log->exits[i].list, s->true_log->exit_truth[i]), 1);
	for (unsigned bits = s->rules->regime.amnesty.lists & s->rules->regime.amnesty.on_application; bits != 0;
	     bits &= bits - 1)
		count_unaware(s, (unsigned)__builtin_ctz(bits), t);
}
