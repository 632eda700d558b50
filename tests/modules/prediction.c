/* What tests say of prediction (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define CAMERA "channels: {c: {kind: camera, detects: {theft: 1}, spurious_per_1000_years: 0}}\n"

static const struct needs_case refused[] = {
	{ HEAD THEFT CAMERA "prediction: {trained_months: 6, horizon_months: 4}\n", 4, 14,
	  "prediction.trained_months",
	  "6: predictors are trained on two periods, one to know people by and one to be foretold; set it to "
	  "twice "
	  "horizon_months or more" },
	{ HEAD THEFT CAMERA "prediction: {trained_months: 4, horizon_months: 2, predictor: trees}\n", 4, 52,
	  "prediction.predictor", "trees: no trees are trained; set prediction.trees to true" },
#ifndef SOC_WITH_TREES
	{ HEAD THEFT CAMERA "prediction: {trained_months: 4, horizon_months: 2, trees: true}\n", 4, 52,
	  "prediction.trees",
	  "true: this socred was built without XGBoost; set it to false, or build with libxgboost-dev "
	  "installed" },
#endif
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD THEFT CAMERA "prediction: {trained_months: 200, horizon_months: 12}\n", 4, 14,
	  "prediction.trained_months", "200: the run ends before a forecast can be held against anything" },
	{ HEAD CHANNEL "prediction: {trained_months: 4, horizon_months: 2}\n", 3, 14, "prediction.trained_months",
	  "4: there is no record to learn from; there must be channels and events of kind violation" },
	{ HEAD "channels: {c: {kind: camera, spurious_per_1000_years: 0, flagged_ratio: 2}}\n", 2, 58,
	  "channels.c.flagged_ratio", "2: no predictor is trained; set prediction.trained_months above 0" },
	{ HEAD "components: {f: {kind: forecast}}\n", 2, 18, "components.f.kind",
	  "forecast: no predictor is trained; set prediction.trained_months above 0" },
	{ .text = NULL },
};

#ifdef SOC_WITH_TREES
#define TREES "prediction.trees=true"
#else
#define TREES "prediction.trees=false"
#endif

enum { PAST = SOC_PREDICTOR_PAST_RECORDS, VARIABLE, LOGISTIC };

/* Two ranks of a predictor: people without and with a record. */
static void count_ranks(struct soc_tally *t, unsigned predictor, int64_t un0, int64_t in0, int64_t un1,
                        int64_t in1)
{
	const unsigned low = SOC_AT(prediction_by_rank, predictor, 0),
				   high = SOC_AT(prediction_by_rank, predictor, 1);
	soc_count_module(t, SOC_MOD_prediction_by_rank_persons, low, un0 + in0);
	soc_count_module(t, SOC_MOD_prediction_by_rank_recorded, low, in0);
	soc_count_module(t, SOC_MOD_prediction_by_rank_persons, high, un1 + in1);
	soc_count_module(t, SOC_MOD_prediction_by_rank_recorded, high, in1);
}

/* Of two parts of the people, `step` places apart: all, who did it, flagged, and both. */
static void count_parts(struct soc_tally *t, int persons, int did, int flagged, int flagged_did,
                        const int64_t part[2][4], unsigned step)
{
	const int first[4] = { persons, did, flagged, flagged_did };
	for (unsigned i = 0; i < 2; i++)
		for (unsigned c = 0; c < 4; c++)
			soc_count_module(t, first[c], i * step, part[i][c]);
}

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	/* Of 4 x 10 pairs, ties by half: 2 x 3 + 2 x (6 + 2) = 22; 1 x 3 + 3 x (6 + 2) = 27; 4 x (6 + 2) = 32. */
	count_ranks(t, PAST, 6, 2, 4, 2);
	count_ranks(t, VARIABLE, 6, 1, 4, 3);
	count_ranks(t, LOGISTIC, 6, 0, 4, 4);
	count_ranks(t, SOC_PREDICTOR_TREES, 6, 1, 4, 3);
	/* Forecast for each of 6 people 0.25, of 8 people 0.5: 6 x 0.0625 + 8 x 0.25 = 2.375 over 14; 4 recorded
	 * over 5.5 forecast. */
	soc_count_module(t, SOC_MOD_prediction_by_rank_forecast, SOC_AT(prediction_by_rank, LOGISTIC, 0),
	                 6 * 16384);
	soc_count_module(t, SOC_MOD_prediction_by_rank_forecast, SOC_AT(prediction_by_rank, LOGISTIC, 1),
	                 8 * 32768);
	/* Of acts: 1 of 6 and 3 of 8 people: 1 x 2.5 + 3 x (5 + 2.5) = 25 of 4 x 10. */
	soc_count_module(t, SOC_MOD_prediction_by_rank_did, SOC_AT(prediction_by_rank, LOGISTIC, 0), 1);
	soc_count_module(t, SOC_MOD_prediction_by_rank_did, SOC_AT(prediction_by_rank, LOGISTIC, 1), 3);
	/* Twenty people, ten did it; five flagged, two of them did. */
	soc_count_module(t, SOC_MOD_prediction_by_age_persons, 1, 20);
	soc_count_module(t, SOC_MOD_prediction_by_age_did, 1, 10);
	soc_count_module(t, SOC_MOD_prediction_by_age_flagged, 1, 5);
	soc_count_module(t, SOC_MOD_prediction_by_age_flagged_did, 1, 2);
	soc_count_module(t, SOC_MOD_prediction_by_age_flagged_recorded, 1, 1);
	/* Forty more, older, who all did it: fifteen flagged, three of them recorded. */
	soc_count_module(t, SOC_MOD_prediction_by_age_persons, 3, 40);
	soc_count_module(t, SOC_MOD_prediction_by_age_did, 3, 40);
	soc_count_module(t, SOC_MOD_prediction_by_age_flagged, 3, 15);
	soc_count_module(t, SOC_MOD_prediction_by_age_flagged_did, 3, 15);
	soc_count_module(t, SOC_MOD_prediction_by_age_flagged_recorded, 3, 3);
	soc_count_module(t, SOC_MOD_prediction_by_income_flagged, 0, 14);
	soc_count_module(t, SOC_MOD_prediction_by_income_flagged, 4, 6);
	soc_count_module(t, SOC_MOD_prediction_by_income_did, 0, 45);
	soc_count_module(t, SOC_MOD_prediction_by_income_did, 4, 5);
	/* Men: of 200 who do none 20 are flagged; women: 30 of 100; as many of both groups together. */
	count_parts(t, SOC_MOD_prediction_by_sex_persons, SOC_MOD_prediction_by_sex_did,
	            SOC_MOD_prediction_by_sex_flagged, SOC_MOD_prediction_by_sex_flagged_did,
	            (const int64_t[2][4]){ { 230, 30, 45, 25 }, { 110, 10, 35, 5 } }, 1);
	count_parts(t, SOC_MOD_prediction_by_group_persons, SOC_MOD_prediction_by_group_did,
	            SOC_MOD_prediction_by_group_flagged, SOC_MOD_prediction_by_group_flagged_did,
	            (const int64_t[2][4]){ { 110, 10, 35, 5 }, { 230, 30, 45, 25 } }, 2);
}

const struct module_test module_test_prediction = {
	.stopped = "prediction.trained_months=0 channels.official.flagged_ratio=1 "
	           "channels.camera.flagged_ratio=1 channels.neighbours.flagged_ratio=1",
	.combine = {
		.name = "prediction",
		.entries = { "components", "  virtue: {kind: forecast, weight: 0.5, floor: -200, ceiling: 50}\n" },
		.fixed = { "prediction.trained_months=6", "prediction.horizon_months=2",
		           "prediction.flagged_share=0.3",
		           "channels.court.flagged_ratio=3", TREES },
		.off = { "prediction.trained_months=0" },
		.counts = { "prediction_training.cases", "prediction_by_rank.persons", "prediction_by_age.flagged" },
		.moves = "grade_falls",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "prediction.trained_months=4", "prediction.horizon_months=2",
	              "channels.court.flagged_ratio=2", TREES },
	.off = { "prediction.trained_months=0", "channels.court.flagged_ratio=1" },
	.affected = { .channels = 1 },
	.count = count,
	.summaries = {
		{ "prediction_auc_past", "0.55  fewer than 100 cases" },
		{ "prediction_auc_variable", "0.68  fewer than 100 cases" },
		{ "prediction_auc_logistic", "0.8  fewer than 100 cases" },
		{ "prediction_gain", "0.13  fewer than 100 cases" },
#ifdef SOC_WITH_TREES
		{ "prediction_auc_trees", "0.68  fewer than 100 cases" },
#endif
		{ "prediction_auc_truth", "0.63  fewer than 100 cases" },
		{ "prediction_false_alarms", "30  fewer than 100 cases" },
		{ "prediction_unrecorded", "80" },
		{ "prediction_young", "25  fewer than 100 cases" },
		{ "prediction_young_did", "20  fewer than 100 cases" },
		{ "prediction_rich", "30  fewer than 100 cases" },
		{ "prediction_rich_did", "10  fewer than 100 cases" },
		{ "prediction_brier", "0.17  fewer than 100 cases" },
		{ "prediction_calibration", "0.73  fewer than 100 cases" },
		{ "prediction_women", "43.8" },
		{ "prediction_women_did", "25  fewer than 100 cases" },
		{ "prediction_women_false", "3" },
		{ "prediction_group_false", "0.333" },
	},
};
