/* Delayed impact: rules that hold what they promise, and what vanishes without its cause. */
#include "theory_test.h"

#include <stdio.h>

static void rules_hold(void **state)
{
	(void)state;
	static const char *const settings[] = { "policy=1", "policy=2" };
	static const char *const black[] = { "selected_black", "tpr_black" }, *const white[] = { "selected_white",
		                                                                                     "tpr_white" };
	for (int i = 0; i < 2; i++) {
		struct soc_theory_result *r = theory_run("liu", settings[i], 1, 1);
		theory_near(settings[i], theory_value(r, black[i]), theory_value(r, white[i]), 1e-9);
		soc_theory_free(r);
	}
}

/* No rule brings the lender more than none. */
static void fairness_costs(void **state)
{
	(void)state;
	for (int loss = 1; loss <= 10; loss += 3) {
		char settings[3][64];
		double profit[3];
		for (int policy = 0; policy < 3; policy++) {
			snprintf(settings[policy], sizeof settings[policy], "steps=1 loss=%d policy=%d", loss, policy);
			profit[policy] = theory_figure("liu", settings[policy], "profit");
		}
		assert_true(profit[0] >= profit[1] && profit[0] >= profit[2]);
	}
}

/* A loan that is not repaid lowers no score: the mean score of no group falls, and no rate of selection does
 * harm. */
static void without_a_fall(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("liu", "policy=1 fall=0", 1, 1);
	assert_true(theory_value(r, "change_black") > 0.0);
	theory_near("harm below", theory_value(r, "harm_below"), 300.0, 0.0);
	soc_theory_free(r);
	r = theory_run("liu", "policy=1 fall=0 rise=0 steps=3", 1, 1);
	theory_near("change", theory_value(r, "change_white"), 0.0, 0.0);
	soc_theory_free(r);
}

/* Where all who apply are of one group a rule that binds both groups changes nothing: the threshold is that
 * of the greatest profit. */
static void one_group_alone(void **state)
{
	(void)state;
	theory_near("threshold", theory_figure("liu", "black=0 policy=1 steps=1", "threshold_white"), 613.75,
	            0.01);
	theory_near("threshold", theory_figure("liu", "black=1 policy=2 steps=1", "threshold_black"), 645.0,
	            0.01);
}

/* A loan that is not repaid costs nothing: everybody gets one. */
static void without_loss(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("liu", "loss=0 steps=1", 1, 1);
	theory_near("selected", theory_value(r, "selected_black"), 1.0, 1e-9);
	soc_theory_free(r);
}

PART(liu)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rules_hold), cmocka_unit_test(fairness_costs),
		                                cmocka_unit_test(without_a_fall), cmocka_unit_test(one_group_alone),
		                                cmocka_unit_test(without_loss) };
	return run_part(tests, NULL, NULL);
}
