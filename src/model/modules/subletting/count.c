/* Who sublets to unregistered residents, and who is recorded for it. */
#include "model/modules/subletting/count.h"

#include "base/bytes.h"
#include "model/modules/subletting/subletting.h"

static void count_records(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->records_count; i++) {
		const struct soc_rec *rec = &s->month_log->records[i];
		const unsigned wrong = s->true_log->record_truth[i] != SOC_RECORD_TRUE;
		if (rec->event != s->rules->subletting.class)
			continue;
		if (soc_count_is_new(rec))
			soc_count_module(t, SOC_MOD_subletting_by_reason_records,
			                 SOC_AT(subletting_by_reason, s->true_log->motive[i], wrong), 1);
		soc_count_module(t, SOC_MOD_subletting_by_truth_accepted, wrong, soc_rec_is_accepted(rec));
	}
}

void soc_subletting_count(const struct soc_measurement *s, struct soc_tally *t)
{
	uint8_t sublets[SOC_FULL_COMMUNITY];
	if (s->rules->subletting.class < 0)
		return;
	count_records(s, t);
	if (!soc_measurement_is_sampled(s))
		return;
	soc_count_module(t, SOC_MOD_subletting_by_month_tenants, 0,
	                 soc_subletting_find(s->at, s->rules, s->registry, s->self, sublets));
	soc_count_module(t, SOC_MOD_subletting_by_month_landlords, 0, soc_bytes_equal(sublets, s->at->count, 1));
}
