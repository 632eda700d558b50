/* One month of a life, from the month log that indicators count from. */
#include "view/explain.h"

#include "input/module.h"
#include "input/schema/params.h"
#include "model/measures/measures.h"
#include "model/modules/grounds/grounds.h"
#include "model/score.h"
#include "view/explain_words.h"

#include <stdio.h>

void soc_explain_date(const struct soc_scenario *s, uint32_t m, char out[16])
{
	const long long month = (long long)s->span.from + m;
	snprintf(out, 16, "%04lld-%02lld", month / 12 % 10000, month % 12 + 1);
}

static double points(int32_t units)
{
	return (double)units / SOC_POINT;
}

static json_t *happened(const struct soc_replay *r)
{
	const struct soc_true_log *true_log = &r->scratch->true_log;
	json_t *list = json_array();
	for (unsigned i = 0; i < true_log->occurrences_count; i++) {
		const struct soc_occurrence *o = &true_log->occurrences[i];
		if (o->row != r->row || !(o->happened || o->counterfactual))
			continue;
		const char *seen = "not recorded";
		if (o->record != SOC_NOBODY)
			seen = r->scratch->month_log.records[o->record].row == o->row
			           ? "recorded"
			           : "recorded, but another person was named";
		soc_json_append(&list, json_pack("{s:s, s:b, s:b, s:s}", "event", r->s->events[o->event].name,
		                                 "happened", o->happened, "without_regime", o->counterfactual, "seen",
		                                 o->happened ? seen : "did not happen under the regime"));
	}
	return list;
}

static json_t *recorded(const struct soc_replay *r, json_t **history)
{
	const struct soc_month_log *month_log = &r->scratch->month_log;
	json_t *list = json_array();
	for (unsigned i = 0; i < month_log->records_count; i++) {
		const struct soc_rec *rec = &month_log->records[i];
		if (rec->row != r->row)
			continue;
		json_t *one = json_pack("{s:s, s:s, s:s, s:s, s:i, s:f}", "event", r->s->events[rec->event].name,
		                        "channel", r->s->channels[rec->channel].name, "truth",
		                        soc_words_record_truth[r->scratch->true_log.record_truth[i]], "decision",
		                        soc_words_decision[rec->decision], "waited_months", rec->waited, "points",
		                        points(rec->posted));
		soc_json_append(&list, one);
		if (soc_rec_is_accepted(rec) && rec->posted != 0)
			soc_json_append(history, json_pack("{s:s, s:s, s:s, s:i, s:i, s:f}", "event",
			                                   r->s->events[rec->event].name, "channel",
			                                   r->s->channels[rec->channel].name, "truth",
			                                   soc_words_record_truth[r->scratch->true_log.record_truth[i]],
			                                   "month", (int)r->at.month, "component",
			                                   (int)r->rules->regime.scoring.tariff[rec->event].component,
			                                   "points", points(rec->posted)));
	}
	return list;
}

static json_t *entries(const struct soc_replay *r)
{
	const struct soc_month_log *month_log = &r->scratch->month_log;
	json_t *list = json_array();
	for (unsigned i = 0; i < month_log->entries_count; i++) {
		const struct soc_entry *e = &month_log->entries[i];
		if (e->row != r->row)
			continue;
		const struct soc_list_rule *rule = &r->rules->regime.lists.list[e->list];
		const char *cause = e->trigger == SOC_TRIGGER_KIN      ? "kin"
		                    : e->channel == SOC_ENTRY_FOR_FIRM ? "firm"
		                                                       : "grade";
		if (e->trigger < SOC_TRIGGER_GRADE)
			cause = r->s->events[rule->trigger_event[e->trigger]].name;
		soc_json_append(&list,
		                json_pack("{s:s, s:s, s:s, s:s}", "list", r->s->lists[e->list].name, "kind",
		                          e->kind == SOC_ENTRY_NEW ? "entered" : "prolonged", "cause", cause, "truth",
		                          soc_words_entry_truth[r->scratch->true_log.entry_truth[i]]));
	}
	return list;
}

static const char *how_it_ended(const struct soc_exit *e)
{
	return e->reason < SOC_EXIT_BY_MODULE ? soc_words_exit[e->reason]
	                                      : soc_modules[e->reason - SOC_EXIT_BY_MODULE]->title;
}

/* Exits, notices, filings and rulings of the person: a list's name and a word each. */
static json_t *proceedings(const struct soc_replay *r)
{
	const struct soc_month_log *month_log = &r->scratch->month_log;
	json_t *list = json_array();
	for (unsigned i = 0; i < month_log->exits_count; i++)
		if (month_log->exits[i].row == r->row)
			soc_json_append(&list,
			                json_pack("{s:s, s:s, s:s}", "list", r->s->lists[month_log->exits[i].list].name,
			                          "what", "left", "how", how_it_ended(&month_log->exits[i])));
	for (unsigned i = 0; i < month_log->notices_count; i++)
		if (month_log->notices[i].row == r->row)
			soc_json_append(&list,
			                json_pack("{s:s, s:s, s:s}", "list", r->s->lists[month_log->notices[i].list].name,
			                          "what", "notice", "how", soc_words_notice[month_log->notices[i].kind]));
	for (unsigned i = 0; i < month_log->filings_count; i++)
		if (month_log->filings[i].row == r->row)
			soc_json_append(&list,
			                json_pack("{s:s, s:s, s:s}", "list", r->s->lists[month_log->filings[i].list].name,
			                          "what", "appeal", "how", "filed"));
	for (unsigned i = 0; i < month_log->rulings_count; i++)
		if (month_log->rulings[i].row == r->row)
			soc_json_append(&list,
			                json_pack("{s:s, s:s, s:s, s:i}", "list",
			                          r->s->lists[month_log->rulings[i].list].name, "what", "appeal decided",
			                          "how", soc_words_ruling[month_log->rulings[i].kind], "waited_months",
			                          month_log->rulings[i].waited));
	return list;
}

static json_t *attempts(const struct soc_replay *r)
{
	const struct soc_month_log *month_log = &r->scratch->month_log;
	json_t *list = json_array();
	for (unsigned i = 0; i < month_log->attempts_count; i++)
		if (month_log->attempts[i].row == r->row)
			soc_json_append(
				&list, json_pack("{s:s, s:s, s:i, s:i}", "measure",
			                     r->s->measures[month_log->attempts[i].measure].name, "kind",
			                     r->rules->people.attempt[month_log->attempts[i].measure].kind == SOC_SANCTION
			                         ? "refused"
			                         : "favoured",
			                     "attempts", month_log->attempts[i].attempts, "effective",
			                     month_log->attempts[i].effective));
	return list;
}

/* Measures in force, each with whose they are. */
static json_t *measures(const struct soc_replay *r)
{
	static const char *const through[] = { "spouse", "parent", "household", "kin outside the household",
		                                   "liability group" };
	const struct soc_columns *c = &r->columns;
	const uint16_t own = soc_measures_own(&r->at, &r->rules->regime, &c->registry, &c->record, r->row);
	struct soc_spill spill;
	json_t *list = json_array();
	if (r->rules->regime.spillover.deepest > 1)
		soc_spillover_make(&r->at, &r->rules->regime, &c->registry, &c->record, &r->scratch->spillover);
	soc_measures_spilled(&r->at, &r->rules->regime, &c->registry, &c->record,
	                     r->rules->regime.spillover.deepest > 1 ? &r->scratch->spillover : NULL, r->row,
	                     &spill);
	for (unsigned bits = c->record.measures[r->row]; bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		const char *whose = "own";
		for (unsigned kin = 0; !(own >> m & 1u) && kin < SOC_RELATIONS; kin++)
			if (spill.by[kin] >> m & 1u) {
				whose = through[kin];
				break;
			}
		soc_json_append(&list, json_pack("{s:s, s:s}", "measure", r->s->measures[m].name, "through", whose));
	}
	return list;
}

/* Until the entry on a list expires; null where it has no term. */
static json_t *months_left(const struct soc_replay *r, unsigned list)
{
	const struct soc_record *record = &r->columns.record;
	return soc_grounds_term(&r->rules->regime, record, r->row, list) == SOC_GROUND_WITHOUT_TERM
	           ? json_null()
	           : json_integer(record->months_left[list][r->row]);
}

static json_t *state(const struct soc_replay *r)
{
	const struct soc_columns *c = &r->columns;
	json_t *lists = json_object(), *risk = json_object();
	for (unsigned k = 0; k < r->rules->conduct.spheres; k++)
		soc_json_set(&risk, soc_params_words_event_sphere[r->rules->conduct.sphere_name[k]],
		             json_real(c->self.risk[k][r->row] / 255.0));
	for (unsigned l = 0; l < r->rules->regime.lists.count; l++)
		if (c->record.months_left[l][r->row] > 0)
			soc_json_set(&lists, r->s->lists[l].name, months_left(r, l));
	return json_pack("{s:f, s:s, s:o, s:o, s:o, s:f, s:f, s:b, s:b}", "score",
	                 points(r->rules->regime.scoring.on ? r->scratch->score[r->row] : 0), "grade",
	                 r->rules->regime.scoring.on ? r->s->grades[c->record.grade[r->row]].name : "",
	                 "months_left", lists, "measures", measures(r), "perceived_risk", risk, "strain",
	                 c->self.strain[r->row] / 255.0, "income_lost",
	                 SOC_LOST_INCOME_STEP * (c->self.life[r->row] & SOC_LIFE_INCOME), "has_loan",
	                 (c->self.life[r->row] & SOC_LIFE_LOAN) != 0, "lives_unregistered",
	                 (c->self.life[r->row] & SOC_LIFE_UNREGISTERED) != 0);
}

json_t *soc_explain_month(const struct soc_replay *r, json_t **history)
{
	char date[16];
	json_t *grade = json_null();
	const struct soc_month_log *month_log = &r->scratch->month_log;
	soc_explain_date(r->s, r->at.month, date);
	for (unsigned i = 0; i < month_log->grades_count; i++)
		if (month_log->grades[i].row == r->row)
			grade = json_pack("{s:s, s:s}", "from", r->s->grades[month_log->grades[i].from].name, "to",
			                  r->s->grades[month_log->grades[i].to].name);
	return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "month", date, "happened", happened(r),
	                 "records", recorded(r, history), "grade_change", grade, "entries", entries(r),
	                 "proceedings", proceedings(r), "attempts", attempts(r), "state", state(r));
}
