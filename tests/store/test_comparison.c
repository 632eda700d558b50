/* Many paired runs against differences, gaps and adjusted intervals worked out by hand. */
#include "made.h"
#include "runner.h"

#include "analysis/comparison.h"
#include "socred/scenario.h"
#include "store/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int64_t
	more; /* listed in a run, above the first: so many of the majority, twice as many of the minority */

static int less_evenly; /* the same in both replicates */

/* A thousand people of the majority, five hundred of the minority. */
static void fill(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	(void)month;
	t->place_now = t->place[0];
	for (unsigned group = 0; group < 2; group++) {
		const unsigned cell = soc_indicators_cell(0, group, 1, 0);
		const int64_t above = more > 0 && !less_evenly ? more - 10 * replicate : more;
		soc_count(t, cell, SOC_IND_persons, group == 0 ? 1000 : 500);
		soc_count(t, cell, SOC_IND_listed, (replicate == 0 ? 200 : 220) + (group == 0 ? above : 2 * above));
	}
}

static struct soc_result *made(int64_t extra, const char *setting)
{
	const char *const settings[] = { "replicates=2", setting, NULL };
	more = extra;
	return made_result(fill, settings, -1);
}

static enum soc_err compared(const struct soc_comparison_options *how, const char *setting,
                             struct soc_comparison **out, struct soc_msg *msg)
{
	struct soc_result *r[3] = { made(0, NULL), made(30, NULL), made(60, setting) };
	const enum soc_err err = soc_comparison_make(r, 3, how, out, msg);
	for (int i = 0; i < 3; i++)
		soc_result_free(r[i]);
	return err;
}

static struct soc_comparison *made_comparison(const struct soc_comparison_options *how)
{
	struct soc_comparison *c = NULL;
	struct soc_msg msg = { "" };
	if (compared(how, NULL, &c, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return c;
}

static void near(double have, double want)
{
	if (!(fabs(have - want) < 1e-3))
		fail_msg("%.6f is not %.6f", have, want);
}

/* Majority: B has 30 and 20 more of 1,000, C 60 and 50; minority: 60 and 40 more of 500, C 120 and 100, so
 * that the gap grows by 120 - 30 and 80 - 20, and by 240 - 60 and 200 - 50. With two replicates the interval
 * of x and y is (x + y) / 2 +- 12.706 |x - y| / 2. Everybody: B 90 and 60 of 1,500 more. */
static void differences_and_gaps_by_hand(void **state)
{
	(void)state;
	const struct soc_comparison_options how = { .month = NULL, .by = "group", .only = "listed_per_1000" };
	struct soc_comparison *c = made_comparison(&how);
	assert_int_equal(c->figures, 3);
	assert_int_equal(c->contrasts, 8);
	near(c->figure[0].less[1].v.mean, 50.0);
	near(c->figure[1].less[1].v.mean, 25.0);
	near(c->figure[1].less[1].v.high, 25.0 + 12.706 * 5.0);
	near(c->figure[1].less[2].v.mean, 55.0);
	near(c->figure[2].less[2].v.mean, 220.0);
	assert_int_equal(c->figure[1].reference, -2);
	assert_int_equal(c->figure[2].reference, 0);
	near(c->figure[2].gap[0].mean, 210.0); /* 420 less 210 */
	near(c->figure[2].gap_less[1].v.mean, 75.0);
	near(c->figure[2].gap_less[1].v.low, 75.0 - 12.706 * 15.0);
	near(c->figure[2].gap_less[2].v.mean, 165.0);
	assert_string_equal(soc_comparison_part(c, 1, 1), "minority");
	soc_comparison_free(c);
}

/* With one degree of freedom the tail beyond t is 1 - 2 atan(t) / pi. The tails are those of t = mean / (|x -
 * y| / 2): gaps C 165/15 = 11, majority C 55/5 = 11, minority C 220/20 = 11... whatever their order, the
 * smallest is taken times 8, and intervals are those of 0.05 / 8: t = cot(pi 0.05 / 16) = 101.856. */
static void adjusted_for_how_many_there_are(void **state)
{
	(void)state;
	const struct soc_comparison_options how = { .month = NULL, .by = "group", .only = "listed_per_1000" };
	struct soc_comparison *c = made_comparison(&how);
	const struct soc_contrast *x = &c->figure[1].less[1];
	near((x->high_all - x->v.mean) / 5.0, 101.856);
	near((x->v.mean - x->low_all) / 5.0, 101.856);
	near(x->tail, 1.0 - 2.0 * atan(5.0) / acos(-1.0));
	double least = 1.0, smallest = 1.0;
	for (int f = 0; f < c->figures; f++)
		for (int i = 1; i < 3; i++) {
			smallest = fmin(smallest, c->figure[f].less[i].tail);
			least = fmin(least, c->figure[f].less[i].holm);
			assert_true(c->figure[f].less[i].holm >= c->figure[f].less[i].tail);
		}
	near(least, 8.0 * smallest);
	soc_comparison_free(c);
}

/* NIST/SEMATECH e-Handbook 1.3.6.7.2: 31.821 (tail 0.02, one degree), 3.747 (0.02, four), 2.750 (0.01,
 * thirty). */
static void tails_of_student(void **state)
{
	(void)state;
	near(soc_student_beyond(0.02, 1), 31.8205);
	near(soc_student_beyond(0.02, 4), 3.7469);
	near(soc_student_beyond(0.01, 30), 2.7500);
	near(soc_student_tail(0.0, 5), 1.0);
	assert_true(soc_student_tail(INFINITY, 5) == 0.0);
	assert_true(isnan(soc_student_tail(NAN, 5)));
}

/* The rule under test off: three times the same run. No difference, and chance has no part. */
static void equal_runs_differ_in_nothing(void **state)
{
	(void)state;
	const struct soc_comparison_options how = { .month = NULL,
		                                        .by = "group,quintile,province",
		                                        .only = NULL };
	struct soc_result *r[3] = { made(0, NULL), made(0, NULL), made(0, NULL) };
	struct soc_comparison *c = NULL;
	assert_int_equal(soc_comparison_make(r, 3, &how, &c, NULL), SOC_OK);
	assert_int_equal(c->contrasts, 0);
	for (int f = 0; f < c->figures; f++)
		for (int i = 1; i < 3; i++)
			assert_true(c->figure[f].less[i].v.count == 0 || c->figure[f].less[i].v.mean == 0.0);
	soc_comparison_free(c);
	for (int i = 0; i < 3; i++)
		soc_result_free(r[i]);
}

/* By hand: of 300 women 30 are listed in A and 45 in B, of 600 men 120 in both. */
static void fill_sexes(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	(void)month;
	(void)replicate;
	t->place_now = t->place[0];
	soc_count(t, soc_indicators_cell(0, 0, 1, 0), SOC_IND_persons, 900);
	soc_count(t, soc_indicators_cell(0, 0, 1, 0), SOC_IND_listed, 150 + more);
	for (unsigned female = 0; female < 2; female++) {
		const unsigned at = SOC_AT(people_by_sex_age, female, 2);
		soc_count_module(t, SOC_MOD_people_by_sex_age_persons, at, female ? 300 : 600);
		soc_count_module(t, SOC_MOD_people_by_sex_age_listed, at, female ? 30 + more : 120);
	}
}

static struct soc_result *made_sexes(int64_t extra)
{
	const char *const settings[] = { "replicates=2", "output.sex_age=true", NULL };
	more = extra;
	return made_result(fill_sexes, settings, -1);
}

static const struct soc_figure *figure_of(const struct soc_comparison *c, const char *statistic,
                                          const char *part)
{
	for (int f = 0; f < c->figures; f++)
		if (strcmp(c->figure[f].statistic->name, statistic) == 0 &&
		    strcmp(soc_comparison_part(c, c->figure[f].division, c->figure[f].part), part) == 0)
			return &c->figure[f];
	return NULL;
}

/* What the table of sexes and ages does not count has no parts there. */
static void sexes_and_ages_by_hand(void **state)
{
	const struct soc_comparison_options how = { .month = NULL,
		                                        .by = "sex,age",
		                                        .only = "listed_per_1000,unaware_per_1000_listed" };
	struct soc_result *r[2] = { made_sexes(0), made_sexes(15) };
	struct soc_comparison *c = NULL;
	struct soc_msg msg = { "" };
	(void)state;
	if (soc_comparison_make(r, 2, &how, &c, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	const struct soc_figure *women = figure_of(c, "listed_per_1000", "women"),
							*men = figure_of(c, "listed_per_1000", "men"),
							*age = figure_of(c, "listed_per_1000", "30 to 44");
	assert_true(women != NULL && men != NULL && age != NULL);
	near(women->value[0].mean, 100.0);
	near(women->less[1].v.mean, 50.0);
	near(men->less[1].v.mean, 0.0);
	near(men->gap[0].mean, 100.0);
	near(men->gap_less[1].v.mean, -50.0);
	near(age->less[1].v.mean, 15000.0 / 900.0);
	assert_null(figure_of(c, "listed_per_1000", "0 to 17"));
	assert_non_null(figure_of(c, "unaware_per_1000_listed", "everybody"));
	assert_null(figure_of(c, "unaware_per_1000_listed", "women"));
	soc_comparison_free(c);
	for (int i = 0; i < 2; i++)
		soc_result_free(r[i]);
}

/* A third of the listed in both replicates, of other numbers: 0.1 + 0.2 is not 0.3, but nobody's effect. */
static void rests_of_dividing_are_no_effect(void **state)
{
	static const struct soc_comparison_options how = { .month = NULL, .by = NULL, .only = "listed_per_1000" };
	struct soc_result *r[2];
	struct soc_comparison *c = NULL;
	(void)state;
	less_evenly = 1;
	r[0] = made(0, NULL);
	r[1] = made(21, NULL);
	less_evenly = 0;
	assert_int_equal(soc_comparison_make(r, 2, &how, &c, NULL), SOC_OK);
	assert_int_equal(c->figures, 1);
	assert_true(isnan(c->figure[0].less[1].tail));
	/* 63 more in each are 126 of 3,000: 1.96 times the root of them, per 1,000 */
	assert_true(fabs(c->figure[0].less[1].v.high - 42.0 - 1.959964 * sqrt(126.0) / 3.0) < 1e-9);
	assert_true(fabs(c->figure[0].less[1].v.low - 42.0 + 1.959964 * sqrt(126.0) / 3.0) < 1e-9);
	soc_comparison_free(c);
	for (int i = 0; i < 2; i++)
		soc_result_free(r[i]);
}

/* A label without its unit, under a section that has it. */
static void labels_have_their_unit(void **state)
{
	(void)state;
	static const struct {
		const char *section, *label, *full;
	} cases[] = {
		{ "Per 1,000 people listed", "listed rightly", "listed rightly, per 1,000 people listed" },
		{ "Compared with before, %", "lost", "lost, compared with before, %" },
		{ "Due process", "appeals, per 1,000 people", "appeals, per 1,000 people" },
		{ "", "refused", "refused" },
		{ NULL, "refused", "refused" },
	};
	char full[SOC_FULL_LABEL], narrow[8];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		soc_statistic_full_label(cases[i].section, cases[i].label, full, sizeof full);
		assert_string_equal(full, cases[i].full);
	}
	soc_statistic_full_label(cases[0].section, cases[0].label, narrow, sizeof narrow);
	assert_string_equal(narrow, "listed ");
	const struct soc_comparison_options how = { .month = NULL,
		                                        .by = NULL,
		                                        .only = "no_violation_per_1000_listed" };
	struct soc_comparison *c = made_comparison(&how);
	char *text = NULL;
	assert_int_equal(soc_comparison_text(c, "csv", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "\nA,no_violation_per_1000_listed,\"Per 1,000 people listed\",committed no "
	                             "violation at all,\"committed no violation at all, per 1,000 people "
	                             "listed\",everybody,"));
	soc_text_free(text);
	soc_comparison_free(c);
}

static void for_programs(void **state)
{
	(void)state;
	const struct soc_comparison_options how = { .month = NULL, .by = "group", .only = "listed_per_1000" };
	struct soc_comparison *c = made_comparison(&how);
	char *text = NULL;
	assert_int_equal(soc_comparison_text(c, "csv", &text, NULL), SOC_OK);
	const char *line = strstr(text, "\nC,listed_per_1000,People at the end of the run,\"on the list of "
	                                "defaulters, per 1,000 people\",");
	assert_non_null(line);
	assert_non_null(strstr(line, ",group,minority,majority,375.0,"));
	soc_text_free(text);
	assert_int_equal(soc_comparison_text(c, "json", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "\"contrasts\": 8"));
	soc_text_free(text);
	assert_int_equal(soc_comparison_text(c, "table", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "all 8 together"));
	assert_non_null(strstr(text, "minority less majority"));
	soc_text_free(text);
	assert_int_equal(soc_comparison_text(c, "bogus", &text, NULL), SOC_ERR_USAGE);
	soc_comparison_free(c);
}

static void what_is_refused(void **state)
{
	(void)state;
	static const struct {
		struct soc_comparison_options how;
		const char *setting, *want;
	} cases[] = {
		{ { .month = NULL, .by = "grup", .only = NULL }, NULL, "did you mean group?" },
		{ { .month = NULL, .by = "sex", .only = NULL }, NULL, "run it again with --set output.sex_age=true" },
		{ { .month = NULL, .by = "age", .only = NULL }, NULL, "results hold no figures by age" },
		{ { .month = "2015-04", .by = "place", .only = NULL }, NULL, "this month is none" },
		{ { .month = NULL, .by = NULL, .only = "listed_per_100" }, NULL, "did you mean listed_per_1000?" },
		{ { .month = "1999-01", .by = NULL, .only = NULL }, NULL, "no month \"1999-01\"" },
		{ { .month = NULL, .by = NULL, .only = NULL }, "seed=9", "A and C: these runs are not paired: seed" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_comparison *c = NULL;
		struct soc_msg msg = { "" };
		assert_int_equal(compared(&cases[i].how, cases[i].setting, &c, &msg), SOC_ERR_USAGE);
		assert_null(c);
		if (strstr(msg.text, cases[i].want) == NULL)
			fail_msg("'%s' is not in: %s", cases[i].want, msg.text);
	}
	assert_int_equal(soc_comparison_make(NULL, 1, NULL, NULL, NULL), SOC_ERR_USAGE);
}

PART(comparison)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_and_gaps_by_hand),
		cmocka_unit_test(adjusted_for_how_many_there_are),
		cmocka_unit_test(tails_of_student),
		cmocka_unit_test(equal_runs_differ_in_nothing),
		cmocka_unit_test(sexes_and_ages_by_hand),
		cmocka_unit_test(rests_of_dividing_are_no_effect),
		cmocka_unit_test(labels_have_their_unit),
		cmocka_unit_test(for_programs),
		cmocka_unit_test(what_is_refused),
	};
	return run_part(tests, NULL, NULL);
}
