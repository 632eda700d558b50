/* Policies: what objectives make of two variants, by hand; and what is wrong with a file of policies. */
#include "made.h"
#include "runner.h"

#include "analysis/names_of_values.h"
#include "analysis/policies.h"
#include "socred/policies.h"
#include "socred/scenario.h"
#include "store/reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *path(void)
{
	static char name[] = "/tmp/socred-policies-XXXXXX";
	static int there;
	if (!there)
		close(mkstemp(name));
	there = 1;
	return name;
}

static enum soc_err read_text(const char *text, struct soc_policies **out,
                              struct soc_diagnostics **diagnostics)
{
	FILE *file = fopen(path(), "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return soc_policies_read(path(), out, diagnostics, NULL);
}

static int64_t more;

/* The people of test_compare.c: 30 and 20 more are listed in the second variant; 10 attempts are refused
 * each month. In its first replicate nothing is granted in the second variant. */
static void fill(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	(void)month;
	t->place_now = t->place[0];
	soc_count(t, 0, SOC_IND_persons, 1000);
	soc_count(t, 0, SOC_IND_listed, (replicate == 0 ? 200 : 220) + (more > 0 ? more - 10 * replicate : 0));
	soc_count(t, 0, SOC_IND_refused, 10);
	soc_count_module(t, SOC_MOD_contacts_by_month_isolated, 0, 70);
	soc_count_module(t, SOC_MOD_firms_by_size_firms, 0, 30);
	soc_count(t, 0, SOC_IND_granted, more > 0 && replicate == 0 ? 0 : 5);
}

static struct soc_result *made(int64_t extra, const char *setting)
{
	const char *const settings[] = { "replicates=2", setting, NULL };
	more = extra;
	return made_result(fill, settings, -1);
}

static const char good[] =
	"socred: 1\ntitle: Two\nvariants: {a: a.yaml, b: b.yaml}\n"
	"harshness: {formula: listed}\n"
	"objectives:\n"
	"  few: {formula: 1000 * listed / persons, best: lowest, meaning: \"listed, of 1,000\"}\n"
	"  many: {formula: listed, best: highest}\n"
	"  even: {formula: refused, best: lowest}\n"
	"  ratio: {formula: refused / granted, best: highest}\n"
	"rollout: {objective: many, national: n.yaml, joins: [{from: 2015-01, share: 0.5}]}\n";

static struct soc_policies *judged(void)
{
	struct soc_policies *p = NULL;
	assert_int_equal(read_text(good, &p, NULL), SOC_OK);
	struct soc_result *results[2] = { made(0, NULL), made(30, NULL) };
	struct soc_msg msg = { "" };
	if (soc_policies_judge(p, results, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
	return p;
}

/* a: 200 and 220, mean 210; b: 230 and 240, mean 235. a less b is -30 and -20: -25 +- 12.706 * 7.0711 / sqrt
 * 2 = 63.53. Refusals are 16 months of 10 in both: a tie, which the first takes. b has no ratio in its first
 * replicate and cannot be picked. */
static void choices_by_hand(void **state)
{
	(void)state;
	struct soc_policies *p = judged();
	assert_int_equal(p->verdict[0].picked, 0);
	assert_int_equal(p->verdict[0].second, 1);
	assert_int_equal(p->verdict[0].replicates_for, 2);
	assert_true(fabs(p->verdict[0].lead.mean + 25.0) < 1e-9 &&
	            fabs(p->verdict[0].lead.high - p->verdict[0].lead.mean - 63.53) < 1e-9);
	assert_true(fabs(p->verdict[0].lead_apart.mean - 25.0) < 1e-9); /* either alone picks a as well */
	assert_int_equal(p->verdict[0].picked_apart, 2);
	assert_int_equal(p->verdict[0].harshness_rank, 2);
	assert_int_equal(p->verdict[1].picked, 1);
	assert_int_equal(p->verdict[1].harshness_rank, 1);
	assert_int_equal(p->verdict[2].picked, 0);
	assert_true(p->of[2][1].mean == 160.0);
	assert_int_equal(p->verdict[3].picked, 0);
	assert_int_equal(p->verdict[3].second, -1);
	assert_int_equal(p->of[3][1].count, 1);
	assert_int_equal(soc_policies_chosen(p), 1);
	assert_non_null(soc_policies_name(p, soc_policies_count(p) - 1));
	assert_null(soc_policies_name(p, soc_policies_count(p))); /* past the end there is nothing */
	assert_null(soc_policies_path(p, -1));
	soc_policies_free(p);
}

/* a: 200 and 220; b: 205 and 215. The means are one, and a is picked, being first. But the second replicate
 * alone picks b, which in the first is 5 worse, and the first alone a, which in the second is 5 worse. */
static void winners_curse_by_hand(void **state)
{
	struct soc_policies *p = NULL;
	struct soc_msg msg = { "" };
	(void)state;
	assert_int_equal(read_text(good, &p, NULL), SOC_OK);
	struct soc_result *results[2] = { made(0, NULL), made(5, NULL) };
	if (soc_policies_judge(p, results, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(p->verdict[0].picked, 0);
	assert_true(fabs(p->verdict[0].lead.mean) < 1e-9);
	assert_true(fabs(p->verdict[0].lead_apart.mean + 5.0) < 1e-9);
	assert_int_equal(p->verdict[0].picked_apart, 1);
	char *text = NULL;
	assert_int_equal(soc_policies_text(p, "table", &text, NULL), SOC_OK);
	assert_non_null(
		strstr(text, " (each replicate apart from its choice: -5 (no bound), the same pick in 1 of 2)"));
	soc_text_free(text);
	for (int i = 0; i < 2; i++)
		soc_result_free(results[i]);
	soc_policies_free(p);
}

static void told_in_every_format(void **state)
{
	(void)state;
	struct soc_policies *p = judged();
	const char *const wanted[][2] = {
		{ "table", "few               a                  in 2 of 2 replicates, before b by 25 \xc2\xb1 "
		           "64; harshness 2 of 2" },
		{ "csv", "\nfew,a,210.0,82.94,337.06,1\nfew,b,235.0,171.47,298.53,0\n" },
		{ "csv", "\nratio,b,2.0,,,0\nharshness,a,210.0" },
		{ "json", "\"picked\": \"a\", \"replicates_for\": 2, \"harshness_rank\": 2, \"second\": \"b\"" },
		{ "html", "<td>25\xc2\xa0\xc2\xb1\xc2\xa0"
		          "64 before b</td><td>25\xc2\xa0\xc2\xb1\xc2\xa0"
		          "64</td><td>2 of 2</td>" },
		{ "json", "\"lead_apart\": [25.0, " },
	};
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		char *text = NULL;
		assert_int_equal(soc_policies_text(p, wanted[i][0], &text, NULL), SOC_OK);
		if (strstr(text, wanted[i][1]) == NULL)
			fail_msg("%s is not in: %s", wanted[i][1], text);
		soc_text_free(text);
	}
	soc_policies_free(p);
}

/* From 2014-11 on: the second month is a December, the sixth an April. A stock that is counted at the ends of
 * years has no value there. */
static void a_stock_that_was_not_counted_has_no_value(void **state)
{
	(void)state;
	static unsigned char wanted[SOC_VALUES_COUNT];
	static double out[SOC_VALUES_COUNT];
	struct soc_result *r = made(0, "output.modules=year");
	const int isolated = SOC_INDICATORS_COUNT + SOC_MOD_contacts_by_month_isolated,
			  firms = SOC_INDICATORS_COUNT + SOC_MOD_firms_by_size_firms;
	wanted[isolated] = wanted[firms] = 1;
	assert_int_equal(soc_names_of_values_read(r, 0, 1, wanted, out, NULL), SOC_OK);
	assert_true(out[isolated] == 70.0 && out[firms] == 30.0);
	assert_int_equal(soc_names_of_values_read(r, 0, 5, wanted, out, NULL), SOC_OK);
	assert_true(isnan(out[isolated]) && out[firms] == 30.0);
	soc_result_free(r);
}

static void other_people_are_refused(void **state)
{
	(void)state;
	struct soc_policies *p = NULL;
	struct soc_msg msg = { "" };
	assert_int_equal(read_text(good, &p, NULL), SOC_OK);
	struct soc_result *results[2] = { made(0, NULL), made(0, "seed=8") };
	assert_int_equal(soc_policies_judge(p, results, &msg), SOC_ERR_USAGE);
	assert_non_null(strstr(
		msg.text, "variants a and b: these runs are not paired: seed is 7 in the first and 8 in the second"));
	assert_int_equal(soc_policies_chosen(p), -1);
	soc_result_free(results[0]);
	soc_result_free(results[1]);
	soc_policies_free(p);
}

static void expect_diagnostic(const char *from, const char *to, int line, const char *want)
{
	char text[2048];
	const char *at = strstr(good, from);
	struct soc_policies *p = NULL;
	struct soc_diagnostics *diagnostics = NULL;
	assert_non_null(at);
	snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
	assert_int_equal(read_text(text, &p, &diagnostics), SOC_ERR_SCENARIO);
	assert_null(p);
	const struct soc_diagnostic *first = soc_diagnostics_at(diagnostics, 0);
	if (strstr(first->text, want) == NULL || first->line != line)
		fail_msg("line %d, '%s' is not: line %d, %s", line, want, first->line, first->text);
	soc_diagnostics_free(diagnostics);
}

static void what_is_wrong_is_said_with_its_line(void **state)
{
	(void)state;
	expect_diagnostic("socred: 1", "socred: 2", 1, "allowed: 1");
	expect_diagnostic("title", "titel", 2, "there is no key \"titel\"; did you mean title?");
	expect_diagnostic("a: a.yaml", "rollout: a.yaml", 3, "folder of the roll-out");
	expect_diagnostic("a: a.yaml", "A b: a.yaml", 3, "is no name");
	expect_diagnostic("a: a.yaml", "a19900307: a.yaml", 3, "the name has 8 digits in a row");
	expect_diagnostic("title: Two", "title: 110101199003071234", 2, "has 18 digits in a row");
	expect_diagnostic("{a: a.yaml, b: b.yaml}", "[a.yaml]", 3, "a map of 1 to 16 entries is needed");
	expect_diagnostic("{formula: listed}", "{formula: listd}", 4,
	                  "there is no indicator \"listd\"; did you mean listed?");
	expect_diagnostic(
		"{formula: listed}", "{formula: listed / kin_by_month.entires}", 4,
		"column 10: there is no indicator \"kin_by_month.entires\"; did you mean kin_by_month.entries?");
	expect_diagnostic("{formula: listed}", "{formula: \"cliff_by_step.person[step=7]\"}", 4,
	                  "no indicator \"cliff_by_step.person[step=7]\"; did you mean cliff_by_step.persons?");
	expect_diagnostic("{formula: listed}", "{formula: quintessence}", 4,
	                  "there is no indicator \"quintessence\"");
	expect_diagnostic("best: lowest", "best: least", 6, "allowed: lowest, highest");
	expect_diagnostic("formula: listed, best", "best", 7, "formula is needed");
	expect_diagnostic("objective: many", "objective: mny", 10,
	                  "there is no objective \"mny\"; did you mean many?");
	expect_diagnostic("share: 0.5", "share: 5", 10, "no share; allowed: 0 to 1");
	expect_diagnostic("2015-01", "soon", 10, "is not a month");
	expect_diagnostic("joins: [{from: 2015-01, share: 0.5}]", "joins: []", 10, "a list of 1 to 12");
}

PART(policies)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choices_by_hand),
		cmocka_unit_test(winners_curse_by_hand),
		cmocka_unit_test(told_in_every_format),
		cmocka_unit_test(a_stock_that_was_not_counted_has_no_value),
		cmocka_unit_test(other_people_are_refused),
		cmocka_unit_test(what_is_wrong_is_said_with_its_line),
	};
	const int failed = run_part(tests, NULL, NULL);
	unlink(path());
	return failed;
}
