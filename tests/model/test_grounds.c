/* Module grounds: by hand, who is entered on which ground and how such entries end; and entries followed,
 * held against the survival that follows from term, repair and closing. */
#include "input/module.h"
#include "model/lists/lists.h"
#include "model/modules/grounds/count.h"
#include "model/modules/grounds/grounds.h"
#include "model/population/population.h"
#include "runner.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define SURE ((uint64_t)1 << 32)
enum { ROWS = 512, DEFAULT = 0, ENDLESS = 0, TWO_YEARS = 1, HEADS = 2, TERM = 24, LIST_TERM = 12 };

static struct soc_rules rules;
static struct soc_record record;
static struct soc_registry registry;
static struct soc_month_log month_log;
static struct soc_true_log true_log;
static struct soc_tally tally;
static uint8_t left[ROWS], entry[ROWS], ground[ROWS], traits[ROWS], grade[ROWS];
static struct soc_place_time at;

/* Everybody is a citizen but row 1, a head of a firm. Citizens are entered without a term or for two years,
 * as often; heads on a ground of their own. */
static int begin(void **state)
{
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&tally, 0, sizeof tally);
	memset(left, 0, sizeof left);
	memset(entry, 0, sizeof entry);
	memset(ground, 0, sizeof ground);
	memset(traits, 0, sizeof traits);
	traits[1] = SOC_EXECUTIVE << 3;
	soc_month_log_clear(&month_log);
	at = (struct soc_place_time){ .seed = 1, .month = 3, .count = ROWS };
	rules.regime.lists.count = 1;
	rules.regime.lists.list[0] =
		(struct soc_list_rule){ .colour = SOC_BLACK, .enabled = 1, .term = LIST_TERM, .entry = SURE };
	memset(rules.regime.lists.list[0].trigger_of, -1, sizeof rules.regime.lists.list[0].trigger_of);
	rules.regime.lists.list[0].trigger_of[DEFAULT] = 0;
	struct soc_grounds_rules *g = &rules.regime.grounds;
	g->lists = 1;
	g->ground[TWO_YEARS] = (struct soc_ground_rule){ .term = TERM, .years = 3 };
	g->ground[HEADS] = (struct soc_ground_rule){ .term = TERM, .years = 1, .prolonged = SURE };
	const struct soc_ground_choice citizens = { 2, { ENDLESS, TWO_YEARS }, { SURE / 2, SURE } },
								   heads = { 1, { HEADS }, { SURE } };
	g->choice[0][SOC_CITIZEN] = citizens;
	g->choice[0][SOC_EXECUTIVE] = heads;
	record = (struct soc_record){
		.months_left = { left }, .entry = { entry }, .ground = { ground }, .grade = grade
	};
	registry.traits = traits;
	return 0;
}

static void enter_all(unsigned rows)
{
	for (unsigned row = 0; row < rows; row++)
		*soc_month_log_records(&month_log) = (struct soc_rec){ .row = (uint16_t)row,
			                                                   .event = DEFAULT,
			                                                   .channel = 3,
			                                                   .decision = SOC_ACCEPTED_AUTO,
			                                                   .informer = SOC_NOBODY };
	soc_lists_enter(&at, &rules.regime, &registry, &record, &month_log);
}

static void age(void)
{
	at.month++;
	soc_month_log_clear(&month_log);
	soc_lists_age(&at, &rules.regime, &record, &month_log);
}

static unsigned listed(void)
{
	unsigned n = 0;
	for (unsigned row = 0; row < ROWS; row++)
		n += left[row] > 0;
	return n;
}

/* Half of 511 citizens are without a term: four standard errors are 45. */
static void test_who_is_entered_on_what(void **state)
{
	unsigned endless = 0, two_years = 0;
	(void)state;
	enter_all(ROWS);
	for (unsigned row = 0; row < ROWS; row++) {
		endless += left[row] == SOC_GROUND_WITHOUT_TERM;
		two_years += left[row] == TERM;
		assert_int_equal(month_log.entries[row].ground, ground[row]);
	}
	assert_int_equal(soc_ground_number(ground[1]), HEADS);
	assert_int_equal(left[1], TERM + 12);
	assert_int_equal(endless + two_years, ROWS - 1);
	assert_in_range(endless, 211, 300);
}

/* One, two and three years, each as likely: a third of 511, four standard errors are 43. */
static void test_terms_are_prolonged(void **state)
{
	unsigned years[4] = { 0, 0, 0, 0 };
	(void)state;
	rules.regime.grounds.ground[TWO_YEARS].prolonged = SURE;
	rules.regime.grounds.choice[0][SOC_CITIZEN] = (struct soc_ground_choice){ 1, { TWO_YEARS }, { SURE } };
	enter_all(ROWS);
	for (unsigned row = 2; row < ROWS; row++)
		years[(left[row] - TERM) / 12]++;
	assert_int_equal(years[0], 0);
	for (int y = 1; y <= 3; y++)
		assert_in_range(years[y], 127, 213);
}

/* An entry without a term outlasts any other, and how long it has stood is known. */
static void test_without_a_term(void **state)
{
	(void)state;
	rules.regime.grounds.choice[0][SOC_CITIZEN] = (struct soc_ground_choice){ 1, { ENDLESS }, { SURE } };
	enter_all(1);
	for (int t = 1; t <= 300; t++) {
		age();
		assert_int_equal(soc_lists_stood(&rules.regime, &record, 0, 0), t < 254 ? t : 254);
	}
	assert_int_equal(listed(), 1);
	rules.regime.grounds.ground[ENDLESS].repair = SURE;
	age();
	assert_int_equal(listed(), 0);
	assert_int_equal(month_log.exits[0].reason, SOC_EXIT_REPAIRED);
	assert_int_equal(month_log.exits[0].ground, ENDLESS + 1);
	assert_int_equal(ground[0], 0);
}

static void test_a_term_ends(void **state)
{
	(void)state;
	rules.regime.grounds.choice[0][SOC_CITIZEN] = (struct soc_ground_choice){ 1, { TWO_YEARS }, { SURE } };
	enter_all(2);
	for (int t = 1; t < TERM; t++)
		age();
	assert_int_equal(listed(), 2);
	age();
	assert_int_equal(listed(), 1); /* the head's term is a year longer */
	assert_int_equal(month_log.exits[0].reason, SOC_EXIT_EXPIRED);
	assert_int_equal(month_log.exits[0].stood, TERM);
}

/* A renewal begins the whole term again on the same ground. */
static void test_a_renewal_keeps_the_ground(void **state)
{
	(void)state;
	enter_all(2);
	const uint8_t before = ground[1];
	for (int t = 0; t < 10; t++)
		age();
	assert_int_equal(left[1], TERM + 12 - 10);
	enter_all(2);
	assert_int_equal(month_log.entries[1].kind, SOC_ENTRY_RENEWED);
	assert_int_equal(ground[1], before);
	assert_int_equal(left[1], TERM + 12);
}

/* Without a sum of shares the list's own keys hold. */
static void test_without_a_ground(void **state)
{
	(void)state;
	memset(rules.regime.grounds.choice, 0, sizeof rules.regime.grounds.choice);
	enter_all(1);
	assert_int_equal(ground[0], 0);
	assert_int_equal(left[0], LIST_TERM);
}

static void test_the_grace_spares(void **state)
{
	(void)state;
	rules.regime.grounds.graces = 1;
	rules.regime.grounds.ground[HEADS].grace = SURE;
	enter_all(2);
	assert_int_equal(month_log.entries_count, 1);
	assert_int_equal(left[1], 0);
	assert_int_equal(month_log.spared[0], 1);
}

/* Of 511 entries, those that stand after t months: ((1 - r)(1 - q))^t before the term, none at it; four
 * standard errors. Twice the closing leaves fewer, as its own survival says. */
static void survive(double r, double q)
{
	rules.regime.grounds.ground[TWO_YEARS].repair = (uint64_t)(r * 4294967296.0);
	rules.regime.grounds.ground[TWO_YEARS].closed = (uint64_t)(q * 4294967296.0);
	rules.regime.grounds.choice[0][SOC_CITIZEN] = (struct soc_ground_choice){ 1, { TWO_YEARS }, { SURE } };
	rules.regime.grounds.choice[0][SOC_EXECUTIVE] = (struct soc_ground_choice){ 1, { TWO_YEARS }, { SURE } };
	enter_all(ROWS);
	for (int t = 1; t < TERM; t++) {
		age();
		const double stands = pow((1.0 - r) * (1.0 - q), t);
		assert_true(fabs(listed() - ROWS * stands) < 4.0 * sqrt(ROWS * stands * (1.0 - stands)) + 1.0);
	}
	age();
	assert_int_equal(listed(), 0);
}

static void test_survival(void **state)
{
	survive(0.02, 0.03);
	(void)begin(state);
	survive(0.02, 0.06);
}

static void test_what_is_counted(void **state)
{
	const struct soc_measurement measurement = { .at = &at,
		                                         .rules = &rules,
		                                         .registry = &registry,
		                                         .record = &record,
		                                         .month_log = &month_log,
		                                         .true_log = &true_log };
	const unsigned head = SOC_AT(grounds_by_class, HEADS, SOC_EXECUTIVE);
	(void)state;
	enter_all(2);
	soc_grounds_count(&measurement, &tally);
	assert_int_equal(tally.module[SOC_MOD_grounds_by_class_entries + head], 1);
	rules.regime.grounds.ground[HEADS].closed = SURE;
	memset(&tally, 0, sizeof tally);
	age();
	soc_grounds_count(&measurement, &tally);
	assert_int_equal(tally.module[SOC_MOD_grounds_by_class_closed + head], 1);
	assert_int_equal(tally.module[SOC_MOD_grounds_by_list_closed], 1);
}

PART(grounds)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_who_is_entered_on_what, begin),
		cmocka_unit_test_setup(test_terms_are_prolonged, begin),
		cmocka_unit_test_setup(test_without_a_term, begin),
		cmocka_unit_test_setup(test_a_term_ends, begin),
		cmocka_unit_test_setup(test_a_renewal_keeps_the_ground, begin),
		cmocka_unit_test_setup(test_without_a_ground, begin),
		cmocka_unit_test_setup(test_the_grace_spares, begin),
		cmocka_unit_test_setup(test_survival, begin),
		cmocka_unit_test_setup(test_what_is_counted, begin),
	};
	return run_part(tests, NULL, NULL);
}
