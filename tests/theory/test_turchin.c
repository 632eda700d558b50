/* Population and state: without a state, and by hand. */
#include "theory_test.h"

#include "base/num.h"

/* A state that adds nothing and has nothing is not there: the population is Verhulst's, N = 1 / (1 + (1 / N0
 * - 1) exp(-r t)). */
static void without_a_state(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("turchin", "land_gain=0 tax=0 at=100", 1, 1);
	theory_near("people", theory_value(r, "people_at"), 1.0 / (1.0 + 4.0 * soc_num_exp(-2.0)), 1e-9);
	theory_near("state", theory_value(r, "state_at"), 0.0, 0.0);
	assert_true(isnan(theory_value(r, "collapse_year")));
	soc_theory_free(r);
}

/* Who spends nothing never collapses, and the land feeds 1 + c in the end. */
static void without_spending(void **state)
{
	(void)state;
	struct soc_theory_result *r =
		theory_run("turchin", "spending=0 years=5000 at=5000 growth=1 tax=100", 1, 1);
	assert_true(isnan(theory_value(r, "collapse_year")));
	assert_true(theory_value(r, "people_at") > 2.8 && theory_value(r, "people_at") < 3.0);
	soc_theory_free(r);
}

/* The year after the last has no value. */
static void outside(void **state)
{
	(void)state;
	assert_true(isnan(theory_figure("turchin", "years=100 at=101", "people_at")));
	theory_near("start", theory_figure("turchin", "at=0", "people_at"), 0.2, 0.0);
}

/* What scenarios/combined/unrest says of a forecast: how many years a cycle takes, with each parameter as
 * published and at half or twice of it, the initial population and land_gain as well, goes from 85 to never.
 */
static void no_forecast(void **state)
{
	static const struct {
		const char *settings;
		double year;
	} cases[] = {
		{ "", 289.41 },
		{ "growth=0.03", 188.54 },
		{ "spending=0.5", 156.86 },
		{ "tax=0.5", 136.96 },
		{ "tax=2", 464.05 },
		{ "land_gain=1", 261.01 },
		{ "land_gain=3", 310.18 },
		{ "half_state=5", 297.76 },
		{ "half_state=20", 277.02 },
		{ "people=0.1", 332.58 },
		{ "people=0.5", 214.83 },
		{ "growth=0.03 spending=0.5 land_gain=1", 84.77 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		theory_near(cases[i].settings, theory_figure("turchin", cases[i].settings, "collapse_year"),
		            cases[i].year, 0.01);
	assert_true(isnan(theory_figure("turchin", "growth=0.01", "collapse_year")));
	assert_true(isnan(theory_figure("turchin", "spending=0.1", "collapse_year")));
}

PART(turchin)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(without_a_state), cmocka_unit_test(without_spending),
		                                cmocka_unit_test(outside), cmocka_unit_test(no_forecast) };
	return run_part(tests, NULL, NULL);
}
