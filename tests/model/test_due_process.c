/* Phase due process on a community of four, by hand: who is told of an entry, what becomes of an appeal,
 * which points come back. Points in 1/32 point. */
#include "four.h"
#include "runner.h"

#include "model/due_process/due_process.h"

enum { ACT, BLACK = 0, OTHER = 1 };
static const struct soc_queue nobody = { 0, 0 }, everybody = { UINT16_MAX, 0 };

static void told(unsigned row, unsigned list, unsigned kind)
{
	struct soc_entry *entry = soc_month_log_entries(&month_log);
	*entry = (struct soc_entry){ .row = (uint16_t)row, .list = (uint8_t)list, .kind = (uint8_t)kind };
}

static void test_notice(void **state)
{
	(void)state;
	rules.regime.due_process.notice = SURE;
	rules.regime.lists.list[OTHER].colour = SOC_RED;
	told(HEAD, BLACK, SOC_ENTRY_NEW);
	told(SPOUSE, BLACK, SOC_ENTRY_RENEWED); /* told when it was made */
	told(ALONE, OTHER, SOC_ENTRY_NEW);      /* nobody contests a red list */
	soc_due_process_notify(&at, &rules.regime, &month_log);
	assert_int_equal(month_log.notices_count, 1);
	assert_int_equal(month_log.notices[0].row, HEAD);
	assert_int_equal(month_log.notices[0].kind, SOC_NOTICE_TOLD);
}

/* Who is not told may read of it, where the list is published. */
static void test_published(void **state)
{
	(void)state;
	rules.regime.lists.list[BLACK].publication = SURE;
	told(HEAD, BLACK, SOC_ENTRY_NEW);
	told(HEAD, OTHER, SOC_ENTRY_NEW);
	soc_due_process_notify(&at, &rules.regime, &month_log);
	assert_int_equal(month_log.notices_count, 1);
	assert_int_equal(month_log.notices[0].list, BLACK);
	assert_int_equal(month_log.notices[0].kind, SOC_NOTICE_PUBLISHED);
}

static void file(unsigned row, unsigned list)
{
	*soc_month_log_filings(&month_log) = (struct soc_filing){ (uint16_t)row, (uint8_t)list };
}

static void test_filed(void **state)
{
	(void)state;
	four_enter(ALONE, OTHER, 5, 0, SOC_DID);
	file(ALONE, OTHER);
	soc_due_process_file(&at, &rules.regime, &record, &month_log);
	assert_int_equal(*record.docket_used, 1);
	assert_int_equal(record.docket[0].row, ALONE);
	assert_int_equal(record.docket[0].subject, OTHER);
	assert_int_equal(record.docket[0].month, 9);
	assert_int_equal(record.docket[0].appeal, 1);
	assert_true(record.entry[OTHER][ALONE] & SOC_ENTRY_APPEALED);
}

/* A full docket takes no appeal; the one chance is used all the same. */
static void test_no_room(void **state)
{
	(void)state;
	four_enter(ALONE, OTHER, 5, 0, SOC_DID);
	for (int i = 0; i < FOUR_DOCKET; i++)
		four_file(HEAD, 0, 3, 0, 0, SOC_RECORD_TRUE);
	file(ALONE, OTHER);
	soc_due_process_file(&at, &rules.regime, &record, &month_log);
	assert_int_equal(*record.docket_used, FOUR_DOCKET);
	assert_int_equal(month_log.lost, 1);
	assert_true(record.entry[OTHER][ALONE] & SOC_ENTRY_APPEALED);
}

static void rule(struct soc_queue queue)
{
	soc_due_process_rule(&at, &rules.regime, queue, &record, &month_log, &evidence);
}

static void appeal(unsigned row, unsigned list, unsigned month)
{
	record.entry[list][row] |= SOC_ENTRY_APPEALED;
	four_file(row, list, month, 0, 1, SOC_RECORD_TRUE);
}

/* A body that finds out: the wrong entry ends, the right one stands. */
static void test_ruled(void **state)
{
	(void)state;
	rules.evidence.overturn_wrong = SURE;
	four_enter(HEAD, BLACK, 5, 0, SOC_DID_NOTHING);
	four_enter(ALONE, BLACK, 5, 0, SOC_DID);
	appeal(HEAD, BLACK, 6);
	appeal(ALONE, BLACK, 7);
	rule(everybody);
	assert_int_equal(month_log.rulings_count, 2);
	assert_int_equal(month_log.rulings[0].kind, SOC_RULING_OVERTURNED);
	assert_int_equal(month_log.rulings[0].waited, 3);
	assert_int_equal(month_log.rulings[1].kind, SOC_RULING_DENIED);
	assert_int_equal(record.months_left[BLACK][HEAD], 0);
	assert_int_equal(record.months_left[BLACK][ALONE], 5);
	assert_int_equal(month_log.exits_count, 1);
	assert_int_equal(month_log.exits[0].reason, SOC_EXIT_OVERTURNED);
	assert_int_equal(*record.docket_used, 0);
}

/* Neither before its time nor before the queue; a record that waits for review is none of this phase's. */
static void test_waits(void **state)
{
	(void)state;
	rules.evidence.overturn_wrong = rules.evidence.overturn_true = SURE;
	rules.regime.due_process.delay_months = 2;
	four_file(SPOUSE, 0, 1, 0, 0, SOC_RECORD_FABRICATED);
	four_enter(HEAD, BLACK, 5, 0, SOC_DID);
	appeal(HEAD, BLACK, 8);
	rule(everybody);
	assert_int_equal(*record.docket_used, 2);
	at.month = 10;
	rule(nobody);
	assert_int_equal(*record.docket_used, 2);
	rule(everybody);
	assert_int_equal(*record.docket_used, 1);
	assert_int_equal(record.docket[0].row, SPOUSE);
	assert_int_equal(truth.docket[0], SOC_RECORD_FABRICATED);
	assert_int_equal(month_log.rulings_count, 1);
}

/* An entry that has ended, or that a new one without an appeal followed, is closed undecided. */
static void test_ended_before(void **state)
{
	(void)state;
	rules.evidence.overturn_wrong = SURE;
	four_enter(HEAD, BLACK, 5, 0, SOC_DID_NOTHING);
	four_file(HEAD, BLACK, 9, 0, 1, SOC_RECORD_TRUE);
	rules.regime.due_process.delay_months = 4;
	rule(nobody);
	assert_int_equal(month_log.rulings[0].kind, SOC_RULING_EXPIRED);
	assert_int_equal(record.months_left[BLACK][HEAD], 5);
	assert_int_equal(*record.docket_used, 0);
}

/* -320 were posted three months ago, and half is left each month: 40 come back. */
static void test_restored(void **state)
{
	(void)state;
	rules.evidence.overturn_wrong = SURE;
	rules.regime.due_process.restore_points = 1;
	rules.regime.scoring.keep[0] = 32768;
	rules.regime.scoring.tariff[ACT] = (struct soc_tariff){ .points = -320, .has_component = 1 };
	four_enter(HEAD, BLACK, 9, 0, SOC_DID_NOTHING); /* of 12 months 3 are over */
	four_enter(ALONE, BLACK, 9, SOC_TRIGGER_GRADE, SOC_DID_NOTHING);
	record.points[0][HEAD] = record.points[0][ALONE] = -100;
	appeal(HEAD, BLACK, 6);
	appeal(ALONE, BLACK, 6);
	rule(everybody);
	assert_int_equal(record.points[0][HEAD], -60);
	assert_int_equal(record.points[0][ALONE], -100); /* an entry by grade has no points of its own */
}

/* Never above the ceiling of the component, and nothing where the rules give nothing back. */
static void test_restored_within(void **state)
{
	(void)state;
	rules.evidence.overturn_wrong = SURE;
	rules.regime.scoring.tariff[ACT] = (struct soc_tariff){ .points = -320, .has_component = 1 };
	four_enter(HEAD, BLACK, 12, 0, SOC_DID_NOTHING);
	record.points[0][HEAD] = 6300;
	appeal(HEAD, BLACK, 6);
	rule(everybody);
	assert_int_equal(record.points[0][HEAD], 6300);
	rules.regime.due_process.restore_points = 1;
	four_enter(HEAD, BLACK, 12, 0, SOC_DID_NOTHING);
	appeal(HEAD, BLACK, 6);
	rule(everybody);
	assert_int_equal(record.points[0][HEAD], 6400);
}

PART(due_process)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_notice, four_begin),
		cmocka_unit_test_setup(test_published, four_begin),
		cmocka_unit_test_setup(test_filed, four_begin),
		cmocka_unit_test_setup(test_no_room, four_begin),
		cmocka_unit_test_setup(test_ruled, four_begin),
		cmocka_unit_test_setup(test_waits, four_begin),
		cmocka_unit_test_setup(test_ended_before, four_begin),
		cmocka_unit_test_setup(test_restored, four_begin),
		cmocka_unit_test_setup(test_restored_within, four_begin),
	};
	return run_part(tests, NULL, NULL);
}
