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

/* As the paper prints the formula, activity nearly dies out. */
static void without_rounding(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("epstein", "rounded=0 steps=550", 1, 2);
	theory_near("outbursts", theory_value(r, "outbursts"), 0.0, 0.0);
	assert_true(theory_value(r, "active") < 8.0 && theory_value(r, "most_active") <= 50.0);
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
	const struct CMUnitTest tests[] = { cmocka_unit_test(without_grievance), cmocka_unit_test(without_police),
		                                cmocka_unit_test(without_rounding), cmocka_unit_test(refused) };
	return run_part(tests, NULL, NULL);
}
