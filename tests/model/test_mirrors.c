/* Module mirrors: on a community of four, by hand, and over a run against its closed form: of n copies left
 * in a month n (1 - q)^k stand k months later, where q are deleted a month. */
#include "four.h"

#include "lab.h"
#include "model/modules/mirrors/mirrors.h"
#include "runner.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BLACK, RED };

static uint8_t mirrored[FOUR_LISTS][FOUR_ROWS];
static struct soc_tally tally;

static int begin(void **state)
{
	four_begin(state);
	memset(mirrored, 0, sizeof mirrored);
	for (unsigned l = 0; l < FOUR_LISTS; l++) {
		truth.mirrored[l] = mirrored[l];
		rules.regime.lists.list[l].publication = SURE;
	}
	rules.regime.lists.black = 1u << BLACK;
	rules.mirrors = (struct soc_mirrors_rules){ .copied = SURE };
	return 0;
}

static void month(void)
{
	at.month++;
	soc_month_log_clear(&month_log);
	memset(&tally, 0, sizeof tally);
}

static void enters(unsigned row, unsigned list, enum soc_entry_kind kind)
{
	*soc_month_log_entries(&month_log) =
		(struct soc_entry){ (uint16_t)row, (uint8_t)list, (uint8_t)kind, 0, 0, SOC_NOBODY, 0 };
	record.months_left[list][row] = 9;
}

static void leaves(unsigned row, unsigned list, enum soc_entry_truth what)
{
	true_log.exit_truth[month_log.exits_count] = (uint8_t)what;
	*soc_month_log_exits(&month_log) =
		(struct soc_exit){ (uint16_t)row, (uint8_t)list, SOC_EXIT_EXPIRED, 0, 0, 0 };
	record.months_left[list][row] = 0;
}

static void keep(void)
{
	const struct soc_measurement measurement = {
		.at = &at, .rules = &rules, .record = &record, .month_log = &month_log, .true_log = &true_log
	};
	soc_mirrors_keep(&measurement, &truth, &tally);
}

static int64_t of(enum soc_module_count what, enum soc_entry_truth truth_of_entry)
{
	return tally.module[what + SOC_AT(mirrors_by_truth, BLACK, truth_of_entry)];
}

#define PEOPLE(all, wrongly)                                               \
	assert_int_equal(tally.module[SOC_MOD_mirrors_by_month_persons], all); \
	assert_int_equal(tally.module[SOC_MOD_mirrors_by_month_wrongly], wrongly)

/* While the entry stands nobody counts its copy; then it stays until it is deleted. */
static void test_a_copy_outlives_its_entry(void **state)
{
	(void)state;
	month();
	enters(HEAD, BLACK, SOC_ENTRY_NEW);
	enters(ALONE, BLACK, SOC_ENTRY_NEW);
	keep();
	PEOPLE(0, 0);
	month();
	leaves(HEAD, BLACK, SOC_DID_NOTHING);
	leaves(ALONE, BLACK, SOC_DID);
	keep();
	assert_int_equal(of(SOC_MOD_mirrors_by_truth_left, SOC_DID_NOTHING), 1);
	assert_int_equal(of(SOC_MOD_mirrors_by_truth_left, SOC_DID), 1);
	PEOPLE(2, 1);
	month();
	keep();
	assert_int_equal(of(SOC_MOD_mirrors_by_truth_standing, SOC_DID_NOTHING), 1);
	PEOPLE(2, 1);
	month();
	rules.mirrors.deleted = SURE;
	keep();
	assert_int_equal(of(SOC_MOD_mirrors_by_truth_deleted, SOC_DID_NOTHING), 1);
	assert_int_equal(of(SOC_MOD_mirrors_by_truth_deleted, SOC_DID), 1);
	PEOPLE(0, 0);
}

/* Not of a red list, of a renewal, of what is not published or copied by nobody. */
static void test_what_is_not_copied(void **state)
{
	(void)state;
	month();
	enters(HEAD, RED, SOC_ENTRY_NEW);
	enters(SPOUSE, BLACK, SOC_ENTRY_RENEWED);
	keep();
	month();
	rules.regime.lists.list[BLACK].publication = 0;
	enters(CHILD, BLACK, SOC_ENTRY_NEW);
	keep();
	month();
	rules.regime.lists.list[BLACK].publication = SURE;
	rules.mirrors.copied = 0;
	enters(ALONE, BLACK, SOC_ENTRY_NEW);
	keep();
	for (unsigned row = 0; row < FOUR; row++)
		assert_int_equal(mirrored[BLACK][row] + mirrored[RED][row], 0);
}

/* Who is on the list again is found there; the copy of the first entry goes on. An entry that begins and ends
 * in one month leaves its copy as well. */
static void test_who_comes_again(void **state)
{
	(void)state;
	month();
	enters(HEAD, BLACK, SOC_ENTRY_NEW);
	keep();
	month();
	leaves(HEAD, BLACK, SOC_DID_ELSE);
	enters(HEAD, BLACK, SOC_ENTRY_NEW);
	keep();
	assert_int_equal(of(SOC_MOD_mirrors_by_truth_standing, SOC_DID_ELSE), 1);
	PEOPLE(0, 0);
	month();
	leaves(HEAD, BLACK, SOC_DID);
	enters(SPOUSE, BLACK, SOC_ENTRY_NEW);
	leaves(SPOUSE, BLACK, SOC_DID);
	keep();
	assert_int_equal(of(SOC_MOD_mirrors_by_truth_left, SOC_DID), 1);
	assert_int_equal(mirrored[BLACK][HEAD], SOC_MIRRORED_ENDED + SOC_DID_ELSE);
	assert_int_equal(mirrored[BLACK][SPOUSE], SOC_MIRRORED_ENDED + SOC_DID);
	PEOPLE(2, 1);
}

static void test_without_the_column(void **state)
{
	(void)state;
	month();
	truth.mirrored[BLACK] = NULL;
	enters(HEAD, BLACK, SOC_ENTRY_NEW);
	keep();
	PEOPLE(0, 0);
}

/* ---- over a run ---- */

struct sums {
	double left, standing, expected, variance;
};

static double of_month(const struct lab *lab, enum soc_module_count what)
{
	int64_t sum = 0;
	for (unsigned i = 0; i < SOC_COUNTER_SIZE(mirrors_by_truth); i++)
		sum += lab->tally->module[(unsigned)what + i];
	return (double)sum;
}

/* q: deleted in a month. expected, variance: of copies that stand at the end, given those that were left. */
static struct sums run(const char *copied, const char *deleted, double q, const char *publication)
{
	char setting[4][64];
	struct sums sums = { 0 };
	struct lab lab;
	snprintf(setting[0], sizeof setting[0], "mirrors.copied=%s", copied);
	snprintf(setting[1], sizeof setting[1], "mirrors.deleted_per_month=%s", deleted);
	snprintf(setting[2], sizeof setting[2], "lists.defaulters.publication=%s", publication);
	snprintf(setting[3], sizeof setting[3], "lists.rowdy.publication=%s", publication);
	lab_open(&lab, "socred: 1\nbase: tests/model/combined.yaml\n",
	         (const char *const[]){ "people.persons=12000", setting[0], setting[1], setting[2], setting[3],
	                                NULL });
	while (lab.month < lab.months) {
		lab_month(&lab);
		const double left = of_month(&lab, SOC_MOD_mirrors_by_truth_left),
					 stays = pow(1.0 - q, (double)(lab.months - lab.month));
		sums.left += left;
		sums.expected += left * stays;
		sums.variance += left * stays * (1.0 - stays);
		sums.standing = of_month(&lab, SOC_MOD_mirrors_by_truth_standing);
	}
	lab_close(&lab);
	return sums;
}

/* Five standard deviations: by chance once in two million. */
static void as_expected(const struct sums *s)
{
	assert_true(s->left > 500.0);
	assert_true(fabs(s->standing - s->expected) <= 5.0 * sqrt(s->variance) + 0.5);
}

/* Fewer deleted leave more standing, by as much as the closed form says. */
static void test_copies_stand_as_long_as_they_are_not_deleted(void **state)
{
	const struct sums often = run("1", "0.2", 0.2, "1"), half = run("1", "0.1", 0.1, "1"),
					  never = run("1", "0", 0.0, "1");
	(void)state;
	as_expected(&often);
	as_expected(&half);
	assert_true(half.standing > 1.2 * often.standing);
	assert_true(never.standing == never.left);
}

/* Twice the copies where twice as many are kept; none where nothing is published or nobody keeps one. All are
 * deleted in the next month, so that hardly anybody has one already. */
static void test_the_effect_goes_with_its_cause(void **state)
{
	const struct sums some = run("0.4", "1", 1.0, "1"), twice = run("0.8", "1", 1.0, "1"),
					  unpublished = run("0.8", "1", 1.0, "0");
	(void)state;
	assert_true(some.left > 500.0);
	assert_true(fabs(2.0 * some.left - twice.left) <= 5.0 * sqrt(twice.left));
	assert_true(unpublished.left == 0.0);
}

PART(mirrors)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_a_copy_outlives_its_entry, begin),
		cmocka_unit_test_setup(test_what_is_not_copied, begin),
		cmocka_unit_test_setup(test_who_comes_again, begin),
		cmocka_unit_test_setup(test_without_the_column, begin),
		cmocka_unit_test(test_copies_stand_as_long_as_they_are_not_deleted),
		cmocka_unit_test(test_the_effect_goes_with_its_cause),
	};
	return run_part(tests, NULL, NULL);
}
