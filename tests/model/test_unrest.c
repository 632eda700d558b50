/* Module unrest: a community of six by hand. */
#include "base/num.h"
#include "model/modules/unrest/unrest.h"
#include "model/population/population.h"
#include "model/variates.h"
#include "runner.h"
#include <string.h>

enum { ROWS = 512, COMMUNITY = 6, CHILD = 5 };

static struct soc_rules rules;
static struct soc_registry registry;
static struct soc_record record;
static struct soc_self self;
static struct soc_truth truth;
static struct soc_tally tally;
static uint8_t age[ROWS], months_left[ROWS], unrest[ROWS], life[ROWS], strain[ROWS];
static uint16_t tags[ROWS], measures[ROWS];
static const struct soc_place_time at = { .seed = 3, .month = 7, .count = COMMUNITY, .urban = 1 };
static const struct soc_measurement measurement = {
	.at = &at, .rules = &rules, .registry = &registry, .record = &record, .self = &self, .truth = &truth
};
static const uint32_t one = 65536;

/* Five adults and a child without any hardship, all in sight; no police; measure 0 is a sanction. */
static int begin(void **state)
{
	static const uint8_t ages[COMMUNITY] = { 40, 38, 70, 44, 25, 9 };
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&tally, 0, sizeof tally);
	memset(months_left, 0, sizeof months_left);
	memset(unrest, 0, sizeof unrest);
	memset(life, 0, sizeof life);
	memset(strain, 0, sizeof strain);
	memset(tags, 0, sizeof tags);
	memset(measures, 0, sizeof measures);
	memcpy(age, ages, sizeof ages);
	registry.age = age;
	record.months_left[0] = months_left;
	record.measures = measures;
	self.unrest = unrest;
	self.life = life;
	self.strain = strain;
	truth.tags = tags;
	rules.regime.lists.count = 1;
	rules.regime.lists.black = 1;
	rules.regime.measures.sanctions = 1;
	rules.unrest.enabled = 1;
	rules.unrest.sight = ROWS;
	rules.unrest.jail_most = 1;
	rules.unrest.threshold = 6554;
	for (unsigned i = 0; i < SOC_UNREST_RATIOS; i++)
		rules.unrest.risk[i] = (uint32_t)((1.0 - soc_num_exp(-2.3 * i / SOC_UNREST_RATIO)) * one);
	return 0;
}

static void rise(void)
{
	memset(&tally, 0, sizeof tally);
	soc_unrest_rise(&measurement, &self, &tally);
}

static int64_t of(enum soc_module_count count, unsigned place)
{
	return tally.module[(unsigned)count + place];
}

/* Three steps of income at 0.1, half the strain at 0.4, a sanction of 0.2: 0.3 + 0.2 + 0.2. */
static void test_hardship_comes_from_the_regime(void **state)
{
	(void)state;
	rules.unrest.income = one / 10;
	rules.unrest.strain = one * 4 / 10 / 255;
	rules.unrest.sanction = one / 5;
	assert_int_equal(soc_unrest_hardship(&measurement, 0, 0xffffffff), 0);
	life[0] = 3 | SOC_LIFE_LOAN;
	assert_int_equal(soc_unrest_hardship(&measurement, 0, 0), 3 * (one / 10));
	strain[0] = 127;
	measures[0] = 3;
	assert_in_range(soc_unrest_hardship(&measurement, 0, 0), one * 69 / 100, one * 70 / 100);
	measures[0] = 2; /* a reward */
	assert_in_range(soc_unrest_hardship(&measurement, 0, 0), one * 49 / 100, one * 50 / 100);
	rules.unrest.hardship = one;
	assert_int_equal(soc_unrest_hardship(&measurement, 0, 0xffffffff), one);
	assert_int_equal(soc_unrest_hardship(&measurement, 1, 0x80000000), one / 2);
}

/* Of 0.8 a fifth of wronged in sight takes 0.5 x 0.2, and being so oneself 0.3; who did it is not wronged. */
static void test_legitimacy_is_lost_by_wrong(void **state)
{
	(void)state;
	rules.unrest.legitimacy = one * 8 / 10;
	rules.unrest.wronged = one * 3 / 10;
	rules.unrest.wronged_seen = one / 2;
	months_left[2] = 5;
	tags[2] = soc_tag_set(0, 0, SOC_DID_NOTHING);
	months_left[3] = 5;
	tags[3] = soc_tag_set(0, 0, SOC_DID);
	assert_in_range(soc_unrest_legitimacy(&measurement, 0, one / 5), one * 70 / 100 - 1, one * 70 / 100 + 1);
	assert_in_range(soc_unrest_legitimacy(&measurement, 2, one / 5), one * 40 / 100 - 2, one * 40 / 100 + 2);
	assert_in_range(soc_unrest_legitimacy(&measurement, 3, one / 5), one * 70 / 100 - 1, one * 70 / 100 + 1);
	rules.unrest.wronged = one;
	assert_int_equal(soc_unrest_legitimacy(&measurement, 2, one / 5), 0);
}

/* Without police everybody whose grievance is above the threshold is active, from the first month on: 0.5 of
 * hardship at a legitimacy of 0.7 is 0.15. With a legitimacy of 0.81 it is 0.095. */
static void test_grievance_alone(void **state)
{
	(void)state;
	rules.unrest.legitimacy = one * 7 / 10;
	rules.unrest.sanction = one / 2;
	measures[1] = measures[4] = measures[CHILD] = 1;
	rise();
	assert_int_equal(of(SOC_MOD_unrest_by_standing_active, SOC_STANDING_SANCTIONED), 2);
	assert_int_equal(of(SOC_MOD_unrest_by_standing_active, SOC_STANDING_UNTOUCHED), 0);
	assert_int_equal(of(SOC_MOD_unrest_by_standing_adults, SOC_STANDING_UNTOUCHED), 3);
	assert_int_equal(of(SOC_MOD_unrest_by_stratum_blocks, 1), 1);
	assert_int_equal(of(SOC_MOD_unrest_by_stratum_outbursts, 1), 1);
	assert_int_equal(unrest[1], SOC_UNREST_ACTIVE);
	rules.unrest.legitimacy = one * 81 / 100;
	rise();
	assert_int_equal(unrest[1] + unrest[4], 0);
	assert_int_equal(of(SOC_MOD_unrest_by_stratum_outbursts, 1), 0);
}

/* One of the police for each adult: who is afraid stays at home. Two who are active halve what one reckons
 * with. */
static void test_risk_deters(void **state)
{
	(void)state;
	rules.unrest.sanction = one;
	rules.unrest.police = one;
	for (unsigned row = 0; row < CHILD; row++)
		measures[row] = 1;
	rise();
	for (unsigned row = 0, active = 0; row < CHILD; row++) {
		uint32_t words[4];
		soc_draw_block(at.seed, SOC_DRAW_UNREST_AVERSION, row / 4, 0, SOC_BLOCK(UNREST_AVERSE, 0), words);
		const double aversion = (words[row % 4] >> 16) / 65536.0,
					 ratio = (double)(5 * 64 / (active + 1)) / 64.0,
					 net = aversion * (1.0 - soc_num_exp(-2.3 * ratio));
		if (1.0 - net > 0.101 || 1.0 - net < 0.099) /* not on the border */
			assert_int_equal((unrest[row] & SOC_UNREST_ACTIVE) != 0, 1.0 - net > 0.1);
		active += (unrest[row] & SOC_UNREST_ACTIVE) != 0;
	}
}

/* Police enough arrest all who are active; after a term of a month they decide again. */
static void test_jail(void **state)
{
	(void)state;
	rules.unrest.sanction = one;
	rules.unrest.police = one;
	rules.unrest.arrests = one;
	memset(rules.unrest.risk, 0, sizeof rules.unrest.risk);
	for (unsigned row = 0; row < 3; row++)
		measures[row] = 1;
	rise();
	assert_int_equal(of(SOC_MOD_unrest_by_standing_active, SOC_STANDING_SANCTIONED), 3);
	assert_int_equal(of(SOC_MOD_unrest_by_standing_arrests, SOC_STANDING_SANCTIONED), 3);
	assert_int_equal(of(SOC_MOD_unrest_by_standing_jailed, SOC_STANDING_SANCTIONED), 3);
	assert_int_equal(unrest[0], 1);
	rules.unrest.jail_most = 100;
	unrest[0] = 3;
	unrest[1] = unrest[2] = 0;
	rise();
	assert_int_equal(unrest[0], 2);
	assert_int_equal(of(SOC_MOD_unrest_by_standing_active, SOC_STANDING_SANCTIONED), 2);
	assert_in_range(unrest[1], 1, 100);
	rules.unrest.arrests = 0;
	unrest[0] = 1;
	unrest[1] = 0;
	rise();
	assert_int_equal(of(SOC_MOD_unrest_by_standing_active, SOC_STANDING_SANCTIONED), unrest[2] > 100 ? 3 : 2);
	assert_int_equal(unrest[0], SOC_UNREST_ACTIVE);
}

/* Two blocks of three: who is wronged is seen in one of them alone. */
static void test_sight(void **state)
{
	(void)state;
	rules.unrest.sight = 3;
	rules.unrest.hardship = one;
	rules.unrest.legitimacy = one;
	rules.unrest.wronged_seen = 3 * one;
	months_left[0] = 5;
	tags[0] = soc_tag_set(0, 0, SOC_DID_ELSE);
	rise();
	assert_int_equal(of(SOC_MOD_unrest_by_stratum_blocks, 1), 2);
	assert_int_equal(of(SOC_MOD_unrest_by_standing_adults, SOC_STANDING_WRONGED), 1);
	assert_int_equal(unrest[3] + unrest[4], 0);
	assert_true(unrest[0] + unrest[1] + unrest[2] > 0);
}

static void test_off(void **state)
{
	(void)state;
	rules.unrest.enabled = 0;
	rules.unrest.sanction = one;
	measures[1] = 1;
	rise();
	assert_int_equal(unrest[1], 0);
	assert_int_equal(of(SOC_MOD_unrest_by_stratum_blocks, 1), 0);
}

PART(unrest)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_hardship_comes_from_the_regime, begin),
		cmocka_unit_test_setup(test_legitimacy_is_lost_by_wrong, begin),
		cmocka_unit_test_setup(test_grievance_alone, begin),
		cmocka_unit_test_setup(test_risk_deters, begin),
		cmocka_unit_test_setup(test_jail, begin),
		cmocka_unit_test_setup(test_sight, begin),
		cmocka_unit_test_setup(test_off, begin),
	};
	return run_part(tests, NULL, NULL);
}
