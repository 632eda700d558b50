/* Runaway feedback: by hand, and without its cause. */
#include "theory_test.h"

/* With rates 3 and 2 and half of the weight on what is discovered, a = 3, b = 1, c = 1.5, d = 2: the root of
 * -0.5 u^2 - 2 u + 1.5 in 0..1 is sqrt(7) - 2. */
static void fixed_point_by_hand(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("ensign", "rate_a=3 rate_b=2 discovered=0.5", 1, 1);
	theory_near("fixed point", theory_value(r, "fixed_point"), 0.6457513110645906, 1e-12);
	theory_near("flow", theory_value(r, "flow"), 0.6457513110645906, 1e-9);
	theory_near("truth", theory_value(r, "truth"), 0.6, 1e-15);
	soc_theory_free(r);
}

/* What is reported wherever one watches is the truth: without discoveries there is no feedback. */
static void without_discoveries(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("ensign", "discovered=0 days=100000 urns=1", 1, 2);
	theory_near("fixed point", theory_value(r, "fixed_point"), theory_value(r, "truth"), 1e-12);
	theory_near("share", theory_value(r, "share"), theory_value(r, "truth"), 1e-3);
	soc_theory_free(r);
}

/* Two places alike that begin alike: no place is preferred; of alike places every share is a fixed point. */
static void places_alike(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("ensign", "rate_a=2 rate_b=2 start_a=50 start_b=50", 3, 20);
	double low, high;
	assert_true(isnan(theory_value(r, "fixed_point")));
	theory_near("flow", theory_value(r, "flow"), 0.5, 1e-12);
	assert_int_equal(soc_theory_figure(r, "share", &(double){ 0 }, &low, &high, NULL), SOC_OK);
	assert_true(low < 0.5 && 0.5 < high); /* fails by chance in 1 seed of 20; this one is kept */
	soc_theory_free(r);
}

/* The lesser place never wins; corrected, its share is its own whatever is on file at the start. */
static void less_and_more(void **state)
{
	(void)state;
	theory_near("all to B", theory_figure("ensign", "rate_a=2 rate_b=3 urns=1 days=1", "fixed_point"), 0,
	            1e-12);
	theory_near(
		"corrected",
		theory_figure("ensign", "rate_a=2 rate_b=3 start_a=1e6 start_b=1 corrected=1 urns=1 days=1", "flow"),
		0.4, 1e-6);
}

/* One day, one town, all chance gone: A is watched for sure when B has nothing to speak of. */
static void one_day_by_hand(void **state)
{
	(void)state;
	const char *settings = "rate_a=3 rate_b=2 start_a=1e6 start_b=1e-9 discovered=0.75 days=1 urns=1";
	theory_near("share", theory_figure("ensign", settings, "share"), 1000003.0 / 1000003.5, 1e-12);
}

PART(ensign)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(fixed_point_by_hand),
		                                cmocka_unit_test(without_discoveries), cmocka_unit_test(places_alike),
		                                cmocka_unit_test(less_and_more), cmocka_unit_test(one_day_by_hand) };
	return run_part(tests, NULL, NULL);
}
