/* Figures of a form beside their intervals over the assumptions: what lies outside is marked; and drawn over
 * the value in which alone the runs differ. */
#include "form_read.h"
#include "made.h"
#include "runner.h"

#include "socred/assessment.h"
#include "socred/scenario.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t more; /* wrong entries of a run, above the first */

static void fill_by_hand(struct made *m, int64_t replicate, int64_t month)
{
	fill_entries(m, replicate, month, more);
}

static struct soc_result *made(int64_t extra, const char *setting)
{
	const char *const settings[] = { "replicates=2", setting, NULL };
	more = extra;
	return made_result(fill_by_hand, settings, -1);
}

/* The name that the experiment of a form gives the outcome in whose lines `has` stands. */
static void outcome_of(const char *experiment, const char *has, char name[32])
{
	const char *at = strstr(experiment, has), *start = NULL;
	if (at == NULL)
		fail_msg("no outcome of the experiment has %s", has);
	for (const char *o = strstr(experiment, "\n  o"); o != NULL && o < at; o = strstr(o + 1, "\n  o"))
		start = o + 3;
	assert_non_null(start);
	snprintf(name, 32, "%.*s", (int)strcspn(start, ":"), start);
}

static const json_t *of_run(const json_t *list, const char *statistic, const char *group, int run)
{
	size_t i;
	const json_t *one;
	json_array_foreach((json_t *)list, i,
	                   one) if (strcmp(json_string_value(json_object_get(one, "statistic")), statistic) ==
	                                0 &&
	                            strcmp(json_string_value(json_object_get(one, "group")), group) == 0 &&
	                            run-- == 0) return one;
	fail_msg("no %s of %s", statistic, group);
	return NULL;
}

static const char *mark_of(const json_t *one, const char *key)
{
	return json_string_value(json_object_get(json_object_get(one, key), "mark"));
}

static int count_of(const char *text, const char *what)
{
	int count = 0;
	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
		count++;
	return count;
}

/* A has 200 (158.7 to 248.9), B 314.3 (0 to 766.1), B less A 114.3
 * (-337.5 to 566.1); of the majority A lists 50 of 1,000. */
static char *draws_beside(struct soc_result *const *results)
{
	char *experiment = NULL, wrong[32], listed[32], over[2048];
	assert_int_equal(soc_assessment_experiment(results, 2, "fria", "made.yaml", 40, &experiment, NULL),
	                 SOC_OK);
	struct soc_assessment *a = NULL;
	char *text = NULL;
	assert_int_equal(soc_assessment_make(&a, results, 2, "fria", NULL, NULL), SOC_OK);
	assert_int_equal(soc_assessment_text(a, "json", &text, NULL), SOC_OK);
	json_t *doc = json_loads(text, 0, NULL);
	assert_int_equal(json_array_size(json_object_get(doc, "marks")), 0); /* nothing to be outside of */
	outcome_of(
		experiment,
		json_string_value(json_object_get(json_object_get(field_of(doc, "d", "wrong"), "answer"), "formula")),
		wrong);
	outcome_of(experiment, "Selection rate, majority:", listed);
	snprintf(over, sizeof over,
	         "[{\"outcome\": \"%s\", \"arm\": \"A\", \"mean_assumed_low\": 10, \"mean_assumed_high\": 20},"
	         "{\"outcome\": \"%s\", \"arm\": \"B\", \"mean_assumed_low\": 300, \"mean_assumed_high\": 320,"
	         " \"less_first_assumed_low\": -300, \"less_first_assumed_high\": -200, \"same_sign\": 0, "
	         "\"same_sign_low\": 0, \"same_sign_high\": 6},"
	         "{\"outcome\": \"%s\", \"arm\": \"A\", \"mean_assumed_low\": 90, \"mean_assumed_high\": 95}]",
	         wrong, wrong, listed);
	json_decref(doc);
	soc_text_free(text);
	soc_text_free(experiment);
	soc_assessment_free(a);
	return strdup(over);
}

static void values_outside_are_marked(void **state)
{
	(void)state;
	struct soc_result *results[2] = { made(0, NULL), made(25, NULL) };
	char *over = draws_beside(results), *text = NULL;
	struct soc_assessment *a = NULL;
	assert_int_equal(soc_assessment_make_over(&a, results, 2, "fria", over, NULL, NULL), SOC_OK);
	assert_int_equal(soc_assessment_text(a, "json", &text, NULL), SOC_OK);
	json_t *doc = json_loads(text, 0, NULL);
	const json_t *figures =
		json_object_get(json_object_get(field_of(doc, "d", "wrong"), "answer"), "figures");
	assert_string_equal(mark_of(json_array_get(figures, 0), "assumed"), "b");
	assert_string_equal(mark_of(json_array_get(figures, 1), "assumed"), ""); /* held */
	assert_string_equal(mark_of(json_array_get(figures, 1), "less_a_assumed"), "a");
	const json_t *groups =
		json_object_get(json_object_get(field_of(doc, "c", "by_group"), "answer"), "groups");
	assert_string_equal(mark_of(of_run(groups, "selection_rate", "majority", 0), "assumed"), "b");
	assert_string_equal(mark_of(of_run(groups, "selection_rate", "majority", 1), "assumed"), "");
	assert_int_equal(json_array_size(json_object_get(doc, "marks")), 2); /* a and b, and no c */
	json_decref(doc);
	soc_text_free(text);
	assert_int_equal(soc_assessment_text(a, "html", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, ">10.0 to 20.0 [b]<"));
	assert_non_null(strstr(text, "-300 to -200 [a]; the same sign in 0% of the draws (0 to 6)"));
	assert_non_null(strstr(text, ">90.0 to 95.0 [b]<"));
	assert_null(strstr(text, "300 to 320 ["));
	assert_int_equal(count_of(text, "[a] A value outside its interval over the assumptions"), 1);
	assert_int_equal(count_of(text, "[b] A value outside its interval over the assumptions"), 1);
	assert_null(strstr(text, "[c]"));
	soc_text_free(text);
	assert_int_equal(soc_assessment_text(a, "markdown", &text, NULL), SOC_OK);
	assert_non_null(strstr(text, "| 10.0 to 20.0 \\[b] |"));
	assert_int_equal(count_of(text, "\\[b] A value outside its interval over the assumptions"), 1);
	soc_text_free(text);
	soc_assessment_free(a);
	free(over);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
}

#define CAPACITY "due_process.files_per_month_per_million="
/* Of entries that are wrong an appeal ends a tenth in every run, and as many more as `more` says. */
static void fill_repaired(struct made *m, int64_t replicate, int64_t month)
{
	(void)replicate;
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, 0, SOC_IND_persons, 1000);
	soc_count(m->tally, 0, SOC_IND_entries_no_violation, month == 0 ? 1000 : 0);
	soc_count(m->tally, 0, SOC_IND_upheld_wronged, month == 0 ? 100 + more : 0);
}

static char *capacities(const char *first, const char *second, const char *other, const char *format)
{
	const char *const a[] = { "replicates=2", first, NULL }, *const b[] = { "replicates=2", second, other,
		                                                                    NULL };
	struct soc_assessment *assessment = NULL;
	struct soc_result *results[2];
	struct soc_msg msg = { "" };
	char *text = NULL;
	more = 0;
	results[0] = made_result(fill_repaired, a, -1);
	more = 300;
	results[1] = made_result(fill_repaired, b, -1);
	if (soc_assessment_make(&assessment, results, 2, "fria", NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(soc_assessment_text(assessment, format, &text, NULL), SOC_OK);
	soc_assessment_free(assessment);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
	return text;
}

/* 100 of 1,000 at 250 files, 400 at 1,000: from left to right also where A is the greater, and only where the
 * runs differ in nothing else. */
static void capacity_is_drawn(void **state)
{
	(void)state;
	char *text = capacities(CAPACITY "250", CAPACITY "1000", NULL, "html");
	assert_int_equal(count_of(text, "<figure class=\"curve\">"), 1);
	assert_non_null(strstr(text, ">A, at 250: 100; B, at 1,000: 400.</desc>"));
	assert_non_null(strstr(text, "<polyline points=\"180.0,")); /* 50 and a quarter of 520 */
	soc_text_free(text);
	text = capacities(CAPACITY "1000", CAPACITY "250", NULL, "html");
	assert_non_null(strstr(text, "<polyline points=\"180.0,"));
	assert_non_null(strstr(text, ">B, at 250: 400; A, at 1,000: 100.</desc>"));
	soc_text_free(text);
	text = capacities(CAPACITY "250", CAPACITY "250", NULL, "html");
	assert_null(strstr(text, "<figure class=\"curve\">"));
	soc_text_free(text);
	text = capacities(CAPACITY "250", CAPACITY "1000", "due_process.delay_months=2", "html");
	assert_null(strstr(text, "<figure class=\"curve\">"));
	soc_text_free(text);
	text = capacities(CAPACITY "250", CAPACITY "1000", NULL, "json");
	json_t *doc = json_loads(text, 0, NULL);
	const json_t *curve = json_object_get(json_object_get(field_of(doc, "f", "repaired"), "answer"), "curve");
	assert_int_equal(json_array_size(json_object_get(curve, "at")), 2);
	json_decref(doc);
	soc_text_free(text);
}

PART(assessment_figures)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_outside_are_marked),
		cmocka_unit_test(capacity_is_drawn),
	};
	return run_part(tests, NULL, NULL);
}
