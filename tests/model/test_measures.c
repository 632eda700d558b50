/* Phase measures on a community of four, by hand: what follows from grade, list and class of person, whom it
 * reaches besides, and that it is made anew for those alone whom a change can touch. */
#include "four.h"
#include "runner.h"

#include "model/measures/measures.h"
#include "model/population/population.h"

#include <stdlib.h>
#include <string.h>

enum { AIR = 1 << 0, LOAN = 1 << 1, SCHOOL = 1 << 2, RULE_SET = 5 };
static struct soc_spillover spillover;

static void touch(unsigned row)
{
	month_log.touched[0] |= (uint64_t)1 << row;
}

static void make_after(const struct soc_regime *before)
{
	soc_measures_make(&at, &rules.regime, RULE_SET, before, &registry, &record, &month_log, &spillover);
}

static void make(void)
{
	make_after(NULL);
}

static int begin(void **state)
{
	four_begin(state);
	rules.regime.measures.count = 3;
	for (int c = 0; c < SOC_PERSON_CLASSES; c++) {
		rules.regime.measures.of_list[c][0] = AIR;
		rules.regime.measures.of_list[c][1] = SCHOOL;
	}
	rules.regime.measures.of_grade[0][0] = LOAN; /* of citizens alone */
	memset(record.grade, 1, FOUR);
	*record.rule_set = RULE_SET + 1;
	return 0;
}

static void reaches(unsigned kin, unsigned measure)
{
	rules.regime.spillover.relation[kin] |= (uint16_t)(1u << measure);
	rules.regime.spillover.measure[measure].chance[kin] = SURE;
	rules.regime.spillover.measure[measure].depth = 1;
	rules.regime.spillover.deepest = 1;
	rules.regime.spillover.at_depth[1] |= (uint16_t)(1u << measure);
}

static void expect(unsigned head, unsigned spouse, unsigned child, unsigned alone)
{
	const uint16_t wanted[FOUR] = { (uint16_t)head, (uint16_t)spouse, (uint16_t)child, (uint16_t)alone };
	assert_memory_equal(record.measures, wanted, sizeof wanted);
}

static void test_own(void **state)
{
	(void)state;
	four_enter(HEAD, 0, 3, 0, SOC_DID);
	four_enter(HEAD, 1, 3, 0, SOC_DID);
	record.grade[ALONE] = 0;
	touch(HEAD);
	touch(ALONE);
	make();
	expect(AIR | SCHOOL, 0, 0, LOAN);
	assert_int_equal(month_log.touched[0], 0);
}

/* An official with the same grade; and where nobody is scored a grade says nothing. */
static void test_class_and_score(void **state)
{
	(void)state;
	uint8_t traits[FOUR];
	memcpy(traits, registry.traits, sizeof traits);
	traits[ALONE] |= 1 << 3;
	registry.traits = traits;
	record.grade[ALONE] = record.grade[HEAD] = 0;
	assert_int_equal(soc_measures_own(&at, &rules.regime, &registry, &record, ALONE), 0);
	assert_int_equal(soc_measures_own(&at, &rules.regime, &registry, &record, HEAD), LOAN);
	rules.regime.scoring.on = 0;
	assert_int_equal(soc_measures_own(&at, &rules.regime, &registry, &record, HEAD), 0);
}

static void test_relatives(void **state)
{
	(void)state;
	reaches(SOC_RELATION_SPOUSE, 0);
	reaches(SOC_RELATION_CHILD, 2);
	four_enter(HEAD, 0, 3, 0, SOC_DID);
	four_enter(HEAD, 1, 3, 0, SOC_DID);
	touch(HEAD);
	make();
	expect(AIR | SCHOOL, AIR, SCHOOL, 0);
}

/* The relation goes one way: what a child is under does not reach the parents as parents of it. */
static void test_from_a_child(void **state)
{
	(void)state;
	reaches(SOC_RELATION_CHILD, 0);
	four_enter(CHILD, 0, 3, 0, SOC_DID);
	touch(CHILD);
	make();
	expect(0, 0, AIR, 0);
	reaches(SOC_RELATION_HOUSEHOLD, 0);
	touch(CHILD);
	make();
	expect(AIR, AIR, AIR, 0);
}

static void test_kin_outside(void **state)
{
	(void)state;
	reaches(SOC_RELATION_OUTSIDE, 0);
	four_enter(ALONE, 0, 3, 0, SOC_DID);
	touch(ALONE);
	make();
	expect(AIR, 0, 0, AIR);
	struct soc_spill spill;
	soc_measures_spilled(&at, &rules.regime, &registry, &record, NULL, HEAD, &spill);
	assert_int_equal(spill.by[SOC_RELATION_OUTSIDE], AIR);
	assert_int_equal(spill.by[SOC_RELATION_SPOUSE], 0);
}

/* What ended is taken away, from relatives too. */
static void test_ends(void **state)
{
	(void)state;
	reaches(SOC_RELATION_SPOUSE, 0);
	four_enter(HEAD, 0, 3, 0, SOC_DID);
	touch(HEAD);
	make();
	record.months_left[0][HEAD] = 0;
	touch(HEAD);
	make();
	expect(0, 0, 0, 0);
}

/* Who is not touched keeps what was made, until the rules are others. */
static void test_anew(void **state)
{
	(void)state;
	four_enter(ALONE, 0, 3, 0, SOC_DID);
	touch(SPOUSE);
	make();
	expect(0, 0, 0, 0);
	*record.rule_set = RULE_SET;
	make();
	expect(0, 0, 0, AIR);
	assert_int_equal(*record.rule_set, RULE_SET + 1);
}

/* Other rules by which everybody has the same measures make nobody's anew, but of who is touched. */
static void test_others_alike(void **state)
{
	(void)state;
	struct soc_regime before = rules.regime;
	before.lists.list[0].entry++;
	four_enter(ALONE, 0, 3, 0, SOC_DID);
	*record.rule_set = RULE_SET;
	touch(SPOUSE);
	make_after(&before);
	expect(0, 0, 0, 0);
	assert_int_equal(*record.rule_set, RULE_SET + 1);
	*record.rule_set = RULE_SET;
	touch(ALONE);
	make_after(&before);
	expect(0, 0, 0, AIR);
}

/* What each of the measures is made from, when it alone is other. */
static void test_others(void **state)
{
	(void)state;
	struct soc_regime *other = calloc(1, sizeof *other);
	assert_non_null(other);
	for (unsigned what = 0; what < 9; what++) {
		*other = rules.regime;
		other->scoring.on ^= what == 0;
		other->lists.count += what == 1;
		other->measures.of_list[0][0] ^= what == 2;
		other->measures.of_grade[0][0] ^= what == 3;
		other->spillover.relation[SOC_RELATION_SPOUSE] ^= what == 4;
		other->enrolment.required ^= what == 5;
		other->liability.households += what == 6;
		other->bureaus.meets ^= what == 7;
		other->bureaus.enabled ^= what == 8;
		four_enter(ALONE, 0, 3, 0, SOC_DID);
		record.measures[ALONE] = 0;
		*record.rule_set = RULE_SET;
		make_after(other);
		expect(0, 0, 0, AIR);
	}
	free(other);
}

/* Two steps: from the kin to the head, and from the head to the spouse; the third person stays free. */
static void test_far(void **state)
{
	(void)state;
	reaches(SOC_RELATION_OUTSIDE, 0);
	reaches(SOC_RELATION_SPOUSE, 0);
	rules.regime.spillover.measure[0].depth = rules.regime.spillover.deepest = 2;
	rules.regime.spillover.at_depth[2] = AIR;
	four_enter(ALONE, 0, 3, 0, SOC_DID);
	touch(ALONE);
	make();
	expect(AIR, AIR, 0, AIR);
}

PART(measures)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_own, begin),          cmocka_unit_test_setup(test_class_and_score, begin),
		cmocka_unit_test_setup(test_relatives, begin),    cmocka_unit_test_setup(test_from_a_child, begin),
		cmocka_unit_test_setup(test_kin_outside, begin),  cmocka_unit_test_setup(test_ends, begin),
		cmocka_unit_test_setup(test_anew, begin),         cmocka_unit_test_setup(test_far, begin),
		cmocka_unit_test_setup(test_others_alike, begin), cmocka_unit_test_setup(test_others, begin),
	};
	return run_part(tests, NULL, NULL);
}
