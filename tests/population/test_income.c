/* Income quintiles: the normal law at values from tables, and a fifth of all people expected in each
 * quintile. */
#include "help.h"
#include "runner.h"

#include "model/population/inner.h"

#include <math.h>

static void test_normal(void **state)
{
	(void)state;
	/* Abramowitz and Stegun 1964, table 26.1 */
	assert_true(fabs(soc_population_normal_share(0.0) - 0.5) < 1e-15);
	assert_true(fabs(soc_population_normal_share(1.0) - 0.841344746068543) < 1e-13);
	assert_true(fabs(soc_population_normal_share(1.96) - 0.975002104851780) < 1e-13);
	assert_true(fabs(soc_population_normal_share(-3.0) - 0.001349898031630) < 1e-13);
	assert_true(soc_population_normal_share(-9) == 0 && soc_population_normal_share(9) == 1);
}

static void test_quintiles(void **state)
{
	(void)state;
	struct soc_scenario s;
	soc_scenario_defaults(&s);
	static struct soc_income income;
	const double urban = 0.6384, working = 0.59,
				 classes[SOC_PERSON_CLASSES] = { 1 - 0.03 * 0.59, 0.02 * 0.59, 0.01 * 0.59 };
	soc_income_init(&income, &s.society, urban, working);
	double below[4] = { 0 };
	for (int h = 0; h < SOC_NORMAL_TABLE; h += 3) {
		for (int p = 0; p < SOC_NORMAL_TABLE; p += 3) {
			for (int c = 0; c < SOC_PERSON_CLASSES; c++) {
				int32_t z =
					income.normal[h] * income.household + income.normal[p] * income.person + income.higher[c];
				for (int u = 0; u < 2; u++) {
					for (int q = 0; q < 4; q++)
						below[q] += z <= income.cuts[u][q] ? classes[c] * (u ? urban : 1 - urban) : 0;
				}
			}
		}
	}
	double all = (SOC_NORMAL_TABLE + 2) / 3;
	for (int q = 0; q < 4; q++)
		assert_true(fabs(below[q] / (all * all) - (q + 1) / 5.0) < 0.002);
	assert_true(income.cuts[1][0] < income.cuts[0][0]); /* the same income is a lower rank in town */
	/* The Gini coefficient of 0.465 with means 1 to 2.64: the cut between the quintiles is as far apart as
	 * the means are, in spreads; 0.6 to 1.4 of log-income is what a spread can be at that Gini. */
	double shift = (income.cuts[0][1] - income.cuts[1][1]) / (double)SOC_INCOME_ONE;
	assert_true(log(2.64) / shift > 0.6 && log(2.64) / shift < 0.88);
}

/* Gini of one log-normal law is 2 F(s / sqrt 2) - 1: with equal means the spread must be that of 0.465,
 * 0.8775. */
static void test_spread(void **state)
{
	(void)state;
	struct soc_scenario s;
	soc_scenario_defaults(&s);
	s.society.urban_income_ratio = 1;
	s.society.executive_share = 0;
	s.society.official_share = 0;
	static struct soc_income income;
	soc_income_init(&income, &s.society, 0.5, 0.6);
	/* officials stand log(1.4) higher, in spreads */
	assert_true(fabs(log(1.4) / ((double)income.higher[SOC_OFFICIAL] / SOC_INCOME_ONE) - 0.8775) < 0.0005);
	/* quintiles of the normal law: -0.8416, -0.2533 */
	assert_true(fabs((double)income.cuts[0][0] / SOC_INCOME_ONE + 0.8416) < 1e-4);
	assert_true(fabs((double)income.cuts[1][1] / SOC_INCOME_ONE + 0.2533) < 1e-4);
}

PART(income)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_normal), cmocka_unit_test(test_quintiles),
		                                cmocka_unit_test(test_spread) };
	return run_part(tests, NULL, NULL);
}
