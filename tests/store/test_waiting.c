/* How long cases wait, by Kaplan and Meier, against an estimate that was published. */
#include "made.h"
#include "runner.h"

#include "model/indicators/indicators.h"
#include "socred/scenario.h"
#include "store/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LAST 37 /* month, from 0 */

/* Weeks in remission of 21 patients under 6-MP: Freireich and others, Blood 21 (1963), 699-716; a negative
 * one had not ended when it was last seen. Here they are months, and a remission that ends is an appeal that
 * is decided. */
static const int seen[21] = { 6,   6,   6,   -6, 7,  -9,  10,  -10, -11, 13, 16,
	                          -17, -19, -20, 22, 23, -25, -32, -32, -34, -35 };

/* Of the cases that nobody decided, the short ones are of entries that ended; the others still wait at the
 * end. */
static int lapses(int months)
{
	return months < 0 && months >= -11;
}

static void fill(struct made *m, int64_t replicate, int64_t month)
{
	struct soc_tally *t = m->tally;
	t->place_now = t->place[0];
	soc_count(t, 0, SOC_IND_persons, 1000);
	for (int i = 0; i < 21; i++) {
		const int months = abs(seen[i]), waits_on = seen[i] < 0 && !lapses(seen[i]);
		const int decided = seen[i] > 0 && (replicate == 0 || months == 6);
		const int filed = waits_on ? LAST - months : 0;
		if (month == filed)
			soc_count(t, 0, SOC_IND_appeals_wronged, 1);
		if (month != filed + months)
			continue;
		t->appeal_wait[months] += decided;
		t->appeal_lapse[months] += lapses(seen[i]);
	}
}

static double undecided(struct soc_result *r, int64_t replicate, int64_t months)
{
	const int64_t numbers[2] = { replicate, months };
	double share;
	assert_int_equal(soc_result_real(r,
	                                 "SELECT undecided FROM waiting_curve WHERE replicate = ?1 AND "
	                                 "kind = 'appeal' AND wait_months = ?2",
	                                 numbers, 2, &share, NULL),
	                 SOC_OK);
	return share;
}

static void a_published_estimate(void **state)
{
	static const struct {
		int64_t months;
		double share;
	} published[] = { { 6, 0.857 },  { 7, 0.807 },  { 10, 0.753 }, { 13, 0.690 },
		              { 16, 0.627 }, { 22, 0.538 }, { 23, 0.448 } };
	const char *const settings[] = { "replicates=1", "span.from=2014-11", "span.to=2017-12", NULL };
	(void)state;
	struct soc_result *r = made_result(fill, settings, -1);
	for (size_t i = 0; i < sizeof published / sizeof published[0]; i++)
		assert_true(fabs(undecided(r, 0, published[i].months) - published[i].share) < 0.0005);
	assert_true(made_number(r, "waiting", "median_months", -1, 0) == 23);
	soc_result_free(r);
}

/* In the second replicate three of 21 are decided: half never are, and no mean of the first alone is told. */
static void half_may_not_be_reached(void **state)
{
	const char *const settings[] = { "replicates=2", "span.from=2014-11", "span.to=2017-12", NULL };
	char *text = NULL;
	(void)state;
	struct soc_result *r = made_result(fill, settings, -1);
	assert_int_equal(soc_result_headline(r, "table", &text, NULL), SOC_OK);
	const char *line = strstr(text, "months until half of the appeals are decided");
	assert_non_null(line);
	const char *said = strstr(line, "not reached"), *where = strstr(line, "(in 1 of 2 replicates)");
	assert_true(said != NULL && where != NULL && where < strchr(line, '\n'));
	soc_text_free(text);
	assert_int_equal(soc_result_headline(r, "json", &text, NULL), SOC_OK);
	line = strstr(text, "\"appeal_wait_months\"");
	assert_non_null(line);
	assert_true(strstr(line, "\"mean\": null") < strchr(line, '\n'));
	soc_text_free(text);
	soc_result_free(r);
}

PART(waiting)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_published_estimate),
		cmocka_unit_test(half_may_not_be_reached),
	};
	return run_part(tests, NULL, NULL);
}
