#include "model/step.h"

#include "model/conduct/conduct.h"
#include "model/due_process/due_process.h"
#include "model/events/events.h"
#include "model/evidence/evidence_inside.h"
#include "model/indicators/count.h"
#include "model/ledger/ledger.h"
#include "model/lists/lists.h"
#include "model/measures/measures.h"
#include "model/modules/amnesty/amnesty.h"
#include "model/modules/bureaus/count.h"
#include "model/modules/bureaus/truth.h"
#include "model/modules/cliff/count.h"
#include "model/modules/contacts/contacts.h"
#include "model/modules/firms/ties.h"
#include "model/modules/hierarchy/hierarchy.h"
#include "model/modules/income/income.h"
#include "model/modules/instrument/instrument.h"
#include "model/modules/joins/count.h"
#include "model/modules/joins/joins.h"
#include "model/modules/liability/liability.h"
#include "model/modules/mirrors/mirrors.h"
#include "model/modules/prediction/prediction.h"
#include "model/modules/prediction/truth.h"
#include "model/modules/publicity/publicity.h"
#include "model/modules/ratings/count.h"
#include "model/modules/ratings/ratings.h"
#include "model/modules/residence/residence.h"
#include "model/modules/stays/stays.h"
#include "model/modules/trust/trust.h"
#include "model/modules/unrest/unrest.h"
#include "model/modules_count.h"
#include "model/records/records.h"
#include "model/records/review.h"
#include "model/scoring/scoring.h"

/* Bureaus are not asked every month; in between only their refusals stand. at_rest: as soc_bureaus_score. */
static void ask_bureaus(const struct soc_measurement *measurement, unsigned at_rest, struct soc_columns *c,
                        struct soc_scratch *scratch, struct soc_tally *tally)
{
	const struct soc_bureau_case found = { measurement->at, measurement->rules, &c->record, &c->truth,
		                                   &scratch->bureaus };
	soc_bureaus_detach(&measurement->rules->regime, measurement->at, &c->record, &scratch->month_log);
	if (tally != NULL)
		soc_bureaus_count_defaults(measurement, tally);
	if (!soc_bureaus_due(&measurement->rules->regime, measurement->at))
		return;
	soc_bureaus_score(measurement->at, &measurement->rules->regime, &c->registry, &c->self, at_rest,
	                  &c->record, &scratch->month_log, &scratch->bureaus);
	soc_bureau_errors_find(&found, measurement->at->count, &c->truth);
	if (tally != NULL)
		soc_bureaus_count(measurement, &scratch->bureaus, tally);
}

/* What is counted before appeals change who is met by what. */
static void count_attempts(const struct soc_measurement *measurement, struct soc_tally *tally)
{
	soc_ratings_count_attempts(measurement, tally);
	soc_count_attempts(measurement, tally);
	soc_joins_count_attempts(measurement, tally);
}

/* What is counted at a month's end. */
static void count_month(const struct soc_measurement *measurement, struct soc_tally *tally)
{
	soc_count_flows(measurement, tally);
	soc_count_stocks(measurement, tally);
	SOC_COUNT_MODULES(measurement, tally)
}

/* The rules under which the record's measures were last made, of which it has the number: those of the month
 * before; NULL: there was none. */
static const struct soc_rules *rules_before(const struct soc_rules *rules, unsigned rule_set,
                                            const struct soc_record *record)
{
	const unsigned last = *record->rule_set;
	return last > 0 ? rules - rule_set + (last - 1) : NULL;
}

static void make_measures(const struct soc_place_time *at, const struct soc_rules *rules, unsigned rule_set,
                          struct soc_columns *c, struct soc_scratch *scratch)
{
	const struct soc_rules *before = rules_before(rules, rule_set, &c->record);
	soc_measures_make(at, &rules->regime, rule_set, before != NULL ? &before->regime : NULL, &c->registry,
	                  &c->record, &scratch->month_log, &scratch->spillover);
}

/* From records to those that count; who is too young takes nobody's time, and no register brings them in. */
static void decide_records(const struct soc_place_time *at, const struct soc_rules *rules,
                           struct soc_queue queue, struct soc_evidence *evidence, struct soc_columns *c,
                           struct soc_scratch *scratch)
{
	soc_review_set_aside(&rules->regime, &c->registry, &scratch->month_log);
	soc_review_decide(at, &rules->regime, queue, &c->record, &scratch->month_log, evidence);
	soc_joins_carry(at, rules, &scratch->month_log, &scratch->true_log);
	soc_review_set_aside(&rules->regime, &c->registry, &scratch->month_log);
}

/* Components (bits) of which nobody in the community has points, and of which nobody has false points: they
 * need not fade. What is known of them, and what is found out now. */
struct components_at_rest {
	unsigned points, false_points;
};

static struct components_at_rest find_rest(const struct soc_regime *rules, unsigned count,
                                           const struct soc_columns *c)
{
	const unsigned can = soc_scoring_can_rest(rules), points = can & *c->cache.rest,
				   false_points = can & *c->cache.false_rest;
	return (struct components_at_rest){ points | soc_scoring_at_rest(c->record.points, count, can & ~points),
		                                false_points | soc_scoring_at_rest(c->truth.false_points, count,
		                                                                   can & ~false_points) };
}

static void keep_rest(struct components_at_rest rest, unsigned moved, struct soc_columns *c)
{
	*c->cache.rest = (uint8_t)(rest.points & ~moved);
	*c->cache.false_rest = (uint8_t)(rest.false_points & ~moved);
}

/* From records to grades; the ledger keeps the truth beside. *alike: as soc_scoring_grade returns. */
static struct components_at_rest score_people(const struct soc_place_time *at, const struct soc_rules *rules,
                                              const struct soc_evidence *evidence, struct soc_columns *c,
                                              struct soc_scratch *scratch, uint8_t *alike)
{
	const struct components_at_rest rest = find_rest(&rules->regime, at->count, c);
	struct soc_month_log *month_log = &scratch->month_log;
	struct soc_true_log *true_log = &scratch->true_log;
	soc_prediction_note(&rules->regime, &c->record, month_log);
	soc_scoring_fade(&rules->regime, at, c->record.points, rest.points);
	soc_scoring_fade(&rules->regime, at, c->truth.false_points, rest.false_points);
	soc_scoring_post(&rules->regime, &c->record, month_log);
	soc_liability_post(at, &rules->regime, &c->registry, &c->record, month_log);
	soc_ledger_points(rules, month_log, true_log, &c->truth);
	soc_rating_make(at, &rules->regime, &c->registry, &c->record, evidence);
	soc_ledger_ratings(at, rules, &c->registry, &c->record, &c->truth);
	soc_prediction_hold(at, &rules->regime, &c->record);
	*alike = (uint8_t)soc_scoring_grade(&rules->regime, at, &c->registry, &c->record, rest.points, month_log,
	                                    scratch->score);
	soc_ledger_caps(at, rules, month_log, true_log, &c->truth);
	return rest;
}

/* What counts look at: record and truth side by side. */
static struct soc_measurement measurement_of(const struct soc_place_time *at, const struct soc_rules *rules,
                                             struct soc_columns *c, struct soc_scratch *scratch)
{
	return (struct soc_measurement){ .at = at,
		                             .rules = rules,
		                             .registry = &c->registry,
		                             .record = &c->record,
		                             .self = &c->self,
		                             .truth = &c->truth,
		                             .month_log = &scratch->month_log,
		                             .true_log = &scratch->true_log,
		                             .score = scratch->score,
		                             .static_counts = c->cache.static_counts,
		                             .spillover = &scratch->spillover,
		                             .ties = &c->ties,
		                             .cliff = scratch->cliff,
		                             .assessed = scratch->assessed };
}

/* When all of the month is decided: whom people help, who takes to the street, how long people stay, what
 * others keep. The regime reads none of it. */
static void close_month(const struct soc_measurement *measurement, const struct soc_contact_map *map,
                        struct soc_columns *c, struct soc_tally *tally)
{
	soc_trust_meet(measurement, map, &c->self, tally);
	soc_unrest_rise(measurement, &c->self, tally);
	soc_stays_follow(measurement->at, &measurement->rules->regime, measurement->month_log, &c->record, tally);
	soc_mirrors_keep(measurement, &c->truth, tally);
}

void soc_step(const struct soc_place_time *place_time, const struct soc_rules *rules, unsigned rule_set,
              const struct soc_rates *rates, const struct soc_field *field, struct soc_columns *c,
              struct soc_scratch *scratch, struct soc_tally *tally)
{
	struct soc_place_time watched = *place_time;
	watched.attention = field->attention;
	const struct soc_place_time *const at = &watched;
	struct soc_month_log *month_log = &scratch->month_log;
	struct soc_true_log *true_log = &scratch->true_log;
	struct soc_evidence evidence = { at, rules, month_log, true_log, &c->truth };
	struct soc_measurement measurement = measurement_of(at, rules, c, scratch);
	soc_month_log_clear(month_log);
	soc_true_log_clear(true_log);
	scratch->spillover.made = scratch->spillover.has_enrolled = scratch->spillover.has_groups = 0;

	if (tally != NULL && rules->cliff.width > 0)
		soc_cliff_begin(&measurement, scratch->cliff, tally);

	soc_conduct_hear(at, rules, rules_before(rules, rule_set, &c->record), &c->self);
	soc_prediction_begin(at, &rules->regime, &c->registry, &c->record);
	/* what happens, and what is seen of it */
	soc_events_happen(at, rules, rates, field, &c->registry, &c->record, &c->self, &c->truth, true_log);
	soc_prediction_keep_acts(at, rules, true_log, &c->truth);
	struct soc_contact_map map;
	soc_contacts_move(at, rules, &map, &c->registry, true_log, &c->self);
	soc_records_make(at, rules, &c->registry, &c->record, &c->self, month_log, true_log);
	soc_residence_report(at, rules, &map, &c->registry, &c->self, month_log, true_log);
	soc_hierarchy_carry(at, rules, &c->record, month_log, true_log, &c->truth);
	measurement.assessed_count = soc_instrument_rows(at, rules, &c->registry, scratch->assessed);
	soc_instrument_record(at, rules, scratch->assessed, measurement.assessed_count, month_log, true_log);

	/* what the regime makes of it; the ledger keeps the truth beside */
	decide_records(at, rules, field->review, &evidence, c, scratch);
	const struct components_at_rest rest = score_people(at, rules, &evidence, c, scratch, &measurement.alike);
	soc_lists_age(at, &rules->regime, &c->record, month_log);
	soc_amnesty_grant(at, &rules->regime, &c->self, &c->record, month_log);
	soc_ledger_exits(month_log, 0, true_log, &c->truth, &c->self);
	soc_lists_enter(at, &rules->regime, &c->registry, &c->record, month_log);
	soc_firms_enter_heads(at, &rules->firms, &rules->regime, &c->ties, &c->registry, &c->record, month_log);
	soc_ledger_entries(rules, &c->record, month_log, true_log, &c->truth);
	soc_publicity_act(at, rules, &map, &c->registry, &c->record, &c->self, month_log);
	if (rules->regime.bureaus.count > 0)
		ask_bureaus(&measurement, rest.points & ~month_log->moved, c, scratch, tally);
	make_measures(at, rules, rule_set, c, scratch);

	/* what people learn, meet and contest */
	soc_due_process_notify(at, &rules->regime, month_log);
	soc_conduct_learn_of_entries(at, rules, 0, &c->truth, &c->self, month_log, true_log);
	const unsigned notices = month_log->notices_count, exits = month_log->exits_count;
	soc_conduct_attempt(at, rules, &c->registry, &c->record, &c->self, month_log);
	soc_conduct_learn_of_entries(at, rules, notices, &c->truth, &c->self, month_log, true_log);
	if (tally != NULL)
		count_attempts(&measurement, tally);
	soc_due_process_rule(at, &rules->regime, field->appeals, &c->record, month_log, &evidence);
	soc_ledger_exits(month_log, exits, true_log, &c->truth, &c->self);
	soc_ledger_rulings(rules, month_log, 0, true_log, &c->truth);
	soc_due_process_file(at, &rules->regime, &c->record, month_log);
	make_measures(at, rules, rule_set, c, scratch);
	const uint8_t *employer = soc_firms_employers(&rules->firms, &c->ties, at->count, scratch->employer);
	const struct soc_job_loss loss = { rules->people.job_loss_steps, rules->people.job_loss_more };
	soc_firms_dismiss(at, &rules->firms, &loss, employer, &c->self, month_log);
	soc_conduct_adapt(at, rules, &map, &c->registry, month_log, true_log, &c->self);
	soc_income_move(at, &rules->income, &c->registry, month_log, &c->self, &c->truth);
	soc_residence_correct(at, rules, &c->registry, month_log, &c->self);
	soc_contacts_renew(at, rules, &map, &c->registry, &c->record, &c->self);

	keep_rest(rest, month_log->moved, c);
	close_month(&measurement, &map, c, tally);
	measurement.employer = employer;
	if (tally != NULL)
		count_month(&measurement, tally);
}
