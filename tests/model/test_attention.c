/* Module attention by hand: what is on file of a place, how watching is shared by it, and what is counted. */
#include "lab.h"
#include "model/modules/attention/attention.h"
#include "model/modules/attention/count.h"
#include "model/month_log.h"
#include "runner.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 340, ONE = 65536 };

static struct soc_attention_rules rule;
static struct soc_field field[MOST];
static uint64_t file[MOST], unbounded[MOST];
static int64_t persons[MOST];
static uint8_t reached[MOST], changed[MOST];
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
		changed[p] = 0;
		order[p] = p;
		field[p].attention = ONE;
	}
	return 0;
}

static struct soc_attention_places places(int32_t count)
{
	return (struct soc_attention_places){ file, persons, reached, changed, unbounded, count };
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

/* What is not reached has no part: the first shares with nobody, and where nobody is reached all have 1,
 * whatever they had. */
static void test_out_of_reach(void **state)
{
	(void)state;
	reached[1] = 0;
	spread();
	assert_int_equal(field[0].attention, ONE);
	assert_int_equal(field[1].attention, ONE);
	reached[0] = 0;
	field[0].attention = 3 * ONE;
	field[1].attention = ONE / 3;
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
	assert_int_equal(soc_attention_salt(0), 0);
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
 * it is out of reach. Of the 18 that are left each tenth has one or two. The timeline has changed the rules
 * of the first three. */
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
		changed[p] = p < 3;
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
	assert_int_equal(tally.module[SOC_MOD_attention_by_change_places + 1], 3);
	assert_int_equal(tally.module[SOC_MOD_attention_by_change_places], 15);
	assert_int_equal(tally.module[SOC_MOD_attention_by_change_watched + 1],
	                 10 * ((int64_t)field[0].attention + field[1].attention + field[2].attention));
	assert_int_equal(tally.module[SOC_MOD_attention_by_change_discovered + 1], 3 * PLACES - 3);
	assert_int_equal(tally.module[SOC_MOD_attention_by_change_violations + 1], 9);
	assert_int_equal(tally.module[SOC_MOD_attention_by_change_listed], 30);
}

/* ---- in mid-run ---- */

/* Patrols of the reference's scenario are there from the start or not, and change by the timeline. */
static void open_run(struct lab *lab, const char *settings, const char *timeline)
{
	char text[1024];
	snprintf(text, sizeof text, "socred: 1\nbase: tests/reference/attention.yaml\n%stimeline: []\n%s",
	         settings, timeline);
	lab_open(lab, text, NULL);
}

#define FROM_THE_START "channels: {patrol: {enabled: true}}\n"

static int is_in(const struct lab *lab, int32_t place, const char *province)
{
	return strcmp(lab->plan.regions[lab->plan.places[place].region].name, province) == 0;
}

/* In the month just stepped, but for rounding where the places share. */
static void assert_watched_alike(const struct lab *lab, uint32_t rounding)
{
	for (int32_t p = 0; p < lab->plan.places_count; p++)
		assert_in_range(lab->fields_used[p].attention, ONE - rounding, ONE);
}

/* By more than a tenth. */
static int is_away_from_one(uint32_t attention)
{
	return attention < ONE - ONE / 10 || attention > ONE + ONE / 10;
}

static void assert_watched_unequally(const struct lab *lab)
{
	int others = 0;
	for (int32_t p = 0; p < lab->plan.places_count; p++)
		others += is_away_from_one(lab->fields_used[p].attention);
	assert_true(others > 1);
}

/* Of so many records for 1,000 people half, three quarters of what patrols found and a quarter of what the
 * hotline was told. */
static void assert_first_month(const struct lab *lab, uint64_t initial)
{
	int64_t discovered = 0, reported = 0;
	for (int32_t p = 0; p < lab->plan.places_count; p++) {
		const int64_t *sum = lab->places[p];
		const uint64_t begins = initial * ONE * (uint64_t)lab->fields.persons[p] / 1000;
		assert_int_equal(lab->fields.file[p], begins / 2 +
		                                          (uint64_t)sum[SOC_PLACE_DISCOVERED] * (ONE / 4 * 3) +
		                                          (uint64_t)sum[SOC_PLACE_REPORTED] * (ONE / 4));
		discovered += sum[SOC_PLACE_DISCOVERED];
		reported += sum[SOC_PLACE_REPORTED];
	}
	assert_true(discovered > 0 && reported > 0);
}

/* Three months of reports leave nothing on file; the fourth is as a first month, with what is set for it, and
 * what is set later does not count. */
static void test_late_start(void **state)
{
	struct lab lab;
	(void)state;
	open_run(
		&lab, "",
		"timeline_add:\n"
		"  - {name: on, from: 2015-04, set: {channels.patrol.enabled: true, attention.initial_records: 64}}\n"
		"  - {name: more, from: 2015-05, set: {attention.initial_records: 1000}}\n");
	for (int month = 0; month < 3; month++) {
		for (int32_t p = 0; p < lab.plan.places_count; p++)
			assert_int_equal(lab.fields.file[p], 0);
		lab_month(&lab);
		assert_watched_alike(&lab, 0);
	}
	for (int32_t p = 0; p < lab.plan.places_count; p++)
		assert_int_equal(lab.fields.file[p], 64 * ONE * lab.fields.persons[p] / 1000);
	lab_month(&lab);
	assert_watched_alike(&lab, 1);
	assert_first_month(&lab, 64);
	lab_month(&lab);
	assert_watched_unequally(&lab);
	lab_close(&lab);
}

/* As from the start: a month later the same as above. */
static void test_start(void **state)
{
	struct lab lab;
	(void)state;
	open_run(&lab, FROM_THE_START, "");
	lab_month(&lab);
	assert_watched_alike(&lab, 1);
	assert_first_month(&lab, 40);
	lab_month(&lab);
	assert_watched_unequally(&lab);
	lab_close(&lab);
}

/* Away in the fourth and fifth month of one of two runs: all is watched alike, nothing comes to the file or
 * leaves it, and the sixth begins with the attention that the fourth has in the other. */
static void test_pause(void **state)
{
	static uint64_t before[MOST];
	struct lab lab, without;
	(void)state;
	open_run(&lab, FROM_THE_START,
	         "timeline_add:\n"
	         "  - {name: away, from: 2015-04, to: 2015-05, set: {channels.patrol.enabled: false}}\n");
	open_run(&without, FROM_THE_START, "");
	for (int month = 0; month < 3; month++) {
		lab_month(&lab);
		lab_month(&without);
	}
	memcpy(before, lab.fields.file, (size_t)lab.plan.places_count * sizeof *before);
	for (int month = 3; month < 5; month++) {
		lab_month(&lab);
		assert_watched_alike(&lab, 0);
		assert_memory_equal(lab.fields.file, before, (size_t)lab.plan.places_count * sizeof *before);
	}
	lab_month(&lab);
	lab_month(&without);
	assert_watched_unequally(&lab);
	for (int32_t p = 0; p < lab.plan.places_count; p++)
		assert_int_equal(lab.fields_used[p].attention, without.fields_used[p].attention);
	assert_memory_not_equal(lab.fields.file, before, (size_t)lab.plan.places_count * sizeof *before);
	lab_close(&lab);
	lab_close(&without);
}

/* To the end of the run, of which no month has places that share. */
static void test_detached(void **state)
{
	struct lab lab;
	(void)state;
	open_run(&lab, FROM_THE_START,
	         "timeline_add:\n  - {name: gone, from: 2015-04, set: {channels.patrol.enabled: false}}\n");
	for (int month = 0; month < 3; month++)
		lab_month(&lab);
	assert_watched_unequally(&lab);
	while (lab.month < lab.months) {
		lab_month(&lab);
		assert_watched_alike(&lab, 0);
		for (int tenth = 0; tenth < 10; tenth++)
			assert_int_equal(lab.tally->module[SOC_MOD_attention_by_tenth_places + tenth], 0);
	}
	lab_close(&lab);
}

/* Away from one province: its places are watched as in the mean and keep their files, the others share among
 * themselves. */
static void test_away_from_a_province(void **state)
{
	static uint64_t before[MOST];
	struct lab lab;
	uint64_t watched = 0, people = 0;
	int others = 0, moved = 0;
	(void)state;
	open_run(&lab, FROM_THE_START,
	         "timeline_add:\n  - {name: away, from: 2015-04, where: {places: [Hainan]}, set: "
	         "{channels.patrol.enabled: false}}\n");
	for (int month = 0; month < 3; month++)
		lab_month(&lab);
	memcpy(before, lab.fields.file, (size_t)lab.plan.places_count * sizeof *before);
	lab_month(&lab);
	for (int32_t p = 0; p < lab.plan.places_count; p++) {
		if (is_in(&lab, p, "Hainan")) {
			assert_int_equal(lab.fields_used[p].attention, ONE);
			assert_int_equal(lab.fields.file[p], before[p]);
			continue;
		}
		watched += (uint64_t)lab.fields.persons[p] * lab.fields_used[p].attention;
		people += (uint64_t)lab.fields.persons[p];
		others += is_away_from_one(lab.fields_used[p].attention);
		moved += lab.fields.file[p] != before[p];
	}
	assert_true(others > 0 && moved > 0);
	assert_in_range(watched, people * (ONE - 2), people * ONE);
	lab_close(&lab);
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
		cmocka_unit_test(test_start),
		cmocka_unit_test(test_late_start),
		cmocka_unit_test(test_pause),
		cmocka_unit_test(test_detached),
		cmocka_unit_test(test_away_from_a_province),
	};
	return run_part(tests, NULL, NULL);
}
