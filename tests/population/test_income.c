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
	soc_income_init(&income, &s.society, &(struct soc_income_region){ 1, urban, 1 }, 1, working);
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
	soc_income_init(&income, &s.society, &(struct soc_income_region){ 1, 0.5, 1 }, 1, 0.6);
	/* officials stand log(1.4) higher, in spreads */
	assert_true(fabs(log(1.4) / ((double)income.higher[SOC_OFFICIAL] / SOC_INCOME_ONE) - 0.8775) < 0.0005);
	/* quintiles of the normal law: -0.8416, -0.2533 */
	assert_true(fabs((double)income.cuts[0][0] / SOC_INCOME_ONE + 0.8416) < 1e-4);
	assert_true(fabs((double)income.cuts[1][1] / SOC_INCOME_ONE + 0.2533) < 1e-4);
}

/* Every person of the law beside every other, by the function of the C library. */
static double gini_of(const struct soc_income_law *law)
{
	double sum = 0, mean = 0;
	for (int i = 0; i < law->places; i++)
		mean += law->place_share[i] * exp(law->place_log[i]);
	for (int i = 0; i < law->places; i++)
		for (int j = 0; j < law->places; j++)
			sum +=
				law->place_share[i] * law->place_share[j] * exp(law->place_log[i]) *
				erf((law->place_log[i] - law->place_log[j] + law->spread * law->spread) / (2 * law->spread));
	return sum / mean;
}

static double mean_of(const struct soc_plan *plan, const struct soc_income_law *law, const char *name)
{
	for (int r = 0; r < plan->regions_count; r++)
		if (strcmp(plan->regions[r].name, name) == 0)
			return (law->place_share[2 * r] * exp(law->place_log[2 * r]) +
			        law->place_share[2 * r + 1] * exp(law->place_log[2 * r + 1])) /
			       (law->place_share[2 * r] + law->place_share[2 * r + 1]);
	fail();
	return 0;
}

/* Provinces as far apart as the statistics have them, and all together as unequal as before. */
static void test_provinces(void **state)
{
	(void)state;
	struct soc_scenario s;
	struct soc_plan plan;
	struct soc_income_law law;
	struct soc_msg msg;
	scenario_make(&s, 100000, 1, "all");
	s.society.income_by_province = 1;
	assert_int_equal(soc_plan_outline(&plan, &s, &msg), SOC_OK);
	soc_population_income(&plan, &law);
	assert_int_equal(law.places, 62);
	assert_true(fabs(mean_of(&plan, &law, "Shanghai") / mean_of(&plan, &law, "Gansu") - 72232.0 / 20335) <
	            1e-9);
	assert_true(fabs(mean_of(&plan, &law, "Beijing") / mean_of(&plan, &law, "Henan") - 69434.0 / 24810) <
	            1e-9);
	assert_true(fabs(gini_of(&law) - 0.465) < 1e-8);
	double all = 0, income = 0;
	for (int k = 0; k < law.places; k++)
		all += law.place_share[k];
	assert_true(fabs(all - 1) < 1e-9);
	/* What the census's people have together, in yuan a head: the published mean is 32,189, of a survey. */
	for (int k = 0; k < law.places; k++)
		income += law.place_share[k] * exp(law.place_log[k]) * 72232 / mean_of(&plan, &law, "Shanghai");
	assert_true(fabs(income - 32449.7) < 0.5);
	soc_plan_release(&plan);
}

PART(income)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_normal), cmocka_unit_test(test_quintiles),
		                                cmocka_unit_test(test_spread), cmocka_unit_test(test_provinces) };
	return run_part(tests, NULL, NULL);
}
