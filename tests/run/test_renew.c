/* Fields at a month's end, by hand: who is first come is first served, a norm goes where conduct goes, and a
 * place has its own. */
#include "run/renew.h"
#include "runner.h"

#include <string.h>

enum { MONTHS = 6, PLACES = 2, A_MONTH = 256 }; /* a file a month for a million people */

static struct soc_stratum strata[] = { { .place = 0, .urban = 1, .persons = 400000 },
	                                   { .place = 0, .urban = 0, .persons = 600000 },
	                                   { .place = 1, .urban = 1, .persons = 500000 } };
static const struct soc_plan plan = { .places_count = PLACES, .strata_count = 3, .strata = strata };
static struct soc_rules rules;
static uint16_t of[MONTHS * 3];
static const struct soc_rule_sets sets = {
	.rules = &rules, .count = 1, .of = of, .months = MONTHS, .strata = 3
};
static int64_t sums[PLACES][SOC_PLACE_VALUES];
static const struct soc_tally tally = { .place = sums };
static struct soc_fields fields;

static int begin(void **state)
{
	struct soc_msg msg = { "" };
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(sums, 0, sizeof sums);
	rules.regime.adaptive_weight.component = -1;
	rules.regime.review.files = 10 * A_MONTH;
	rules.regime.due_process.files = 2 * A_MONTH;
	rules.people.norm_step = SOC_ONE16 / 2;
	rules.people.norm_floor = SOC_ONE16 / 2;
	rules.people.norm_ceiling = 2 * SOC_ONE16;
	assert_int_equal(soc_fields_init(&fields, &plan, MONTHS, &msg), SOC_OK);
	soc_fields_begin(&fields, &plan, &sets);
	return 0;
}

static int end(void **state)
{
	(void)state;
	soc_fields_release(&fields);
	return 0;
}

/* So many are filed in the first place; then its queue stands there. */
static void month(uint32_t m, int64_t filed, uint16_t cohort, uint16_t position)
{
	sums[0][SOC_IND_filed] = filed;
	soc_fields_renew(&fields, &plan, &sets, m, &tally);
	assert_int_equal(fields.now[0].review.month, cohort);
	assert_int_equal(fields.now[0].review.position, position);
}

/* Ten files a month. Of 25 that arrive at once 10, 20 and all are decided; then who arrives is decided at
 * once; hands that were idle have saved up one file and no more. */
static void test_first_come_first_served(void **state)
{
	(void)state;
	month(0, 25, 0, 10 * 65536 / 25);
	month(1, 0, 0, 20 * 65536 / 25);
	month(2, 5, 3, 0);
	month(3, 0, 4, 0);
	month(4, 20, 4, 11 * 65536 / 20);
}

/* What the cursor says of one file: before it, decided. */
static void test_who_is_reached(void **state)
{
	const struct soc_queue at = { .month = 3, .position = 100 };
	(void)state;
	assert_int_equal(soc_queue_reached(at, 2, 65535), 1);
	assert_int_equal(soc_queue_reached(at, 3, 99), 1);
	assert_int_equal(soc_queue_reached(at, 3, 100), 0);
	assert_int_equal(soc_queue_reached(at, 4, 0), 0);
}

/* Half as many people have half as many hands; appeals have hands of their own. */
static void test_a_place_has_its_own_desk(void **state)
{
	(void)state;
	sums[0][SOC_IND_filed] = sums[1][SOC_IND_filed] = 20;
	sums[0][SOC_IND_appeals_guilty] = 3;
	sums[0][SOC_IND_appeals_wronged] = 1;
	soc_fields_renew(&fields, &plan, &sets, 0, &tally);
	assert_int_equal(fields.now[0].review.position, 10 * 65536 / 20);
	assert_int_equal(fields.now[1].review.position, 5 * 65536 / 20);
	assert_int_equal(fields.now[0].appeals.position, 2 * 65536 / 4);
	assert_int_equal(fields.now[1].appeals.month, 1); /* nobody appeals there */
}

/* Half of the way to what is done over what would be done; between its bounds; where nobody would do it, as
 * it was. */
static void test_norms(void **state)
{
	(void)state;
	sums[0][SOC_IND_violations] = 30;
	sums[0][SOC_IND_violations_counterfactual] = 40;
	sums[0][SOC_IND_good_deeds] = 900;
	sums[0][SOC_IND_good_deeds_counterfactual] = 100;
	soc_fields_renew(&fields, &plan, &sets, 0, &tally);
	assert_int_equal(fields.now[0].norm[SOC_VIOLATION], SOC_ONE16 * 7 / 8);
	assert_int_equal(fields.now[0].norm[SOC_GOOD_DEED], 2 * SOC_ONE16); /* of 2.5 at the ratio's bound of 4 */
	assert_int_equal(fields.now[0].norm[SOC_LAWFUL_ACT], SOC_ONE16);
	assert_int_equal(fields.now[1].norm[SOC_VIOLATION], SOC_ONE16);
	sums[0][SOC_IND_violations] = 0;
	for (uint32_t m = 1; m < MONTHS; m++)
		soc_fields_renew(&fields, &plan, &sets, m, &tally);
	assert_int_equal(fields.now[0].norm[SOC_VIOLATION], SOC_ONE16 / 2);
}

PART(renew)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_first_come_first_served, begin, end),
		cmocka_unit_test(test_who_is_reached),
		cmocka_unit_test_setup_teardown(test_a_place_has_its_own_desk, begin, end),
		cmocka_unit_test_setup_teardown(test_norms, begin, end),
	};
	return run_part(tests, NULL, NULL);
}
