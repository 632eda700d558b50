/* What has happened to people since the start, from the month log: as the indicators count it. */
#include "analysis/people.h"

static void count(uint16_t *n, unsigned more)
{
	*n = (uint16_t)(*n + more < 0xffff ? *n + more : 0xffff);
}

static void remember_acts(struct soc_people_past *past, const struct soc_replay *r)
{
	const struct soc_true_log *log = &r->scratch->true_log;
	for (unsigned i = 0; i < log->occurrences_count; i++) {
		const struct soc_occurrence *o = &log->occurrences[i];
		if (o->happened && r->s->events[o->event].kind != SOC_LIFE_EVENT)
			past->offences[o->row] |= (uint8_t)r->rules->conduct.act[o->event].lists;
		if (r->s->events[o->event].kind != SOC_VIOLATION)
			continue;
		count(&past->violations[o->row], o->happened);
		count(&past->deterred[o->row], o->counterfactual && !o->happened);
	}
}

static void remember_records(struct soc_people_past *past, const struct soc_replay *r)
{
	const struct soc_month_log *log = &r->scratch->month_log;
	for (unsigned i = 0; i < log->records_count; i++)
		if (soc_rec_is_accepted(&log->records[i])) {
			count(&past->records[log->records[i].row], 1);
			count(&past->records_wrong[log->records[i].row],
			      r->scratch->true_log.record_truth[i] != SOC_RECORD_TRUE);
		}
}

/* Notice is of an entry: a new one is not known yet, and when it has ended there is nothing to know. */
static void remember_entries(struct soc_people_past *past, const struct soc_replay *r)
{
	const struct soc_month_log *log = &r->scratch->month_log;
	for (unsigned i = 0; i < log->entries_count; i++) {
		const struct soc_entry *e = &log->entries[i];
		if (e->kind != SOC_ENTRY_NEW)
			continue;
		past->told[e->row] &= (uint8_t) ~(1u << e->list);
		if (r->s->lists[e->list].colour != SOC_BLACK)
			continue;
		count(&past->entries[e->row], 1);
		count(&past->entries_wrong[e->row], r->scratch->true_log.entry_truth[i] != SOC_DID);
	}
	for (unsigned i = 0; i < log->notices_count; i++)
		if (log->notices[i].kind == SOC_NOTICE_TOLD)
			past->told[log->notices[i].row] |= (uint8_t)(1u << log->notices[i].list);
	for (unsigned l = 0; l < r->world.shape.lists; l++)
		for (unsigned row = 0; row < r->at.count; row++)
			if (r->columns.record.months_left[l][row] == 0)
				past->told[row] &= (uint8_t) ~(1u << l);
}

static void remember_proceedings(struct soc_people_past *past, const struct soc_replay *r)
{
	const struct soc_month_log *log = &r->scratch->month_log;
	for (unsigned i = 0; i < log->filings_count; i++)
		count(&past->appeals[log->filings[i].row], 1);
	for (unsigned i = 0; i < log->rulings_count; i++) {
		count(&past->appeals_won[log->rulings[i].row], log->rulings[i].kind == SOC_RULING_OVERTURNED);
		count(&past->appeals_lost[log->rulings[i].row], log->rulings[i].kind == SOC_RULING_DENIED);
	}
	for (unsigned i = 0; i < log->attempts_count; i++)
		if (r->rules->regime.measures.sanctions >> log->attempts[i].measure & 1u)
			count(&past->refusals[log->attempts[i].row], log->attempts[i].effective);
}

void soc_people_remember(struct soc_people_past *past, const struct soc_replay *r)
{
	remember_acts(past, r);
	remember_records(past, r);
	remember_entries(past, r);
	remember_proceedings(past, r);
}
