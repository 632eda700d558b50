/* The page of a results file: the document in it against what was told, hostile text, parts of runs,
 * failing memory. */
#include "runner.h"

#include "../store/made.h"

#include "base/mem.h"
#include "input/bind/resolved.h"
#include "socred/result.h"
#include "socred/scenario.h"
#include "view/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LAST 2 /* of the three replicates of a made run */

static char page[512];
static const char *page_path(void)
{
	snprintf(page, sizeof page, "%s.html", made_path());
	return page;
}

static struct soc_result *make(struct made *m, const char *const *settings, int64_t last, int64_t stop_after)
{
	struct soc_msg msg = { "" };
	made_init(m, 7, settings);
	if (made_write(m, made_path(), last, stop_after, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	return made_open(made_path());
}

static void drop(struct made *m, struct soc_result *result)
{
	soc_result_free(result);
	made_release(m);
	unlink(page_path());
	made_clean();
}

static char *write_page(struct soc_result *result)
{
	struct soc_msg msg = { "" };
	size_t length;
	if (soc_result_report(result, page_path(), &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	unsigned char *bytes = made_bytes(page_path(), &length);
	char *text = calloc(length + 1, 1);
	assert_non_null(text);
	memcpy(text, bytes, length);
	free(bytes);
	assert_true(length > 1000 && strlen(text) == length);
	return text;
}

/* The document between its tags, as a browser would find it. */
static json_t *document(const char *html)
{
	static const char begin[] = "<script type=\"application/json\" id=\"socred-data\">";
	const char *at = strstr(html, begin);
	assert_non_null(at);
	at += strlen(begin);
	const char *end = strchr(at, '<');
	assert_non_null(end);
	assert_int_equal(strncmp(end, "</script>", 9), 0);
	json_error_t error;
	json_t *doc = json_loadb(at, (size_t)(end - at), 0, &error);
	if (doc == NULL)
		fail_msg("the document is no JSON: %s at byte %d", error.text, error.position);
	return doc;
}

static json_t *table(const json_t *doc, const char *name)
{
	json_t *t = json_object_get(json_object_get(doc, "tables"), name);
	assert_non_null(t);
	return t;
}

static size_t column(const json_t *columns, const char *name)
{
	size_t i;
	json_t *c;
	json_array_foreach(columns, i,
	                   c) if (strcmp(json_string_value(json_is_object(c) ? json_object_get(c, "name") : c),
	                                 name) == 0) return i;
	fail_msg("no column %s", name);
	return 0;
}

static int64_t total(const json_t *t, size_t row, const char *name, size_t replicate)
{
	const size_t c = column(json_object_get(t, "columns"), name);
	return json_integer_value(
		json_array_get(json_array_get(json_array_get(json_object_get(t, "totals"), row), c), replicate));
}

static double point(const json_t *t, const char *block, const char *part, size_t row, const char *name,
                    size_t month)
{
	const json_t *b = json_object_get(t, block);
	const size_t c = column(json_object_get(b, "columns"), name);
	return json_number_value(
		json_array_get(json_array_get(json_array_get(json_object_get(b, part), row), c), month));
}

/* ---- the document against what was told ---- */
static void totals_are_as_told(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *result = make(&m, NULL, LAST, -1);
	char *html = write_page(result);
	json_t *doc = document(html), *national = table(doc, "national");
	for (size_t r = 0; r < 3; r++) {
		int64_t flow = 0;
		for (int64_t month = 0; month < m.months; month++)
			flow += made_told(&m, SOC_IND_refused, (int64_t)r, month);
		assert_int_equal(total(national, 0, "refused", r), flow);
		assert_int_equal(total(national, 0, "listed", r),
		                 made_told(&m, SOC_IND_listed, (int64_t)r, m.months - 1));
	}
	json_decref(doc);
	free(html);
	drop(&m, result);
}

static void groups_add_up(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		size_t rows;
	} parts[] = {
		{ "class", 3 }, { "group", 2 }, { "urban", 2 }, { "quintile", 5 }, { "region", MADE_REGIONS },
	};
	struct made m;
	struct soc_result *result = make(&m, NULL, LAST, -1);
	char *html = write_page(result);
	json_t *doc = document(html), *national = table(doc, "national");
	for (size_t p = 0; p < 5; p++) {
		json_t *t = table(doc, parts[p].name);
		assert_int_equal(json_array_size(json_object_get(t, "rows")), parts[p].rows);
		int64_t sum = 0;
		for (size_t i = 0; i < parts[p].rows; i++)
			sum += total(t, i, "violations", 1);
		assert_int_equal(sum, total(national, 0, "violations", 1));
	}
	json_decref(doc);
	free(html);
	drop(&m, result);
}

/* Mean and standard deviation of three numbers, worked out the plain way; less: -1 for none. */
static void check_moments(struct made *m, json_t *national, const char *column, int of, int less)
{
	for (int64_t month = 0; month < m->months; month++) {
		double v[3], mean = 0, squares = 0;
		for (int r = 0; r < 3; r++)
			mean += v[r] =
				(double)(made_told(m, of, r, month) - (less < 0 ? 0 : made_told(m, less, r, month)));
		mean /= 3;
		for (int r = 0; r < 3; r++)
			squares += (v[r] - mean) * (v[r] - mean);
		assert_float_equal(point(national, "series", "mean", 0, column, (size_t)month), mean,
		                   1e-6 * (1 + fabs(mean)));
		const double sd = point(national, "series", "sd", 0, column, (size_t)month);
		assert_float_equal(sd * sd, squares / 2, 1e-5 * (1 + squares));
	}
}

/* A difference to no regime is taken replicate by replicate: its deviation is not that of either. */
static void series_are_moments_over_replicates(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *result = make(&m, NULL, LAST, -1);
	char *html = write_page(result);
	json_t *doc = document(html), *all = table(doc, "national");
	check_moments(&m, all, "listed", SOC_IND_listed, -1);
	check_moments(&m, all, "violations_change", SOC_IND_violations, SOC_IND_violations_counterfactual);
	json_decref(doc);
	free(html);
	drop(&m, result);
}

/* The page says what `socred show headline` says, for who reads it without its script. */
static void the_headline_stands_in_the_page(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *result = make(&m, NULL, LAST, -1);
	struct soc_msg msg = { "" };
	char *html = write_page(result), *told = NULL;
	assert_int_equal(soc_result_headline(result, "json", &told, &msg), SOC_OK);
	json_t *all = json_loads(told, 0, NULL);
	const char *body = strstr(html, "Of 1,000 people on the list of defaulters "),
			   *end = strstr(html, "socred-data");
	assert_true(json_array_size(all) > 10 && body != NULL && body < end);
	for (size_t i = 0; i < json_array_size(all); i++) {
		const char *label = json_string_value(json_object_get(json_array_get(all, i), "label"));
		const char *at = strstr(body, label);
		if (at == NULL || at >= end)
			fail_msg("the page does not have: %s", label);
	}
	json_decref(all);
	soc_text_free(told);
	free(html);
	drop(&m, result);
}

static void running_sums_end_at_the_total(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *result = make(&m, NULL, LAST, -1);
	char *html = write_page(result);
	json_t *doc = document(html);
	static const struct {
		const char *table, *column;
	} sums[] = { { "measure", "effective" }, { "list", "entries" } };
	for (int i = 0; i < 2; i++) {
		json_t *t = table(doc, sums[i].table);
		double mean = 0;
		for (size_t r = 0; r < 3; r++)
			mean += (double)total(t, 0, sums[i].column, r) / 3;
		assert_true(mean > 0);
		assert_float_equal(point(t, "cumulative", "mean", 0, sums[i].column, (size_t)m.months - 1), mean,
		                   1e-6 * mean);
	}
	assert_int_equal(total(table(doc, "list"), 0, "entries", 0),
	                 total(table(doc, "list"), 0, "entries_true", 0) +
	                     total(table(doc, "list"), 0, "entries_other_violation", 0) +
	                     total(table(doc, "list"), 0, "entries_no_violation", 0));
	json_decref(doc);
	free(html);
	drop(&m, result);
}

static void the_run_is_described(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *result = make(&m, NULL, LAST, -1);
	char *html = write_page(result);
	json_t *doc = document(html), *run = json_object_get(doc, "run"),
		   *lists = json_object_get(json_object_get(doc, "regime"), "lists");
	assert_int_equal(json_integer_value(json_object_get(doc, "format")), SOC_REPORT_FORMAT);
	assert_string_equal(json_string_value(json_object_get(run, "first_month")), "2014-11");
	assert_int_equal(json_integer_value(json_object_get(run, "months")), 16);
	assert_int_equal(json_integer_value(json_object_get(run, "replicates")), 3);
	assert_float_equal(json_number_value(json_object_get(run, "sampling_weight")), 1500, 1e-9);
	assert_true(json_is_false(json_object_get(run, "partial")));
	assert_string_equal(json_string_value(json_object_get(json_array_get(lists, 0), "name")), "defaulters");
	assert_int_equal(
		json_integer_value(json_array_get(json_object_get(json_array_get(lists, 0), "entry_events"), 0)), 0);
	assert_true(json_is_null(json_object_get(doc, "published")));
	assert_true(json_is_array(json_object_get(doc, "counters")) &&
	            json_array_size(json_object_get(doc, "counters")) == 0);
	assert_true(json_is_array(json_object_get(doc, "modules")) &&
	            json_array_size(json_object_get(doc, "modules")) == 0);
	size_t held = 0; /* values that results hold */
	for (size_t i = 0; i < soc_scenario_values(m.scenario); i++)
		held += !soc_resolved_leaves_out(soc_scenario_value(m.scenario, i).key);
	assert_true(json_array_size(json_object_get(doc, "assumptions")) == held);
	assert_non_null(strstr(html, "<title>Invented tallies</title>"));
	json_decref(doc);
	free(html);
	drop(&m, result);
}

/* ---- parts of runs ---- */
static void a_run_that_was_stopped_shows_what_it_has(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *result = make(&m, NULL, 0, 5);
	char *html = write_page(result);
	json_t *doc = document(html), *run = json_object_get(doc, "run");
	assert_true(json_is_true(json_object_get(run, "partial")));
	assert_int_equal(json_integer_value(json_object_get(run, "months")), 5);
	assert_int_equal(json_integer_value(json_object_get(run, "months_planned")), 16);
	assert_int_equal(total(table(doc, "national"), 0, "listed", 0), made_told(&m, SOC_IND_listed, 0, 4));
	json_decref(doc);
	free(html);
	drop(&m, result);
}

static void finished_replicates_are_shown_without_the_unfinished(void **state)
{
	(void)state;
	struct made m;
	struct soc_result *result = make(&m, NULL, 2, 5);
	char *html = write_page(result);
	json_t *doc = document(html), *run = json_object_get(doc, "run");
	assert_true(json_is_false(json_object_get(run, "partial")));
	assert_true(json_is_true(json_object_get(run, "interrupted")));
	assert_int_equal(json_integer_value(json_object_get(run, "replicates")), 2);
	assert_int_equal(json_integer_value(json_object_get(run, "months")), 16);
	json_decref(doc);
	free(html);
	drop(&m, result);
}

/* ---- hostile text ---- */
static void text_cannot_become_markup(void **state)
{
	(void)state;
	static const char *const settings[] = { "title='</title></script><script>alert(1)</script>&amp;'", NULL };
	struct made m;
	struct soc_result *result = make(&m, settings, LAST, -1);
	char *html = write_page(result);
	json_t *doc = document(html);
	assert_string_equal(json_string_value(json_object_get(json_object_get(doc, "run"), "title")),
	                    "</title></script><script>alert(1)</script>&amp;");
	assert_true(strstr(html, "<script>alert") == NULL && strstr(html, "<h1>&lt;/title&gt;&lt;") != NULL);
	assert_non_null(strstr(
		html, "<title>&lt;/title&gt;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;</title>"));
	json_decref(doc);
	free(html);
	drop(&m, result);
}

/* ---- published figures ---- */
static void published_figures_find_their_counterparts(void **state)
{
	(void)state;
	static const char *const settings[] = { "published=spc_judgment_defaulters", NULL };
	struct made m;
	struct soc_result *result = make(&m, settings, LAST, -1);
	char *html = write_page(result);
	json_t *doc = document(html), *rows = json_object_get(json_object_get(doc, "published"), "rows"), *row;
	size_t i, with = 0, check = 0;
	assert_int_equal(json_array_size(rows), 17);
	json_array_foreach(rows, i, row)
	{
		const json_t *model = json_object_get(row, "model");
		const char *measure = json_string_value(json_object_get(row, "measure"));
		check += strcmp(json_string_value(json_object_get(row, "used_for")), "check") == 0;
		with += json_is_object(model);
		if (strcmp(measure, "on_list") == 0)
			assert_string_equal(json_string_value(json_object_get(model, "form")), "stock");
		if (strcmp(measure, "hsr_tickets_blocked") == 0)
			assert_true(json_is_null(model)); /* the invented scenario has no measure fast_train */
	}
	assert_int_equal(check, 4);        /* dated 2019 */
	assert_int_equal(with, 2 + 3 + 4); /* on the list, ever listed, flights */
	json_decref(doc);
	free(html);
	drop(&m, result);
}

/* ---- failures ---- */
/* All of the first hundreds, then ever fewer: rows of a table are made alike. */
static void allocations_fail(void **state)
{
	(void)state;
	static const char *const settings[] = { "hierarchy.levels=1", NULL }; /* with a module */
	struct made m;
	struct soc_result *result = make(&m, settings, LAST, -1);
	const size_t live = soc_mem_live();
	enum soc_err err = SOC_ERR_MEMORY;
	const size_t by = runner_sparse() ? 7 : 1, steps = runner_sparse() ? 6 : 40;
	size_t n;
	for (n = 1; err != SOC_OK && n < 100000; n += n < 300 ? by : n / steps) {
		struct soc_msg msg = { "" };
		soc_mem_fail_at(n);
		err = soc_result_report(result, page_path(), &msg);
		soc_mem_fail_at(0);
		assert_true(err == SOC_OK || err == SOC_ERR_MEMORY);
		soc_result_forget(result); /* what it keeps is its own, and is to be read each time */
		assert_int_equal(soc_mem_live(), live);
		if (err != SOC_OK)
			assert_int_not_equal(access(page_path(), F_OK), 0);
	}
	assert_int_equal(err, SOC_OK);
	assert_true(n > 20);
	assert_int_equal(made_parts(), 0);
	drop(&m, result);
}

PART(report)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(totals_are_as_told),
		cmocka_unit_test(groups_add_up),
		cmocka_unit_test(series_are_moments_over_replicates),
		cmocka_unit_test(the_headline_stands_in_the_page),
		cmocka_unit_test(running_sums_end_at_the_total),
		cmocka_unit_test(the_run_is_described),
		cmocka_unit_test(a_run_that_was_stopped_shows_what_it_has),
		cmocka_unit_test(finished_replicates_are_shown_without_the_unfinished),
		cmocka_unit_test(text_cannot_become_markup),
		cmocka_unit_test(published_figures_find_their_counterparts),
		cmocka_unit_test(allocations_fail),
	};
	return run_part(tests, NULL, NULL);
}
