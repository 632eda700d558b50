/* The ledger on a community of four, by hand: which points and entries are true of people, and what an ending
 * leaves of that. Units: 1/32 point. */
#include "four.h"
#include "model/ledger/ledger.h"
#include "runner.h"

enum { ACT, LIST = 0, CHANNEL = 0 };

static int16_t false_points[FOUR_ROWS];

static int begin(void **state)
{
	four_begin(state);
	for (unsigned row = 0; row < FOUR_ROWS; row++)
		false_points[row] = 0;
	truth.false_points[0] = false_points;
	rules.regime.scoring.components = 1;
	rules.regime.scoring.keep[0] = 65536; /* points do not fade */
	rules.regime.scoring.tariff[ACT] = (struct soc_tariff){ .has_component = 1, .points = -320 };
	return 0;
}

static void post(unsigned row, enum soc_record_truth what, enum soc_decision decision, int32_t posted)
{
	const unsigned i = four_record(row, ACT, CHANNEL, what);
	month_log.records[i].decision = (uint8_t)decision;
	month_log.records[i].posted = posted;
}

/* Two wrong records of a month add up; a true one and a rejected one are nothing. */
static void test_points_of_wrong_records(void **state)
{
	(void)state;
	post(HEAD, SOC_RECORD_TRUE, SOC_ACCEPTED_AUTO, -64);
	post(SPOUSE, SOC_RECORD_MISATTRIBUTED, SOC_ACCEPTED_AUTO, -64);
	post(SPOUSE, SOC_RECORD_FABRICATED, SOC_ACCEPTED_HUMAN, -32);
	post(ALONE, SOC_RECORD_FABRICATED, SOC_REJECTED_HUMAN, -32);
	soc_ledger_points(&rules, &month_log, &true_log, &truth);
	assert_int_equal(false_points[HEAD], 0);
	assert_int_equal(false_points[SPOUSE], -96);
	assert_int_equal(false_points[ALONE], 0);
}

/* What the column holds ends at -32768. */
static void test_points_are_capped(void **state)
{
	(void)state;
	false_points[HEAD] = -32760;
	post(HEAD, SOC_RECORD_FABRICATED, SOC_ACCEPTED_AUTO, -64);
	soc_ledger_points(&rules, &month_log, &true_log, &truth);
	assert_int_equal(false_points[HEAD], INT16_MIN);
}

static void enter(unsigned row, unsigned record_index, enum soc_entry_kind kind)
{
	month_log.entries[month_log.entries_count++] = (struct soc_entry){
		.row = (uint16_t)row, .list = LIST, .kind = (uint8_t)kind, .record = (uint16_t)record_index
	};
}

/* For a fabricated record: nothing, or something else where there was another violation. A true record makes
 * the entry right, and a wrong one later does not spoil it. */
static void test_entries(void **state)
{
	(void)state;
	truth.tags[SPOUSE] = SOC_TAG_OFFENDED;
	const unsigned wrong = four_record(HEAD, ACT, CHANNEL, SOC_RECORD_FABRICATED),
				   right = four_record(HEAD, ACT, CHANNEL, SOC_RECORD_TRUE);
	enter(HEAD, wrong, SOC_ENTRY_NEW);
	enter(SPOUSE, wrong, SOC_ENTRY_NEW);
	soc_ledger_entries(&rules, &record, &month_log, &true_log, &truth);
	assert_int_equal(soc_tag_entry(truth.tags[HEAD], LIST), SOC_DID_NOTHING);
	assert_int_equal(soc_tag_entry(truth.tags[SPOUSE], LIST), SOC_DID_ELSE);
	month_log.entries_count = 0;
	enter(HEAD, right, SOC_ENTRY_RENEWED);
	enter(HEAD, wrong, SOC_ENTRY_RENEWED);
	soc_ledger_entries(&rules, &record, &month_log, &true_log, &truth);
	assert_int_equal(soc_tag_entry(truth.tags[HEAD], LIST), SOC_DID);
	assert_int_equal(true_log.entry_truth[1], SOC_DID_NOTHING);
}

static void leave(unsigned row, unsigned reason)
{
	month_log.exits[month_log.exits_count++] =
		(struct soc_exit){ .row = (uint16_t)row, .list = LIST, .reason = (uint8_t)reason };
}

/* Expired or repaired: what was true of it, whether it was known of; it is known no longer. */
static void test_exits(void **state)
{
	(void)state;
	truth.tags[SPOUSE] = soc_tag_set(0, LIST, SOC_DID_NOTHING);
	self.aware[HEAD] = 3;
	leave(HEAD, SOC_EXIT_EXPIRED);
	leave(SPOUSE, SOC_EXIT_REPAIRED);
	soc_ledger_exits(&month_log, 0, &true_log, &truth, &self);
	assert_int_equal(true_log.exit_truth[0], SOC_DID);
	assert_int_equal(true_log.exit_truth[1], SOC_DID_NOTHING);
	assert_int_equal(true_log.exit_aware[0], 1);
	assert_int_equal(true_log.exit_aware[1], 0);
	assert_int_equal(self.aware[HEAD], 2);
}

/* An entry overturned gives 10 points (320) back: 400 lost falsely leave 80, 200 leave nothing; after a right
 * entry and after one that expired nothing changes. */
static void test_points_given_back(void **state)
{
	(void)state;
	rules.regime.due_process.restore_points = 1;
	static const int16_t before[FOUR] = { -400, -200, -400, -400 }, after[FOUR] = { -80, 0, -400, -400 };
	for (unsigned row = 0; row < FOUR; row++) {
		false_points[row] = before[row];
		leave(row, row == ALONE ? SOC_EXIT_EXPIRED : SOC_EXIT_OVERTURNED);
		true_log.exit_truth[row] = row == CHILD ? SOC_DID : SOC_DID_NOTHING;
	}
	soc_ledger_rulings(&rules, &month_log, 0, &true_log, &truth);
	for (unsigned row = 0; row < FOUR; row++)
		assert_int_equal(false_points[row], after[row]);
}

PART(ledger)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_points_of_wrong_records, begin),
		cmocka_unit_test_setup(test_points_are_capped, begin),
		cmocka_unit_test_setup(test_entries, begin),
		cmocka_unit_test_setup(test_exits, begin),
		cmocka_unit_test_setup(test_points_given_back, begin),
	};
	return run_part(tests, NULL, NULL);
}
