/* Module amnesty on a community of five and one list, by hand: whose entry is deleted, and what is counted of
 * it. */
#include "input/module.h"
#include "model/modules/amnesty/amnesty.h"
#include "model/modules/amnesty/count.h"
#include "runner.h"
#include <stdint.h>
#include <string.h>

enum { ROWS = 512, COMMUNITY = 5, TERM = 12, STANDS = 5 };

static struct soc_rules rules;
static struct soc_record record;
static struct soc_self self;
static struct soc_truth truth;
static struct soc_month_log month_log;
static struct soc_true_log true_log;
static struct soc_tally tally;
static uint8_t left[ROWS], entry[ROWS], aware[ROWS];
static uint16_t tags[ROWS];
static const struct soc_place_time at = { .seed = 1, .month = 20, .count = COMMUNITY };

/* Rows 0 to 3 have stood 4, 5, 6 and 11 months; row 4 is on no list. Rows 1 and 3 know of it; row 2 did
 * nothing, row 3 something else. */
static int begin(void **state)
{
	static const uint8_t months_left[COMMUNITY] = { 8, 7, 6, 1, 0 };
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&tally, 0, sizeof tally);
	memset(aware, 0, sizeof aware);
	memset(tags, 0, sizeof tags);
	soc_month_log_clear(&month_log);
	memcpy(left, months_left, sizeof months_left);
	memset(entry, soc_entry_pack(3, 0), COMMUNITY);
	aware[1] = aware[3] = 1;
	tags[2] = soc_tag_set(0, 0, SOC_DID_NOTHING);
	tags[3] = soc_tag_set(0, 0, SOC_DID_ELSE);
	record.months_left[0] = left;
	record.entry[0] = entry;
	self.aware = aware;
	truth.tags = tags;
	rules.regime.lists.count = 1;
	rules.regime.lists.list[0].term = TERM;
	rules.regime.amnesty = (struct soc_amnesty_rules){ .lists = 1, .months = { STANDS } };
	return 0;
}

static void grant(void)
{
	soc_amnesty_grant(&at, &rules.regime, &self, &record, &month_log);
}

/* Those who have stood five months or more: rows 1, 2 and 3. */
static void test_old_entries_are_deleted(void **state)
{
	(void)state;
	grant();
	assert_int_equal(month_log.exits_count, 3);
	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(month_log.exits[i].row, i + 1);
		assert_int_equal(month_log.exits[i].reason, SOC_EXIT_BY_MODULE + SOC_MODULE_amnesty);
	}
	assert_int_equal(month_log.exits[0].stood, 5);
	assert_int_equal(left[0], 8);
	assert_int_equal(left[1] + left[2] + left[3], 0);
}

/* Row 2 knows of nothing, and its entry stands. */
static void test_who_does_not_know_does_not_apply(void **state)
{
	(void)state;
	rules.regime.amnesty.on_application = 1;
	grant();
	assert_int_equal(month_log.exits_count, 2);
	assert_int_equal(left[2], 6);
}

static void test_without_an_amnesty(void **state)
{
	(void)state;
	rules.regime.amnesty.lists = 0;
	grant();
	assert_int_equal(month_log.exits_count, 0);
	assert_int_equal(left[3], 1);
}

static void count(void)
{
	const struct soc_measurement measurement = { .at = &at,
		                                         .rules = &rules,
		                                         .record = &record,
		                                         .self = &self,
		                                         .truth = &truth,
		                                         .month_log = &month_log,
		                                         .true_log = &true_log };
	for (unsigned i = 0; i < month_log.exits_count; i++)
		true_log.exit_truth[i] = (uint8_t)soc_tag_entry(tags[month_log.exits[i].row], 0);
	soc_amnesty_count(&measurement, &tally);
}

/* On application: deleted are row 1, who did it, and row 3, who did something else; row 2, who did nothing,
 * is left. */
static void test_what_is_counted(void **state)
{
	(void)state;
	static const int64_t deleted[3] = { 1, 1, 0 }, unaware[3] = { 0, 0, 1 };
	rules.regime.amnesty.on_application = 1;
	grant();
	count();
	assert_memory_equal(tally.module + SOC_MOD_amnesty_by_truth_deleted, deleted, sizeof deleted);
	assert_memory_equal(tally.module + SOC_MOD_amnesty_by_truth_unaware, unaware, sizeof unaware);
}

PART(amnesty)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_old_entries_are_deleted, begin),
		cmocka_unit_test_setup(test_who_does_not_know_does_not_apply, begin),
		cmocka_unit_test_setup(test_without_an_amnesty, begin),
		cmocka_unit_test_setup(test_what_is_counted, begin),
	};
	return run_part(tests, NULL, NULL);
}
