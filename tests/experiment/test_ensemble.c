/* An ensemble over assumptions: what is varied, that its interval goes with the ranges, whom it belongs to.
 */
#include "ensemble_made.h"

#include "analysis/assumed.h"

/* Made once for all tests of this file: KEY over the wide range. */
static struct soc_assumptions *wide_ensemble;

static int make_wide(void **state)
{
	(void)state;
	struct soc_scenario *s = with_one_range(WIDE);
	wide_ensemble = make(s, 40);
	soc_scenario_free(s);
	return 0;
}

static int free_wide(void **state)
{
	(void)state;
	soc_assumptions_free(wide_ensemble);
	return 0;
}

static double width_of(const struct soc_assumptions *a, double *shipped)
{
	/* of all that KEY decides what so few people tell best from random numbers, over half the range too */
	const struct soc_assumptions_outcome *o = soc_assumptions_find(a, "assess_notices");
	assert_int_equal(a->factors_count, 1);
	assert_string_equal(a->factor[0].key, KEY);
	assert_non_null(o);
	assert_int_equal(o->points, 40);
	*shipped = o->shipped;
	return isnan(o->low) ? 0.0 : o->high - o->low;
}

/* The only assumption there is decides it, and the more notice the fewer. */
static void the_one_that_varies_decides(void **state)
{
	const struct soc_assumptions_outcome *o = soc_assumptions_find(wide_ensemble, "unaware_per_1000_listed");
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, not ways through the code */
	assert_non_null(o);
	assert_int_equal(o->matter_count, 1);
	assert_int_equal(o->matter[0].factor, 0);
	assert_true(o->matter[0].correlation < -0.7 && o->matter[0].high < -0.4);
	/* of few who are listed it is known to some per cent */
	assert_true(o->shipped > 0.0 && o->shipped_error > 0.0 && o->shipped_error < o->shipped / 4.0);
}

static double width(double low, double high, double *shipped)
{
	struct soc_scenario *s = with_one_range(low, high);
	struct soc_assumptions *a = make(s, 40);
	const double found = width_of(a, shipped);
	soc_assumptions_free(a);
	soc_scenario_free(s);
	return found;
}

/* A range without a width gives an interval with next to none, if any, by what is left of random numbers;
 * doubled it is wider. The values as stated are those of the same runs. */
static void interval_goes_with_the_range(void **state)
{
	double shipped[3];
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, not ways through the code: those of the ensemble that is there */
	const double none = width(0.5, 0.5 + 1e-12, &shipped[0]);
	const double narrow = width(0.3, 0.7, &shipped[1]), wide = width_of(wide_ensemble, &shipped[2]);
	if (!(narrow > 0.0 && wide > 1.4 * narrow && !(none > narrow / 2.0)))
		fail_msg("no range: %g, range 0.4: %g, range 0.8: %g", none, narrow, wide);
	assert_true(shipped[0] == shipped[1] && shipped[1] == shipped[2]);
}

/* All ranges of a scenario at once: each is varied, and nothing is lost. */
static void varies_all_at_once(void **state)
{
	struct soc_experiment_state now = { 0 };
	struct soc_assumptions *a = NULL;
	struct soc_msg msg = { "" };
	char *one = NULL, *two = NULL;
	(void)state;
	if (runner_sparse())
		skip(); /* other keys, by the ways of the ensemble that is there */
	struct soc_scenario *s = read_scenario("people.persons=400");
	if (try_make(s, 40, 1, &one, &now, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(now.points, 48); /* the values as stated eight times */
	assert_int_equal(now.measured, 48);
	if (runner_thorough()) {
		assert_int_equal(try_make(s, 40, 3, &two, NULL, &msg), SOC_OK);
		assert_string_equal(one, two); /* whatever the workers */
	}
	assert_int_equal(soc_assumptions_read_text("ensemble", one, strlen(one), &a, NULL, &msg), SOC_OK);
	assert_true(a->factors_count > 200);
	assert_true(a->drawn_in > 0 && a->refused == 0); /* high rates all at once */
	int logs = 0, timeline = 0;
	for (int i = 0; i < a->factors_count; i++) {
		const struct soc_assumptions_factor *f = &a->factor[i];
		assert_true(f->low < f->high);
		assert_int_equal(f->is_log, f->low > 0.0 && f->high >= 10.0 * f->low);
		logs += f->is_log;
		timeline += strncmp(f->key, "timeline.", 9) == 0;
	}
	assert_true(logs > 50);
	assert_int_equal(timeline, 0); /* minimal states none */
	soc_assumptions_free(a);
	soc_text_free(one);
	soc_text_free(two);
	soc_scenario_free(s);
}

static void check_fit(const struct soc_assumptions *a, const char *setting, enum soc_err wanted)
{
	struct soc_msg msg = { "" };
	struct soc_scenario *s = read_scenario(setting);
	if (soc_assumptions_match_scenario(a, s, &msg) != wanted)
		fail_msg("%s: %s", setting != NULL ? setting : "as it is", msg.text);
	soc_scenario_free(s);
}

/* The scenario itself, whatever its people and random numbers; and no other. */
static void belongs_to_one_scenario(void **state)
{
	struct soc_assumptions a = { 0 };
	struct soc_msg msg = { "" };
	struct soc_scenario *s = read_scenario(NULL), *again = NULL;
	(void)state;
	assert_int_equal(soc_assumptions_digest(s, a.scenario, &msg), SOC_OK);
	check_fit(&a, NULL, SOC_OK);
	check_fit(&a, "people.persons=3000", SOC_OK);
	check_fit(&a, "replicates=7", SOC_OK);
	check_fit(&a, "seed=99", SOC_OK);
	check_fit(&a, "output.fields=true", SOC_OK);
	check_fit(&a, "title=Another name", SOC_OK);
	check_fit(&a, "due_process.notice=0.51", SOC_ERR_DIFFERENT);
	check_fit(&a, "span.to=2018-11", SOC_ERR_DIFFERENT);
	check_fit(&a, "people.provinces=Hainan", SOC_ERR_DIFFERENT);
	/* as a resolved scenario it is the same */
	char *text = soc_scenario_resolved(s);
	assert_int_equal(
		soc_scenario_read_text(text, strlen(text), "resolved", NULL, NULL, 0, &again, NULL, &msg), SOC_OK);
	assert_int_equal(soc_assumptions_match_scenario(&a, again, &msg), SOC_OK);
	soc_text_free(text);
	soc_scenario_free(again);
	soc_scenario_free(s);
	/* another range is another ensemble */
	s = with_one_range(0.4, 0.6);
	assert_int_equal(soc_assumptions_match_scenario(&a, s, &msg), SOC_ERR_DIFFERENT);
	soc_scenario_free(s);
}

/* What is said where there is no interval, or none with a width: never that it is certain. */
static void says_why_there_is_none(void **state)
{
	const struct {
		struct soc_assumed of;
		const char *why;
		double elsewhere;
	} all[] = { { { 2.0, 3.0, 128, 1, 0 }, "", NAN },
		        { { 0.0, 0.0, 128, 1, 0 }, "the same at each point", 300.0 / 128.0 },
		        { { 0.0, 0.0, 0, 1, 0 }, "the same at each point", NAN },
		        { { NAN, NAN, 0, 0, 0 }, "not computed", NAN },
		        { { NAN, NAN, 0, 1, 0 }, "too few points", NAN },
		        { { NAN, NAN, 39, 1, 0 }, "too few points", NAN },
		        { { NAN, NAN, 114, 1, 128 }, "too few points", NAN }, /* nine in ten are 115.2 */
		        { { NAN, NAN, 116, 1, 128 }, "within random numbers", NAN },
		        { { NAN, NAN, 40, 1, 0 }, "within random numbers", NAN } };
	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		const double elsewhere = soc_assumed_elsewhere(&all[i].of);
		assert_string_equal(soc_assumed_why(&all[i].of), all[i].why);
		assert_true(isnan(all[i].elsewhere) ? isnan(elsewhere) : elsewhere == all[i].elsewhere);
	}
}

/* A file that is shipped, of whom it is known what is true: people with the marker commit as many violations
 * as others but for the 0.5% that watching deters, whatever is assumed. */
static void what_nothing_moves_stays_inside(void **state)
{
	struct soc_assumptions *a = NULL;
	struct soc_msg msg = { "" };
	(void)state;
	assert_int_equal(
		soc_assumptions_read(PROJECT
	                         "/scenarios/surveillance/differential-surveillance/scenario.assumptions.json",
	                         &a, NULL, &msg),
		SOC_OK);
	const struct soc_assumptions_outcome *o = soc_assumptions_find(a, "surveillance_violations");
	assert_non_null(o);
	assert_int_equal(a->stated, SOC_ASSUMPTIONS_STATED);
	assert_true(o->points > 100 && (isnan(o->low) || (o->low <= 1.0 && o->high >= 0.99)));
	assert_true(fabs(o->shipped - 0.995) < 3.5 * o->shipped_error);
	soc_assumptions_free(a);
}

/* ---- in results ---- */
/* Both intervals stand in the headline; the content of the results is what it is without an ensemble. */
static void stands_in_results(void **state)
{
	struct soc_scenario *s = with_one_range(WIDE);
	struct soc_assumptions *a = wide_ensemble;
	char with[65], without[65], number[64];
	(void)state;
	/* one that is the same at each point, whatever random numbers do, as a figure of the lay of the rules is
	 */
	struct soc_assumptions_outcome *same = &a->outcome[0];
	const struct soc_assumptions_outcome was = *same;
	same->points = 40;
	same->low = same->median = same->high = 0.0;
	char *csv = headline_of(s, a, "csv", with), *none = headline_of(s, NULL, "csv", without),
		 *table = headline_of(s, a, "table", with), *bare = headline_of(s, NULL, "table", without);
	assert_string_equal(with, without);
	snprintf(number, sizeof number, ",%.6g,%.6g", soc_assumptions_find(a, "unaware_per_1000_listed")->low,
	         soc_assumptions_find(a, "unaware_per_1000_listed")->high);
	if (strstr(csv, number) == NULL)
		fail_msg("%s is not in\n%s", number, csv);
	assert_null(strstr(none, number));
	assert_non_null(strstr(none, ",,,"));
	assert_non_null(strstr(table, "assumptions, 95%"));
	/* No wrongly listed person appeals at any point. */
	assert_non_null(strstr(table, " 0 of 40 points"));
	assert_non_null(strstr(
		table,
		"\"x of y points\": too few points have a value for an interval; at least 40 points and nine"));
	assert_non_null(strstr(csv, ",\"too few points\","));
	assert_non_null(strstr(csv, ",\"the same at each point\",7.5,"));
	assert_non_null(strstr(
		table,
		"up to 7.5 of 100 points could give another value in a run of that size (95%, rule of three)"));
	assert_non_null(strstr(none, ",\"not computed\",,"));
	assert_non_null(strstr(table, "(values: 1, points: 40)"));
	assert_null(strstr(bare, "assumptions, 95%"));
	char *page = headline_of(s, a, "page", with), *empty = headline_of(s, NULL, "page", without);
	assert_non_null(page);
	assert_non_null(strstr(page, "\"assumed\":{\"points\":40,"));
	assert_non_null(strstr(page, "\"ranks\":[{\"statistic\":"));
	assert_non_null(strstr(empty, "\"assumed\":null"));
	*same = was;
	soc_text_free(page);
	soc_text_free(empty);
	assert_non_null(strstr(bare, "Intervals over the assumptions: not computed"));
	soc_text_free(csv);
	soc_text_free(none);
	soc_text_free(table);
	soc_text_free(bare);
	soc_scenario_free(s);
}

static void refuses(void **state)
{
	struct soc_msg msg = { "" };
	char *text = NULL;
	(void)state;
	struct soc_scenario *s = read_scenario("replicates=1"), *bare = with_one_range(0.5, 0.5);
	assert_int_equal(try_make(s, 60, 1, &text, NULL, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "two or more"));
	soc_scenario_free(s);
	assert_int_equal(try_make(bare, 60, 1, &text, NULL, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "nothing to vary"));
	assert_int_equal(try_make(bare, 39, 1, &text, NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(try_make(NULL, 60, 1, &text, NULL, &msg), SOC_ERR_USAGE);
	assert_null(text);
	soc_scenario_free(bare);
}

/* An allocation that fails, at some of the first and some later ones: an error and nothing left. */
static void out_of_memory(void **state)
{
	static const size_t at[] = { 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 200, 400, 700, 1000, 3000, 10000 };
	struct soc_scenario *s = with_one_range(0.4, 0.6);
	struct soc_msg msg = { "" };
	const size_t live = soc_mem_live();
	(void)state;
	for (size_t i = 0; i < (runner_thorough() ? sizeof at / sizeof *at : 12); i++) {
		char *text = NULL;
		soc_mem_fail_at(at[i]);
		const enum soc_err err = try_make(s, 40, 1, &text, NULL, &msg);
		soc_mem_fail_at(0);
		if (err != SOC_ERR_MEMORY)
			fail_msg("allocation %zu: %d, %s", at[i], (int)err, msg.text);
		assert_null(text);
		assert_int_equal(soc_mem_live(), live);
	}
	soc_scenario_free(s);
}

PART(ensemble)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(interval_goes_with_the_range),
		cmocka_unit_test(the_one_that_varies_decides),
		cmocka_unit_test(varies_all_at_once),
		cmocka_unit_test(belongs_to_one_scenario),
		cmocka_unit_test(says_why_there_is_none),
		cmocka_unit_test(what_nothing_moves_stays_inside),
		cmocka_unit_test(stands_in_results),
		cmocka_unit_test(refuses),
		cmocka_unit_test(out_of_memory),
	};
	return run_part(tests, make_wide, free_wide);
}
