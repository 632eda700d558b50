/* What is measured without a results file is what the file has; and a run that is opened again for another
 * scenario gives what a run of its own gives. */
#include "runner.h"

#include "analysis/names_of_values.h"
#include "analysis/summaries.h"
#include "base/mem.h"
#include "experiment/outcome.h"
#include "socred/result.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODULES PROJECT "/tests/web/modules.yaml"

static struct soc_scenario *read_scenario(const char *extra)
{
	const char *settings[] = { "people.persons=2000", "replicates=2", "span.to=2018-06", extra };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(MODULES, settings, extra != NULL ? 4 : 3, &s, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

static int same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

/* ---- outcomes ---- */
static struct soc_result *result_of(const struct soc_scenario *s, const char *path)
{
	struct soc_result_writer *writer = NULL;
	struct soc_result *result = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = soc_result_writer_open(&writer, path, NULL, &msg);
	if (err == SOC_OK)
		err = soc_sim_run(s, NULL, soc_result_writer_observer(writer), NULL, &msg);
	if (err == SOC_OK)
		err = soc_result_writer_finish(writer, 0, &msg);
	soc_result_writer_free(writer);
	if (err == SOC_OK)
		err = soc_result_open(&result, path, &msg);
	if (err != SOC_OK)
		fail_msg("%s", msg.text);
	remove(path);
	return result;
}

/* Every statistic that follows from the indicators, then every one of a module that follows from its counts.
 */
static int name_outcomes(struct soc_outcome *outcomes, int *of)
{
	int count = 0;
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++)
		if (soc_statistic_is_of_cells(&soc_statistics[i])) {
			snprintf(outcomes[count].formula, sizeof outcomes[count].formula, "%s", soc_statistics[i].name);
			of[count++] = i;
		}
	for (int i = 0; i < soc_summaries_count(); i++) {
		snprintf(outcomes[count].formula, sizeof outcomes[count].formula, "%s", soc_summaries_at(i)->name);
		of[count++] = SOC_STATISTICS_COUNT + i;
	}
	return count;
}

static double wanted_of(struct soc_result *r, const struct soc_scenario *s, int of, int64_t replicate)
{
	const int64_t last = soc_scenario_months(s) - 1;
	struct soc_msg msg = { "" };
	double sampling_weight = 0.0, wanted = 0.0, cases;
	soc_result_begin(r);
	assert_int_equal(soc_statistic_sampling_weight(r, &sampling_weight, &msg), SOC_OK);
	if (of < SOC_STATISTICS_COUNT)
		assert_int_equal(
			soc_statistic_read(r, &soc_statistics[of], replicate, last, sampling_weight, &wanted, &msg),
			SOC_OK);
	else
		assert_int_equal(soc_summary_read(r, s, soc_summaries_at(of - SOC_STATISTICS_COUNT), replicate, last,
		                                  &wanted, &cases, &msg),
		                 SOC_OK);
	return wanted;
}

/* How many statistics of modules were other than 0. */
static int compare_outcomes(struct soc_outcome_meter *m, const struct soc_outcome *outcomes, const int *of,
                            const double *out, const struct soc_scenario *s, struct soc_result *r, int64_t k)
{
	int of_modules = 0;
	for (int i = 0; i < m->count; i++) {
		const double wanted = wanted_of(r, s, of[i], k);
		if (!same(out[i], wanted))
			fail_msg("%s: %g, in the results %g", outcomes[i].formula, out[i], wanted);
		of_modules += of[i] >= SOC_STATISTICS_COUNT && wanted != 0.0 && !isnan(wanted);
	}
	return of_modules;
}

/* How many values of counters were above 0. */
static int compare_values(struct soc_outcome_meter *m, const struct soc_scenario *s, struct soc_result *r,
                          int64_t k)
{
	static unsigned char all[SOC_VALUES_COUNT];
	static double value[SOC_VALUES_COUNT];
	struct soc_msg msg = { "" };
	int numbers = 0;
	memset(all, 1, sizeof all);
	soc_result_begin(r);
	assert_int_equal(soc_names_of_values_read(r, k, soc_scenario_months(s) - 1, all, value, &msg), SOC_OK);
	for (int i = 0; i < SOC_VALUES_COUNT; i++) {
		if (!same(m->value[i], value[i]))
			fail_msg("value %d: %g, in the results %g", i, m->value[i], value[i]);
		numbers += value[i] > 0.0;
	}
	return numbers;
}

/* Every value that a formula may have, and every statistic, as the results file of the same run has it. */
static void compare_with_results(const struct soc_scenario *s, int least_of_modules, int least_numbers)
{
	static struct soc_outcome outcomes[SOC_OUTCOMES_MAX];
	static double out[SOC_OUTCOMES_MAX];
	int of[SOC_OUTCOMES_MAX], numbers = 0, of_modules = 0;
	struct soc_outcome_meter m;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	assert_true(soc_summaries_count() + SOC_STATISTICS_COUNT <= SOC_OUTCOMES_MAX);
	struct soc_result *r = result_of(s, "experiment-outcomes.db");
	const int count = name_outcomes(outcomes, of);
	assert_int_equal(soc_outcome_meter_init(&m, outcomes, count, NULL, &msg), SOC_OK);
	assert_int_equal(soc_sim_open(s, NULL, &sim, &msg), SOC_OK);
	for (int64_t k = 0; k < 2; k++) {
		assert_int_equal(soc_sim_begin(sim, k, &msg), SOC_OK);
		assert_int_equal(soc_outcome_meter_run(&m, sim, NULL, out, &msg), SOC_OK);
		numbers += compare_values(&m, s, r, k);
		of_modules += compare_outcomes(&m, outcomes, of, out, s, r, k);
	}
	if (of_modules < least_of_modules || numbers < least_numbers) /* there was something to compare */
		fail_msg("of modules: %d, values: %d", of_modules, numbers);
	soc_sim_close(&sim);
	soc_outcome_meter_release(&m);
	soc_result_free(r);
}

static void outcomes_are_those_of_results(void **state)
{
	(void)state;
	struct soc_scenario *s = read_scenario(NULL);
	compare_with_results(s, 50, 300);
	soc_scenario_free(s);
}

/* Modules whose statistics need more than counts of the last month: stocks summed over months (unrest, zones,
 * recognition), views of results (prediction), single years (cameras). */
static void of_scenarios_too(void **state)
{
	static const struct {
		const char *path, *persons, *to;
		int of_modules;
	} cases[] = {
		{ "combined/unrest", "people.persons=4000", "span.to=2018-06", 8 },
		{ "surveillance/zones", "people.persons=2000", "span.to=2018-03", 12 },
		{ "surveillance/recognition", "people.persons=8000", "span.to=2018-06", 8 },
		{ "surveillance/forecasts", "people.persons=2000", "span.to=2019-12", 20 },
		{ "surveillance/camera-density", "people.persons=2000", "span.to=2018-12", 10 },
	};
	(void)state;
	if (runner_sparse())
		skip(); /* other columns, by the ways of those before */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *settings[] = { "replicates=2", cases[i].persons, cases[i].to };
		char path[512];
		struct soc_scenario *s = NULL;
		struct soc_msg msg = { "" };
		snprintf(path, sizeof path, PROJECT "/scenarios/%s/scenario.yaml", cases[i].path);
		if (soc_scenario_read(path, settings, 3, &s, NULL, &msg) != SOC_OK)
			fail_msg("%s: %s", path, msg.text);
		compare_with_results(s, cases[i].of_modules, 20);
		soc_scenario_free(s);
	}
}

/* ---- parts ---- */
#define OF_ENTRY(table, column, key, name, more)                                                            \
	"SELECT sum(" column ") FROM " table " WHERE replicate = 1 AND " key " = (SELECT idx FROM names WHERE " \
	"kind = '" key "' AND name = '" name "')" more
#define LAST " AND month = (SELECT max(month) FROM months)"

static double asked(struct soc_result *r, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	if (sqlite3_prepare_v2(r->db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s", sql);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	const double value = sqlite3_column_double(statement, 0);
	sqlite3_finalize(statement);
	return value;
}

/* The last year of four, and the one three years before it: the first. */
static void years_are_those_of_results(void **state)
{
	static const struct soc_outcome outcomes[] = { { .formula = "cameras_growth" },
		                                           { .formula = "cameras_growth_wrong" },
		                                           { .formula = "cameras_records" } };
	static const char *const wanted[] = {
		"SELECT 1.0 * sum(iif(month >= 36, records_true, 0)) / sum(iif(month < 12, records_true, 0)) FROM "
		"by_channel WHERE replicate = 0",
		"SELECT 1.0 * sum(iif(month >= 36, records_misattributed + records_fabricated, 0)) / sum(iif(month < "
		"12, records_misattributed + records_fabricated, 0)) FROM by_channel WHERE replicate = 0",
		"SELECT 12000.0 * sum(records_true) / (SELECT sum(persons) FROM cameras_by_stratum WHERE month >= 36 "
		"AND replicate = 0) FROM by_channel WHERE month >= 36 AND replicate = 0",
	};
	const char *settings[] = { "replicates=1", "people.persons=4000", "span.to=2018-12" };
	struct soc_scenario *s = NULL;
	struct soc_outcome_meter m;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	double out[3];
	(void)state;
	assert_int_equal(soc_scenario_read(PROJECT "/scenarios/surveillance/camera-density/scenario.yaml",
	                                   settings, 3, &s, NULL, &msg),
	                 SOC_OK);
	struct soc_result *r = result_of(s, "experiment-years.db");
	assert_int_equal(soc_outcome_meter_init(&m, outcomes, 3, s, &msg), SOC_OK);
	assert_int_equal(soc_sim_open(s, NULL, &sim, &msg), SOC_OK);
	assert_int_equal(soc_sim_begin(sim, 0, &msg), SOC_OK);
	assert_int_equal(soc_outcome_meter_run(&m, sim, NULL, out, &msg), SOC_OK);
	for (int i = 0; i < 3; i++) {
		assert_true(out[i] > 0.0);
		assert_float_equal(out[i], asked(r, wanted[i]), 1e-12 * out[i]);
	}
	soc_sim_close(&sim);
	soc_outcome_meter_release(&m);
	soc_result_free(r);
	soc_scenario_free(s);
}

/* Results in memory that do not fit end the run with an error, and leave nothing. */
static void results_short_of_memory(void **state)
{
	static const struct soc_outcome gain = { .formula = "prediction_gain" };
	const char *settings[] = { "replicates=1", "people.persons=400", "span.to=2016-03",
		                       "prediction.trained_months=2", "prediction.horizon_months=1" };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	int failed = 0;
	(void)state;
	assert_int_equal(soc_scenario_read(PROJECT "/scenarios/surveillance/forecasts/scenario.yaml", settings, 5,
	                                   &s, NULL, &msg),
	                 SOC_OK);
	for (size_t nth = 1; nth < 200; nth++) {
		struct soc_outcome_meter m;
		struct soc_sim *sim = NULL;
		double out = 0.0;
		const size_t live = soc_mem_live();
		assert_int_equal(soc_outcome_meter_init(&m, &gain, 1, s, &msg), SOC_OK);
		assert_int_equal(soc_sim_open(s, NULL, &sim, &msg), SOC_OK);
		assert_int_equal(soc_sim_begin(sim, 0, &msg), SOC_OK);
		soc_mem_fail_at(nth);
		const enum soc_err err = soc_outcome_meter_run(&m, sim, NULL, &out, &msg);
		soc_mem_fail_at(0);
		assert_true(err == SOC_OK || err == SOC_ERR_MEMORY);
		failed += err == SOC_ERR_MEMORY;
		soc_sim_close(&sim);
		soc_outcome_meter_release(&m);
		assert_int_equal(soc_mem_live(), live);
		if (err == SOC_OK)
			break;
	}
	assert_true(failed >= 5); /* the writer, its room for places and regions */
	soc_scenario_free(s);
}

/* Of an entry and of some of the people, flows and stocks, as the tables of results have them. */
static void parts_are_those_of_results(void **state)
{
	static const struct {
		const char *formula, *sql;
	} cases[] = {
		{ "by_channel.records_true[channel=neighbours]",
		  OF_ENTRY("by_channel", "records_true", "channel", "neighbours", "") },
		{ "by_event.happened[event=judgment_default]",
		  OF_ENTRY("by_event", "happened", "event", "judgment_default", "") },
		{ "by_list.stock[list=untrustworthy]", OF_ENTRY("by_list", "stock", "list", "untrustworthy", LAST) },
		{ "by_list.entries_true[list=untrustworthy]",
		  OF_ENTRY("by_list", "entries_true", "list", "untrustworthy", "") },
		{ "by_measure.people_own[measure=city_credit]",
		  OF_ENTRY("by_measure", "people_own", "measure", "city_credit", LAST) },
		{ "by_cell.persons[stratum=urban quintile=highest]",
		  "SELECT sum(persons) FROM by_cell WHERE replicate = 1 AND urban = 1 AND income_quintile = 4" LAST },
		{ "by_cell.violations[quintile=lowest group=majority]",
		  "SELECT sum(violations) FROM by_cell WHERE replicate = 1 AND grp = 0 AND income_quintile = 0" },
		{ "by_cell.good_deeds[class=citizen]",
		  "SELECT sum(good_deeds) FROM by_cell WHERE replicate = 1 AND person_class = 0" },
	};
	enum { CASES = sizeof cases / sizeof *cases };
	static struct soc_outcome outcomes[CASES];
	double out[CASES];
	struct soc_outcome_meter m;
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	(void)state;
	struct soc_scenario *s = read_scenario(NULL);
	struct soc_result *r = result_of(s, "experiment-parts.db");
	for (int i = 0; i < CASES; i++)
		snprintf(outcomes[i].formula, sizeof outcomes[i].formula, "%s", cases[i].formula);
	if (soc_outcome_meter_init(&m, outcomes, CASES, s, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(soc_sim_open(s, NULL, &sim, &msg), SOC_OK);
	for (int64_t k = 0; k < 2; k++) { /* the second of two: nothing is left of the first */
		assert_int_equal(soc_sim_begin(sim, k, &msg), SOC_OK);
		assert_int_equal(soc_outcome_meter_run(&m, sim, NULL, out, &msg), SOC_OK);
	}
	for (int i = 0; i < CASES; i++) {
		const double wanted = asked(r, cases[i].sql);
		if (!(wanted > 0.0) || out[i] != wanted)
			fail_msg("%s: %g, in the results %g", cases[i].formula, out[i], wanted);
	}
	soc_sim_close(&sim);
	soc_outcome_meter_release(&m);
	soc_result_free(r);
	soc_scenario_free(s);
}

static void parts_that_are_none(void **state)
{
	static const struct {
		const char *formula, *said;
	} cases[] = {
		{ "by_channel.accepted_wrong[channel=neighbors]", "channel \"neighbors\" is not allowed; allowed: " },
		{ "cameras_by_stratum.cameras",
		  "did you mean cameras_by_stratum.cameras[urban=0]?" }, /* not itself */
		{ "by_channel.accepted_wrong[channel=neighbors]", "did you mean neighbours?" },
		{ "by_channel.accepted_wrong[list=camera]", "\"list=camera\" is not allowed; allowed: channel=NAME" },
		{ "by_channel.acepted_wrong[channel=camera]", "did you mean accepted_wrong?" },
		{ "by_channel.accepted_wrong", "a part is needed, such as [channel]" },
		{ "by_cell.listed[sex=male]",
		  "part of people \"sex\" is not allowed; allowed: class, group, stratum" },
		{ "by_cell.listed[group=minorty]", "did you mean minority?" },
		{ "by_cell.listed[group]", "\"group\" is not allowed; allowed: group=WORD, once" },
		{ "by_cell.listed[group=minority group=majority]", "allowed: group=WORD, once" },
		{ "by_chanel.accepted_wrong[channel=camera]", "there is no indicator" },
	};
	struct soc_scenario *s = read_scenario(NULL);
	struct soc_formula f;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct soc_msg msg = { "" };
		if (soc_outcome_compile(&f, cases[i].formula, s, &msg) != SOC_ERR_SCENARIO ||
		    strstr(msg.text, cases[i].said) == NULL)
			fail_msg("%s: %s", cases[i].formula, msg.text);
	}
	soc_scenario_free(s);
}

/* ---- a run that is opened again ---- */
static const struct soc_outcome persons = { .name = "persons", .formula = "persons" };

static void compare_with_fresh(struct soc_sim *open, const struct soc_scenario *s, const char *what)
{
	struct soc_sim *fresh = NULL;
	struct soc_outcome_meter a, b;
	struct soc_msg msg = { "" };
	double out;
	assert_int_equal(soc_outcome_meter_init(&a, &persons, 1, NULL, &msg), SOC_OK);
	assert_int_equal(soc_outcome_meter_init(&b, &persons, 1, NULL, &msg), SOC_OK);
	assert_int_equal(soc_sim_open(s, NULL, &fresh, &msg), SOC_OK);
	assert_int_equal(soc_outcome_meter_run(&a, open, NULL, &out, &msg), SOC_OK);
	assert_int_equal(soc_outcome_meter_run(&b, fresh, NULL, &out, &msg), SOC_OK);
	if (memcmp(a.value, b.value, SOC_VALUES_COUNT * sizeof *a.value) != 0)
		fail_msg("%s: opened again it gives other numbers than a run of its own", what);
	soc_outcome_meter_release(&a);
	soc_outcome_meter_release(&b);
	soc_sim_close(&fresh);
}

/* Sets a value to the upper end of its range, where it has one and the scenario then still goes together. */
static int move_value(struct soc_scenario *s, const struct soc_scenario *base, size_t i)
{
	const struct soc_value v = soc_scenario_value(base, i);
	char text[64];
	struct soc_msg msg;
	*s = *base;
	if (!isfinite(v.low) || !isfinite(v.high) || !(v.low < v.high) || strncmp(v.key, "people.", 7) == 0 ||
	    strncmp(v.key, "span.", 5) == 0)
		return 0;
	snprintf(text, sizeof text, "%.6g", v.low + 0.3 * (v.high - v.low));
	return soc_scenario_set_text(s, v.key, text, &msg) == SOC_OK && soc_scenario_judge(s, &msg) == SOC_OK;
}

static void reopened_is_as_fresh(const char *extra, int step)
{
	struct soc_scenario *base = read_scenario(extra), *s = calloc(1, sizeof *s),
						*before = calloc(1, sizeof *s);
	struct soc_sim *sim = NULL;
	struct soc_msg msg = { "" };
	int kept_count = 0, tried = 0, kept;
	assert_non_null(s);
	assert_non_null(before);
	for (size_t i = 0; i < soc_scenario_values(base); i += (size_t)step) {
		struct soc_scenario *next = s;
		if (!move_value(next, base, i))
			continue;
		if (soc_sim_reopen(&sim, next, NULL, &kept, &msg) != SOC_OK)
			continue; /* refused by the rules: it stays where it was */
		compare_with_fresh(sim, next, soc_scenario_value(base, i).key);
		kept_count += kept;
		tried++;
		s = before; /* the one that is open must stand */
		before = next;
	}
	assert_true(tried > 5);
	assert_true(kept_count > tried / 2);
	soc_sim_close(&sim);
	soc_scenario_free(base);
	free(s);
	free(before);
}

static void opened_again_it_gives_the_same(void **state)
{
	(void)state;
	if (!runner_sparse())
		reopened_is_as_fresh(NULL, runner_thorough() ? 1 : 61);
	reopened_is_as_fresh("firms.enabled=false", runner_thorough() ? 1 : runner_sparse() ? 61 : 31);
}

PART(outcome)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outcomes_are_those_of_results),  cmocka_unit_test(of_scenarios_too),
		cmocka_unit_test(years_are_those_of_results),     cmocka_unit_test(results_short_of_memory),
		cmocka_unit_test(parts_are_those_of_results),     cmocka_unit_test(parts_that_are_none),
		cmocka_unit_test(opened_again_it_gives_the_same),
	};
	return run_part(tests, NULL, NULL);
}
