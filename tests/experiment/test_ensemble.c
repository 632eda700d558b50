/* An ensemble over assumptions: what is varied, that its interval goes with the ranges, whom it belongs to.
 */
#define _GNU_SOURCE /* nftw */
#include "runner.h"

#include "base/file.h"
#include "base/mem.h"
#include "experiment/outcome.h"
#include "input/bind/provenance.h"
#include "socred/experiment.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "store/assumptions.h"
#include "store/reader.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MINIMAL PROJECT "/scenarios/start/minimal/scenario.yaml"
#define KEY "due_process.notice" /* decides `unaware_per_1000_listed` */
#define WIDE 0.3, 0.7            /* a range of it */

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static struct soc_scenario *read_scenario(const char *extra)
{
	const char *settings[] = { "people.persons=6000", "replicates=2", "span.to=2019-02", extra };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(MINIMAL, settings, extra != NULL ? 4 : 3, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

/* Leaves of all plausible ranges that of one key, as [low, high]. */
static struct soc_scenario *with_range_of(const char *key, double low, double high)
{
	struct soc_scenario *s = read_scenario(NULL);
	struct soc_provenance *p = (struct soc_provenance *)s->provenance;
	struct soc_parameter t;
	struct soc_buf why = { 0 };
	/* With a source of its own a value has no range of its key. */
	for (int i = 0; i < SOC_PARAMETERS_MAX; i++)
		p->at[i] = (struct soc_origin){ .source = "this test" };
	for (int i = 0; i < SOC_SETTINGS_MAX; i++)
		p->settings[i] = (struct soc_origin){ .source = "this test" };
	assert_true(soc_parameter_find(s, key, &t, &why));
	struct soc_origin *origin = &p->at[soc_parameter_number(&t)];
	origin->has_range = 1;
	origin->low = low;
	origin->high = high;
	return s;
}

static struct soc_scenario *with_one_range(double low, double high)
{
	return with_range_of(KEY, low, high);
}

static enum soc_err try_make(const struct soc_scenario *s, int64_t points, int workers, char **text,
                             struct soc_experiment_state *state, struct soc_msg *msg)
{
	char folder[] = "ensemble-XXXXXX";
	assert_non_null(mkdtemp(folder));
	const struct soc_assumptions_options o = {
		.folder = folder, .points = points, .seed = 1, .workers = workers
	};
	const enum soc_err err = soc_assumptions_make(s, &o, text, state, msg);
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	return err;
}

static struct soc_assumptions *make(const struct soc_scenario *s, int64_t points)
{
	struct soc_assumptions *a = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (try_make(s, points, 2, &text, NULL, &msg) != SOC_OK ||
	    soc_assumptions_read_text("ensemble", text, strlen(text), &a, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_string_equal(soc_assumptions_text(a), text);
	soc_text_free(text);
	return a;
}

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
	const struct soc_assumptions_outcome *o = soc_assumptions_find(a, "unaware_per_1000_listed");
	assert_int_equal(a->factors_count, 1);
	assert_string_equal(a->factor[0].key, KEY);
	assert_non_null(o);
	assert_int_equal(o->points, 40);
	const double found = o->high - o->low;
	if (o->spread > 0.0) { /* the only assumption there is decides it, and the more notice the fewer */
		assert_int_equal(o->matter_count, 1);
		assert_int_equal(o->matter[0].factor, 0);
		assert_true(o->matter[0].correlation < -0.8 && o->matter[0].high < -0.5);
	}
	*shipped = o->shipped;
	return found;
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

/* A range without a width gives an interval without one, and no other simulation error; doubled it is wider.
 */
static void interval_goes_with_the_range(void **state)
{
	double shipped[3];
	(void)state;
	assert_true(width(0.5, 0.5 + 1e-12, &shipped[0]) == 0.0);
	const double narrow = width(0.4, 0.6, &shipped[1]), wide = width_of(wide_ensemble, &shipped[2]);
	if (!(narrow > 0.0 && wide > 1.4 * narrow))
		fail_msg("range 0.2: %g, range 0.4: %g", narrow, wide);
	assert_true(shipped[0] == shipped[1] && shipped[1] == shipped[2]);
}

/* All ranges of a scenario at once: each is varied, and nothing is lost. */
static void varies_all_at_once(void **state)
{
	struct soc_scenario *s = read_scenario("people.persons=400");
	struct soc_experiment_state now = { 0 };
	struct soc_assumptions *a = NULL;
	struct soc_msg msg = { "" };
	char *one = NULL, *two = NULL;
	(void)state;
	if (try_make(s, 40, 1, &one, &now, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(now.points, 41);
	assert_int_equal(now.measured, 41);
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
	if (soc_assumptions_fit(a, s, &msg) != wanted)
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
	assert_int_equal(soc_assumptions_fit(&a, again, &msg), SOC_OK);
	soc_text_free(text);
	soc_scenario_free(again);
	soc_scenario_free(s);
	/* another range is another ensemble */
	s = with_one_range(0.4, 0.6);
	assert_int_equal(soc_assumptions_fit(&a, s, &msg), SOC_ERR_DIFFERENT);
	soc_scenario_free(s);
}

/* ---- in results ---- */
static char *page_of(struct soc_result *result, struct soc_msg *msg)
{
	static const char path[] = "ensemble.html";
	char *text = NULL;
	size_t length;
	if (soc_result_report(result, path, msg) == SOC_OK)
		(void)soc_file_read(path, 4 << 20, &text, &length, msg);
	remove(path);
	return text;
}

static char *headline_of(const struct soc_scenario *s, const struct soc_assumptions *a, const char *format,
                         char content[65])
{
	static const char path[] = "ensemble-results.db";
	struct soc_result_writer *writer = NULL;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	enum soc_err err = soc_result_writer_open(&writer, path, NULL, &msg);
	if (err == SOC_OK) {
		soc_result_writer_assumptions(writer, a);
		err = soc_sim_run(s, NULL, soc_result_writer_observer(writer), NULL, &msg);
	}
	if (err == SOC_OK)
		err = soc_result_writer_finish(writer, 0, &msg);
	soc_result_writer_free(writer);
	if (err == SOC_OK)
		err = soc_result_open(&result, path, &msg);
	if (err == SOC_OK && strcmp(format, "page") == 0)
		text = page_of(result, &msg);
	else if (err == SOC_OK && strncmp(format, "fairness ", 9) == 0)
		err = soc_result_fairness(result, format + 9, NULL, NULL, "csv", &text, &msg);
	else if (err == SOC_OK && strncmp(format, "groups ", 7) == 0)
		err = soc_result_fairness(result, format + 7, NULL, NULL, "table", &text, &msg);
	else if (err == SOC_OK)
		err = soc_result_headline(result, format, &text, &msg);
	if (err != SOC_OK)
		fail_msg("%s", msg.text);
	memcpy(content, result->content, 65);
	soc_result_free(result);
	remove(path);
	return text;
}

/* Both intervals stand in the headline; the content of the results is what it is without an ensemble. */
static void stands_in_results(void **state)
{
	struct soc_scenario *s = with_one_range(WIDE);
	const struct soc_assumptions *a = wide_ensemble;
	char with[65], without[65], number[64];
	(void)state;
	char *csv = headline_of(s, a, "csv", with), *none = headline_of(s, NULL, "csv", without),
		 *table = headline_of(s, a, "table", with), *bare = headline_of(s, NULL, "table", without);
	assert_string_equal(with, without);
	snprintf(number, sizeof number, ",%.6g,%.6g,", soc_assumptions_find(a, "unaware_per_1000_listed")->low,
	         soc_assumptions_find(a, "unaware_per_1000_listed")->high);
	assert_non_null(strstr(csv, number));
	assert_null(strstr(none, number));
	assert_non_null(strstr(none, ",,,"));
	assert_non_null(strstr(table, "assumptions, 95%"));
	assert_non_null(strstr(table, "not computed")); /* the wait */
	assert_non_null(strstr(table, "(values: 1, points: 40)"));
	assert_null(strstr(bare, "assumptions, 95%"));
	char *page = headline_of(s, a, "page", with), *empty = headline_of(s, NULL, "page", without);
	assert_non_null(page);
	assert_non_null(strstr(page, "\"assumed\":{\"points\":40,"));
	assert_non_null(strstr(page, "\"ranks\":[{\"statistic\":"));
	assert_non_null(strstr(empty, "\"assumed\":null"));
	soc_text_free(page);
	soc_text_free(empty);
	assert_non_null(strstr(bare, "Intervals over the assumptions: not computed"));
	soc_text_free(csv);
	soc_text_free(none);
	soc_text_free(table);
	soc_text_free(bare);
	soc_scenario_free(s);
}

/* ---- rates of groups ---- */
static const struct soc_assumptions_rate *rate_of(const struct soc_assumptions *a, const char *group,
                                                  const char *rate)
{
	for (int i = 0; i < a->rates_count; i++)
		if (strcmp(a->rate[i].group, group) == 0 && strcmp(a->rate[i].rate, rate) == 0)
			return &a->rate[i];
	fail_msg("no %s of %s", rate, group);
	return NULL;
}

static void alike(const char *what, double have, double want)
{
	if (!(fabs(have - want) <= 1e-3 * fabs(want) + 1e-9))
		fail_msg("%s: %g, wanted %g", what, have, want);
}

/* A formula at the values as stated, mean over two replicates, from the run itself. */
static double stated(const struct soc_scenario *s, const char *formula)
{
	static struct soc_outcome outcome;
	struct soc_outcome_meter m;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	double sum = 0.0, out = 0.0;
	snprintf(outcome.formula, sizeof outcome.formula, "%s", formula);
	if (soc_outcome_meter_init(&m, &outcome, 1, NULL, &msg) != SOC_OK ||
	    soc_sim_open(s, NULL, &sim, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	for (int64_t k = 0; k < 2; k++) {
		assert_int_equal(soc_sim_begin(sim, k, &msg), SOC_OK);
		assert_int_equal(soc_outcome_meter_run(&m, sim, NULL, &out, &msg), SOC_OK);
		sum += out;
	}
	soc_sim_close(&sim);
	soc_outcome_meter_release(&m);
	return sum / 2.0;
}

/* Who is selected of everybody is the headline's figure, in all its numbers; groups are what the run counts of
 * them, also those that the scenario does not count by itself. */
static void rates_are_those_of_the_run(void **state)
{
	struct soc_scenario *s = with_one_range(0.3, 0.7), *sexes = read_scenario("output.sex_age=true");
	struct soc_assumptions *a = make(s, 40);
	const struct soc_assumptions_outcome *o = soc_assumptions_find(a, "listed_per_1000");
	const struct soc_assumptions_rate *r = rate_of(a, "everybody", "selection_rate");
	(void)state;
	assert_int_equal(r->points, o->points);
	alike("shipped", r->shipped, o->shipped);
	alike("low", r->low, o->low);
	alike("median", r->median, o->median);
	alike("high", r->high, o->high);
	alike("simulation_error", r->simulation_error, o->simulation_error);
	r = rate_of(a, "group=minority", "base_rate");
	assert_string_equal(r->over, "group=majority");
	alike("minority, base rate", r->shipped,
	      stated(s, "1000 * by_cell.offenders[group=minority] / by_cell.persons[group=minority]"));
	r = rate_of(a, "quintile=lowest", "false_negative_rate");
	alike("lowest fifth, FNR", r->shipped,
	      stated(s, "1000 - 1000 * by_cell.offenders_listed[quintile=lowest] / by_cell.offenders[quintile=lowest]"));
	r = rate_of(a, "age=60+", "base_rate");
	alike("60 and over, base rate", r->shipped,
	      stated(sexes, "1000 * (people_by_sex_age.offenders[female=0 age=60+] + "
	                    "people_by_sex_age.offenders[female=1 age=60+]) / "
	                    "(people_by_sex_age.persons[female=0 age=60+] + "
	                    "people_by_sex_age.persons[female=1 age=60+])"));
	assert_string_equal(rate_of(a, "sex=women", "base_rate")->group, "sex=women");
	soc_assumptions_free(a);
	soc_scenario_free(s);
	soc_scenario_free(sexes);
}

static double rate_width(double low, double high)
{
	struct soc_scenario *s = with_range_of("conduct.certainty", low, high);
	struct soc_assumptions *a = make(s, 40);
	const struct soc_assumptions_rate *r = rate_of(a, "stratum=urban", "base_rate");
	const double width = r->high - r->low;
	soc_assumptions_free(a);
	soc_scenario_free(s);
	return width;
}

/* What is varied makes the interval of a group's rate, and nothing else does. */
static void rates_go_with_the_range(void **state)
{
	(void)state;
	const double none = rate_width(1.0, 1.0 + 1e-12), narrow = rate_width(0.9, 1.1), wide = rate_width(0.6, 1.4);
	if (!(none == 0.0 && narrow > 0.0 && wide > 1.5 * narrow))
		fail_msg("no range: %g, range 0.2: %g, range 0.8: %g", none, narrow, wide);
}

/* The CSV's number in the row of a statistic and a group, in column `column` of those behind the words. */
static double told_of(const char *csv, const char *statistic, const char *group, int column)
{
	for (const char *line = csv; line != NULL && *line != '\0'; line = strchr(line, '\n') + 1) {
		const char *at = line;
		if (strncmp(line, statistic, strlen(statistic)) == 0 && line[strlen(statistic)] == ',' &&
		    strstr(line, group) != NULL && strstr(line, group) < strchr(line, '\n')) {
			for (int i = 0; i < column; i++)
				at = strchr(at, ',') + 1;
			return *at == ',' ? NAN : strtod(at, NULL);
		}
	}
	fail_msg("no %s of %s", statistic, group);
	return NAN;
}

/* Both intervals stand in each row of `socred fairness`, of a complement what is missing to 1,000; where there
 * is no ensemble it says by which command there is one. */
static void rates_stand_in_results(void **state)
{
	enum { LOW = 9, HIGH = 10, LESS_LOW = 14, LESS_HIGH = 15 }; /* columns of the CSV */
	struct soc_scenario *s = with_one_range(0.3, 0.7);
	struct soc_assumptions *a = make(s, 40), *old = make(s, 40);
	char content[65];
	char *csv = headline_of(s, a, "fairness stratum", content),
		 *table = headline_of(s, a, "groups stratum", content),
		 *none = headline_of(s, NULL, "groups stratum", content);
	const struct soc_assumptions_rate *r = rate_of(a, "stratum=rural", "false_negative_rate");
	(void)state;
	old->rates_count = 0; /* as of a version that measured no groups */
	char *older = headline_of(s, old, "groups stratum", content), *page = headline_of(s, a, "page", content);
	alike("low", told_of(csv, "false_negative_rate", ",rural,", LOW), r->low);
	alike("high", told_of(csv, "false_negative_rate", ",rural,", HIGH), r->high);
	alike("low of TPR", told_of(csv, "true_positive_rate", ",rural,", LOW), 1000.0 - r->high);
	if (!isnan(r->difference_low)) {
		alike("difference", told_of(csv, "false_negative_rate", ",rural,", LESS_LOW), r->difference_low);
		alike("difference of TPR", told_of(csv, "true_positive_rate", ",rural,", LESS_HIGH),
		      -r->difference_low);
	}
	assert_non_null(strstr(table, "    over the assumptions"));
	assert_non_null(strstr(table, "Over the assumptions: 95% of the points"));
	assert_null(strstr(none, "    over the assumptions"));
	assert_non_null(strstr(none, "the run holds no ensemble of its rules. `socred assumptions SCENARIO` makes it"));
	assert_non_null(strstr(older, "the ensemble that the run holds has not measured this"));
	assert_null(strstr(page, "[stratum=")); /* the report has no part for them */
	soc_text_free(csv);
	soc_text_free(table);
	soc_text_free(none);
	soc_text_free(older);
	soc_text_free(page);
	soc_assumptions_free(a);
	soc_assumptions_free(old);
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
		cmocka_unit_test(varies_all_at_once),
		cmocka_unit_test(belongs_to_one_scenario),
		cmocka_unit_test(stands_in_results),
		cmocka_unit_test(rates_are_those_of_the_run),
		cmocka_unit_test(rates_go_with_the_range),
		cmocka_unit_test(rates_stand_in_results),
		cmocka_unit_test(refuses),
		cmocka_unit_test(out_of_memory),
	};
	return run_part(tests, make_wide, free_wide);
}
