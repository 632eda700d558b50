/* Module attention by hand: what is on file of a place, how watching is shared by it, and what is counted. */
#include "model/modules/attention/attention.h"
#include "model/modules/attention/count.h"
#include "model/month_log.h"
#include "runner.h"
#include <stdint.h>
#include <string.h>

enum { MOST = 340, ONE = 65536 };

static struct soc_attention_rules rule;
static struct soc_field field[MOST];
static uint64_t file[MOST], unbounded[MOST];
static int64_t persons[MOST];
static uint8_t reached[MOST];
static int32_t order[MOST];
static struct soc_tally tally;
static int64_t sums[MOST][SOC_PLACE_VALUES];

/* Two places of 100 and 300 people, as much on file of the one as of the other. */
static int begin(void **state)
{
	(void)state;
	rule = (struct soc_attention_rules){
		.channels = 1, .reports = 2, .discovered = ONE, .highest = SOC_ATTENTION_HIGHEST * ONE
	};
	memset(field, 0, sizeof field);
	memset(&tally, 0, sizeof tally);
	memset(sums, 0, sizeof sums);
	persons[0] = 100;
	persons[1] = 300;
	for (int p = 0; p < MOST; p++) {
		file[p] = 7 * ONE;
		reached[p] = 1;
		order[p] = p;
		field[p].attention = ONE;
	}
	return 0;
}

static struct soc_attention_places places(int32_t count)
{
	return (struct soc_attention_places){ file, persons, reached, unbounded, count };
}

static void spread(void)
{
	const struct soc_attention_places two = places(2);
	soc_attention_spread(&rule, &two, field);
}

/* But for rounding of bounds, scale and attention. */
static void assert_attention(int place, double expected)
{
	assert_in_range(field[place].attention, (uint32_t)(expected * ONE) - 4, (uint32_t)(expected * ONE) + 4);
}

/* Half of 8 records, three quarters of 12 discoveries, a quarter of 20 reports; of discoveries made with
 * twice the attention half as much. */
static void test_file(void **state)
{
	(void)state;
	rule.kept = ONE / 2;
	rule.discovered = ONE * 3 / 4;
	assert_int_equal(soc_attention_file(&rule, 8 * ONE, 2 * ONE, 12, 20), (4 + 9 + 5) * ONE);
	rule.corrected = 1;
	assert_int_equal(soc_attention_file(&rule, 8 * ONE, 2 * ONE, 12, 20), 4 * ONE + 9 * ONE / 2 + 5 * ONE);
	assert_int_equal(soc_attention_file(&rule, 8 * ONE, 0, 0, 20), (4 + 5) * ONE);
	rule.kept = ONE;
	assert_int_equal(soc_attention_file(&rule, SOC_ATTENTION_FILE_MOST, 1, INT32_MAX, 0),
	                 SOC_ATTENTION_FILE_MOST);
}

/* Half of the watching each: 200 for 100 people, 200 for 300. */
static void test_watching_is_shared_by_the_file(void **state)
{
	(void)state;
	spread();
	assert_attention(0, 2.0);
	assert_attention(1, 2.0 / 3.0);
	file[1] = 3 * file[0];
	spread();
	assert_int_equal(field[0].attention, ONE);
	assert_int_equal(field[1].attention, ONE);
}

/* The rest goes to the other place: 400 less 150 for 300 people; 400 less 240 for 100. */
static void test_bounds(void **state)
{
	(void)state;
	rule.highest = ONE * 3 / 2;
	spread();
	assert_int_equal(field[0].attention, ONE * 3 / 2);
	assert_attention(1, 250.0 / 300.0);
	rule.highest = 100 * ONE;
	rule.lowest = ONE * 4 / 5;
	spread();
	assert_attention(0, 1.6);
	assert_int_equal(field[1].attention, ONE * 4 / 5);
}

/* All is on file of the first, which can take 200: the second gets the rest, having nothing on file. */
static void test_what_nobody_is_for_is_shared_evenly(void **state)
{
	(void)state;
	file[1] = 0;
	spread();
	assert_attention(0, 4.0);
	assert_int_equal(field[1].attention, 0);
	rule.highest = 2 * ONE;
	spread();
	assert_int_equal(field[0].attention, 2 * ONE);
	assert_attention(1, 2.0 / 3.0);
}

static void test_without_a_file(void **state)
{
	(void)state;
	file[0] = file[1] = 0;
	field[0].attention = 5;
	spread();
	assert_int_equal(field[0].attention, 5);
	assert_int_equal(field[1].attention, ONE);
}

/* What is not reached has no part: the first shares with nobody. */
static void test_out_of_reach(void **state)
{
	(void)state;
	reached[1] = 0;
	spread();
	assert_int_equal(field[0].attention, ONE);
	assert_int_equal(field[1].attention, ONE);
}

/* Whatever is on file, the mean over people is 1, but for 1/65536 a head, and every place is within bounds.
 */
static void test_the_whole_stays(void **state)
{
	const struct soc_attention_places all = places(MOST);
	uint64_t word = 1;
	(void)state;
	for (int round = 0; round < 50; round++) {
		uint64_t watched = 0, people = 0;
		rule.lowest = (uint32_t)(round % 5 * ONE / 5);
		rule.highest = (uint32_t)(ONE + round % 7 * ONE);
		for (int p = 0; p < MOST; p++) {
			word = word * 6364136223846793005u + 1442695040888963407u;
			persons[p] = (int64_t)(word >> 50);
			file[p] = word >> (20 + p % 40) & ~((uint64_t)(p % 3 == 0) << round);
			people += (uint64_t)persons[p];
		}
		soc_attention_spread(&rule, &all, field);
		for (int p = 0; p < MOST; p++) {
			watched += (uint64_t)persons[p] * field[p].attention;
			if (persons[p] > 0)
				assert_in_range(field[p].attention, rule.lowest, rule.highest);
		}
		assert_in_range(watched, people * (ONE - 2), people * ONE);
	}
}

/* A factor of 1.5 on what the first channel detects; the second sees as ever. */
static void test_detection(void **state)
{
	const struct soc_place_time at = { .attention = ONE * 3 / 2 };
	(void)state;
	assert_int_equal(soc_attention_watched(&at, &rule, 0, 1000), 1500);
	assert_int_equal(soc_attention_watched(&at, &rule, 1, 1000), 1000);
	assert_int_equal(soc_attention_of(&at, &rule, 0), ONE * 3 / 2);
	assert_int_equal(soc_attention_of(&at, &rule, 1), ONE);
	assert_int_equal(soc_attention_luck(0), 0);
}

/* Of channels 0 and 1; one record has been counted before, one is of a joined database. */
static void test_discoveries_and_reports(void **state)
{
	static struct soc_month_log month_log;
	static struct soc_rules rules;
	const struct soc_measurement measurement = { .rules = &rules, .month_log = &month_log };
	static const uint8_t channel[] = { 0, 1, 0, 0, 2, 1, 0 };
	(void)state;
	rules.regime.attention = rule;
	soc_month_log_clear(&month_log);
	for (size_t i = 0; i < sizeof channel; i++)
		*soc_month_log_records(&month_log) = (struct soc_rec){ .channel = channel[i], .carried = i == 3 };
	tally.place_now = sums[0];
	soc_attention_count(&measurement, &tally);
	assert_int_equal(sums[0][SOC_PLACE_DISCOVERED], 3);
	assert_int_equal(sums[0][SOC_PLACE_REPORTED], 2);
	rules.regime.attention.channels = 0;
	soc_attention_count(&measurement, &tally);
	assert_int_equal(sums[0][SOC_PLACE_DISCOVERED], 3);
}

/* Twenty places of ten people, attention falling from 2 in steps of a tenth; the last has nobody, one before
 * it is out of reach. Of the 18 that are left each tenth has one or two. */
static void test_places_are_counted(void **state)
{
	enum { PLACES = 20 };
	const struct soc_attention_places twenty = places(PLACES);
	int64_t all = 0;
	(void)state;
	tally.place = sums;
	for (int p = 0; p < PLACES; p++) {
		field[p].attention = (uint32_t)(2 * ONE - p * (ONE / 10));
		persons[p] = p < PLACES - 1 ? 10 : 0;
		sums[p][SOC_IND_persons] = persons[p];
		sums[p][SOC_IND_violations] = 3;
		sums[p][SOC_PLACE_DISCOVERED] = PLACES - p;
		sums[p][SOC_IND_listed] = 2;
		sums[p][SOC_IND_listed_no_violation] = p == 0;
	}
	reached[PLACES - 2] = 0;
	soc_attention_count_places(&twenty, field, order, &tally);
	assert_int_equal(order[0], PLACES - 1);
	assert_int_equal(order[PLACES - 1], 0);
	for (int tenth = 0; tenth < 10; tenth++)
		all += tally.module[SOC_MOD_attention_by_tenth_places + tenth];
	assert_int_equal(all, 18);
	assert_int_equal(tally.module[SOC_MOD_attention_by_tenth_places + 9], 1); /* rank 17 of 18 */
	assert_int_equal(tally.module[SOC_MOD_attention_by_tenth_watched + 9], 10 * 2 * ONE);
	assert_int_equal(tally.module[SOC_MOD_attention_by_tenth_discovered + 9], PLACES);
	/* Places 0 to 9 are above 1; the tenth is at 1, or by rounding just above. */
	assert_int_equal(tally.module[SOC_MOD_attention_by_side_places + 1], 11);
	assert_int_equal(tally.module[SOC_MOD_attention_by_side_listed + 1], 22);
	assert_int_equal(tally.module[SOC_MOD_attention_by_side_listed_wrong + 1], 1);
	assert_int_equal(tally.module[SOC_MOD_attention_by_side_persons], 70);
}

PART(attention)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_file, begin),
		cmocka_unit_test_setup(test_watching_is_shared_by_the_file, begin),
		cmocka_unit_test_setup(test_bounds, begin),
		cmocka_unit_test_setup(test_what_nobody_is_for_is_shared_evenly, begin),
		cmocka_unit_test_setup(test_without_a_file, begin),
		cmocka_unit_test_setup(test_out_of_reach, begin),
		cmocka_unit_test_setup(test_the_whole_stays, begin),
		cmocka_unit_test_setup(test_detection, begin),
		cmocka_unit_test_setup(test_discoveries_and_reports, begin),
		cmocka_unit_test_setup(test_places_are_counted, begin),
	};
	return run_part(tests, NULL, NULL);
}
