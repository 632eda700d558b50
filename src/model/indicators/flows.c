#include "model/indicators/count.h"

#include "model/population/population.h"
#include "model/population/responsible.h"

unsigned soc_count_cell(const struct soc_registry *registry, const struct soc_self *self, unsigned row)
{
	const uint8_t situation = registry->situation[row];
	return soc_indicators_cell(soc_traits_class(registry->traits[row]),
	                           soc_nature_minority(self->nature[row]), soc_situation_urban(situation),
	                           soc_situation_quintile(situation));
}

static void count(const struct soc_measurement *s, struct soc_tally *t, unsigned row, enum soc_indicator i,
                  int64_t n)
{
	soc_count_person(s, t, row, i, n);
}

/* What the place learns from: acts of a sphere that somebody could have recorded, and those recorded. Each by
 * how much it tells of the sphere (conduct.c), so that records over acts are the risk of its best watched
 * class. */
static void count_for_place(const struct soc_measurement *s, struct soc_tally *t,
                            const struct soc_occurrence *o)
{
	const struct soc_act_rule *act = &s->rules->conduct.act[o->event];
	if (!soc_population_is_responsible(&s->rules->regime, s->registry, o->row))
		return;
	int64_t *sphere = t->place_now + SOC_PLACE_SPHERES + 2 * act->sphere;
	const int64_t share = act->share[s->at->urban] >> 8;
	sphere[0] += share * share >> 16;
	sphere[1] += o->record != SOC_NOBODY ? share : 0;
}

/* Whether no record names who did it: none was made, it names somebody else, or it was lost. */
static int is_missed(const struct soc_measurement *s, const struct soc_occurrence *o)
{
	return o->record == SOC_NOBODY || s->true_log->record_truth[o->record] != SOC_RECORD_TRUE ||
	       s->month_log->records[o->record].decision == SOC_LOST_IDENTITY;
}

static void count_offence(const struct soc_measurement *s, struct soc_tally *t,
                          const struct soc_occurrence *o)
{
	if (!soc_rules_is_offence(s->rules, o->event))
		return;
	count(s, t, o->row, SOC_IND_offences, 1);
	count(s, t, o->row, SOC_IND_offences_missed, is_missed(s, o));
}

static void count_events(const struct soc_measurement *s, struct soc_tally *t)
{
	static const enum soc_indicator happened[] = { SOC_IND_violations, SOC_IND_good_deeds,
		                                           SOC_IND_lawful_acts, SOC_IND_life_events };
	static const enum soc_indicator in_counterfactual[] = { SOC_IND_violations_counterfactual,
		                                                    SOC_IND_good_deeds_counterfactual,
		                                                    SOC_IND_lawful_acts_counterfactual };
	static const enum soc_indicator unfollowed[] = { SOC_IND_violations_unfollowed,
		                                             SOC_IND_good_deeds_unfollowed,
		                                             SOC_IND_lawful_acts_unfollowed };
	for (unsigned i = 0; i < s->true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &s->true_log->occurrences[i];
		const unsigned kind = s->rules->events.event[o->event].kind,
					   cell = soc_count_cell(s->registry, s->self, o->row);
		t->event[o->event][SOC_CLASS_happened] += o->happened;
		t->event[o->event][SOC_CLASS_happened_counterfactual] += o->counterfactual;
		t->event[o->event][SOC_CLASS_happened_unfollowed] += o->unfollowed;
		t->event[o->event][SOC_CLASS_seen] += o->record != SOC_NOBODY;
		t->event[o->event][SOC_CLASS_response] += o->happened ? o->response : 0;
		if (o->happened && kind != SOC_LIFE_EVENT) {
			count_for_place(s, t, o);
			count_offence(s, t, o);
		}
		soc_count(t, cell, happened[kind], o->happened);
		if (kind != SOC_LIFE_EVENT) {
			soc_count(t, cell, in_counterfactual[kind], o->counterfactual);
			soc_count(t, cell, unfollowed[kind], o->unfollowed);
		}
		if (kind == SOC_VIOLATION && o->record != SOC_NOBODY)
			soc_count(t, cell, SOC_IND_violations_seen, 1);
	}
}

/* A record is counted when it is made; what a reviewer decides months later only as a decision. */
static void count_made(const struct soc_measurement *s, struct soc_tally *t, const struct soc_rec *rec,
                       unsigned truth)
{
	static const enum soc_indicator made[] = { SOC_IND_records_true, SOC_IND_records_misattributed,
		                                       SOC_IND_records_fabricated };
	static const unsigned by_class[] = { SOC_CLASS_records_true, SOC_CLASS_records_misattributed,
		                                 SOC_CLASS_records_fabricated };
	static const unsigned by_channel[] = { SOC_CHAN_records_true, SOC_CHAN_records_misattributed,
		                                   SOC_CHAN_records_fabricated };
	count(s, t, rec->row, made[truth], 1);
	if (s->rules->regime.review.verified >> rec->channel & 1u)
		count(s, t, rec->row, SOC_IND_reports, 1);
	t->event[rec->event][by_class[truth]]++;
	t->channel[rec->channel][by_channel[truth]]++;
}

static void count_decision(const struct soc_measurement *s, struct soc_tally *t, const struct soc_rec *rec,
                           int right)
{
	switch ((enum soc_decision)rec->decision) {
	case SOC_LOST_IDENTITY:
		count(s, t, rec->row, SOC_IND_records_lost, 1);
		t->channel[rec->channel][SOC_CHAN_lost]++;
		break;
	case SOC_DISMISSED:
		t->channel[rec->channel][right ? SOC_CHAN_dismissed_true : SOC_CHAN_dismissed_wrong]++;
		break;
	case SOC_FILED:
		count(s, t, rec->row, SOC_IND_filed, 1);
		break;
	case SOC_NO_ROOM:
		count(s, t, rec->row, SOC_IND_docket_full, 1);
		break;
	case SOC_ACCEPTED_HUMAN:
	case SOC_ACCEPTED_AUTO:
		count(s, t, rec->row, right ? SOC_IND_accepted_true : SOC_IND_accepted_wrong, 1);
		t->event[rec->event][right ? SOC_CLASS_accepted_true : SOC_CLASS_accepted_wrong]++;
		t->channel[rec->channel][right ? SOC_CHAN_accepted_true : SOC_CHAN_accepted_wrong]++;
		break;
	case SOC_REJECTED_HUMAN:
	case SOC_REJECTED_AUTO:
		count(s, t, rec->row, right ? SOC_IND_rejected_true : SOC_IND_rejected_wrong, 1);
		break;
	case SOC_LAPSED: /* its module counts it */
	case SOC_UNDECIDED:
	case SOC_LOST_ON_THE_WAY:
	case SOC_UNDER_WAY:
		break;
	}
	if (rec->decision == SOC_ACCEPTED_HUMAN || rec->decision == SOC_REJECTED_HUMAN) {
		count(s, t, rec->row, SOC_IND_reviewed_by_people, 1);
		count(s, t, rec->row, SOC_IND_review_wait_months, rec->waited);
		t->review_wait[rec->waited < SOC_WAIT_BUCKETS ? rec->waited : SOC_WAIT_BUCKETS - 1]++;
	}
}

static void count_records(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->records_count; i++) {
		const struct soc_rec *rec = &s->month_log->records[i];
		const unsigned truth = s->true_log->record_truth[i];
		if (soc_count_is_new(rec))
			count_made(s, t, rec, truth);
		count_decision(s, t, rec, truth == SOC_RECORD_TRUE);
	}
}

static void count_lists(const struct soc_measurement *s, struct soc_tally *t)
{
	static const enum soc_indicator entered[] = { SOC_IND_entries_true, SOC_IND_entries_other_violation,
		                                          SOC_IND_entries_no_violation };
	static const enum soc_indicator left[] = { SOC_IND_exits_expired, SOC_IND_exits_repaired,
		                                       SOC_IND_exits_overturned };
	for (unsigned i = 0; i < s->month_log->entries_count; i++) {
		const struct soc_entry *e = &s->month_log->entries[i];
		const unsigned truth = s->true_log->entry_truth[i];
		const int black = s->rules->regime.lists.list[e->list].colour == SOC_BLACK;
		if (e->kind == SOC_ENTRY_RENEWED) {
			t->list[e->list][SOC_LISTCOUNT_renewals]++;
			continue;
		}
		t->list[e->list][SOC_LISTCOUNT_entries_true + truth]++;
		count(s, t, e->row, black ? entered[truth] : SOC_IND_entries_red, 1);
		if (black && e->trigger < SOC_TRIGGER_GRADE)
			t->channel[e->channel][truth == SOC_DID ? SOC_CHAN_entries_true : SOC_CHAN_entries_wrong]++;
	}
	for (unsigned i = 0; i < s->month_log->exits_count; i++) {
		const struct soc_exit *e = &s->month_log->exits[i];
		if (e->reason >= SOC_EXIT_BY_MODULE)
			continue;
		t->list[e->list][SOC_LISTCOUNT_exits_expired + e->reason]++;
		if (s->rules->regime.lists.list[e->list].colour != SOC_BLACK)
			continue;
		count(s, t, e->row, left[e->reason], 1);
		if (e->reason == SOC_EXIT_EXPIRED && !s->true_log->exit_aware[i])
			count(s, t, e->row, SOC_IND_expired_unaware, 1);
	}
}

static void count_due_process(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->notices_count; i++)
		count(s, t, s->month_log->notices[i].row,
		      s->month_log->notices[i].kind == SOC_NOTICE_REFUSAL ? SOC_IND_notices_by_refusal
		                                                          : SOC_IND_notices,
		      1);
	for (unsigned i = 0; i < s->month_log->filings_count; i++)
		count(s, t, s->month_log->filings[i].row,
		      s->true_log->filing_truth[i] == SOC_DID ? SOC_IND_appeals_guilty : SOC_IND_appeals_wronged, 1);
	for (unsigned i = 0; i < s->month_log->rulings_count; i++) {
		const struct soc_ruling *r = &s->month_log->rulings[i];
		const int guilty = s->true_log->ruling_truth[i] == SOC_DID;
		const int bucket = r->waited < SOC_WAIT_BUCKETS ? r->waited : SOC_WAIT_BUCKETS - 1;
		if (r->kind == SOC_RULING_EXPIRED) {
			count(s, t, r->row, SOC_IND_appeals_expired, 1);
			t->appeal_lapse[bucket]++;
			continue;
		}
		if (r->kind == SOC_RULING_OVERTURNED)
			count(s, t, r->row, guilty ? SOC_IND_upheld_guilty : SOC_IND_upheld_wronged, 1);
		else
			count(s, t, r->row, guilty ? SOC_IND_denied_guilty : SOC_IND_denied_wronged, 1);
		count(s, t, r->row, SOC_IND_appeal_wait_months, r->waited);
		t->appeal_wait[bucket]++;
	}
}

static void count_grades(const struct soc_measurement *s, struct soc_tally *t)
{
	for (unsigned i = 0; i < s->month_log->grades_count; i++) {
		const struct soc_grade_change *g = &s->month_log->grades[i];
		t->transition[g->from][g->to]++;
		count(s, t, g->row, g->to > g->from ? SOC_IND_grade_rises : SOC_IND_grade_falls, 1);
	}
}

void soc_count_flows(const struct soc_measurement *s, struct soc_tally *t)
{
	count_events(s, t);
	count_records(s, t);
	count_lists(s, t);
	count_due_process(s, t);
	count_grades(s, t);
	if (s->month_log->lost + s->true_log->lost > 0)
		count(s, t, 0, SOC_IND_docket_full, s->month_log->lost + s->true_log->lost);
}
