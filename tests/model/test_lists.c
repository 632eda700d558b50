/* Phase lists on a community of four, by hand: who is entered for what, how long an entry stands, how it
 * ends, and who is entered for a relative. Chances are 0 or 1, so that every outcome is sure. */
#include <stdint.h>

#include <string.h>

#include "runner.h"

#include "model/lists/lists.h"
#include "model/population/population.h"

#define SURE ((uint64_t)1 << 32)
enum { ROWS = 512, COMMUNITY = 4, BLACK = 0, RED = 1, DEFAULT = 0, DEED = 1, TERM = 12 };

static struct soc_regime rules;
static struct soc_record record;
static struct soc_registry registry;
static struct soc_month_log month_log;
static uint8_t left[2][ROWS], entry[2][ROWS], grade[ROWS];
static const struct soc_place_time at = { .seed = 1, .month = 3, .count = COMMUNITY };

static int begin(void **state)
{
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&record, 0, sizeof record);
	memset(left, 0, sizeof left);
	memset(entry, 0, sizeof entry);
	memset(grade, 1, sizeof grade);
	soc_month_log_clear(&month_log);
	rules.lists.count = 2;
	rules.lists.good_deeds = 1u << DEED;
	for (int l = 0; l < 2; l++) {
		rules.lists.list[l] = (struct soc_list_rule){ .colour = l == RED ? SOC_RED : SOC_BLACK,
			                                          .enabled = 1,
			                                          .term = TERM,
			                                          .entry = SURE,
			                                          .good_deed_months = 3 };
		memset(rules.lists.list[l].trigger_of, -1, sizeof rules.lists.list[l].trigger_of);
		record.months_left[l] = left[l];
		record.entry[l] = entry[l];
	}
	rules.lists.list[BLACK].trigger_of[DEFAULT] = 0;
	rules.lists.list[BLACK].entry_grades = 1u << 0;
	rules.lists.list[RED].entry_grades = 1u << 2;
	record.grade = grade;
	return 0;
}

static void add_record(unsigned row, unsigned event, unsigned decision)
{
	struct soc_rec *rec = soc_month_log_records(&month_log);
	*rec = (struct soc_rec){ .row = (uint16_t)row,
		                     .event = (uint8_t)event,
		                     .channel = 3,
		                     .decision = (uint8_t)decision,
		                     .informer = SOC_NOBODY };
}

static void enter(void)
{
	soc_lists_enter(&at, &rules, &registry, &record, &month_log);
}

static void test_for_record(void **state)
{
	(void)state;
	add_record(0, DEFAULT, SOC_REJECTED_AUTO);
	add_record(1, DEFAULT, SOC_ACCEPTED_AUTO);
	add_record(2, DEED, SOC_ACCEPTED_HUMAN); /* no class of the list */
	enter();
	assert_int_equal(month_log.entries_count, 1);
	const struct soc_entry *e = &month_log.entries[0];
	assert_int_equal(e->row, 1);
	assert_int_equal(e->list, BLACK);
	assert_int_equal(e->kind, SOC_ENTRY_NEW);
	assert_int_equal(e->channel, 3);
	assert_int_equal(e->record, 1);
	assert_int_equal(left[BLACK][1], TERM);
	assert_int_equal(entry[BLACK][1], soc_entry_pack(3, 0));
	assert_int_equal(month_log.touched[0], 1 << 1);
}

static void test_not_entered(void **state)
{
	(void)state;
	add_record(1, DEFAULT, SOC_ACCEPTED_AUTO);
	rules.lists.list[BLACK].entry = 0;
	enter();
	rules.lists.list[BLACK].entry = SURE;
	rules.lists.list[BLACK].enabled = 0;
	enter();
	assert_int_equal(month_log.entries_count, 0);
	assert_int_equal(left[BLACK][1], 0);
}

/* An entry that was leaving stays, from the beginning. */
static void test_renewed(void **state)
{
	(void)state;
	left[BLACK][1] = 4;
	entry[BLACK][1] = (uint8_t)(soc_entry_pack(2, 0) | SOC_ENTRY_LEAVING | SOC_ENTRY_APPEALED);
	add_record(1, DEFAULT, SOC_ACCEPTED_AUTO);
	enter();
	assert_int_equal(month_log.entries[0].kind, SOC_ENTRY_RENEWED);
	assert_int_equal(left[BLACK][1], TERM);
	assert_int_equal(entry[BLACK][1], soc_entry_pack(2, 0) | SOC_ENTRY_APPEALED);
}

static void test_good_deeds(void **state)
{
	(void)state;
	left[BLACK][0] = 5;
	left[BLACK][1] = 3;
	left[RED][0] = 5;
	add_record(0, DEED, SOC_ACCEPTED_AUTO);
	add_record(1, DEED, SOC_ACCEPTED_AUTO);
	add_record(2, DEED, SOC_ACCEPTED_AUTO);
	enter();
	assert_int_equal(left[BLACK][0], 2);
	assert_int_equal(left[BLACK][1], 1); /* at most to the last month */
	assert_int_equal(left[BLACK][2], 0);
	assert_int_equal(left[RED][0], 5);
}

static void change(unsigned row, unsigned from, unsigned to)
{
	*soc_month_log_grades(&month_log) =
		(struct soc_grade_change){ (uint16_t)row, (uint8_t)from, (uint8_t)to };
}

/* Down into a grade of a black list, up into one of a red list; who is on it already is not entered again. */
static void test_for_grade(void **state)
{
	(void)state;
	rules.lists.list[BLACK].entry_grades = 1u << 0 | 1u << 1;
	left[BLACK][3] = 2;
	change(0, 1, 0);
	change(1, 0, 1);
	change(2, 1, 2);
	change(3, 1, 0);
	enter();
	assert_int_equal(month_log.entries_count, 2);
	assert_int_equal(left[BLACK][0], TERM);
	assert_int_equal(left[BLACK][1], 0);
	assert_int_equal(left[RED][2], TERM);
	assert_int_equal(left[BLACK][3], 2);
	assert_true(soc_entry_by_grade(entry[BLACK][0]));
}

static void test_expires(void **state)
{
	(void)state;
	left[BLACK][0] = 2;
	entry[BLACK][0] = soc_entry_pack(3, 0);
	soc_lists_age(&at, &rules, &record, &month_log);
	assert_int_equal(left[BLACK][0], 1);
	assert_int_equal(soc_lists_stood(&rules, &record, 0, BLACK), TERM - 1);
	assert_int_equal(month_log.exits_count, 0);
	soc_lists_age(&at, &rules, &record, &month_log);
	assert_int_equal(month_log.exits_count, 1);
	assert_int_equal(month_log.exits[0].reason, SOC_EXIT_EXPIRED);
	assert_int_equal(month_log.exits[0].entry, soc_entry_pack(3, 0));
	assert_int_equal(month_log.exits[0].stood, TERM);
	assert_int_equal(entry[BLACK][0], 0);
}

/* An entry by grade begins again while the grade stands, and ends when it does not. */
static void test_begins_again(void **state)
{
	(void)state;
	for (int row = 0; row < 2; row++) {
		left[BLACK][row] = 1;
		entry[BLACK][row] = soc_entry_pack(0, SOC_TRIGGER_GRADE);
	}
	grade[0] = 0;
	soc_lists_age(&at, &rules, &record, &month_log);
	assert_int_equal(left[BLACK][0], TERM);
	assert_int_equal(left[BLACK][1], 0);
	assert_int_equal(month_log.exits_count, 1);
	assert_int_equal(month_log.exits[0].row, 1);
}

static void test_repaired(void **state)
{
	(void)state;
	rules.lists.list[BLACK].repair = SURE;
	left[BLACK][0] = 8;
	entry[BLACK][0] = soc_entry_pack(3, 0);
	soc_lists_age(&at, &rules, &record, &month_log); /* registers that follow at once */
	assert_int_equal(month_log.exits[0].reason, SOC_EXIT_REPAIRED);
	assert_int_equal(month_log.exits[0].stood, TERM - 7);
	rules.lists.list[BLACK].exit_delay = 2;
	left[BLACK][1] = 8;
	entry[BLACK][1] = soc_entry_pack(3, 0);
	soc_lists_age(&at, &rules, &record, &month_log);
	assert_int_equal(left[BLACK][1], 2);
	assert_int_equal(entry[BLACK][1], soc_entry_pack(3, 0) | SOC_ENTRY_LEAVING);
	soc_lists_age(&at, &rules, &record, &month_log);
	assert_int_equal(month_log.exits_count, 1);
	soc_lists_age(&at, &rules, &record, &month_log);
	assert_int_equal(month_log.exits_count, 2);
	assert_int_equal(month_log.exits[1].reason, SOC_EXIT_REPAIRED);
}

/* The relative of one who is entered, of a class that is meant; not the relative's relative. */
static void test_kin(void **state)
{
	(void)state;
	static const uint16_t kin[COMMUNITY] = { 1, 2, SOC_NO_ROW, SOC_NO_ROW };
	static const uint16_t former[COMMUNITY] = { SOC_NO_ROW, SOC_NO_ROW, SOC_NO_ROW, SOC_NO_ROW };
	static uint8_t traits[COMMUNITY];
	registry = (struct soc_registry){ .kin = kin, .former = former, .traits = traits };
	rules.kin.on = 1;
	rules.kin.entry[BLACK] = SURE;
	add_record(0, DEFAULT, SOC_ACCEPTED_AUTO);
	enter();
	assert_int_equal(month_log.entries_count, 1); /* no class is meant */
	begin(NULL);
	rules.kin.on = 1;
	rules.kin.entry[BLACK] = SURE;
	rules.kin.classes[BLACK] = (uint8_t)(1u << soc_traits_class(traits[0]));
	add_record(0, DEFAULT, SOC_ACCEPTED_AUTO);
	enter();
	assert_int_equal(month_log.entries_count, 2);
	assert_int_equal(month_log.entries[1].row, 1);
	assert_int_equal(month_log.entries[1].trigger, SOC_TRIGGER_KIN);
	assert_int_equal(left[BLACK][2], 0);
}

/* Below the age of responsibility nobody is entered by a grade or for a relative; at the age and above as
 * ever. */
static void test_minors(void **state)
{
	(void)state;
	static const uint16_t kin[COMMUNITY] = { 1, SOC_NO_ROW, 3, SOC_NO_ROW };
	static const uint16_t former[COMMUNITY] = { SOC_NO_ROW, SOC_NO_ROW, SOC_NO_ROW, SOC_NO_ROW };
	static uint8_t traits[COMMUNITY];
	static const uint8_t age[COMMUNITY] = { 40, 17, 18, 18 };
	registry = (struct soc_registry){ .kin = kin, .former = former, .traits = traits, .age = age };
	rules.kin.on = 1;
	rules.kin.entry[BLACK] = SURE;
	rules.kin.classes[BLACK] = (uint8_t)(1u << soc_traits_class(traits[0]));
	rules.review.age_of_responsibility = 18;
	change(1, 1, 0);
	add_record(0, DEFAULT, SOC_ACCEPTED_AUTO);
	add_record(2, DEFAULT, SOC_ACCEPTED_AUTO);
	enter();
	assert_int_equal(left[BLACK][0], TERM);
	assert_int_equal(left[BLACK][1], 0);
	assert_int_equal(left[BLACK][2], TERM);
	assert_int_equal(left[BLACK][3], TERM);
	rules.review.age_of_responsibility = 17;
	enter();
	assert_int_equal(left[BLACK][1], TERM);
}

/* An item that the month log has no room for is counted and changes nothing. */
static void test_full(void **state)
{
	(void)state;
	add_record(1, DEFAULT, SOC_ACCEPTED_AUTO);
	month_log.entries_count = SOC_MONTH_LOG_MAX;
	enter();
	assert_int_equal(month_log.lost, 1);
	assert_int_equal(left[BLACK][1], 0);
}

PART(lists)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_for_record, begin),   cmocka_unit_test_setup(test_not_entered, begin),
		cmocka_unit_test_setup(test_renewed, begin),      cmocka_unit_test_setup(test_good_deeds, begin),
		cmocka_unit_test_setup(test_for_grade, begin),    cmocka_unit_test_setup(test_expires, begin),
		cmocka_unit_test_setup(test_begins_again, begin), cmocka_unit_test_setup(test_repaired, begin),
		cmocka_unit_test_setup(test_kin, begin),          cmocka_unit_test_setup(test_minors, begin),
		cmocka_unit_test_setup(test_full, begin),
	};
	return run_part(tests, NULL, NULL);
}
