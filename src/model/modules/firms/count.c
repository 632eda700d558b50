#include "model/modules/firms/count.h"

#include "base/bytes.h"
#include "base/scan.h"
#include "model/modules/firms/ties.h"

/* Heads, by the list of people that took them. */
static void count_heads(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->entries_count; i++) {
		const struct soc_entry *e = &s->month_log->entries[i];
		if (e->trigger == SOC_TRIGGER_GRADE && e->channel == SOC_ENTRY_FOR_FIRM && e->kind == SOC_ENTRY_NEW)
			soc_count_module(t, SOC_MOD_firms_heads_entered, e->list, 1);
	}
	for (unsigned l = 0; soc_measurement_is_sampled(s) && l < s->rules->regime.lists.count; l++)
		SOC_FOR_NONZERO(s->record->months_left[l], s->at->count, row)
			if (soc_entry_for_firm(s->record->entry[l][row]))
				soc_count_module(t, SOC_MOD_firms_heads_listed, l, 1);
}

void soc_firms_count(const struct soc_measurement *s, struct soc_tally *t)
{
	if (s->ties->employer == NULL)
		return;
	count_heads(s, t);
	for (unsigned i = 0; i < s->month_log->dismissals_count; i++) {
		const struct soc_dismissal *d = &s->month_log->dismissals[i];
		const int innocent = !(s->truth->tags[d->row] & SOC_TAG_OFFENDED);
		soc_count_module(t,
		                 d->closing ? SOC_MOD_firms_employees_dismissed_closed
		                            : SOC_MOD_firms_employees_dismissed_listed,
		                 0, 1);
		soc_count_module(t,
		                 d->closing ? SOC_MOD_firms_employees_dismissed_closed_innocent
		                            : SOC_MOD_firms_employees_dismissed_listed_innocent,
		                 0, innocent);
	}
	if (s->employer != NULL && soc_measurement_is_sampled(s))
		soc_count_module(t, SOC_MOD_firms_employees_of_listed, 0,
		                 soc_bytes_with(s->employer, s->at->count, s->rules->firms.black));
}
