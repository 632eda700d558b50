/* Counts of records on their way up. */
#include "model/modules/hierarchy/count.h"

static void count_levels(struct soc_tally *t, const struct soc_rec *rec)
{
	static const enum soc_module_count by_error[] = { SOC_MODULE_VALUES, SOC_MOD_hierarchy_by_level_lost,
		                                              SOC_MOD_hierarchy_by_level_misfiled,
		                                              SOC_MOD_hierarchy_by_level_reclassified };
	for (unsigned level = 0; level < 4; level++) {
		const unsigned error = rec->error >> 2 * level & 3u;
		if (error != SOC_TRANSMISSION_NONE)
			soc_count_module(t, by_error[error], level, 1);
	}
}

void soc_hierarchy_count(const struct soc_measurement *s, struct soc_tally *t)
{
	const unsigned levels = s->rules->hierarchy.levels;
	if (s->record->under_way_used != NULL)
		soc_count_module(t, SOC_MOD_hierarchy_by_month_under_way, 0, *s->record->under_way_used);
	if (levels == 0 && s->record->under_way_used == NULL)
		return;
	for (unsigned i = 0; i < s->month_log->records_count; i++) {
		const struct soc_rec *rec = &s->month_log->records[i];
		if (rec->carried > 0) {
			soc_count_module(t, SOC_MOD_hierarchy_by_month_arrived, 0, 1);
			soc_count_module(t, SOC_MOD_hierarchy_by_month_months_taken, 0, rec->carried);
		} else if (rec->sent) {
			soc_count_module(t, SOC_MOD_hierarchy_by_month_sent, 0, 1);
			soc_count_module(t, SOC_MOD_hierarchy_by_month_arrived, 0,
			                 s->rules->hierarchy.months == 0 && rec->decision != SOC_LOST_ON_THE_WAY);
			count_levels(t, rec);
		}
	}
}
