/* What acts are expected to cost, on a community of four, sum by sum: entries, grades, relatives, rewards. */
#include "four.h"
#include "runner.h"

#include "model/expected/expected.h"

enum { ACT, TRAIN = 0, SCHOOL = 1, PRIZE = 2, BLACK = 0, RED = 1 };
#define MONTH ((uint64_t)1 << 24) /* a month of income */

static struct soc_field field;

static struct soc_weigher weigher(void)
{
	return (struct soc_weigher){ &at, &rules, &field, &registry, &record, &self };
}

static uint64_t loss(unsigned row)
{
	const struct soc_weigher w = weigher();
	return soc_expected_loss(&w, row, ACT);
}

static uint64_t reward(unsigned row)
{
	const struct soc_weigher w = weigher();
	return soc_expected_reward(&w, row, ACT);
}

/* A month under TRAIN costs 3 months of income (for a round sum), under SCHOOL 1, PRIZE is worth 2. The black
 * list stands ten months, four in ten cases lead to it; everybody can meet everything. */
static int begin(void **state)
{
	struct soc_conduct_rules *c = &rules.conduct;
	four_begin(state);
	rules.regime.measures.count = 3;
	rules.regime.measures.sanctions = 1u << TRAIN | 1u << SCHOOL;
	rules.regime.lists.list[RED].colour = SOC_RED;
	rules.regime.lists.black = 1u << BLACK;
	rules.regime.lists.red = 1u << RED;
	c->spheres = 1;
	c->act[ACT] = (struct soc_act_rule){
		.is_weighed = 1, .inverse_gain = 65536, .months = 5 * 256, .share = { SOC_RISK_ONE, SOC_RISK_ONE }
	};
	for (int i = 0; i < 3; i++)
		for (int urban = 0; urban < 2; urban++)
			for (int quintile = 0; quintile < 5; quintile++)
				c->stake[i][0][urban][quintile] = (uint32_t)((i == TRAIN ? 3 : i == SCHOOL ? 1 : 2) * MONTH);
	for (int age = 0; age < SOC_AGES_MOST; age++)
		c->of_age[age] = 7;
	for (int l = 0; l < 2; l++) {
		for (int class = 0; class < SOC_PERSON_CLASSES; class ++)
			c->list_months[l][class] = 10 * 256;
		rules.regime.lists.list[l].entry = SURE / 2;
	}
	return 0;
}

/* ---- entries ---- */

static void test_entry(void **state)
{
	(void)state;
	assert_int_equal(loss(HEAD), 0); /* the act enters no list */
	rules.conduct.act[ACT].lists = 1u << BLACK;
	assert_int_equal(loss(HEAD), 0); /* on which nothing follows */
	rules.regime.measures.of_list[0][BLACK] = 1u << TRAIN | 1u << SCHOOL;
	assert_int_equal(loss(HEAD), 20 * MONTH); /* (3 + 1) * 10 months, in half the cases */
	rules.conduct.of_age[40] = 1u << TRAIN;
	assert_int_equal(loss(HEAD), 15 * MONTH);  /* no schools at forty */
	assert_int_equal(loss(CHILD), 20 * MONTH); /* but at ten */
	record.measures[HEAD] = 1u << TRAIN;
	assert_int_equal(loss(HEAD), 0); /* refused already: nothing is added */
}

/* Of an entry that stands, only what a renewal adds counts: 9 of 12 months gone, three quarters of the term.
 */
static void test_renewal(void **state)
{
	(void)state;
	rules.conduct.act[ACT].lists = 1u << BLACK;
	rules.regime.measures.of_list[0][BLACK] = 1u << TRAIN;
	rules.conduct.published[BLACK][0] = rules.conduct.published[BLACK][1] = (uint32_t)MONTH;
	assert_int_equal(loss(HEAD), 15 * MONTH + MONTH / 2); /* with half the shame of publication */
	four_enter(HEAD, BLACK, 3, 0, SOC_DID);
	record.measures[HEAD] = 1u << TRAIN;
	assert_int_equal(loss(HEAD), 3 * 10 * MONTH * 3 / 4 / 2);
	four_enter(HEAD, BLACK, 12, 0, SOC_DID);
	assert_int_equal(loss(HEAD), 0);
}

/* Spouse and child at half the weight; the kin outside too; the child meets no trains. */
static void test_relatives(void **state)
{
	(void)state;
	rules.conduct.act[ACT].lists = 1u << BLACK;
	rules.regime.measures.of_list[0][BLACK] = 1u << TRAIN;
	for (int kin = 0; kin < SOC_RELATIONS; kin++) {
		rules.regime.spillover.relation[kin] = 1u << TRAIN;
		rules.conduct.spill[TRAIN][kin] = 32768;
	}
	rules.conduct.of_age[10] = 1u << SCHOOL;
	assert_int_equal(loss(HEAD), 15 * MONTH + 2 * 15 * MONTH / 2); /* spouse, and who lives alone */
	assert_int_equal(loss(ALONE), 15 * MONTH + 15 * MONTH / 2);    /* row 0 is their kin */
	rules.conduct.of_age[10] = 7;
	assert_int_equal(loss(HEAD), 15 * MONTH + 3 * 15 * MONTH / 2);
}

/* ---- grades ---- */

/* Three grades of 1,000 units from 0; in the lowest there is TRAIN, in the highest PRIZE. The constant puts
 * everybody at 1,500, in the middle of the middle. */
static void graded(void)
{
	rules.regime.scoring.grades = 3;
	rules.regime.scoring.grade_from[0] = INT32_MIN;
	rules.regime.scoring.grade_from[1] = 1000;
	rules.regime.scoring.grade_from[2] = 2000;
	rules.regime.scoring.minimum = 0;
	rules.regime.scoring.maximum = 2999;
	rules.regime.scoring.constant = 1500;
	rules.regime.measures.of_grade[0][0] = 1u << TRAIN;
	rules.regime.measures.of_grade[0][2] = 1u << PRIZE;
	record.grade[HEAD] = record.grade[ALONE] = 1;
	rules.regime.scoring.tariff[ACT].has_component = 1;
	rules.regime.scoring.tariff[ACT].grade_limit = INT32_MAX;
}

static void test_fall(void **state)
{
	(void)state;
	graded();
	rules.people.knows_rules = SURE;
	rules.regime.scoring.tariff[ACT].points = -501;
	assert_int_equal(loss(HEAD),
	                 15 * MONTH); /* 501 below 1,500: over the threshold; 3 a month for 5 months */
	rules.regime.scoring.tariff[ACT].points = -167;
	assert_int_equal(loss(HEAD), 5 * MONTH); /* the third part of the way */
	record.grade[HEAD] = 0;
	assert_int_equal(loss(HEAD), 0); /* nothing below */
	record.grade[HEAD] = 2;
	record.points[0][HEAD] = 1000;
	rules.regime.scoring.tariff[ACT].points = -501 - 1000;
	assert_int_equal(loss(HEAD), (10 + 15) * MONTH); /* from 2,500: the prize, and the whole grade below */
	rules.regime.scoring.floor[0] = 999;
	assert_int_equal(loss(HEAD), 10 * MONTH / 501); /* there is one unit left to lose */
}

/* Others take every point of the way down to be worth the same: from 3,000 to 1,000, the prize and the train.
 */
static void test_supposes(void **state)
{
	(void)state;
	graded();
	rules.regime.scoring.tariff[ACT].points = -200;
	assert_int_equal(loss(HEAD), 3 * MONTH); /* of the middle grade: 1,000 of way, 15 to lose */
	record.grade[HEAD] = 2;
	assert_int_equal(loss(HEAD), 25 * MONTH / 10);
	record.points[0][HEAD] = -499; /* wherever they really stand */
	assert_int_equal(loss(HEAD), 25 * MONTH / 10);
	rules.regime.scoring.tariff[ACT].points = -2500;
	assert_int_equal(loss(HEAD), 25 * MONTH);
}

/* Who knows the rules knows the score. */
static void test_knows_score(void **state)
{
	(void)state;
	graded();
	rules.regime.scoring.tariff[ACT].points = -167;
	record.points[0][HEAD] = -400; /* 1,100: 167 suffices */
	assert_int_equal(loss(HEAD), 15 * MONTH * 167 / 1000);
	rules.people.knows_rules = SURE;
	assert_int_equal(loss(HEAD), 15 * MONTH);
	record.points[0][HEAD] = 168; /* 1,668: 669 steps to fall */
	assert_int_equal(loss(HEAD), 15 * MONTH * 167 / 669);
}

/* drop_to_grade: whatever the points. */
static void test_dropped(void **state)
{
	(void)state;
	graded();
	rules.regime.scoring.tariff[ACT].has_component = 0;
	rules.regime.scoring.tariff[ACT].grade_limit = 999;
	assert_int_equal(loss(HEAD), 15 * MONTH * 501 / 1000); /* supposed: from 1,500, of 1,000 of way */
	rules.people.knows_rules = SURE;
	assert_int_equal(loss(HEAD), 15 * MONTH);
}

/* ---- rewards ---- */

static void test_rise(void **state)
{
	(void)state;
	graded();
	rules.events.event[ACT].kind = SOC_GOOD_DEED;
	rules.regime.scoring.tariff[ACT].points = 100;
	assert_int_equal(reward(HEAD), MONTH); /* a tenth of the way up from 1,000: 2 a month for 5 months */
	record.grade[ALONE] = 0;
	record.points[0][ALONE] = -1000;
	assert_int_equal(reward(ALONE), 25 * MONTH / 20); /* out of TRAIN, and the prize: 100 of 2,000 */
	rules.people.knows_rules = SURE;
	assert_int_equal(reward(HEAD), 2 * MONTH);  /* a fifth of the way from 1,500 */
	assert_int_equal(reward(ALONE), 3 * MONTH); /* from 500 out of TRAIN: 15 by a fifth */
	rules.regime.lists.list[RED].entry_grades = 1u << 2;
	rules.regime.measures.of_list[0][RED] = 1u << PRIZE;
	assert_int_equal(reward(HEAD), 2 * MONTH); /* the list adds nothing to what the grade brings */
	rules.regime.measures.count = 4;
	rules.regime.measures.of_list[0][RED] |= 1u << 3;
	rules.conduct.of_age[40] |= 1u << 3;
	rules.conduct.stake[3][0][0][2] = (uint32_t)MONTH;
	assert_int_equal(reward(HEAD), 3 * MONTH); /* but its own: half of ten months of 1, by a fifth */
	record.grade[HEAD] = 2;
	assert_int_equal(reward(HEAD), 0);
	rules.people.knows_rules = 0;
	assert_int_equal(reward(HEAD), 0);
}

/* A deed shortens an entry, but for its last month. */
static void test_repair(void **state)
{
	(void)state;
	rules.events.event[ACT].kind = SOC_GOOD_DEED;
	rules.regime.measures.of_list[0][BLACK] = 1u << TRAIN;
	rules.regime.lists.list[BLACK].good_deed_months = 4;
	assert_int_equal(reward(HEAD), 0);
	four_enter(HEAD, BLACK, 9, 0, SOC_DID);
	assert_int_equal(reward(HEAD), 12 * MONTH);
	four_enter(HEAD, BLACK, 3, 0, SOC_DID);
	assert_int_equal(reward(HEAD), 6 * MONTH);
	four_enter(HEAD, BLACK, 1, 0, SOC_DID);
	assert_int_equal(reward(HEAD), 0);
}

/* ---- risk ---- */

static unsigned risk_in_255(void)
{
	const struct soc_weigher w = weigher();
	return (unsigned)(((uint64_t)soc_expected_risk(&w, HEAD, ACT) * 255 + SOC_RISK_ONE / 2) / SOC_RISK_ONE);
}

static void test_risk(void **state)
{
	(void)state;
	struct soc_act_rule *act = &rules.conduct.act[ACT];
	self.risk[0][HEAD] = 100;
	field.risk[0] = 200 * 257;
	rules.people.risk_own = 49152; /* three quarters */
	rules.people.risk_place = 16384;
	assert_int_equal(risk_in_255(), 125);
	act->share[0] = SOC_RISK_ONE / 5; /* of the best watched class of the sphere */
	assert_int_equal(risk_in_255(), 25);
	act->risk_more = SOC_RISK_ONE / 255 * 30;
	assert_int_equal(risk_in_255(), 55);
	act->risk_more = SOC_RISK_ONE;
	assert_int_equal(risk_in_255(), 255);
	act->risk_more = 0;
	act->share[0] = SOC_RISK_ONE;
	rules.people.risk_own = rules.people.risk_place = 65536;
	assert_int_equal(risk_in_255(), 255);
	act->share[0] = SOC_RISK_ONE / 5; /* of certainty, not of more */
	assert_int_equal(risk_in_255(), 51);
	act->share[0] = 0;
	act->share[1] = SOC_RISK_ONE; /* in town, where the person does not live */
	assert_int_equal(risk_in_255(), 0);
}

PART(expected)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_entry, begin),     cmocka_unit_test_setup(test_renewal, begin),
		cmocka_unit_test_setup(test_relatives, begin), cmocka_unit_test_setup(test_fall, begin),
		cmocka_unit_test_setup(test_supposes, begin),  cmocka_unit_test_setup(test_knows_score, begin),
		cmocka_unit_test_setup(test_dropped, begin),   cmocka_unit_test_setup(test_rise, begin),
		cmocka_unit_test_setup(test_repair, begin),    cmocka_unit_test_setup(test_risk, begin),
	};
	return run_part(tests, NULL, NULL);
}
