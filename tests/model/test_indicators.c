/* Phase indicators on a community of four, by hand: which sum a line of the month log or a column goes to,
 * and what is true of it beside. */
#include "four.h"
#include "runner.h"

#include "model/indicators/count.h"
#include "model/population/population.h"

#include <string.h>

enum { THEFT, HELP, BLACK = 0, RED = 1, AIR = 0, PRIZE = 1 };
static struct soc_tally tally;
static int64_t place[SOC_PLACE_VALUES];
static struct soc_static_counts static_counts;
static struct soc_spillover spillover;
static int32_t score[FOUR_ROWS];
static struct soc_measurement measurement;

static int begin(void **state)
{
	four_begin(state);
	memset(&tally, 0, sizeof tally);
	memset(place, 0, sizeof place);
	memset(score, 0, sizeof score);
	tally.place_now = place;
	rules.regime.lists.list[RED].colour = SOC_RED;
	rules.regime.lists.black = 1u << BLACK;
	rules.regime.lists.red = 1u << RED;
	rules.regime.measures.count = 2;
	rules.regime.measures.sanctions = 1u << AIR;
	rules.events.event[THEFT].kind = SOC_VIOLATION;
	rules.events.event[HELP].kind = SOC_GOOD_DEED;
	rules.regime.measures.of_list[0][BLACK] = 1u << AIR;
	rules.regime.measures.of_list[0][RED] = 1u << PRIZE;
	rules.regime.scoring.grades = 2;
	measurement = (struct soc_measurement){ .at = &at,
		                                    .rules = &rules,
		                                    .registry = &registry,
		                                    .record = &record,
		                                    .self = &self,
		                                    .truth = &truth,
		                                    .month_log = &month_log,
		                                    .true_log = &true_log,
		                                    .score = score,
		                                    .static_counts = &static_counts,
		                                    .spillover = &spillover };
	return 0;
}

/* Of all cells; the place has the same. */
static int64_t sum(enum soc_indicator i)
{
	int64_t all = 0;
	for (int cell = 0; cell < SOC_DEMOGRAPHIC_CELLS; cell++)
		all += tally.cell[cell][i];
	assert_int_equal(all, place[i]);
	return all;
}
#define SUM(name) (int)sum(SOC_IND_##name)

static void did(unsigned row, unsigned event, int happened, int in_counterfactual, int unfollowed,
                unsigned rec)
{
	true_log.occurrences[true_log.occurrences_count++] =
		(struct soc_occurrence){ .row = (uint16_t)row,
		                         .event = (uint8_t)event,
		                         .happened = (uint8_t)happened,
		                         .counterfactual = (uint8_t)in_counterfactual,
		                         .unfollowed = (uint8_t)unfollowed,
		                         .record = (uint16_t)rec };
}

static void test_events(void **state)
{
	(void)state;
	did(HEAD, THEFT, 1, 1, 1, 0);
	did(HEAD, THEFT, 0, 1, 0, SOC_NOBODY); /* deterred */
	did(HEAD, THEFT, 0, 0, 1, SOC_NOBODY); /* follows others */
	did(ALONE, HELP, 1, 0, 1, SOC_NOBODY);
	soc_count_flows(&measurement, &tally);
	assert_int_equal(SUM(violations), 1);
	assert_int_equal(SUM(violations_counterfactual), 2);
	assert_int_equal(SUM(violations_seen), 1);
	assert_int_equal(SUM(good_deeds), 1);
	assert_int_equal(SUM(good_deeds_counterfactual), 0);
	assert_int_equal(SUM(violations_unfollowed), 2);
	assert_int_equal(SUM(good_deeds_unfollowed), 1);
	assert_int_equal(tally.event[THEFT][SOC_CLASS_happened], 1);
	assert_int_equal(tally.event[THEFT][SOC_CLASS_happened_counterfactual], 2);
	assert_int_equal(tally.event[THEFT][SOC_CLASS_happened_unfollowed], 2);
}

static void decided(unsigned truth_of, unsigned decision, unsigned waited)
{
	struct soc_rec *rec = &month_log.records[four_record(HEAD, THEFT, 1, (enum soc_record_truth)truth_of)];
	rec->decision = (uint8_t)decision;
	rec->waited = (uint8_t)waited;
}

/* Records count when they are made; what a reviewer had waiting counts as a decision alone. */
static void test_records(void **state)
{
	(void)state;
	decided(SOC_RECORD_TRUE, SOC_ACCEPTED_AUTO, 0);
	decided(SOC_RECORD_MISATTRIBUTED, SOC_ACCEPTED_AUTO, 0);
	decided(SOC_RECORD_FABRICATED, SOC_REJECTED_AUTO, 0);
	decided(SOC_RECORD_TRUE, SOC_FILED, 0);
	decided(SOC_RECORD_TRUE, SOC_NO_ROOM, 0);
	decided(SOC_RECORD_TRUE, SOC_LOST_IDENTITY, 0);
	decided(SOC_RECORD_FABRICATED, SOC_ACCEPTED_HUMAN, 4);
	soc_count_flows(&measurement, &tally);
	assert_int_equal(SUM(records_true), 4);
	assert_int_equal(SUM(records_misattributed), 1);
	assert_int_equal(SUM(records_fabricated), 1);
	assert_int_equal(SUM(accepted_true), 1);
	assert_int_equal(SUM(accepted_wrong), 2);
	assert_int_equal(SUM(rejected_wrong), 1);
	assert_int_equal(SUM(filed), 1);
	assert_int_equal(SUM(docket_full), 1);
	assert_int_equal(SUM(records_lost), 1);
	assert_int_equal(SUM(reviewed_by_people), 1);
	assert_int_equal(SUM(review_wait_months), 4);
	assert_int_equal(tally.review_wait[4], 1);
	assert_int_equal(tally.channel[1][SOC_CHAN_accepted_wrong], 2);
}

static void test_entries_and_exits(void **state)
{
	(void)state;
	*soc_month_log_entries(&month_log) = (struct soc_entry){ .row = HEAD, .list = BLACK };
	*soc_month_log_entries(&month_log) = (struct soc_entry){ .row = HEAD, .list = RED };
	*soc_month_log_entries(&month_log) =
		(struct soc_entry){ .row = HEAD, .list = BLACK, .kind = SOC_ENTRY_RENEWED };
	memset(true_log.entry_truth, SOC_DID_ELSE, 3);
	*soc_month_log_exits(&month_log) =
		(struct soc_exit){ .row = ALONE, .list = BLACK, .reason = SOC_EXIT_EXPIRED };
	*soc_month_log_exits(&month_log) =
		(struct soc_exit){ .row = ALONE, .list = BLACK, .reason = SOC_EXIT_REPAIRED };
	memset(true_log.exit_aware, 0, 2);
	soc_count_flows(&measurement, &tally);
	assert_int_equal(SUM(entries_other_violation), 1);
	assert_int_equal(SUM(entries_true), 0);
	assert_int_equal(SUM(entries_red), 1);
	assert_int_equal(tally.list[BLACK][SOC_LISTCOUNT_renewals], 1);
	assert_int_equal(SUM(exits_expired), 1);
	assert_int_equal(SUM(exits_repaired), 1);
	assert_int_equal(SUM(expired_unaware), 1); /* of those that expired alone */
}

static void test_appeals(void **state)
{
	(void)state;
	static const uint8_t what[] = { SOC_DID, SOC_DID_NOTHING, SOC_DID_ELSE };
	memcpy(true_log.ruling_truth, what, sizeof what);
	memcpy(true_log.filing_truth, what, sizeof what);
	for (int i = 0; i < 3; i++)
		*soc_month_log_filings(&month_log) = (struct soc_filing){ HEAD, BLACK };
	*soc_month_log_rulings(&month_log) = (struct soc_ruling){ HEAD, BLACK, SOC_RULING_OVERTURNED, 2 };
	*soc_month_log_rulings(&month_log) = (struct soc_ruling){ HEAD, BLACK, SOC_RULING_DENIED, 3 };
	*soc_month_log_rulings(&month_log) = (struct soc_ruling){ HEAD, BLACK, SOC_RULING_EXPIRED, 9 };
	*soc_month_log_notices(&month_log) = (struct soc_notice){ HEAD, BLACK, SOC_NOTICE_REFUSAL };
	soc_count_flows(&measurement, &tally);
	assert_int_equal(SUM(appeals_guilty), 1);
	assert_int_equal(SUM(appeals_wronged), 2);
	assert_int_equal(SUM(upheld_guilty), 1);
	assert_int_equal(SUM(denied_wronged), 1);
	assert_int_equal(SUM(appeals_expired), 1);
	assert_int_equal(SUM(appeal_wait_months), 5); /* of those that were decided */
	assert_int_equal(SUM(notices_by_refusal), 1);
	assert_int_equal(SUM(notices), 0);
}

/* One person on two black lists counts once, by the worse; the grades, scores and strain of all. */
static void test_stocks(void **state)
{
	(void)state;
	rules.regime.lists.list[RED].colour = SOC_BLACK;
	four_enter(HEAD, BLACK, 3, 0, SOC_DID_ELSE);
	four_enter(HEAD, RED, 3, 0, SOC_DID);
	four_enter(ALONE, BLACK, 3, 0, SOC_DID);
	self.aware[ALONE] = 1u << BLACK;
	record.grade[ALONE] = 1;
	self.strain[HEAD] = 7;
	self.life[SPOUSE] = SOC_LIFE_UNREGISTERED | 2;
	for (int row = 0; row < FOUR; row++)
		score[row] = 100 * SOC_POINT;
	four_file(HEAD, 0, 3, 0, 1, SOC_RECORD_TRUE);
	four_file(HEAD, 0, 3, 0, 0, SOC_RECORD_TRUE);
	soc_count_stocks(&measurement, &tally);
	assert_int_equal(SUM(persons), 4);
	assert_int_equal(SUM(listed), 2);
	assert_int_equal(SUM(listed_other_violation), 1);
	assert_int_equal(SUM(listed_true), 1);
	assert_int_equal(SUM(listed_unaware), 1);
	assert_int_equal(SUM(grade_0), 3);
	assert_int_equal(SUM(grade_1), 1);
	assert_int_equal(SUM(score_sum), 400);
	assert_int_equal(SUM(strain_sum), 7);
	assert_int_equal(SUM(income_lost), 10); /* two steps of 5% */
	assert_int_equal(SUM(unregistered), 1);
	assert_int_equal(SUM(pending_appeals), 1);
	assert_int_equal(SUM(pending_records), 1);
	assert_int_equal(tally.list[BLACK][SOC_LISTCOUNT_stock], 2);
}

/* By an own right entry, an own wrong one, and a relative's; a reward is no sanction. */
static void three_are_sanctioned(void)
{
	rules.regime.spillover.deepest = 1;
	rules.regime.spillover.at_depth[1] = rules.regime.spillover.relation[SOC_RELATION_SPOUSE] = 1u << AIR;
	rules.regime.spillover.measure[AIR].chance[SOC_RELATION_SPOUSE] = SURE;
	four_enter(HEAD, BLACK, 3, 0, SOC_DID);
	four_enter(CHILD, BLACK, 3, 0, SOC_DID_NOTHING);
	four_enter(ALONE, RED, 3, 0, SOC_DID);
	record.measures[HEAD] = record.measures[SPOUSE] = record.measures[CHILD] = 1u << AIR;
	record.measures[ALONE] = 1u << PRIZE;
	soc_count_stocks(&measurement, &tally);
}

static void test_sanctioned(void **state)
{
	(void)state;
	three_are_sanctioned();
	assert_int_equal(SUM(sanctioned), 3);
	assert_int_equal(SUM(sanctioned_by_kin), 1);
	assert_int_equal(SUM(sanctioned_innocent), 2);
	assert_int_equal(SUM(sanctioned_effective), 0); /* nobody tries what it denies */
	assert_int_equal(SUM(rewarded), 1);
	assert_int_equal(tally.measure[AIR][SOC_MEAS_people_own], 2);
	assert_int_equal(tally.measure[AIR][SOC_MEAS_people_spouse], 1);
}

/* The same three where adults alone try, and where nobody who tries is refused. */
static void test_sanctioned_effectively(void **state)
{
	(void)state;
	struct soc_attempt_rule *air = &rules.people.attempt[AIR];
	for (int class = 0; class < SOC_PERSON_CLASSES; class ++)
		for (int quintile = 0; quintile < 5; quintile++)
			air->demand[class][0][quintile][0] = air->demand[class][1][quintile][0] = 1;
	air->min_age = 18;
	air->max_age = 120;
	air->strictness = SURE;
	three_are_sanctioned();
	assert_int_equal(SUM(sanctioned_effective), 2);
	assert_int_equal(SUM(sanctioned_effective_by_kin), 1);
	assert_int_equal(SUM(sanctioned_effective_innocent), 1);
	air->strictness = 0;
	soc_count_stocks(&measurement, &tally);
	assert_int_equal(SUM(sanctioned_effective), 2); /* as before */
	assert_int_equal(SUM(sanctioned), 6);
}

static void test_attempts(void **state)
{
	(void)state;
	four_enter(HEAD, BLACK, 3, 0, SOC_DID);
	four_enter(ALONE, BLACK, 3, 0, SOC_DID_NOTHING);
	memset(&record.measures[0], 0, FOUR * sizeof *record.measures);
	record.measures[HEAD] = record.measures[ALONE] = record.measures[SPOUSE] = 1u << AIR;
	*soc_month_log_attempts(&month_log) = (struct soc_attempt){ HEAD, AIR, 3, 2 };
	*soc_month_log_attempts(&month_log) = (struct soc_attempt){ ALONE, AIR, 1, 1 };
	*soc_month_log_attempts(&month_log) = (struct soc_attempt){ SPOUSE, AIR, 2, 2 };
	*soc_month_log_attempts(&month_log) = (struct soc_attempt){ HEAD, PRIZE, 5, 4 };
	soc_count_attempts(&measurement, &tally);
	assert_int_equal(SUM(attempts), 6);
	assert_int_equal(SUM(refused), 5);
	assert_int_equal(SUM(refused_innocent), 3);
	assert_int_equal(SUM(granted), 4);
	assert_int_equal(tally.measure[AIR][SOC_MEAS_effective_wronged], 1);
	assert_int_equal(tally.measure[AIR][SOC_MEAS_effective_spilled], 2);
}

PART(indicators)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_events, begin),
		cmocka_unit_test_setup(test_records, begin),
		cmocka_unit_test_setup(test_entries_and_exits, begin),
		cmocka_unit_test_setup(test_appeals, begin),
		cmocka_unit_test_setup(test_stocks, begin),
		cmocka_unit_test_setup(test_sanctioned, begin),
		cmocka_unit_test_setup(test_sanctioned_effectively, begin),
		cmocka_unit_test_setup(test_attempts, begin),
	};
	return run_part(tests, NULL, NULL);
}
