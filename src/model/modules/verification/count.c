#include "model/modules/verification/count.h"

void soc_verification_count(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; s->rules->regime.review.verified != 0 && i < s->month_log->records_count; i++)
		if (s->month_log->records[i].decision == SOC_LAPSED)
			soc_count_module(t, SOC_MOD_verification_by_truth_lapsed,
			                 s->true_log->record_truth[i] != SOC_RECORD_TRUE, 1);
}
