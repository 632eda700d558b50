/* Draws from a posterior: as often as their weights say, the same as a run's second interval, and what is no
 * posterior of the scenario. */
#include "in_folder.h"

#include "base/mem.h"
#include "experiment/posterior.h"
#include "socred/assumptions.h"
#include "store/assumptions.h"

#include <math.h>

static struct soc_scenario *minimal(void)
{
	static const char *const settings[] = { "people.persons=3000", "replicates=2", "span.to=2018-12" };
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	if (soc_scenario_read(PROJECT "/scenarios/start/minimal/scenario.yaml", settings, 3, &s, NULL, &msg) !=
	    SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

static enum soc_err fill(const char *text, int64_t draws, struct soc_experiment *e, struct soc_hypercube *h,
                         struct soc_msg *msg)
{
	*h = (struct soc_hypercube){ .arms = 1, .draws = draws };
	return soc_posterior_fill(h, e, "posterior.csv", text, strlen(text), msg);
}

static void release(struct soc_experiment *e, struct soc_hypercube *h)
{
	soc_hypercube_release(h);
	soc_free(e->cell);
	e->cell = NULL;
	e->factors_count = 0;
}

/* Weights 1, 2, 5 of 8, sixteen draws: 2, 4, 10 of them. */
static void draws_follow_the_weights(void **state)
{
	struct soc_experiment *e = calloc(1, sizeof *e);
	struct soc_hypercube h;
	struct soc_msg msg = { "" };
	int count[3] = { 0 };
	(void)state;
	assert_non_null(e);
	e->scenario = minimal();
	if (fill("review.automatic_share,weight,distance\n0.5,1,0\n0.75,2,0\n1,5,0\n", 16, e, &h, &msg) != SOC_OK)
		fail_msg("%s", msg.text);
	assert_int_equal(e->factors_count, 1);
	assert_int_equal(e->points, 17);
	assert_string_equal(e->cell[0], "");
	for (int i = 1; i <= 16; i++) {
		const double value = strtod(e->cell[i], NULL);
		count[value == 0.5 ? 0 : value == 0.75 ? 1 : 2]++;
		assert_true(fabs(soc_hypercube_places(&h, 0)[i - 1] - 2.0 * (value - 0.5)) < 1e-12);
	}
	assert_int_equal(count[0], 2);
	assert_int_equal(count[1], 4);
	assert_int_equal(count[2], 10);
	release(e, &h);
	soc_scenario_free(e->scenario);
	free(e);
}

static void what_is_none_is_told(void **state)
{
	static const struct {
		const char *text, *told;
	} wrong[] = {
		{ "review.automatic_share\n0.5\n", "posterior.csv:1: there is no column \"weight\"" },
		{ "weight,distance\n1,0\n", "no column is a key" },
		{ "review.automatic,weight\n0.5,1\n", "no posterior of this scenario" },
		{ "review.automatic_share,weight\n0.5,-1\n", "posterior.csv:2: weight: below 0" },
		{ "review.automatic_share,weight\n0.5,0\n", "sum to nothing" },
		{ "review.automatic_share,weight\n0.5,1\nhigh,1\n", "posterior.csv:3: review.automatic_share" },
		{ "review.automatic_share,weight\n0.5\n", "posterior.csv:2" },
		{ "", "posterior.csv:1" },
	};
	struct soc_experiment *e = calloc(1, sizeof *e);
	struct soc_hypercube h;
	(void)state;
	assert_non_null(e);
	e->scenario = minimal();
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct soc_msg msg = { "" };
		assert_int_equal(fill(wrong[i].text, 40, e, &h, &msg), SOC_ERR_DATA);
		if (strstr(msg.text, wrong[i].told) == NULL)
			fail_msg("case %zu: %s", i, msg.text);
		release(e, &h);
	}
	soc_scenario_free(e->scenario);
	free(e);
}

/* A posterior of one line has no width; one of two lines far apart has; the file says what it is. */
static void intervals_are_over_the_draws(void **state)
{
	static const char *const texts[] = {
		"channels.court.detects.judgment_default,weight\n0.5,1\n",
		"channels.court.detects.judgment_default,weight\n0.05,1\n1,1\n",
	};
	struct soc_scenario *s = minimal();
	double widths[2] = { 0.0, 0.0 };
	(void)state;
	for (int i = 0; i < 2; i++) {
		char folder[64], path[128], *text = NULL;
		struct soc_assumptions *a = NULL;
		struct soc_msg msg = { "" };
		make_folder(folder);
		snprintf(path, sizeof path, "%s/posterior.csv", folder);
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		fputs(texts[i], f);
		fclose(f);
		const struct soc_assumptions_options o = { .folder = folder, .points = 40, .posterior = path };
		if (soc_assumptions_make(s, &o, &text, NULL, &msg) != SOC_OK)
			fail_msg("%s", msg.text);
		assert_int_equal(soc_assumptions_read_text("ensemble", text, strlen(text), &a, NULL, &msg), SOC_OK);
		assert_int_equal(a->is_posterior, 1);
		assert_int_equal(soc_assumptions_match_scenario(a, s, &msg), SOC_OK);
		const struct soc_assumptions_outcome *rate = soc_assumptions_find(a, "missed_per_1000_offences");
		assert_non_null(rate);
		widths[i] = isnan(rate->low) ? 0.0 : rate->high - rate->low;
		soc_assumptions_free(a);
		soc_text_free(text);
		remove_folder(folder);
	}
	/* draws that are all one differ by what is left of random numbers */
	if (!(widths[1] > 5.0 * widths[0]))
		fail_msg("one line: %g, two far apart: %g", widths[0], widths[1]);
	soc_scenario_free(s);
}

PART(posterior)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(draws_follow_the_weights),
		cmocka_unit_test(what_is_none_is_told),
		cmocka_unit_test(intervals_are_over_the_draws),
	};
	return run_part(tests, NULL, NULL);
}
