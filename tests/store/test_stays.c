/* Cohorts of stays in the view stays_by_cohort and in the headline, from counts worked out by hand. */
#include "made.h"
#include "runner.h"

#include "model/indicators/indicators.h"
#include "socred/scenario.h"
#include "store/reader.h"

#include <string.h>

/* Each month of the first year eight come into grade 0 and five onto list 0. Of the eight a month, one rises
 * within a year, one falls out of it in the third, two rise in the fifth. Of the five a month, two expire
 * within a year, one is repaired in the third year and one overturned in the fifth. All later years: twice as
 * many of each, and none ends. */
static void fill(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	const unsigned year = month < 60 ? (unsigned)month / 12 : 5;
	(void)replicate;
	soc_count_module(t, SOC_MOD_stays_begun_in_grade_persons, SOC_AT(stays_begun_in_grade, 0, year),
	                 year == 0 ? 8 : 16);
	soc_count_module(t, SOC_MOD_stays_begun_on_list_persons, SOC_AT(stays_begun_on_list, 0, 0, year),
	                 year == 0 ? 5 : 10);
	if (month >= 12)
		return;
	soc_count_module(t, SOC_MOD_stays_ended_in_grade_rises, SOC_AT(stays_ended_in_grade, 0, 0, 0), 1);
	soc_count_module(t, SOC_MOD_stays_ended_in_grade_falls, SOC_AT(stays_ended_in_grade, 0, 0, 1), 1);
	soc_count_module(t, SOC_MOD_stays_ended_in_grade_rises, SOC_AT(stays_ended_in_grade, 0, 0, 2), 2);
	soc_count_module(t, SOC_MOD_stays_ended_in_grade_rises, SOC_AT(stays_ended_in_grade, 0, 0, 3), 1);
	soc_count_module(t, SOC_MOD_stays_ended_on_list_expired, SOC_AT(stays_ended_on_list, 0, 0, 0, 0), 2);
	soc_count_module(t, SOC_MOD_stays_ended_on_list_repaired, SOC_AT(stays_ended_on_list, 0, 0, 0, 1), 1);
	soc_count_module(t, SOC_MOD_stays_ended_on_list_overturned, SOC_AT(stays_ended_on_list, 0, 0, 0, 2), 1);
}

static struct soc_result *run(struct made *m, const char *to, int64_t stop_after)
{
	const char *const settings[] = { "output.stays=true", "span.from=2014-01", to, NULL };
	struct soc_msg msg = { "" };
	made_init(m, 2, settings);
	m->fill = fill;
	if (made_write(m, made_path(), stop_after < 0 ? m->replicates - 1 : 0, stop_after, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return made_open(made_path());
}

static double number(struct soc_result *r, const char *sql)
{
	double value = -1;
	struct soc_msg msg = { "" };
	if (soc_result_real(r, sql, (const int64_t[]){ 0 }, 1, &value, &msg) != SOC_OK)
		fail_msg("%s: %s", sql, msg.text);
	return value;
}

#define OF(kind, year, years)                                                                              \
	" FROM stays_by_cohort WHERE replicate = ?1 AND idx = 0 AND kind = '" kind "' AND year_begun = " #year \
	" AND years = " #years

/* What stands behind a label of the headline. */
static void said(const char *text, const char *label, const char *value)
{
	const char *at = strstr(text, label);
	if (at == NULL)
		fail_msg("nothing on %s", label);
	at += strlen(label);
	at += strspn(at, " ");
	if (strncmp(at, value, strlen(value)) != 0)
		fail_msg("%s: %.20s, not %s", label, at, value);
}

static void ended_within_so_many_years(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *r = run(&m, "span.to=2020-12", -1);
	assert_float_equal(number(r, "SELECT begun" OF("grade", 0, 5)), 96, 0);
	assert_float_equal(number(r, "SELECT ended" OF("grade", 0, 1)), 12, 0);
	assert_float_equal(number(r, "SELECT ended" OF("grade", 0, 3)), 24, 0);
	assert_float_equal(number(r, "SELECT ended" OF("grade", 0, 5)), 48, 0);
	assert_float_equal(number(r, "SELECT begun" OF("black_list", 0, 5)), 60, 0);
	assert_float_equal(number(r, "SELECT ended" OF("black_list", 0, 1)), 24, 0);
	assert_float_equal(number(r, "SELECT ended" OF("black_list", 0, 3)), 36, 0);
	assert_float_equal(number(r, "SELECT ended" OF("black_list", 0, 5)), 48, 0);
	assert_float_equal(number(r, "SELECT begun" OF("black_list", 1, 1)), 120, 0);
	assert_float_equal(number(r, "SELECT ended" OF("black_list", 1, 5)), 0, 0);
	char *text = NULL;
	assert_int_equal(soc_result_headline(r, "table", &text, NULL), SOC_OK);
	said(text, "off the list of defaulters within 1 year, %", "40.0 ");
	said(text, "off the list of defaulters within 3 years, %", "60.0 ");
	said(text, "off the list of defaulters within 5 years, %", "80.0 ");
	said(text, "out of the lowest grade within 1 year, %", "12.5 ");
	said(text, "out of the lowest grade within 3 years, %", "25.0 ");
	said(text, "out of the lowest grade within 5 years, %", "50.0 ");
	soc_text_free(text);
	soc_result_free(r);
	made_clean();
	made_release(&m);
}

/* In six years and eleven months the second year is followed for one and three years, the first for five; the
 * sixth year stands for later ones too, and is no cohort. */
static void a_cohort_not_followed_so_long_has_no_row(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *r = run(&m, "span.to=2020-11", -1);
	assert_float_equal(number(r, "SELECT count(*)" OF("grade", 0, 5)), 1, 0);
	assert_float_equal(number(r, "SELECT count(*)" OF("grade", 1, 3)), 1, 0);
	assert_float_equal(number(r, "SELECT count(*)" OF("grade", 1, 5)), 0, 0);
	assert_float_equal(number(r, "SELECT count(*)" OF("grade", 4, 1)), 1, 0);
	assert_float_equal(number(r, "SELECT count(*)" OF("grade", 5, 1)), 0, 0);
	soc_result_free(r);
	made_clean();
	made_release(&m);
}

/* Planned for six years and stopped after 71 months: five years are not followed. */
static void a_run_that_was_stopped(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *r = run(&m, "span.to=2019-12", 71);
	assert_float_equal(number(r, "SELECT count(*)" OF("grade", 0, 3)), 1, 0);
	assert_float_equal(number(r, "SELECT count(*)" OF("grade", 0, 5)), 0, 0);
	soc_result_free(r);
	made_clean();
	made_release(&m);
}

PART(stays)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ended_within_so_many_years),
		cmocka_unit_test(a_cohort_not_followed_so_long_has_no_row),
		cmocka_unit_test(a_run_that_was_stopped),
	};
	return run_part(tests, NULL, NULL);
}
