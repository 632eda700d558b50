/* Forms and what they are filled with: mistakes of a form where they are, figures by hand, text that is
 * nobody's markup. */
#include "form_read.h"
#include "made.h"
#include "runner.h"

#include "analysis/names_of_values.h"
#include "base/data.h"
#include "input/policies/form.h"
#include "socred/assessment.h"
#include "socred/scenario.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- forms ---- */
static void forms_that_travel(void **state)
{
	(void)state;
	static const char *const names[] = { "fria", "iama", "aia", "atrs" };
	static struct soc_form form;
	for (int i = 0; i < 4; i++) {
		struct soc_diagnostics *diagnostics = NULL;
		struct soc_msg msg = { "" };
		if (soc_form_read(names[i], &soc_value_names, &form, &diagnostics, &msg) != SOC_OK)
			fail_msg("%s: %s", names[i], msg.text);
		assert_int_equal(soc_diagnostics_count(diagnostics), 0);
		int by[SOC_ANSWERS_COUNT] = { 0 };
		for (int s = 0; s < form.count; s++)
			for (int k = 0; k < form.section[s].count; k++)
				by[form.section[s].field[k].answer]++;
		for (int a = 0; a < SOC_ANSWERS_COUNT - 2; a++)
			assert_true(by[a] > 0);
		assert_non_null(strstr(form.state, "Not verified")); /* what the law is said to be has its bounds */
		soc_diagnostics_free(diagnostics);
	}
}

/* All points of article 27(1), and the screen before them. */
static void points_of_the_article(void **state)
{
	(void)state;
	static const char *const points[] = { "screen", "a", "b", "c", "d", "e", "f" };
	static struct soc_form form;
	struct soc_diagnostics *diagnostics = NULL;
	assert_int_equal(soc_form_read("fria", &soc_value_names, &form, &diagnostics, NULL), SOC_OK);
	assert_int_equal(form.count, 7);
	for (int s = 0; s < 7; s++)
		assert_string_equal(form.section[s].name, points[s]);
	soc_diagnostics_free(diagnostics);
}

/* What the published forms ask under: every heading has a field, and what counts can answer is counted. */
static const char *const iama_headings[] = { "IAMA 1.1",  "IAMA 1.2",  "IAMA 1.3",  "IAMA 1.4",  "IAMA 1.5",
	                                         "IAMA 2A.1", "IAMA 2A.2", "IAMA 2A.3", "IAMA 2A.4", "IAMA 2B.1",
	                                         "IAMA 2B.2", "IAMA 2B.3", "IAMA 2B.4", "IAMA 3.1",  "IAMA 3.2",
	                                         "IAMA 3.3",  "IAMA 3.4",  "IAMA 3.5",  "IAMA 3.6",  "IAMA 3.7",
	                                         "IAMA 4.1",  "IAMA 4.2",  "IAMA 4.3",  "IAMA 4.4",  "IAMA 4.5",
	                                         "IAMA 4.6",  "IAMA 4.7",  NULL };
static const char *const aia_areas[] = { "AIA, project details",
	                                     "AIA, reasons for automation",
	                                     "AIA, risk profile",
	                                     "AIA, project authority",
	                                     "AIA, about the system",
	                                     "AIA, about the algorithm",
	                                     "AIA, about the decision",
	                                     "AIA, impact: assistance or replacement",
	                                     "AIA, impact: judgement and discretion",
	                                     "AIA, impact: who uses it",
	                                     "AIA, impact: reversibility and duration",
	                                     "AIA, impact: rights and freedoms",
	                                     "AIA, impact: equality, dignity, privacy and autonomy",
	                                     "AIA, impact: health and well-being",
	                                     "AIA, impact: economic interests",
	                                     "AIA, impact: ecosystem",
	                                     "AIA, data: source",
	                                     "AIA, data: type",
	                                     "AIA, consultations",
	                                     "AIA, data quality",
	                                     "AIA, procedural fairness",
	                                     "AIA, privacy",
	                                     NULL };
static const char *const atrs_fields[] = { "ATRS: name",
	                                       "ATRS: description",
	                                       "ATRS: website, contact",
	                                       "ATRS: organisation, team, senior responsible owner",
	                                       "ATRS: external supplier",
	                                       "ATRS: terms of access",
	                                       "ATRS: detailed description",
	                                       "ATRS: scope",
	                                       "ATRS: benefit",
	                                       "ATRS: previous process",
	                                       "ATRS: alternatives considered",
	                                       "ATRS: process integration",
	                                       "ATRS: provided information",
	                                       "ATRS: frequency and scale",
	                                       "ATRS: human decisions and review",
	                                       "ATRS: required training",
	                                       "ATRS, tier 2: appeals and review",
	                                       "ATRS: system architecture, phase, maintenance",
	                                       "ATRS: model",
	                                       "ATRS: model performance",
	                                       "ATRS: source data, description",
	                                       "ATRS: quantities",
	                                       "ATRS: sensitive attributes",
	                                       "ATRS: completeness and representativeness",
	                                       "ATRS: collection, cleaning, sharing agreements",
	                                       "ATRS: access and storage",
	                                       "ATRS: impact assessments",
	                                       "ATRS: risks",
	                                       "ATRS: mitigations",
	                                       NULL };

static int asks_under(const struct soc_form *form, const char *heading)
{
	int found = 0;
	for (int s = 0; s < form->count; s++)
		for (int k = 0; k < form->section[s].count; k++) {
			const char *own = form->section[s].field[k].source;
			found += strcmp(own[0] != '\0' ? own : form->section[s].source, heading) == 0;
		}
	return found;
}

static void headings_of_the_forms(void **state)
{
	(void)state;
	static const struct {
		const char *form, *const *headings;
		int figures; /* at least */
	} want[] = { { "iama", iama_headings, 30 }, { "aia", aia_areas, 25 }, { "atrs", atrs_fields, 25 } };
	static struct soc_form form;
	for (int i = 0; i < 3; i++) {
		struct soc_diagnostics *diagnostics = NULL;
		int figures = 0;
		assert_int_equal(soc_form_read(want[i].form, &soc_value_names, &form, &diagnostics, NULL), SOC_OK);
		for (int h = 0; want[i].headings[h] != NULL; h++)
			if (!asks_under(&form, want[i].headings[h]))
				fail_msg("%s asks nothing under %s", want[i].form, want[i].headings[h]);
		for (int s = 0; s < form.count; s++)
			for (int k = 0; k < form.section[s].count; k++)
				figures += form.section[s].field[k].answer == SOC_ANSWER_FIGURE;
		assert_true(figures >= want[i].figures);
		soc_diagnostics_free(diagnostics);
	}
	/* Whoever falls under the EU AI Act is asked first whether there is anything to assess. */
	struct soc_diagnostics *diagnostics = NULL;
	assert_int_equal(soc_form_read("iama", &soc_value_names, &form, &diagnostics, NULL), SOC_OK);
	assert_string_equal(form.section[0].name, "screen");
	soc_diagnostics_free(diagnostics);
}

#define START \
	"socred: 1\nform: F\nlaw: L\nstate: S\nchecked: C\nsections:\n  one:\n    title: T\n    source: U\n"
#define FIELD START "    fields:\n      x:\n        question: Q\n        answer: "

static void mistakes_where_they_are(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int line, column;
		const char *says;
	} want[] = {
		{ START, 8, 5, "a map fields of 1 to 20 entries is needed" },
		{ "socred: 1\nform: F\nlaw: L\nstate: S\n", 1, 1, "checked is needed" },
		{ "socred: 2\nform: F\nlaw: L\nstate: S\nchecked: C\nsections: {}\n", 1, 9, "allowed: 1" },
		{ "socred: 1\nfrom: F\n", 2, 1, "did you mean form?" },
		{ FIELD "deploier\n", 13, 17, "did you mean deployer?" },
		{ FIELD "figure\n        unit: u\n", 12, 9, "formula is needed" },
		{ FIELD "figure\n        unit: u\n        formula: 1 + lsted\n", 15, 18, "did you mean listed" },
		{ FIELD "figure\n        unit: u\n        formula: listed\n        per: 1000\n", 16, 14,
		  "a share needs cases" },
		{ FIELD "figure\n        unit: u\n        formula: listed\n        cases: persons\n        per: -1\n",
		  17, 14, "a number above 0" },
		{ FIELD "scenario\n", 12, 9, "keys is needed" },
		{ FIELD "nothing\n", 12, 9, "caveat is needed" },
		{ FIELD "deployer\n        by: group\n", 14, 13, "only an answer by groups has by" },
		{ FIELD "groups\n        by: group,quintil\n", 14, 13, "did you mean quintile?" },
		{ FIELD "contexts\n        module: join\n", 14, 17, "did you mean joins?" },
		{ FIELD "deployer\n        hint: [1]\n", 14, 15, "a text is needed" },
		{ FIELD "deployer\n        hint: 11010519491231002X\n", 14, 15, "number" },
		{ START "    fields:\n      X:\n        question: Q\n", 11, 7, "is no name" },
		{ "[1]\n", 1, 1, "" },
	};
	static struct soc_form form;
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		struct soc_diagnostics *diagnostics = NULL;
		int found = 0;
		assert_int_equal(soc_form_read_text("f.yaml", want[i].text, strlen(want[i].text), &soc_value_names,
		                                    &form, &diagnostics, NULL),
		                 SOC_ERR_SCENARIO);
		for (size_t k = 0; k < soc_diagnostics_count(diagnostics); k++) {
			const struct soc_diagnostic *d = soc_diagnostics_at(diagnostics, k);
			found |= d->line == want[i].line && d->column == want[i].column &&
			         strstr(d->text, want[i].says) != NULL;
		}
		if (!found) {
			const struct soc_diagnostic *d = soc_diagnostics_at(diagnostics, 0);
			fail_msg("%s: %d:%d: %s, wanted %d:%d: %s", want[i].text, d->line, d->column, d->text,
			         want[i].line, want[i].column, want[i].says);
		}
		soc_diagnostics_free(diagnostics);
	}
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(soc_form_read("frai", &soc_value_names, &form, &diagnostics, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "aia, atrs, fria, iama"));
	assert_non_null(strstr(msg.text, "did you mean fria?"));
}

/* ---- filled ---- */
static int64_t more; /* wrong entries in the second run, above the first */

static void fill_by_hand(struct made *m, int64_t replicate, int64_t month)
{
	fill_entries(m, replicate, month, more);
	soc_count(m->tally, 0, SOC_IND_listed_no_violation, 10);
}

static struct soc_result *made(int64_t extra, const char *setting)
{
	const char *const settings[] = { "replicates=2", setting, NULL };
	more = extra;
	return made_result(fill_by_hand, settings, -1);
}

static char *filled(int count, const char *form, const char *format, const char *setting)
{
	struct soc_result *results[2] = { made(0, setting), made(25, setting) };
	struct soc_assessment *a = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (soc_assessment_make(&a, results, count, form, NULL, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(soc_assessment_text(a, format, &text, NULL), SOC_OK);
	soc_assessment_free(a);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
	return text;
}

static void expect(const json_t *figure, const char *what, double value, double low, double high)
{
	const double want[] = { value, low, high };
	static const char *const keys[] = { "value", "low", "high" };
	for (int i = 0; i < 3; i++) {
		const json_t *have = json_object_get(json_object_get(figure, what), keys[i]);
		if (isnan(want[i]) ? !json_is_null(have) : !(fabs(json_real_value(have) - want[i]) <= 0.005))
			fail_msg("%s %s is %g, wanted %g", what, keys[i], json_real_value(have), want[i]);
	}
}

/* 60 of 300 entries are wrong: 200 per 1,000 in both replicates, so Wilson's interval of 60 in 300. In the
 * second run 45 of 125 and 65 of 225: 110 of 350 are 314.286; without each replicate 288.889 and 360, whose
 * distance from their mean is 35.556, times 12.706 = 451.77, cut to 0 and 766.05. The difference is 114.286
 * and has no bounds of its own: -337.48 to 566.05. */
static void figures_by_hand(void **state)
{
	(void)state;
	char *text = filled(2, "fria", "json", NULL);
	json_t *doc = json_loads(text, 0, NULL);
	assert_non_null(doc);
	const json_t *figures =
		json_object_get(json_object_get(field_of(doc, "d", "wrong"), "answer"), "figures");
	expect(json_array_get(figures, 0), "figure", 200.0, 158.657, 248.929);
	expect(json_array_get(figures, 1), "figure", 314.286, 0.0, 766.055);
	expect(json_array_get(figures, 1), "less_a", 114.286, -337.484, 566.055);
	assert_null(json_object_get(json_array_get(figures, 0), "less_a"));
	assert_int_equal(json_integer_value(json_object_get(json_array_get(figures, 0), "few")), 1); /* 60 */
	assert_int_equal(json_integer_value(json_object_get(json_array_get(figures, 1), "few")), 0); /* 110 */
	/* No ensemble was given: the interval over the assumptions is none, and said to be none. */
	const json_t *answer = json_object_get(field_of(doc, "c", "listed"), "answer");
	const json_t *assumed = json_object_get(json_array_get(json_object_get(answer, "figures"), 0), "assumed");
	assert_true(json_is_null(json_object_get(assumed, "low")));
	assert_string_equal(json_string_value(json_array_get(
							json_array_get(json_object_get(json_object_get(answer, "table"), "rows"), 0), 3)),
	                    "not computed (socred assumptions)");
	/* A figure that is none of the headline has a place for it all the same. */
	const json_t *row = json_array_get(
		json_object_get(json_object_get(json_object_get(field_of(doc, "d", "wrong"), "answer"), "table"),
	                    "rows"),
		0);
	assert_string_equal(json_string_value(json_array_get(row, 3)), "not computed (socred assumptions)");
	/* 50 of 1,000 are listed in A and 75 in B, in the one group that has people. */
	size_t i;
	const json_t *group,
		*groups = json_object_get(json_object_get(field_of(doc, "c", "by_group"), "answer"), "groups");
	int less = 0;
	json_array_foreach(
		(json_t *)groups, i,
		group) if (strcmp(json_string_value(json_object_get(group, "statistic")), "selection_rate") == 0 &&
	               strcmp(json_string_value(json_object_get(group, "group")), "majority") == 0)
	{
		const int is_b = strcmp(json_string_value(json_object_get(group, "run")), "B") == 0;
		assert_true(fabs(json_real_value(json_object_get(json_object_get(group, "per_1000"), "value")) -
		                 (is_b ? 75.0 : 50.0)) < 1e-9);
		assert_int_equal(json_object_get(group, "less_a") != NULL, is_b);
		if (is_b)
			/* the same in both replicates: 50 of 2,000, 1.96 times the root of them either way */
			expect(group, "less_a", 25.0, 18.070, 31.930);
		less += is_b;
	}
	assert_int_equal(less, 1);
	/* By sex and age nobody was counted, and the answer says how to. */
	assert_non_null(strstr(json_string_value(json_object_get(
							   json_object_get(field_of(doc, "c", "by_sex_age"), "answer"), "text")),
	                       "output.sex_age=true"));
	/* Nobody was entered as wrongly listed and appealed: no value, and not 0 of none. */
	const json_t *upheld =
		json_object_get(json_object_get(field_of(doc, "f", "upheld"), "answer"), "figures");
	expect(json_array_get(upheld, 0), "figure", NAN, NAN, NAN);
	assert_string_equal(json_string_value(json_object_get(
							json_object_get(field_of(doc, "screen", "contexts"), "answer"), "text")),
	                    "Not simulated: the scenario has no joins.");
	json_decref(doc);
	soc_text_free(text);
}

static void every_answer_is_of_a_kind(void **state)
{
	(void)state;
	static const char *const names[] = { "fria", "iama", "aia", "atrs" };
	for (int i = 0; i < 4; i++) {
		char *text = filled(1, names[i], "markdown", NULL);
		assert_ptr_equal(strstr(text, "**These are synthetic people."), text); /* the first line */
		assert_non_null(strstr(text, "It gives no verdict"));
		assert_null(strstr(text, "ompliant"));
		assert_null(strstr(text, "| nan"));
		assert_non_null(strstr(text, "> **To be filled in.**"));
		soc_text_free(text);
	}
}

/* A title is text, whatever it says. */
static void titles_are_no_markup(void **state)
{
	(void)state;
	char *text = filled(1, "atrs", "html", "title=<script>alert(1)</script> & \"quotes\" | *stars*");
	assert_null(strstr(text, "<script"));
	assert_non_null(strstr(text, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot; | *stars*"));
	assert_null(strstr(text, "http:"));
	assert_null(strstr(text, "https:")); /* nothing from elsewhere */
	assert_null(strstr(text, "src="));
	soc_text_free(text);
	text = filled(1, "atrs", "markdown", "title=<script>alert(1)</script> | *stars*");
	assert_null(strstr(text, "<script"));
	assert_non_null(strstr(text, "&lt;script&gt;alert(1)&lt;/script&gt; \\| \\*stars\\*"));
	soc_text_free(text);
}

static void what_is_refused(void **state)
{
	(void)state;
	struct soc_result *results[2] = { made(0, NULL), made(0, "seed=8") };
	struct soc_assessment *a = NULL;
	struct soc_msg msg = { "" };
	char *text = NULL;
	assert_int_equal(soc_assessment_make(&a, results, 2, "fria", NULL, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(msg.text, "seed"));
	assert_int_equal(soc_assessment_make(&a, results, 0, "fria", NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_assessment_make(&a, results, 9, "fria", NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_assessment_make(&a, results, 1, "nothing", NULL, &msg), SOC_ERR_USAGE);
	assert_int_equal(soc_assessment_make(&a, results, 1, "./no-such.yaml", NULL, &msg), SOC_ERR_IO);
	assert_null(a);
	assert_int_equal(soc_assessment_make(&a, results, 1, "fria", NULL, &msg), SOC_OK);
	assert_int_equal(soc_assessment_text(a, "pdf", &text, &msg), SOC_ERR_USAGE);
	assert_null(text);
	soc_assessment_free(a);
	soc_assessment_free(NULL);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
}

PART(assessment)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_that_travel),     cmocka_unit_test(points_of_the_article),
		cmocka_unit_test(headings_of_the_forms), cmocka_unit_test(mistakes_where_they_are),
		cmocka_unit_test(figures_by_hand),       cmocka_unit_test(every_answer_is_of_a_kind),
		cmocka_unit_test(titles_are_no_markup),  cmocka_unit_test(what_is_refused),
	};
	return run_part(tests, NULL, NULL);
}
