#include "model/modules/kin/count.h"

void soc_kin_count(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->entries_count; i++) {
		const struct soc_entry *e = &s->month_log->entries[i];
		soc_count_module(t, SOC_MOD_kin_by_month_entries, 0,
		                 e->kind != SOC_ENTRY_RENEWED && e->trigger == SOC_TRIGGER_KIN);
	}
}
