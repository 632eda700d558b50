/* Module income on a community of four, by hand: when incomes move, what a refusal leaves, and the tables. */
#include "four.h"

#include "input/schema/scenario.h"
#include "model/modules/income/income.h"
#include "runner.h"

#include <math.h>
#include <string.h>

static uint8_t income[FOUR_ROWS], spared[FOUR_ROWS], standing[FOUR_ROWS], situation[FOUR_ROWS],
	spared_situation[FOUR_ROWS];
static struct soc_income_rules fitted;

/* Lasting income halves at each move, without chance. */
static int begin(void **state)
{
	four_begin(state);
	memset(income, SOC_INCOME_MIDDLE, sizeof income);
	memset(spared, SOC_INCOME_MIDDLE, sizeof spared);
	memset(standing, SOC_INCOME_MIDDLE, sizeof standing);
	self.income = income;
	self.situation = situation;
	truth.spared = spared;
	truth.spared_situation = spared_situation;
	registry.standing = standing;
	rules.income = (struct soc_income_rules){ .enabled = 1, .keep = 32768 };
	return 0;
}

static void move(void)
{
	soc_income_move(&at, &rules.income, &registry, &month_log, &self, &truth);
}

static void refused(unsigned row, unsigned measure, unsigned effective)
{
	*soc_month_log_attempts(&month_log) =
		(struct soc_attempt){ (uint16_t)row, (uint8_t)measure, 2, (uint8_t)effective };
}

/* In a year each household moves once, its members together. */
static void test_once_a_year(void **state)
{
	(void)state;
	unsigned moved[FOUR] = { 0 }, together = 0;
	for (at.month = 24; at.month < 36; at.month++) {
		memset(income, SOC_INCOME_MIDDLE + 20, sizeof income);
		const unsigned before = soc_income_moves(&at, 0);
		move();
		for (unsigned i = 0; i < FOUR; i++) {
			assert_true(income[i] == SOC_INCOME_MIDDLE + 20 || income[i] == SOC_INCOME_MIDDLE + 10);
			moved[i] += income[i] == SOC_INCOME_MIDDLE + 10;
		}
		assert_int_equal(income[HEAD], income[CHILD]);
		together += income[HEAD] == income[SPOUSE];
		at.month--;
		assert_int_equal(before - soc_income_moves(&at, 0), income[HEAD] == SOC_INCOME_MIDDLE + 10);
		at.month++;
	}
	assert_int_equal(together, 12);
	for (unsigned i = 0; i < FOUR; i++)
		assert_int_equal(moved[i], 1);
	assert_int_equal(soc_income_moves(&at, 0), 3 + (soc_income_moves(&at, 0) > 3));
}

/* What is taken for good is taken at once, from whom it was refused, and no more than there is. */
static void test_a_refusal_leaves_its_trace(void **state)
{
	(void)state;
	rules.income.keep = 65536;
	rules.income.scar[1] = 3 * 65536;
	refused(HEAD, 1, 1);
	refused(SPOUSE, 1, 0);
	refused(ALONE, 0, 2);
	income[CHILD] = 2;
	refused(CHILD, 1, 2);
	move();
	assert_int_equal(income[HEAD], SOC_INCOME_MIDDLE - 3);
	assert_int_equal(income[SPOUSE], SOC_INCOME_MIDDLE);
	assert_int_equal(income[ALONE], SOC_INCOME_MIDDLE);
	assert_int_equal(income[CHILD], 0);
}

/* A loss of half a step is one in half of the months, to a 16-bit sequence's evenness. */
static void test_rounding_has_no_bias(void **state)
{
	(void)state;
	int lost = 0;
	rules.income.keep = 65536;
	rules.income.scar[1] = 32768;
	for (at.month = 0; at.month < 1000; at.month++) {
		soc_month_log_clear(&month_log);
		income[HEAD] = 100;
		refused(HEAD, 1, 1);
		move();
		lost += 100 - income[HEAD];
	}
	assert_true(lost > 450 && lost < 550);
}

/* Levels below the mean are the lowest quintile here, those from it on the highest; a step is a level, and
 * everybody begins three levels above the mean. */
static void with_two_quintiles(uint8_t registered)
{
	rules.income.keep = 65536;
	rules.income.step = 1024;
	for (unsigned i = SOC_INCOME_LEVELS / 2 + 32; i < SOC_INCOME_LEVELS; i++)
		rules.income.rank[i] = 1023;
	rules.income.place[0] = rules.income.place[1] = 3 * 1024;
	for (unsigned i = 0; i < FOUR; i++)
		situation[i] = spared_situation[i] = ((uint8_t *)registry.situation)[i] =
			soc_situation_pack(0, soc_population_age_band(registry.age[i]), registered);
}

static unsigned quintile_of(unsigned row)
{
	return soc_situation_quintile(situation[row]);
}

/* Who is refused falls, and would not have fallen without; the band of age stays. Four steps are needed. */
static void test_the_quintile_follows(void **state)
{
	(void)state;
	with_two_quintiles(4);
	rules.income.scar[1] = 3 * 65536;
	rules.income.scar[0] = 4 * 65536;
	refused(HEAD, 0, 1);
	refused(SPOUSE, 1, 1);
	move();
	assert_int_equal(quintile_of(HEAD), 0);
	assert_int_equal(quintile_of(SPOUSE), 4);
	assert_int_equal(quintile_of(ALONE), 4);
	assert_int_equal(soc_situation_age_band(situation[HEAD]),
	                 soc_situation_age_band(registry.situation[HEAD]));
	assert_int_equal(soc_situation_quintile(spared_situation[HEAD]), 4);
	assert_int_equal(spared[HEAD], SOC_INCOME_MIDDLE);
}

/* Nothing moves: everybody stays in the quintile that the register has, whatever the levels say. */
static void test_frozen_the_register_holds(void **state)
{
	(void)state;
	with_two_quintiles(2);
	for (at.month = 0; at.month < 24; at.month++) {
		move();
		for (unsigned i = 0; i < FOUR; i++)
			assert_int_equal(quintile_of(i), 2);
	}
}

static void test_off_nothing_is_read(void **state)
{
	(void)state;
	rules.income.enabled = 0;
	self.income = NULL;
	refused(HEAD, 1, 1);
	move();
}

/* 288: from 0 to 1/64 of log income. */
static void test_levels(void **state)
{
	(void)state;
	assert_int_equal(soc_income_level(0), 288);
	assert_int_equal(soc_income_level(1023), 288);
	assert_int_equal(soc_income_level(1024), 289);
	assert_int_equal(soc_income_level(-1), 287);
	assert_int_equal(soc_income_level(-10 * 65536), 0);
	assert_int_equal(soc_income_level(10 * 65536), SOC_INCOME_LEVELS - 1);
}

static struct soc_income_law law_of_one_class(double spread)
{
	static int32_t normal[SOC_INCOME_NORMAL];
	struct soc_income_law law = { .spread = spread,
		                          .places = 2,
		                          .place_share = { 1 },
		                          .place_mean = { 1 },
		                          .class_share = { 1 },
		                          .shared = 3427,
		                          .own = 2243,
		                          .normal = normal };
	return law;
}

/* Spread 0.8, of which 0.48 is a year's: 0.64 is lasting, 0.02 a step. The middle is half the variance below
 * the mean. */
static void test_the_tables(void **state)
{
	(void)state;
	struct soc_msg msg;
	static struct soc_scenario s;
	soc_scenario_defaults(&s);
	s.income.year = 0.48;
	s.income.persistence = 0.6;
	s.income.lasting = 0.5;
	s.measures_count = 2;
	s.measures[0].kind = s.measures[1].kind = SOC_SANCTION;
	s.measures[1].income_loss = 0.1;
	const struct soc_income_law law = law_of_one_class(0.8);
	fitted = (struct soc_income_rules){ .enabled = 1 };
	assert_int_equal(soc_income_fit(&fitted, &law, &s, &msg), SOC_OK);
	assert_int_equal(fitted.place[0] + fitted.class[SOC_CITIZEN], (int)(-0.32 * 65536 - 0.5));
	assert_int_equal(fitted.step, (int)(0.02 * 65536 + 0.5));
	assert_int_equal(fitted.keep, (int)(0.6 * 65536 + 0.5));
	assert_true(fabs(fitted.move / 65536.0 - sqrt(0.64 * 1024 - 1.0 / 6)) < 1e-4);
	assert_int_equal(fitted.effect[15], 0);
	assert_true(fabs(fitted.effect[13] / 65536.0 - log(0.9)) < 1e-4);
	assert_int_equal(fitted.scar[0], 0);
	assert_true(fabs((double)fitted.scar[1] / 65536.0 - -log(0.95) / 0.02) < 1e-3);
	assert_int_equal(fitted.amount[288], (int)(1000 * exp(0.5 / 64) + 0.5));
	/* half of all below -0.32, which is 267.52 steps of 1/64 from -4.5 on */
	assert_true(fitted.rank[267] >= 511 && fitted.rank[267] <= 513);
	assert_int_equal(fitted.rank[SOC_INCOME_LEVELS - 1], 1023);
	s.income.year = 0.8;
	assert_int_equal(soc_income_fit(&fitted, &law, &s, &msg), SOC_ERR_SCENARIO);
	assert_non_null(strstr(msg.text, "income.year: 0.8 is too much"));
}

#define TEST(name) cmocka_unit_test_setup(name, begin)
PART(income)
{
	const struct CMUnitTest tests[] = {
		TEST(test_once_a_year),
		TEST(test_a_refusal_leaves_its_trace),
		TEST(test_rounding_has_no_bias),
		TEST(test_the_quintile_follows),
		TEST(test_frozen_the_register_holds),
		TEST(test_off_nothing_is_read),
		TEST(test_levels),
		TEST(test_the_tables),
	};
	return run_part(tests, NULL, NULL);
}
