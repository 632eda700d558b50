/* Two paired runs against differences worked out by hand, and which runs are no pair. */
#include "made.h"
#include "runner.h"

#include "socred/scenario.h"
#include "store/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t more; /* people listed in the second run, above the first */

/* A thousand people of one cell in one place; each stands for 1,500. In the second run 30 or 20 more are
 * listed. */
static void fill_by_hand(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	t->place_now = t->place[0];
	soc_count(t, 0, SOC_IND_persons, 1000);
	soc_count(t, 0, SOC_IND_listed, (replicate == 0 ? 200 : 220) + (more > 0 ? more - 10 * replicate : 0));
	soc_count(t, 0, SOC_IND_refused, month < 4 ? 10 : 20);
	soc_count_module(t, SOC_MOD_contacts_by_month_isolated, 0, 70);
	soc_count_module(t, SOC_MOD_firms_by_size_firms, 0, 30);
}

static struct soc_result *made(int64_t extra, const char *setting, int64_t stop_after)
{
	const char *const settings[] = { "replicates=2", setting, NULL };
	more = extra;
	return made_result(fill_by_hand, settings, stop_after);
}

/* After the label, the line must end so, spaces apart. */
static void expect_line(const char *text, const char *label, const char *want)
{
	const char *line = strstr(text, label);
	char have[256] = "";
	size_t n = 0;
	assert_non_null(line);
	for (const char *c = line + strlen(label); *c != '\n' && *c != '\0' && n + 1 < sizeof have; c++)
		if (*c != ' ' || (n > 0 && have[n - 1] != ' '))
			have[n++] = *c;
	have[n] = '\0';
	assert_string_equal(have, want);
}

static char *difference_with(const char *setting, const char *month, int all, const char *format)
{
	struct soc_result *a = made(0, setting, -1), *b = made(30, setting, -1);
	char *text = NULL;
	struct soc_msg msg = { "" };
	if (soc_result_compare(a, b, month, all, format, &text, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_result_free(a);
	soc_result_free(b);
	return text;
}

static char *difference(const char *month, int all, const char *format)
{
	return difference_with(NULL, month, all, format);
}

/* B less A is 30 and 20 people: 25 +- 12.706 * 7.0711 / sqrt 2 = 25 +- 63.53. Their own spread, 200 and 220,
 * is in neither. 16 months: 4 of 10 refusals and 12 of 20 are 280, times 12,000 over 16,000 person-months.
 * That they are as many in both leaves three of them open in the two replicates: 3 * 0.75 / 2. */
static void differences_by_hand(void **state)
{
	(void)state;
	char *text = difference(NULL, 0, "table");
	expect_line(text, "on the list of defaulters, per 1,000 people", "210 235 25 -39 to 89");
	expect_line(text, "attempts refused a year, per 1,000 people", "210.0 210.0 0 -1.1 to 1.1");
	assert_null(strstr(text, "No bound"));
	expect_line(text, "violations averted", "- - -"); /* nothing to compare with is no zero */
	soc_text_free(text);
}

/* The sixth month is the second of the 20 refusals: 4 * 10 + 2 * 20, times 12,000 over 6,000: one is 2. */
static void an_earlier_month(void **state)
{
	(void)state;
	char *text = difference("2015-04", 0, "table");
	expect_line(text, "attempts refused a year, per 1,000 people", "160.0 160.0 0 -3.0 to 3.0");
	assert_non_null(strstr(text, "2014-11 to 2015-04"));
	soc_text_free(text);
}

static void for_programs(void **state)
{
	(void)state;
	char *text = difference(NULL, 1, "csv");
	assert_non_null(
		strstr(text, "statistic,section,label,a,b,difference,low,high,interval_why,cases,few,replicates\n"));
	assert_non_null(strstr(
		text, "\npersons,\"\",\"persons\",1000.0,1000.0,0.0,,,\"fixed by the scenario\",2000.0,0,2\n"));
	assert_non_null(strstr(text, "\nlisted,\"\",\"listed\",210.0,235.0,25.0,-38.53,88.53,\"\",420.0,0,2\n"));
	assert_non_null(strstr(text, "\nrefused,\"\",\"refused\",280.0,280.0,0.0,-1.5,1.5,\"\",560.0,0,2\n"));
	soc_text_free(text);
	text = difference(NULL, 0, "json");
	assert_non_null(strstr(text, "\"month\": \"2016-02\""));
	assert_non_null(
		strstr(text, "{\"statistic\": \"listed_per_1000\", \"section\": \"People at the end of the run\", "
	                 "\"label\": \"on the list of defaulters, per 1,000 people\", \"a\": 210.0, "
	                 "\"b\": 235.0, \"difference\": 25.0, \"low\": -38.53, \"high\": 88.53, "
	                 "\"interval_why\": \"\", \"cases\": 420.0, \"few\": 0, \"replicates\": 2}"));
	soc_text_free(text);
}

/* Stocks that need a pass over everybody: in Decembers and in the last month, 2016-02. Elsewhere nothing is
 * said of them, not 0. */
static void stocks_of_a_month_without_a_sample(void **state)
{
	(void)state;
	static const struct {
		const char *setting, *month;
		int is_there;
	} want[] = {
		{ "output.modules=year", "2014-12", 1 }, { "output.modules=year", "2015-04", 0 },
		{ "output.modules=year", "2015-12", 1 }, { "output.modules=year", "2016-01", 0 },
		{ "output.modules=year", "2016-02", 1 }, { "output.modules=month", "2015-04", 1 },
	};
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		char *text = difference_with(want[i].setting, want[i].month, 1, "csv");
		assert_int_equal(
			strstr(text, "\ncontacts_by_month.isolated,\"\",\"contacts_by_month.isolated\",70.0,70.0,0.0,") !=
				NULL,
			want[i].is_there);
		assert_int_equal(strstr(text, "\ncontacts_by_month.isolated,") != NULL, want[i].is_there);
		assert_non_null(strstr(text, "\nfirms_by_size.firms[size=1-9],\"\",\"firms_by_size.firms[size=1-9]\","
		                             "30.0,30.0,0.0,")); /* counted each month */
		soc_text_free(text);
	}
}

static void expect_refused(const char *setting, const char *month, const char *want)
{
	struct soc_result *a = made(0, NULL, -1), *b = made(0, setting, -1);
	struct soc_msg msg = { "" };
	char *text = NULL;
	assert_int_equal(soc_result_compare(a, b, month, 0, "table", &text, &msg), SOC_ERR_USAGE);
	assert_null(text);
	if (strstr(msg.text, want) == NULL)
		fail_msg("'%s' is not in: %s", want, msg.text);
	soc_result_free(a);
	soc_result_free(b);
}

static void what_is_no_pair_is_refused(void **state)
{
	(void)state;
	expect_refused("seed=8", NULL,
	               "seed is 7 in the first and 8 in the second: they have other random numbers");
	expect_refused("span.to=2016-01", NULL,
	               "last_month is 2016-02 in the first and 2016-01 in the second: name a month");
	expect_refused("span.from=2014-10", "2015-01",
	               "first_month is 2014-11 in the first and 2014-10 in the second");
	expect_refused("span.to=2016-01", "2016-02",
	               "no month \"2016-02\" that both runs have finished; allowed: 2014-11 to 2016-01");
	expect_refused(NULL, "next", "no month \"next\"");
}

static void expect_note(const char *setting, int64_t stop_after, const char *want)
{
	struct soc_result *a = made(0, NULL, -1), *b = made(0, setting, stop_after);
	char *text = NULL;
	assert_int_equal(soc_result_compare(a, b, NULL, 0, "table", &text, NULL), SOC_OK);
	if (strstr(text, want) == NULL)
		fail_msg("'%s' is not in: %s", want, text);
	soc_text_free(text);
	soc_result_free(a);
	soc_result_free(b);
}

static void what_parts_the_draws_is_said(void **state)
{
	(void)state;
	expect_note(
		"events.default.rate_per_year=0.005", -1,
		"events.default.rate_per_year is 0.004 and 0.005: the higher rate has the events of the lower");
	expect_note("events.default.rate_per_year=0.005", -1, "synthetic people under the same random numbers");
	expect_note("events.default.male_ratio=4", -1, "people do other things in the two runs");
	expect_note("society.executive_share=0.05", -1, "society.executive_share is 0.02 and 0.05");
	if (runner_sparse())
		return; /* the others are told of other keys in the same ways */
	/* a label means nothing, and kinship, names and groups matter to the regime alone */
	expect_note("society.marker_share=0.5", -1, "synthetic people under the same random numbers");
	expect_note("society.kin_share=0.1", -1, "synthetic people under the same random numbers");
	/* whatever the scenario calls them, the provinces that were built are the same */
	expect_note("people.provinces=Tibet", -1, "synthetic people under the same random numbers");
	expect_note("events.default.rate_per_year=0", -1, "events.default happens in the first run alone");
	expect_note("replicates=3", -1, "The runs have 2 and 3 replicates: the first 2");
	expect_note(NULL, 3, "The runs have 2 and 1 replicates");
	expect_note("replicates=1", 3, "One replicate: intervals need two or more");
	expect_note("replicates=1", 3, "A run was stopped");
}

PART(compare)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(differences_by_hand),
		cmocka_unit_test(an_earlier_month),
		cmocka_unit_test(stocks_of_a_month_without_a_sample),
		cmocka_unit_test(for_programs),
		cmocka_unit_test(what_is_no_pair_is_refused),
		cmocka_unit_test(what_parts_the_draws_is_said),
	};
	return run_part(tests, NULL, NULL);
}
