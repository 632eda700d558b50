/* Civil violence: without its causes, and without the rounding. */
#include "theory_test.h"

#include <string.h>

/* Who finds the regime legitimate has no grievance; nobody is ever active or jailed. */
static void without_grievance(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("epstein", "legitimacy=1 steps=60", 1, 2);
	theory_near("active", theory_value(r, "active"), 0.0, 0.0);
	theory_near("jailed", theory_value(r, "jailed"), 0.0, 0.0);
	soc_theory_free(r);
}

/* Without police there is no risk: all with a grievance above the threshold, hardship above 0.1 / 0.18, are
 * active. */
static void without_police(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("epstein", "police=0 steps=53 burn_in=50", 1, 20);
	theory_near("jailed", theory_value(r, "jailed"), 0.0, 0.0);
	/* 1,600 cells, 0.7 citizens, 0.444 of them; the standard deviation of a run is 18.5, of the mean 4.1 */
	theory_near("active", theory_value(r, "active"), 1600 * 0.7 * (1 - 0.1 / 0.18), 4 * 4.2);
	soc_theory_free(r);
}

/* Figure f in each replicate: mean and standard deviation. */
static void moments(const struct soc_theory_result *r, int f, double *mean, double *sd)
{
	double sum = 0.0, squares = 0.0;
	for (int i = 0; i < r->replicates; i++)
		sum += r->values[i * r->kind->of->figures_count + f];
	*mean = sum / r->replicates;
	for (int i = 0; i < r->replicates; i++) {
		const double away = r->values[i * r->kind->of->figures_count + f] - *mean;
		squares += away * away;
	}
	*sd = sqrt(squares / (r->replicates - 1));
}

/* The spread between runs is that of the twenty published ones: 6.569 active and 52.641 jailed. Between the
 * bounds lie 95% of the ratios of two variances, of eight runs here and twenty there (F of 7 and 19), or of
 * twenty each. And with twice the police
 * outbursts are as good as gone, which is beyond all of that. */
static void spread(void **state)
{
	(void)state;
	static const double published[2][2] = { { 16.549, 6.569 }, { 210.117, 52.641 } };
	const int runs = runner_thorough() ? 20 : 8;
	const double least = runs == 20 ? 0.396 : 0.224, most = runs == 20 ? 2.53 : 3.05;
	struct soc_theory_result *r = theory_run("epstein", "", 1, runs),
							 *more = theory_run("epstein", "police=0.08", 1, 3);
	double mean, sd, with_more;
	for (int f = 0; f < 2; f++) {
		moments(r, f, &mean, &sd);
		const double ratio = sd * sd / (published[f][1] * published[f][1]);
		assert_true(ratio > least && ratio < most);
	}
	moments(r, 3, &mean, &sd);
	moments(more, 3, &with_more, &sd);
	assert_true(mean > 15.0 && with_more < 1.0);
	soc_theory_free(more);
	soc_theory_free(r);
}

/* Outbursts told again from the time series of the first replicate: how many, how far apart, how high. */
static void outbursts_by_hand(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("epstein", "", 1, 1);
	const double *rows = r->rows.values;
	int count = 0, peaks = 0, first = 0, last = 0, high = 0;
	for (int i = 50; i < 1050; i++) {
		const int active = (int)rows[3 * i + 1], before = (int)rows[3 * i - 2];
		if (active > 50 && before <= 50) {
			first = count++ == 0 ? i : first;
			last = i;
		}
		high = count > 0 && active > high ? active : high;
		if ((active <= 50 && before > 50 && count > 0) || (i == 1049 && active > 50)) {
			peaks += high;
			high = 0;
		}
		high = active <= 50 ? 0 : high;
	}
	assert_true(count > 2);
	theory_near("outbursts", theory_value(r, "outbursts"), count, 0.0);
	theory_near("wait", theory_value(r, "wait"), (double)(last - first) / (count - 1), 1e-12);
	theory_near("peak", theory_value(r, "peak"), (double)peaks / count, 1e-12);
	soc_theory_free(r);
}

/* As the paper prints the formula, activity nearly dies out. */
static void without_rounding(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("epstein", "rounded=0 steps=550", 1, 2);
	theory_near("outbursts", theory_value(r, "outbursts"), 0.0, 0.0);
	assert_true(theory_value(r, "active") < 8.0 && theory_value(r, "most_active") <= 50.0);
	assert_true(isnan(theory_value(r, "wait")) && isnan(theory_value(r, "peak")));
	soc_theory_free(r);
}

static void refused(void **state)
{
	(void)state;
	static const struct {
		const char *setting, *words;
	} cases[] = { { "police=0.4", "citizens and police together are 1.1" },
		          { "burn_in=1050", "less than steps" } };
	for (int i = 0; i < 2; i++) {
		struct soc_msg msg = { "" };
		struct soc_theory_result *r = NULL;
		const struct soc_theory_options o = { .name = "epstein",
			                                  .settings = &cases[i].setting,
			                                  .settings_count = 1 };
		assert_int_equal(soc_theory_run(&o, &r, &msg), SOC_ERR_USAGE);
		assert_non_null(strstr(msg.text, cases[i].words));
	}
}

PART(epstein)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(without_grievance),
		                                cmocka_unit_test(without_police),
		                                cmocka_unit_test(without_rounding),
		                                cmocka_unit_test(refused),
		                                cmocka_unit_test(spread),
		                                cmocka_unit_test(outbursts_by_hand) };
	return run_part(tests, NULL, NULL);
}
