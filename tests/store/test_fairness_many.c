/* Differences of many groups at once: what chance makes of so many. */
#include "made.h"
#include "runner.h"

#include "analysis/fairness.h"
#include "base/mem.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double rate(const struct soc_confusion *c, enum soc_rate r)
{
	return soc_confusion_rate(c, r, NULL, NULL);
}

static void near(double have, double want, double within)
{
	if (!(fabs(have - want) <= within))
		fail_msg("%.15g, wanted %.15g within %g", have, want, within);
}

/* Three groups beside a reference, two replicates: tails of t with one degree of freedom, 1 - 2 atan(|t|) /
 * pi, where t is the difference of all over the jackknife's standard error; the k-th smallest of them times
 * how many are left, never below the one before. A group that is as the reference to the last person has 1.
 */
static void many_differences(void **state)
{
	enum { GROUPS = 4, REPLICATES = 2 };
	static const struct soc_confusion of[GROUPS][REPLICATES] = {
		{ { 40, 10, 20, 130 }, { 44, 14, 24, 118 } },
		{ { 80, 12, 28, 80 }, { 78, 11, 30, 81 } },
		{ { 40, 10, 20, 130 }, { 44, 14, 24, 118 } },
		{ { 42, 30, 22, 106 }, { 40, 25, 20, 115 } },
	};
	static const enum soc_rate rates[] = { SOC_RATE_SELECTION,           SOC_RATE_BASE,
		                                   SOC_RATE_FALSE_POSITIVE,      SOC_RATE_FALSE_NEGATIVE,
		                                   SOC_RATE_POSITIVE_PREDICTIVE, SOC_RATE_NEGATIVE_PREDICTIVE };
	static struct soc_fairness_group groups[GROUPS];
	struct soc_fairness f = { .groups = groups, .count = GROUPS, .replicates = REPLICATES };
	double tail[18], sorted[18];
	int n = 0, below = 0;
	struct soc_msg msg = { "" };
	(void)state;
	f.counts = calloc(GROUPS * REPLICATES, sizeof *f.counts);
	assert_non_null(f.counts);
	for (int g = 0; g < GROUPS; g++)
		for (int r = 0; r < REPLICATES; r++) {
			f.counts[g * REPLICATES + r] = of[g][r];
			soc_confusion_add(&groups[g].sum, &of[g][r]);
		}
	assert_int_equal(soc_fairness_adjust(&f, 0, &msg), SOC_OK);
	assert_int_equal(f.differences, 18);
	for (int g = 1; g < GROUPS; g++)
		for (size_t k = 0; k < sizeof rates / sizeof *rates; k++) {
			/* of two replicates the one left out leaves the other: error half of what they differ by */
			const double one = rate(&of[g][0], rates[k]) - rate(&of[0][0], rates[k]),
						 other = rate(&of[g][1], rates[k]) - rate(&of[0][1], rates[k]),
						 all = rate(&groups[g].sum, rates[k]) - rate(&groups[0].sum, rates[k]);
			tail[n] =
				g == 2 ? 1.0 : 1.0 - 2.0 * atan(fabs(all) / (fabs(one - other) / 2.0)) / 3.14159265358979324;
			sorted[n] = tail[n];
			n++;
		}
	for (int i = 0; i < n; i++)
		for (int k = i; k > 0 && sorted[k] < sorted[k - 1]; k--) {
			const double swap = sorted[k];
			sorted[k] = sorted[k - 1];
			sorted[k - 1] = swap;
		}
	for (int i = 0; i < n; i++) {
		double want = 0.0;
		for (int k = 0; k < n && sorted[k] <= tail[i]; k++)
			want = fmax(want, fmin(1.0, sorted[k] * (n - k)));
		const struct soc_fairness_told told = soc_fairness_tell(&f, 1 + i / 6, rates[i % 6]);
		near(told.holm, want, 1e-6);
		below += told.holm < 1.0;
	}
	assert_true(below > 0);
	near(soc_fairness_tell(&f, 1, SOC_RATE_TRUE_POSITIVE).holm,
	     soc_fairness_tell(&f, 1, SOC_RATE_FALSE_NEGATIVE).holm, 0.0);
	free(f.counts);
	soc_free(f.holm);
}

/* Of five quintiles two have people, and everybody lives in one of two strata. */
static void fill_two(struct made *m, int64_t replicate, int64_t month)
{
	(void)replicate, (void)month;
	m->tally->place_now = m->tally->place[0];
	for (unsigned quintile = 0; quintile < 2; quintile++) {
		const unsigned cell = soc_indicators_cell(0, 0, 0, quintile);
		soc_count(m->tally, cell, SOC_IND_persons, 500);
		soc_count(m->tally, cell, SOC_IND_listed, 50);
		soc_count(m->tally, cell, SOC_IND_offenders, 100 + 20 * quintile);
		soc_count(m->tally, cell, SOC_IND_offenders_listed, 40);
	}
}

static char *told(const char *by, const char *format)
{
	const char *const settings[] = { "replicates=2", NULL };
	struct soc_result *r = made_result(fill_two, settings, -1);
	struct soc_msg msg = { "" };
	char *text = NULL;
	if (soc_result_fairness(r, by, NULL, NULL, format, &text, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	soc_result_free(r);
	return text;
}

static int count_of(const char *text, const char *what)
{
	int count = 0;
	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
		count++;
	return count;
}

static void nobody_has_no_row(void **state)
{
	(void)state;
	char *text = told("quintile", "table");
	assert_true(count_of(text, "second quintile") > 5);
	for (int i = 0; i < 3; i++) {
		static const char *const empty[] = { "middle quintile", "fourth quintile", "highest quintile" };
		assert_int_equal(count_of(text, empty[i]), 1); /* in its sentence */
	}
	assert_non_null(strstr(text, "\nNobody is of the group middle quintile. Nobody is of the group fourth "
	                             "quintile. Nobody is of the group highest quintile.\n"));
	soc_text_free(text);
	text = told("quintile", "csv");
	assert_non_null(strstr(text, "selection_rate,Selection rate,quintile,second quintile,"));
	assert_null(strstr(text, "middle quintile"));
	soc_text_free(text);
	text = told("stratum", "json");
	assert_non_null(strstr(text, "\"nobody\": \"All are of one group ("));
	assert_non_null(strstr(text, "\"group\": \"everybody\""));
	assert_null(strstr(text, "\"by\": \"stratum\""));
	soc_text_free(text);
}

PART(fairness_many)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(many_differences),
		                                cmocka_unit_test(nobody_has_no_row) };
	return run_part(tests, NULL, NULL);
}
