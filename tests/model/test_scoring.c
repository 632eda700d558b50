/* Phase scoring on a community of four, by hand: where points stand at the start, what is posted and to whom,
 * where a component ends, how points fade, which changes of grade are told. Units: 1/32 point. */
#include <stdint.h>

#include <string.h>

#include "runner.h"

#include "model/scoring/scoring.h"

#define ROWS 512
enum { COMMUNITY = 4, ACT = 0, DROP = 1, NO_COMPONENT = 2 };

static struct soc_regime rules;
static struct soc_record record;
static struct soc_month_log month_log;
static int16_t points[ROWS];
static uint8_t grade[ROWS];

/* 1,000 points at the start; one component from -200 to 200; grades from 900 and from 1,050 points. */
static int begin(void **state)
{
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&record, 0, sizeof record);
	memset(points, 0, sizeof points);
	memset(grade, 1, sizeof grade);
	soc_month_log_clear(&month_log);
	rules.scoring.on = 1;
	rules.scoring.components = 1;
	rules.scoring.grades = 3;
	rules.scoring.constant = 32000;
	rules.scoring.maximum = 64000;
	rules.scoring.coefficient[0] = 256;
	rules.scoring.floor[0] = -6400;
	rules.scoring.ceiling[0] = 6400;
	rules.scoring.keep[0] = 65536;
	rules.scoring.grade_from[0] = INT32_MIN;
	rules.scoring.grade_from[1] = 28800;
	rules.scoring.grade_from[2] = 33600;
	for (int e = 0; e < 3; e++)
		rules.scoring.tariff[e] = (struct soc_tariff){ .points = -320,
			                                           .has_component = e != NO_COMPONENT,
			                                           .grade_limit = e == DROP ? 28799 : INT32_MAX };
	record.points[0] = points;
	record.grade = grade;
	return 0;
}

static void add_record(unsigned row, unsigned event, unsigned decision, unsigned informer)
{
	struct soc_rec *rec = soc_month_log_records(&month_log);
	*rec = (struct soc_rec){ .row = (uint16_t)row,
		                     .event = (uint8_t)event,
		                     .decision = (uint8_t)decision,
		                     .informer = (uint16_t)informer };
}

static void test_start(void **state)
{
	(void)state;
	const uint8_t quintile[COMMUNITY] = { 0, 2, 4, 3 };
	rules.scoring.means_slope[0] = 3200;
	soc_scoring_begin(&rules, &record, quintile, COMMUNITY);
	const int16_t wanted[COMMUNITY] = { -6400, 0, 6400, 3200 };
	const uint8_t grades[COMMUNITY] = { 0, 1, 2, 2 };
	assert_memory_equal(points, wanted, sizeof wanted);
	assert_memory_equal(grade, grades, sizeof grades);
}

static void test_bounds(void **state)
{
	(void)state;
	assert_int_equal(soc_scoring_add(&rules, &record, 0, 0, -8000, &month_log), -6400);
	assert_int_equal(soc_scoring_add(&rules, &record, 0, 0, -1, &month_log), 0);
	/* What went beyond the floor is not owed: the first point gained counts. */
	assert_int_equal(soc_scoring_add(&rules, &record, 0, 0, 100, &month_log), 100);
	assert_int_equal(points[0], -6300);
	/* Held is what comes on top of the start: 6,400 - 1,000. */
	rules.scoring.start[0] = 1000;
	assert_int_equal(soc_scoring_add(&rules, &record, 0, 1, 9999, &month_log), 5400);
	assert_int_equal(soc_score(&rules, &record, 1), 32000 + 6400);
}

/* Who moves points says so; what adds nothing has not. */
static void test_moved(void **state)
{
	(void)state;
	points[0] = -6400;
	assert_int_equal(soc_scoring_add(&rules, &record, 0, 0, -1, &month_log), 0);
	assert_int_equal(month_log.moved, 0);
	assert_int_equal(soc_scoring_add(&rules, &record, 0, 0, 1, &month_log), 1);
	assert_int_equal(month_log.moved, 1);
}

/* Where nobody has points a community is graded as its first row; one point of one person is found anywhere,
 * and points that have moved since are looked at. */
static void test_rest(void **state)
{
	(void)state;
	const struct soc_place_time at = { .count = COMMUNITY };
	int32_t score[ROWS], alike[ROWS];
	assert_int_equal(soc_scoring_can_rest(&rules), 1);
	assert_int_equal(soc_scoring_at_rest(record.points, ROWS, 1), 1);
	assert_int_equal(soc_scoring_at_rest(record.points, ROWS, 0), 0);
	assert_int_equal(soc_scoring_grade(&rules, &at, NULL, &record, 1, &month_log, alike), 1);
	assert_int_equal(soc_scoring_grade(&rules, &at, NULL, &record, 0, &month_log, score), 0);
	assert_memory_equal(alike, score, COMMUNITY * sizeof *score);
	points[ROWS - 1] = -1;
	assert_int_equal(soc_scoring_at_rest(record.points, ROWS, 1), 0);
	points[ROWS - 1] = 0;
	soc_scoring_add(&rules, &record, 0, 3, -3201, &month_log);
	assert_int_equal(soc_scoring_grade(&rules, &at, NULL, &record, 1, &month_log, score), 0);
	assert_int_equal(score[3], 32000 - 3201);
	rules.ratings.component[0].every = 3; /* raters ask nobody */
	assert_int_equal(soc_scoring_can_rest(&rules), 0);
	memset(&rules.ratings, 0, sizeof rules.ratings);
}

static void test_post(void **state)
{
	(void)state;
	rules.scoring.reward[0] = 64;
	add_record(1, ACT, SOC_ACCEPTED_AUTO, 3);
	add_record(2, ACT, SOC_REJECTED_HUMAN, 3);
	add_record(2, ACT, SOC_FILED, 3);
	add_record(2, NO_COMPONENT, SOC_ACCEPTED_HUMAN, 3);
	add_record(0, ACT, SOC_ACCEPTED_HUMAN, SOC_NOBODY);
	soc_scoring_post(&rules, &record, &month_log);
	const int16_t wanted[COMMUNITY] = { -320, -320, 0, 64 };
	assert_memory_equal(points, wanted, sizeof wanted);
	assert_int_equal(month_log.records[0].posted, -320);
	assert_int_equal(month_log.records[1].posted, 0);
	assert_int_equal(month_log.records[4].posted, -320);
}

/* 32,000 - 320 = 31,680 is 2,881 above the score just below the threshold: as much again is taken. */
static void test_drop(void **state)
{
	(void)state;
	add_record(1, DROP, SOC_ACCEPTED_AUTO, SOC_NOBODY);
	soc_scoring_post(&rules, &record, &month_log);
	assert_int_equal(month_log.records[0].posted, -320 - 2881);
	assert_int_equal(soc_score(&rules, &record, 1), 28799);
	assert_int_equal(soc_score_grade(&rules, soc_score(&rules, &record, 1)), 0);
}

/* Half is left after a month; of one unit half of the rows keep it, so that none is lost on the whole. */
static void test_fade(void **state)
{
	(void)state;
	const struct soc_place_time at = { .seed = 1, .first_person = 77, .month = 5, .count = ROWS };
	for (int i = 0; i < ROWS; i++)
		points[i] = 1000;
	soc_scoring_fade(&rules, &at, record.points, 0);
	assert_int_equal(points[9], 1000); /* keep 65536: never */
	rules.scoring.keep[0] = 32768;
	soc_scoring_fade(&rules, &at, record.points, 0);
	for (int i = 0; i < ROWS; i++)
		assert_int_equal(points[i], 500);
	for (int sign = -1; sign <= 1; sign += 2) {
		int left = 0;
		for (int i = 0; i < ROWS; i++)
			points[i] = (int16_t)sign;
		soc_scoring_fade(&rules, &at, record.points, 0);
		for (int i = 0; i < ROWS; i++)
			left += points[i];
		assert_in_range(sign * left, ROWS / 2 - 4, ROWS / 2 + 4);
	}
}

static void test_grade(void **state)
{
	(void)state;
	const struct soc_place_time at = { .count = COMMUNITY };
	int32_t score[ROWS];
	points[1] = -3200; /* 900 points: the grade begins there */
	points[2] = -3201;
	points[3] = 1600;
	soc_scoring_grade(&rules, &at, NULL, &record, 0, &month_log, score);
	assert_int_equal(score[2], 28799);
	assert_int_equal(month_log.grades_count, 2);
	assert_int_equal(month_log.grades[0].row, 2);
	assert_int_equal(month_log.grades[0].from, 1);
	assert_int_equal(month_log.grades[0].to, 0);
	assert_int_equal(month_log.grades[1].row, 3);
	assert_int_equal(month_log.grades[1].to, 2);
	assert_int_equal(month_log.touched[0], 1 << 2 | 1 << 3);
	soc_scoring_grade(&rules, &at, NULL, &record, 0, &month_log, score);
	assert_int_equal(month_log.grades_count, 2); /* a grade that stays is no change */
}

static void test_unscored(void **state)
{
	(void)state;
	int32_t score[ROWS] = { 7 };
	rules.scoring.on = 0;
	add_record(1, ACT, SOC_ACCEPTED_AUTO, SOC_NOBODY);
	soc_scoring_post(&rules, &record, &month_log);
	soc_scoring_grade(&rules, &(struct soc_place_time){ .count = COMMUNITY }, NULL, &record, 0, &month_log,
	                  score);
	assert_int_equal(points[1], 0);
	assert_int_equal(score[0], 7);
	assert_int_equal(month_log.grades_count, 0);
}

PART(scoring)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_start, begin),    cmocka_unit_test_setup(test_bounds, begin),
		cmocka_unit_test_setup(test_moved, begin),    cmocka_unit_test_setup(test_rest, begin),
		cmocka_unit_test_setup(test_post, begin),     cmocka_unit_test_setup(test_drop, begin),
		cmocka_unit_test_setup(test_fade, begin),     cmocka_unit_test_setup(test_grade, begin),
		cmocka_unit_test_setup(test_unscored, begin),
	};
	return run_part(tests, NULL, NULL);
}
