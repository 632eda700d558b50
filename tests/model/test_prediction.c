/* Module prediction on a community of four, by hand: periods, features, ranks, forecasts and what is done
 * with them. */
#include "input/module.h"
#include "model/modules/prediction/count.h"
#include "model/modules/prediction/prediction.h"
#include "model/modules/prediction/truth.h"
#include "runner.h"
#include <stdint.h>
#include <string.h>

enum { COMMUNITY = 4, ROOM = 512, HORIZON = 3, TRAINED = 6, FLOOR = -64, CEILING = 32 };

static struct soc_rules rules;
static struct soc_predictor predictor;
static struct soc_record record;
static struct soc_truth truth;
static struct soc_month_log month_log;
static struct soc_true_log true_log;
static uint8_t recorded[ROOM], last[ROOM], before[ROOM], standing[ROOM], forecast[ROOM], grade[ROOM],
	left[ROOM], acts[ROOM];
static int16_t points[ROOM];
static uint8_t situation[ROOM], age[ROOM] = { 17, 18, 47, 80 }, traits[ROOM], home[ROOM];
static const struct soc_registry registry = {
	.situation = situation, .age = age, .traits = traits, .home = home
};

static struct soc_place_time in_month(uint32_t month)
{
	return (struct soc_place_time){ .seed = 1, .month = month, .count = COMMUNITY };
}

/* Ranks of past records: 0, 1 to 2, 3 and more; the highest is flagged. */
static void train(void)
{
	for (unsigned k = 0; k < SOC_PREDICTORS; k++)
		for (unsigned r = 0; r < SOC_PREDICTION_RANKS; r++)
			predictor.cut[k][r] = r == 0 ? INT32_MIN : r == 1 ? 1 : r == 2 ? 3 : INT32_MAX;
	static const int32_t probability[3] = { 0, 16384, 65536 };
	memcpy(predictor.probability[SOC_PREDICTOR_PAST_RECORDS], probability, sizeof probability);
	predictor.flags_from[SOC_PREDICTOR_PAST_RECORDS] = 2;
	predictor.cases = 10;
	predictor.is_trained = 1;
}

static int begin(void **state)
{
	(void)state;
	memset(&rules, 0, sizeof rules);
	memset(&predictor, 0, sizeof predictor);
	uint8_t *const columns[] = { recorded, last, before, standing, forecast, grade, left, acts };
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		memset(columns[i], 0, ROOM);
	memset(points, 0, sizeof points);
	soc_month_log_clear(&month_log);
	soc_true_log_clear(&true_log);
	record = (struct soc_record){ .recorded = recorded,
		                          .recorded_last = last,
		                          .recorded_before = before,
		                          .standing = standing,
		                          .forecast = forecast,
		                          .grade = grade };
	record.months_left[0] = left;
	record.points[0] = points;
	truth.acts = acts;
	rules.regime.lists.count = 1;
	rules.regime.lists.black = 1;
	rules.regime.scoring.on = rules.regime.scoring.components = 1;
	rules.regime.scoring.floor[0] = FLOOR;
	rules.regime.scoring.ceiling[0] = CEILING;
	rules.regime.prediction = (struct soc_prediction_rules){ .predictor = &predictor,
		                                                     .trained = TRAINED,
		                                                     .horizon = HORIZON,
		                                                     .violations = 1,
		                                                     .used = SOC_PREDICTOR_PAST_RECORDS,
		                                                     .scores = 1 };
	return 0;
}

/* Periods begin in months 3, 6, 9 and end in 2, 5, 8; the first that is forecast is that of 6 to 8. */
static void test_periods(void **state)
{
	(void)state;
	for (uint32_t month = 0; month < 12; month++) {
		assert_int_equal(soc_prediction_begins(&rules.regime.prediction, month), month > 0 && month % 3 == 0);
		assert_int_equal(soc_prediction_ends(&rules.regime.prediction, month), month == 8 || month == 11);
	}
}

/* Of three records: one accepted for a violation, one of another class, one rejected. */
static void test_accepted_violations_are_noted(void **state)
{
	(void)state;
	static const struct {
		uint8_t event, decision;
	} made[] = {
		{ 0, SOC_ACCEPTED_AUTO },
		{ 1, SOC_ACCEPTED_HUMAN },
		{ 0, SOC_REJECTED_HUMAN },
	};
	for (unsigned i = 0; i < 3; i++)
		*soc_month_log_records(&month_log) =
			(struct soc_rec){ .row = 2, .event = made[i].event, .decision = made[i].decision };
	soc_prediction_note(&rules.regime, &record, &month_log);
	assert_int_equal(recorded[2], 1);
	assert_int_equal(recorded[0] + recorded[1] + recorded[3], 0);
}

static void set_out(void)
{
	static const uint8_t now[COMMUNITY] = { 9, 2, 3, 0 }, then[COMMUNITY] = { 0, 200, 1, 5 },
						 long_ago[COMMUNITY] = { 0, 100, 0, 7 };
	memcpy(recorded, now, sizeof now);
	memcpy(last, then, sizeof then);
	memcpy(before, long_ago, sizeof long_ago);
	grade[2] = 4;
	left[2] = 1;
}

static void test_counts_move_on(void **state)
{
	(void)state;
	const struct soc_place_time at = in_month(3);
	uint8_t feature[SOC_PREDICTION_FEATURES_COUNT];
	set_out();
	soc_prediction_begin(&at, &rules.regime, &registry, &record);
	assert_int_equal(recorded[2], 0);
	assert_int_equal(last[2], 3);
	assert_int_equal(before[1], 255);
	assert_int_equal(before[3], 12);
	assert_int_equal(forecast[2], 0); /* nothing is trained */
	soc_prediction_features(&registry, &record, 2, feature);
	static const uint8_t by_hand[SOC_PREDICTION_FEATURES_COUNT] = { 3, 1, 4, 1, 4, 0, 0, 0, 0, 0 };
	assert_memory_equal(feature, by_hand, sizeof by_hand);
}

/* A minor has none; two records are the middle rank, three the one that is flagged. */
static void test_forecasts(void **state)
{
	(void)state;
	const struct soc_place_time at = in_month(TRAINED);
	train();
	set_out();
	soc_prediction_begin(&at, &rules.regime, &registry, &record);
	assert_int_equal(forecast[0], 0);
	assert_int_equal(forecast[1], 2);
	assert_int_equal(forecast[2], 3 | SOC_FORECAST_FLAGGED);
	assert_int_equal(forecast[3], 1);
	/* Of a range of 96 a quarter is lost, and all of it down to the floor. */
	soc_prediction_hold(&at, &rules.regime, &record);
	assert_int_equal(points[0], 0);
	assert_int_equal(points[1], -24);
	assert_int_equal(points[2], FLOOR);
	assert_int_equal(points[3], 0);
}

/* At four times, and a tenth flagged: 1 / 1.3 and 4 / 1.3; never above certainty. */
static void test_aim(void **state)
{
	(void)state;
	const struct soc_prediction_aim aim = { { 50412, 201649 } }, none = { { 0, 0 } };
	const uint64_t certain = (uint64_t)1 << 32;
	forecast[1] = 1;
	forecast[2] = 3 | SOC_FORECAST_FLAGGED;
	assert_int_equal(soc_prediction_aimed(&aim, &record, 0, 65536), 65536);
	assert_int_equal(soc_prediction_aimed(&aim, &record, 1, 65536), 50412);
	assert_int_equal(soc_prediction_aimed(&aim, &record, 2, 65536), 201649);
	assert_int_equal(soc_prediction_aimed(&aim, &record, 2, certain / 2), certain);
	assert_int_equal(soc_prediction_aimed(&none, &record, 2, 65536), 65536);
}

static void test_acts_are_kept_for_a_period(void **state)
{
	(void)state;
	for (uint32_t month = 4; month <= 6; month++) {
		const struct soc_place_time at = in_month(month);
		soc_true_log_clear(&true_log);
		true_log.occurrences[0] = (struct soc_occurrence){ .row = 3, .event = 0, .happened = 1 };
		true_log.occurrences[1] = (struct soc_occurrence){ .row = 3, .event = 1, .happened = 1 };
		true_log.occurrences[2] = (struct soc_occurrence){ .row = 3, .event = 0, .happened = 0 };
		true_log.occurrences_count = 3;
		soc_prediction_keep_acts(&at, &rules, &true_log, &truth);
		assert_int_equal(acts[3], month == 6 ? 1 : month - 3);
	}
}

/* Feature 0 below 2: left. Leaves are numbered from the left. */
static void test_a_tree(void **state)
{
	(void)state;
	uint8_t feature[SOC_PREDICTION_FEATURES_COUNT] = { 1 };
	predictor.trees = 1;
	for (int i = 0; i < SOC_PREDICTION_SPLITS; i++)
		predictor.tree[0].below[i] = i == 0 ? 2 : 1;
	for (int i = 0; i < SOC_PREDICTION_LEAVES; i++)
		predictor.tree[0].leaf[i] = 100 * i;
	assert_int_equal(soc_predictor_score(&predictor, SOC_PREDICTOR_TREES, feature, 0),
	                 300); /* left, right, right */
	feature[0] = 2;
	assert_int_equal(soc_predictor_score(&predictor, SOC_PREDICTOR_TREES, feature, 0), 700);
	feature[0] = 0;
	assert_int_equal(soc_predictor_score(&predictor, SOC_PREDICTOR_TREES, feature, 0), 0);
}

static struct soc_tally tally;

/* What is counted is what is read back, and what no training makes is refused. */
static void test_counts_come_back(void **state)
{
	(void)state;
	struct soc_predictor back;
	train();
	predictor.weight[3] = -77;
	predictor.tree[5].leaf[7] = 9;
	predictor.tree[5].feature[6] = 2;
	memset(&tally, 0, sizeof tally);
	soc_prediction_count_predictor(&predictor, &tally);
	assert_true(soc_prediction_of_counts(tally.module, &back));
	assert_memory_equal(&back, &predictor, sizeof back);
	tally.module[SOC_MOD_prediction_trees_feature + 3] = SOC_PREDICTION_FEATURES_COUNT;
	assert_false(soc_prediction_of_counts(tally.module, &back));
	tally.module[SOC_MOD_prediction_trees_feature + 3] = 0;
	tally.module[SOC_MOD_prediction_ranks_probability + 1] = 65537;
	assert_false(soc_prediction_of_counts(tally.module, &back));
}

PART(prediction)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_periods, begin),
		cmocka_unit_test_setup(test_accepted_violations_are_noted, begin),
		cmocka_unit_test_setup(test_counts_move_on, begin),
		cmocka_unit_test_setup(test_forecasts, begin),
		cmocka_unit_test_setup(test_aim, begin),
		cmocka_unit_test_setup(test_acts_are_kept_for_a_period, begin),
		cmocka_unit_test_setup(test_a_tree, begin),
		cmocka_unit_test_setup(test_counts_come_back, begin),
	};
	return run_part(tests, NULL, NULL);
}
