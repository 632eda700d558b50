/* What an assessment says of the scenarios of its runs: each value with its own source and range, and the
 * people that were simulated. */
#include "made.h"
#include "runner.h"

#include "input/bind/provenance.h"
#include "input/schema/scenario.h"
#include "socred/assessment.h"
#include "socred/scenario.h"
#include "store/reader.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void nobody_offends(struct made *m, int64_t replicate, int64_t month)
{
	(void)replicate;
	(void)month;
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, 0, SOC_IND_persons, 1000);
}

/* The assessment of such runs; B may be NULL. */
static json_t *assessed(const char *const *a, const char *const *b, const char *form)
{
	struct soc_result *results[2] = { made_result(nobody_offends, a, -1), NULL };
	struct soc_assessment *assessment = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (b != NULL)
		results[1] = made_result(nobody_offends, b, -1);
	if (soc_assessment_make(&assessment, results, b != NULL ? 2 : 1, form, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(soc_assessment_text(assessment, "json", &text, NULL), SOC_OK);
	json_t *doc = json_loads(text, 0, NULL);
	assert_non_null(doc);
	soc_text_free(text);
	soc_assessment_free(assessment);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
	return doc;
}

/* What stands for a key in the first field that has it: its row, or what is said of each run. */
static const json_t *told(const json_t *doc, const char *key, int as_values)
{
	size_t i, k, n;
	const json_t *section, *field, *one;
	json_array_foreach(json_object_get(doc, "sections"), i, section)
		json_array_foreach(json_object_get(section, "fields"), k, field)
	{
		const json_t *answer = json_object_get(field, "answer"),
					 *list = as_values ? json_object_get(answer, "values")
		                               : json_object_get(json_object_get(answer, "table"), "rows");
		json_array_foreach(list, n, one)
		{
			const char *has =
				json_string_value(as_values ? json_object_get(one, "key") : json_array_get(one, 0));
			if (has != NULL && strcmp(has, key) == 0)
				return one;
		}
	}
	fail_msg("nothing is said of %s", key);
	return NULL;
}

/* A value of one run never stands beside the source or range of another's: the key has another source and
 * range in B. What is stated alike is told once, what B alone states is told too. */
static void sources_belong_to_their_run(void **state)
{
	(void)state;
	static const char *const asked[][2] = { { "fria", "due_process.overturn_wrong" },
		                                    { "iama", "due_process.overturn_wrong" },
		                                    { "aia", "due_process.overturn_wrong" },
		                                    { "atrs", "channels.court.spurious_per_1000_years" } };
	for (int i = 0; i < 4; i++) {
		char of_a[128], of_b[128];
		const char *const a[] = { "replicates=2", of_a,
			                      "channels.court.detects.default={value: 0.5, source: Of both}", NULL };
		const char *const b[] = { "replicates=2", of_b,
			                      "channels.court.detects.default={value: 0.5, source: Of both}",
			                      "channels.court.wrong_person={value: 0.25, source: B alone}", NULL };
		snprintf(of_a, sizeof of_a, "%s={value: 0.75, source: Of A, range: [0.5, 0.95]}", asked[i][1]);
		snprintf(of_b, sizeof of_b, "%s={value: 0.875, source: Of B, range: [0.8, 0.9]}", asked[i][1]);
		json_t *doc = assessed(a, b, asked[i][0]);
		const json_t *row = told(doc, asked[i][1], 0);
		assert_string_equal(json_string_value(json_array_get(row, 1)), "0.75");
		assert_string_equal(json_string_value(json_array_get(row, 2)), "0.875");
		assert_string_equal(json_string_value(json_array_get(row, 4)),
		                    "A: Of A; plausible: 0.5 to 0.95 \xc2\xb7 B: Of B; plausible: 0.8 to 0.9");
		const json_t *second = json_array_get(json_object_get(told(doc, asked[i][1], 1), "runs"), 1);
		assert_string_equal(json_string_value(json_object_get(second, "source")), "Of B");
		assert_true(json_real_value(json_object_get(second, "low")) == 0.8);
		if (i == 0) {
			row = told(doc, "channels.court.detects.default", 0);
			assert_string_equal(json_string_value(json_array_get(row, 4)), "Of both");
			row = told(doc, "channels.court.wrong_person", 0);
			assert_string_equal(json_string_value(json_array_get(row, 2)), "0.25");
			assert_non_null(strstr(json_string_value(json_array_get(row, 4)), "B: B alone"));
		}
		json_decref(doc);
	}
}

/* A result of the people of a population of one's own. */
static struct soc_result *made_of_few(void)
{
	static const char few[] =
		"socred: 1\ntitle: Few\nseed: 7\nreplicates: 3\nspan: {from: 2014-11, to: 2016-02}\n"
		"people: {persons: 1000}\n"
		"population: \"" SOC_POPULATION_SIGN "\\n# name: few\\n# title: The few\\n# source: A count\\n\"\n";
	struct made m;
	made_init_text(&m, 2, few, NULL);
	m.fill = nobody_offends;
	return made_into_memory(&m, -1);
}

/* Every form names the population that was run, with its source and total, and no data set beside it; the
 * report says the same. */
static void the_population_that_was_run(void **state)
{
	(void)state;
	static const char *const forms[] = { "fria", "iama", "aia", "atrs" };
	struct soc_result *r = made_of_few();
	struct soc_msg msg = { "" };
	char *text = NULL;
	for (int i = 0; i < 4; i++) {
		struct soc_assessment *assessment = NULL;
		if (soc_assessment_make(&assessment, &r, 1, forms[i], NULL, &msg) != SOC_OK)
			fail_msg("%s", msg.text);
		assert_int_equal(soc_assessment_text(assessment, "markdown", &text, NULL), SOC_OK);
		assert_non_null(strstr(text, "1,000 synthetic people of \"The few\" (1,500,000 people; A count)"));
		assert_null(strstr(text, "china-2020"));
		assert_null(strstr(text, "census total"));
		soc_text_free(text);
		assert_int_equal(soc_assessment_text(assessment, "json", &text, NULL), SOC_OK);
		assert_non_null(strstr(text, "\"title\": \"The few\""));
		assert_null(strstr(text, "china-2020"));
		soc_text_free(text);
		soc_assessment_free(assessment);
	}
	assert_int_equal(soc_result_table_text(r, "parameters", "csv", 0, &text, &msg), SOC_OK);
	assert_non_null(strstr(text, "people.data,The few,"));
	assert_non_null(strstr(text, "each stands for the people of the population (1500000)"));
	assert_non_null(strstr(text, "society.income_gini,0.465"));
	assert_non_null(strstr(text, SOC_BORROWED));
	soc_text_free(text);
	soc_result_free(r);
}

/* The rows of the first field of that name. */
static const json_t *rows_of(const json_t *doc, const char *name)
{
	size_t i, k;
	const json_t *section, *field;
	json_array_foreach(json_object_get(doc, "sections"), i, section)
		json_array_foreach(json_object_get(section, "fields"), k, field)
	{
		if (strcmp(json_string_value(json_object_get(field, "field")), name) == 0)
			return json_object_get(json_object_get(json_object_get(field, "answer"), "table"), "rows");
	}
	fail_msg("no field %s", name);
	return NULL;
}

static int64_t times; /* as many in each count */

/* 100, 110 and 120 refused in the three replicates, 10 of them in the first of people who did nothing; 30 of
 * another pair in the first replicate alone. */
static void refused_by_context(struct made *m, int64_t replicate, int64_t month)
{
	nobody_offends(m, replicate, month);
	if (month > 0)
		return;
	const unsigned pair = SOC_AT(joins_by_context, SOC_CONTEXT_COURTS, SOC_CONTEXT_TRAVEL),
				   other = SOC_AT(joins_by_context, SOC_CONTEXT_FINANCE, SOC_CONTEXT_FINANCE);
	soc_count_module(m->tally, SOC_MOD_joins_by_context_refused, pair, times * (100 + 10 * replicate));
	soc_count_module(m->tally, SOC_MOD_joins_by_context_refused_innocent, pair,
	                 replicate == 0 ? times * 10 : 0);
	soc_count_module(m->tally, SOC_MOD_joins_by_context_refused, other, replicate == 0 ? times * 30 : 0);
}

static void expect_cells(const json_t *row, const char *const *cells, int count)
{
	for (int i = 0; i < count; i++)
		assert_string_equal(json_string_value(json_array_get(row, (size_t)i)), cells[i]);
}

/* By hand: 110 with a standard deviation of 10 over three replicates, t = 4.303: 24.84 either way; 10/3 with
 * 5.774: 14.34; of the other pair 10 with 17.32: 43.03, and no count is below 0. In B all are twice as many,
 * so that what is less A is A again, without the bound. */
static void contexts_with_intervals(void **state)
{
	(void)state;
	static const char *const settings[] = { "channels.court.context=courts", "measures.air.context=travel",
		                                    NULL };
	static const char *const alone[2][6] = {
		{ "courts", "travel", "another", "A", "110 (85 to 135)", "3.3 (0 to 17.7)" },
		{ "finance", "finance", "the same", "A", "10 (0 to 53)", "0 (0 to 1.00)" },
	};
	static const char *const both[4][8] = {
		{ "courts", "travel", "another", "A", "110 (85 to 135)", "", "3.3 (0 to 17.7)", "" },
		{ "courts", "travel", "another", "B", "220 (170 to 270)", "110 (85 to 135)", "7 (0 to 35)",
		  "3 (-11 to 18)" },
		{ "finance", "finance", "the same", "A", "10 (0 to 53)", "", "0 (0 to 1.00)", "" },
		{ "finance", "finance", "the same", "B", "20 (0 to 106)", "10 (-33 to 53)", "0 (0 to 1.00)",
		  "0 (-1.0 to 1.0)" }, /* three in all replicates */
	};
	struct soc_result *r[2];
	for (times = 1; times <= 2; times++)
		r[times - 1] = made_result(refused_by_context, settings, -1);
	for (int runs = 1; runs <= 2; runs++) {
		struct soc_assessment *assessment = NULL;
		struct soc_msg msg = { "" };
		char *text = NULL;
		if (soc_assessment_make(&assessment, r, runs, "fria", NULL, &msg) != SOC_OK)
			fail_msg("%s", msg.text);
		assert_int_equal(soc_assessment_text(assessment, "json", &text, NULL), SOC_OK);
		json_t *doc = json_loads(text, 0, NULL);
		const json_t *rows = rows_of(doc, "contexts");
		assert_int_equal(json_array_size(rows), 2 * runs);
		for (int i = 0; i < 2 * runs; i++)
			expect_cells(json_array_get(rows, (size_t)i), runs == 1 ? alone[i] : both[i], runs == 1 ? 6 : 8);
		json_decref(doc);
		soc_text_free(text);
		soc_assessment_free(assessment);
	}
	soc_result_free(r[0]);
	soc_result_free(r[1]);
}

PART(assessment_stated)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sources_belong_to_their_run),
		cmocka_unit_test(the_population_that_was_run),
		cmocka_unit_test(contexts_with_intervals),
	};
	return run_part(tests, NULL, NULL);
}
