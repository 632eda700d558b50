/* Module stays on a community of four, by hand: when a stay begins, how long it was, and what of it is not
 * followed. */
#include "four.h"

#include "input/compile/rules.h"
#include "model/modules/stays/stays.h"
#include "runner.h"
#include <string.h>

static uint16_t grade_since[FOUR_ROWS], listed_since[FOUR_LISTS][FOUR_ROWS];
static struct soc_tally tally;

static int begin(void **state)
{
	four_begin(state);
	memset(grade_since, 0, sizeof grade_since);
	memset(listed_since, 0, sizeof listed_since);
	memset(&tally, 0, sizeof tally);
	record.grade_since = grade_since;
	for (unsigned l = 0; l < FOUR_LISTS; l++)
		record.listed_since[l] = listed_since[l];
	rules.regime.stays.on = 1;
	rules.regime.lists.list[0].colour = SOC_BLACK;
	rules.regime.lists.list[1].colour = SOC_RED;
	return 0;
}

/* A month with nothing in its log but what follows. */
static void month(uint32_t number)
{
	at.month = number;
	soc_month_log_clear(&month_log);
	memset(&tally, 0, sizeof tally);
}

static void changes(unsigned row, unsigned from, unsigned to)
{
	*soc_month_log_grades(&month_log) =
		(struct soc_grade_change){ (uint16_t)row, (uint8_t)from, (uint8_t)to };
}

static void enters(unsigned row, unsigned list, enum soc_entry_kind kind)
{
	*soc_month_log_entries(&month_log) =
		(struct soc_entry){ (uint16_t)row, (uint8_t)list, (uint8_t)kind, 0, 0, SOC_NOBODY, 0 };
	record.months_left[list][row] = 9;
}

static void leaves(unsigned row, unsigned list, unsigned reason)
{
	*soc_month_log_exits(&month_log) =
		(struct soc_exit){ (uint16_t)row, (uint8_t)list, (uint8_t)reason, 0, 0, 0 };
	record.months_left[list][row] = 0;
}

static void follow(void)
{
	soc_stays_follow(&at, &rules.regime, &month_log, &record, &tally);
}

static int64_t counted(unsigned first, unsigned place)
{
	return tally.module[first + place];
}

static int64_t all(void)
{
	int64_t sum = 0;
	for (unsigned i = 0; i < SOC_MODULE_VALUES; i++)
		sum += tally.module[i];
	return sum;
}

#define BEGUN(grade, year) \
	counted(SOC_MOD_stays_begun_in_grade_persons, SOC_AT(stays_begun_in_grade, grade, year))
#define ROSE(grade, year, stay) \
	counted(SOC_MOD_stays_ended_in_grade_rises, SOC_AT(stays_ended_in_grade, grade, year, stay))
#define FELL(grade, year, stay) \
	counted(SOC_MOD_stays_ended_in_grade_falls, SOC_AT(stays_ended_in_grade, grade, year, stay))
#define LEFT(how, red, list, year, stay) \
	counted(SOC_MOD_stays_ended_on_list_##how, SOC_AT(stays_ended_on_list, red, list, year, stay))
#define CAME(red, list, year) \
	counted(SOC_MOD_stays_begun_on_list_persons, SOC_AT(stays_begun_on_list, red, list, year))

/* The grade of before the run is left without a count; the next one is followed. */
static void test_what_began_before_the_run_is_not_followed(void **state)
{
	(void)state;
	month(3);
	changes(HEAD, 2, 0);
	follow();
	assert_int_equal(BEGUN(0, 0), 1);
	assert_int_equal(all(), 1);
	month(4);
	leaves(SPOUSE, 0, SOC_EXIT_EXPIRED);
	follow();
	assert_int_equal(all(), 0);
}

/* From month 11 to month 23 it is twelve months, a year; to month 24 more than one. To 47 three years, to 71
 * five. */
static void test_a_stay_is_as_long_as_it_was(void **state)
{
	static const struct {
		uint32_t end;
		unsigned stay;
	} cases[] = { { 12, 0 }, { 23, 0 }, { 24, 1 }, { 47, 1 }, { 48, 2 }, { 71, 2 }, { 72, 3 }, { 400, 3 } };
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		month(11);
		changes(HEAD, 2, 0);
		enters(ALONE, 1, SOC_ENTRY_NEW);
		follow();
		assert_int_equal(BEGUN(0, 0) + CAME(1, 1, 0), 2);
		month(cases[i].end);
		changes(HEAD, 0, 1);
		leaves(ALONE, 1, SOC_EXIT_REPAIRED);
		follow();
		assert_int_equal(ROSE(0, 0, cases[i].stay), 1);
		assert_int_equal(LEFT(repaired, 1, 1, 0, cases[i].stay), 1);
		assert_int_equal(all(), 3); /* and the grade that follows begins */
		record.grade_since[HEAD] = 0;
	}
}

/* Years of the run: month 11 the first, 12 the second, 60 and all later ones the sixth. */
static void test_a_cohort_is_a_year_of_the_run(void **state)
{
	static const unsigned months[] = { 0, 11, 12, 59, 60, 900 }, years[] = { 0, 0, 1, 4, 5, 5 };
	(void)state;
	for (size_t i = 0; i < 6; i++) {
		month(months[i]);
		enters(CHILD, 0, SOC_ENTRY_NEW);
		follow();
		assert_int_equal(CAME(0, 0, years[i]), 1);
		month(months[i] + 1);
		leaves(CHILD, 0, SOC_EXIT_BY_MODULE + 3);
		follow();
		assert_int_equal(LEFT(otherwise, 0, 0, years[i], 0), 1);
		assert_int_equal(listed_since[0][CHILD], 0);
	}
}

static void test_a_fall_ends_a_stay_and_begins_one(void **state)
{
	(void)state;
	month(1);
	changes(HEAD, 3, 2);
	follow();
	month(2);
	changes(HEAD, 2, 1);
	follow();
	assert_int_equal(FELL(2, 0, 0), 1);
	assert_int_equal(BEGUN(1, 0), 1);
	assert_int_equal(all(), 2);
}

static void test_a_renewal_begins_nothing(void **state)
{
	(void)state;
	month(1);
	enters(HEAD, 0, SOC_ENTRY_NEW);
	follow();
	month(30);
	enters(HEAD, 0, SOC_ENTRY_RENEWED);
	follow();
	assert_int_equal(all(), 0);
	month(31);
	leaves(HEAD, 0, SOC_EXIT_OVERTURNED);
	follow();
	assert_int_equal(LEFT(overturned, 0, 0, 0, 1), 1);
}

/* In one month off, on again, and off by a ruling; who stays on at its end has a new stay. */
static void test_off_and_on_in_one_month(void **state)
{
	(void)state;
	month(1);
	enters(HEAD, 0, SOC_ENTRY_NEW);
	enters(ALONE, 0, SOC_ENTRY_NEW);
	follow();
	month(20);
	leaves(HEAD, 0, SOC_EXIT_EXPIRED);
	leaves(ALONE, 0, SOC_EXIT_EXPIRED);
	leaves(SPOUSE, 0, SOC_EXIT_EXPIRED); /* on the list before the run */
	enters(HEAD, 0, SOC_ENTRY_NEW);
	enters(ALONE, 0, SOC_ENTRY_NEW);
	enters(SPOUSE, 0, SOC_ENTRY_NEW);
	leaves(HEAD, 0, SOC_EXIT_OVERTURNED);
	follow();
	assert_int_equal(LEFT(expired, 0, 0, 0, 1), 2);
	assert_int_equal(CAME(0, 0, 1), 3);
	assert_int_equal(LEFT(overturned, 0, 0, 1, 0), 1);
	assert_int_equal(all(), 6);
	assert_int_equal(listed_since[0][HEAD], 0);
	assert_int_equal(listed_since[0][ALONE], 21);
	assert_int_equal(listed_since[0][SPOUSE], 21);
}

/* The columns are kept where nothing is counted, as when a life is told. */
static void test_without_a_tally(void **state)
{
	(void)state;
	month(5);
	changes(HEAD, 2, 0);
	soc_stays_follow(&at, &rules.regime, &month_log, &record, NULL);
	assert_int_equal(grade_since[HEAD], 6);
	rules.regime.stays.on = 0;
	month(6);
	changes(HEAD, 0, 2);
	follow();
	assert_int_equal(grade_since[HEAD], 6);
	assert_int_equal(all(), 0);
}

#define TEST(name) cmocka_unit_test_setup(name, begin)
PART(stays)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_began_before_the_run_is_not_followed),
		TEST(test_a_stay_is_as_long_as_it_was),
		TEST(test_a_cohort_is_a_year_of_the_run),
		TEST(test_a_fall_ends_a_stay_and_begins_one),
		TEST(test_a_renewal_begins_nothing),
		TEST(test_off_and_on_in_one_month),
		TEST(test_without_a_tally),
	};
	return run_part(tests, NULL, NULL);
}
