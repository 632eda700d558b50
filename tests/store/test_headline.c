/* The headline against figures worked out by hand, and what it warns of. */
#include "made.h"
#include "runner.h"

#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

/* A thousand people of one cell in one place; each stands for 1,500. */
static void fill_by_hand(struct made *m, int64_t replicate, int64_t month)
{
	(void)month;
	struct soc_tally *t = m->tally;
	const int64_t listed = replicate == 0 ? 200 : 220;
	const struct {
		enum soc_indicator i;
		int64_t n;
	} counts[] = {
		{ SOC_IND_persons, 1000 },
		{ SOC_IND_listed, listed },
		{ SOC_IND_listed_true, replicate == 0 ? 100 : 132 },
		{ SOC_IND_listed_other_violation, listed / 4 },
		{ SOC_IND_listed_no_violation, replicate == 0 ? 50 : 33 },
		{ SOC_IND_listed_unaware, listed / 10 },
		{ SOC_IND_sanctioned, 400 },
		{ SOC_IND_sanctioned_innocent, 100 },
		{ SOC_IND_sanctioned_effective, 320 },
		{ SOC_IND_sanctioned_effective_by_kin, 40 },
		{ SOC_IND_sanctioned_effective_innocent, 64 },
		{ SOC_IND_refused, 10 },
		{ SOC_IND_refused_innocent, 4 },
		{ SOC_IND_appeals_wronged, 3 },
		{ SOC_IND_appeals_guilty, 1 },
		{ SOC_IND_upheld_wronged, 3 },
		{ SOC_IND_denied_wronged, 1 },
		{ SOC_IND_violations, 90 },
		{ SOC_IND_violations_counterfactual, 100 },
		{ SOC_IND_lawful_acts, 80 },
		{ SOC_IND_lawful_acts_counterfactual, 100 },
		{ SOC_IND_good_deeds, 110 },
		{ SOC_IND_good_deeds_counterfactual, 100 },
	};
	t->place_now = t->place[0];
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		soc_count(t, 0, counts[i].i, counts[i].n);
	t->appeal_wait[2] = 1;
	t->appeal_wait[4] = 3;
}

static void fill_few(struct made *m, int64_t replicate, int64_t month)
{
	(void)replicate;
	(void)month;
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, 0, SOC_IND_persons, 1000);
	soc_count(m->tally, 0, SOC_IND_listed, 12);
	soc_count(m->tally, 0, SOC_IND_docket_full, 1);
}

/* Nothing averted of 2 x 16 x 20 violations, nothing gained of 2 x 16 x 3 good deeds, nobody listed. */
static void fill_no_difference(struct made *m, int64_t replicate, int64_t month)
{
	(void)replicate;
	(void)month;
	m->tally->place_now = m->tally->place[0];
	soc_count(m->tally, 0, SOC_IND_persons, 1000);
	soc_count(m->tally, 0, SOC_IND_violations, 20);
	soc_count(m->tally, 0, SOC_IND_violations_counterfactual, 20);
	soc_count(m->tally, 0, SOC_IND_good_deeds, 3);
	soc_count(m->tally, 0, SOC_IND_good_deeds_counterfactual, 3);
}

static char *headline_in(void (*fill)(struct made *, int64_t, int64_t), const char *format,
                         const char *replicates, const char *setting, int64_t stop_after)
{
	struct made m;
	char *text = NULL;
	const char *const settings[] = { replicates, setting, NULL };
	made_init(&m, 2, settings);
	m.fill = fill;
	assert_int_equal(made_write(&m, made_path(), m.replicates - 1, stop_after, NULL), SOC_OK);
	struct soc_result *r = made_open(made_path());
	assert_int_equal(soc_result_headline(r, format, &text, NULL), SOC_OK);
	soc_result_free(r);
	made_release(&m);
	made_clean();
	return text;
}

static char *headline_with(void (*fill)(struct made *, int64_t, int64_t), const char *replicates,
                           const char *setting, int64_t stop_after)
{
	return headline_in(fill, "table", replicates, setting, stop_after);
}

static char *headline(void (*fill)(struct made *, int64_t, int64_t), const char *replicates,
                      int64_t stop_after)
{
	return headline_with(fill, replicates, NULL, stop_after);
}

/* The line of a figure must end so, spaces apart. */
static void expect_line(const char *text, const char *label, const char *want)
{
	const char *line = strstr(text, label);
	assert_non_null(line);
	char have[256] = "";
	size_t n = 0;
	for (const char *c = line + strlen(label); *c != '\n' && *c != '\0' && n + 1 < sizeof have; c++)
		if (*c != ' ' || (n > 0 && have[n - 1] != ' '))
			have[n++] = *c;
	have[n] = '\0';
	assert_string_equal(have, want);
}

/* Where both replicates agree, Wilson's interval of the cases in both: 105 of 420 listed, 42 of 420, 200 of
 * 800, 128 of 640, 128 of 320, 96 of 128; rates by the law of Poisson: 320 refusals and 96 appeals, each of
 * which adds 12000 / 16,000 = 0.75 in its replicate of 16 months: 120 +- 0.75 * 1.96 * sqrt 320 / 2 = 13.1,
 * 48 +- 8.3. t = 12.706 at one degree of freedom: 210 +- 12.706 * 14.142 / sqrt 2 = 210 +- 127.06. Told so
 * that half an interval has two digits. Marked: 84 and 42 of 420 listed, 96 of 128 decided. */
static void figures_by_hand(void **state)
{
	(void)state;
	char *text = headline(fill_by_hand, "replicates=2", -1);
	assert_null(strstr(text, "of the census "));
	expect_line(text, "on the list of defaulters, per 1,000 people", "210 80 to 340");
	expect_line(text, "did what they are listed for", "550 0 to 1,000"); /* cut to what can be */
	expect_line(text, "did not, but committed another default", "250 211 to 294");
	expect_line(text, "committed no violation at all", "200 0 to 840 fewer than 100 cases");
	expect_line(text, "have never learnt of the entry", "100 75 to 132 fewer than 100 cases");
	expect_line(text, "innocent, per 1,000 people effectively under the sanction 'air'\n", "200 171 to 233");
	expect_line(text, "innocent, per 1,000 people formally under the sanction 'air'", "250 221 to 281");
	expect_line(text, "attempts refused a year, per 1,000 people", "120 107 to 133");
	expect_line(text, "refused to innocent people, per 1,000 refusals", "400 348 to 455");
	expect_line(text, "appeals filed a year, per 1,000 people", "48.0 39.7 to 56.3");
	expect_line(text, "upheld, per 1,000 appeals of the wrongly listed",
	            "750 668 to 817 fewer than 100 cases");
	expect_line(text, "months until half of the appeals are decided", "4 no bound");
	expect_line(text, "violations averted", "10.0 8.9 to 11.1"); /* 320 of 3,200: 1.96 root 320 */
	assert_null(strstr(text, "lawful acts"));                    /* there is no such class */
	expect_line(text, "good deeds gained (negative: lost)", "10.0 8.9 to 11.1");
	assert_null(strstr(text, "too few"));
	assert_null(strstr(text, "not sound"));
	soc_text_free(text);
}

/* Where published numbers of people stand beside the run's, these are told at the size of the census: each
 * person stands for 1,500. 240 +- 1.96 * sqrt 320 / 2 = 17.5 refusals, 64 +- 11.1 appeals. */
static void people_of_the_census(void **state)
{
	(void)state;
	char *text = headline_with(fill_by_hand, "replicates=2", "published=spc_judgment_defaulters", -1);
	expect_line(text, "on the list of defaulters, people of the census", "320,000 120,000 to 510,000");
	expect_line(text, "attempts refused over the run, size of the census", "240,000 214,000 to 266,000");
	expect_line(text, "appeals filed over the run, size of the census", "96,000 79,000 to 113,000");
	soc_text_free(text);
}

static void classes_that_there_are(void **state)
{
	(void)state;
	char *text = headline_with(fill_by_hand, "replicates=2", "events.help.kind=lawful_act", -1);
	expect_line(text, "lawful acts lost", "20.0 18.5 to 21.5"); /* 640 of 3,200 */
	assert_null(strstr(text, "good deeds"));
	soc_text_free(text);
}

/* Of a scenario without lists, measures and classes nothing is said of them, and no section is empty. */
static void what_a_scenario_lacks_is_left_out(void **state)
{
	static const char bare[] = "socred: 1\nseed: 7\nspan: {from: 2014-11, to: 2016-02}\n"
							   "people: {persons: 20000, provinces: all}\nregime: none\n";
	struct made m;
	char *text = NULL;
	(void)state;
	made_init_text(&m, 2, bare, NULL);
	m.fill = fill_few;
	assert_int_equal(made_write(&m, made_path(), m.replicates - 1, -1, NULL), SOC_OK);
	struct soc_result *r = made_open(made_path());
	assert_int_equal(soc_result_headline(r, "table", &text, NULL), SOC_OK);
	assert_null(strstr(text, "black list"));
	assert_null(strstr(text, "under a"));
	assert_null(strstr(text, "People at the end"));
	assert_null(strstr(text, "Due process"));
	assert_null(strstr(text, "Against the same people"));
	soc_text_free(text);
	soc_result_free(r);
	made_release(&m);
	made_clean();
}

/* A difference of 0 in all replicates: up to three acts more or fewer, of all of them: 300 / 640 and 300 / 96
 * in 100; a share of 0: 1 - 0.05^(1 / 2,000). No program reads of an interval from 0 to 0: what nothing says
 * the cases of has none, and says why. */
static void zeros_are_no_certainty(void **state)
{
	(void)state;
	char *text = headline(fill_no_difference, "replicates=2", -1);
	expect_line(text, "violations averted", "0 -0.47 to 0.47 fewer than 100 cases");
	expect_line(text, "good deeds gained (negative: lost)", "0 -3.1 to 3.1 fewer than 100 cases");
	expect_line(text, "on the list of defaulters, per 1,000 people", "0 0 to 1.50 fewer than 100 cases");
	soc_text_free(text);
	text = headline_in(fill_no_difference, "json", "replicates=2", NULL, -1);
	assert_null(strstr(text, "\"low\": 0.0, \"high\": 0.0,"));
	assert_non_null(strstr(text, "\"mean\": 0.0, \"low\": -3.125, \"high\": 3.125, \"interval_why\": \"\""));
	soc_text_free(text);
	text = headline_in(fill_by_hand, "json", "replicates=2", NULL, -1);
	assert_non_null(strstr(text, "\"mean\": 4.0, \"low\": null, \"high\": null, \"interval_why\": "
	                             "\"no bound\""));
	soc_text_free(text);
	text = headline_in(fill_by_hand, "csv", "replicates=1", NULL, -1);
	assert_non_null(strstr(text, ",200.0,,,\"one replicate\","));
	soc_text_free(text);
}

static void one_replicate_has_no_interval(void **state)
{
	(void)state;
	char *text = headline(fill_by_hand, "replicates=1", -1);
	expect_line(text, "on the list of defaulters, per 1,000 people", "200");
	assert_non_null(strstr(text, "intervals need two or more"));
	soc_text_free(text);
}

static void few_listed_and_lost_records_are_said(void **state)
{
	(void)state;
	char *text = headline(fill_few, "replicates=2", -1);
	assert_non_null(strstr(text, "Only 24 synthetic people are listed at the end, in all"));
	assert_non_null(strstr(text, "the run is not sound"));
	expect_line(text, "violations averted", "-"); /* nothing to compare with is no zero */
	soc_text_free(text);
}

static void a_stop_is_said(void **state)
{
	(void)state;
	char *text = headline(fill_by_hand, "replicates=1", 3);
	assert_non_null(strstr(text, "stopped after 3 months"));
	soc_text_free(text);
	text = headline(fill_by_hand, "replicates=3", 3);
	assert_non_null(strstr(text, "replicates that were finished"));
	soc_text_free(text);
}

PART(headline)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_by_hand),
		cmocka_unit_test(people_of_the_census),
		cmocka_unit_test(classes_that_there_are),
		cmocka_unit_test(what_a_scenario_lacks_is_left_out),
		cmocka_unit_test(zeros_are_no_certainty),
		cmocka_unit_test(one_replicate_has_no_interval),
		cmocka_unit_test(few_listed_and_lost_records_are_said),
		cmocka_unit_test(a_stop_is_said),
	};
	return run_part(tests, NULL, NULL);
}
