/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

static int is_trained(const struct soc_scenario *s)
{
	return s->prediction.trained_months > 0;
}

static struct soc_affected prediction_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = is_trained(s) };
	SOC_FOR_ENTRIES(i, s->channels)
		t.channels |= (uint32_t)(s->channels[i].flagged_ratio != 1) << i;
	SOC_FOR_ENTRIES(i, s->components)
		t.components |= (uint32_t)(s->components[i].kind == SOC_COMPONENT_FORECAST) << i;
	return t;
}

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(predictors_are_trained)
{
	return is_trained(s);
}

SOC_NEEDS_IF(two_periods_are_over)
{
	return s->prediction.trained_months >= 2 * s->prediction.horizon_months;
}

SOC_NEEDS_IF(run_goes_on)
{
	return s->prediction.trained_months + s->prediction.horizon_months <= s->span.to - s->span.from + 1;
}

SOC_NEEDS_IF(somebody_is_recorded)
{
	SOC_FOR_ENTRIES(i, s->events)
		if (s->events[i].kind == SOC_VIOLATION)
			return s->channels_count > 0;
	return 0;
}

SOC_NEEDS_IF(trees_are_trained_where_used)
{
	return s->prediction.predictor != SOC_PREDICTOR_TREES || s->prediction.trees;
}

#ifndef SOC_WITH_TREES
SOC_NEEDS_IF(trees_are_built_in)
{
	return s == NULL;
}
#endif

SOC_NEEDS_IF(forecast_has_a_source)
{
	return s->components[entry].kind != SOC_COMPONENT_FORECAST || is_trained(s);
}

#define UNTRAINED "no predictor is trained; set prediction.trained_months above 0"

static const struct soc_need prediction_needs[] = {
	{ "prediction", "trained_months", 0, SOC_NEEDS_REFUSED, two_periods_are_over,
	  "predictors are trained on two periods, one to know people by and one to be foretold; set it to twice "
	  "horizon_months or more" },
	{ "prediction", "trained_months", 0, SOC_NEEDS_NO_EFFECT, run_goes_on,
	  "the run ends before a forecast can be held against anything" },
	{ "prediction", "trained_months", 0, SOC_NEEDS_NO_EFFECT, somebody_is_recorded,
	  "there is no record to learn from; there must be channels and events of kind violation" },
#ifndef SOC_WITH_TREES
	{ "prediction", "trees", 0, SOC_NEEDS_REFUSED, trees_are_built_in,
	  "this socred was built without XGBoost; set it to false, or build with libxgboost-dev installed" },
#endif
	{ "prediction", "predictor", NAN, SOC_NEEDS_REFUSED, trees_are_trained_where_used,
	  "no trees are trained; set prediction.trees to true" },
	{ "channels", "flagged_ratio", 1, SOC_NEEDS_NO_EFFECT, predictors_are_trained, UNTRAINED },
	{ "components", "kind", 0, SOC_NEEDS_NO_EFFECT, forecast_has_a_source, UNTRAINED },
	{ 0 },
};

/* ---- its rules ---- */

/* Detection of those flagged over that of the others is the ratio; both together are what they were. */
static struct soc_prediction_aim aim_of(double ratio, double share)
{
	const double others = 1.0 / (1.0 - share + share * ratio);
	if (ratio == 1.0)
		return (struct soc_prediction_aim){ { 0, 0 } };
	return (struct soc_prediction_aim){ { (uint32_t)(others * 65536.0 + 0.5),
		                                  (uint32_t)(others * ratio * 65536.0 + 0.5) } };
}

static enum soc_err prediction_compile(struct soc_rules *r, const struct soc_scenario *s,
                                       __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_prediction_rules *p = &r->regime.prediction;
	if (!is_trained(s))
		return SOC_OK;
	p->trained = (uint32_t)s->prediction.trained_months;
	p->horizon = (uint32_t)s->prediction.horizon_months;
	p->sample = (uint32_t)s->prediction.sample;
	p->used = (uint8_t)s->prediction.predictor;
	p->trees = (uint8_t)(s->prediction.trees != 0);
	p->flagged = (uint32_t)(s->prediction.flagged_share * 65536.0 + 0.5);
	SOC_FOR_ENTRIES(k, s->events)
		p->violations |= (uint32_t)(s->events[k].kind == SOC_VIOLATION) << k;
	SOC_FOR_ENTRIES(f, s->components)
		p->scores |= (uint8_t)((s->components[f].kind == SOC_COMPONENT_FORECAST) << f);
	SOC_FOR_ENTRIES(c, s->channels)
		r->prediction.channel[c] = aim_of(s->channels[c].flagged_ratio, s->prediction.flagged_share);
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/prediction/counters.def"
};

/* ---- what its box says ---- */

#ifdef SOC_WITH_TREES
static int has_trees(const struct soc_scenario *s)
{
	return s->prediction.trees != 0;
}
#endif

static const struct soc_summary summaries[] = {
	{ .name = "prediction_auc_past",
	  .label = "concordance with next records: past records",
	  .per = 1,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_accuracy, "concordant", .where = "predictor=past_records") },
	  .whole = { SOC_RUN_SUM(prediction_accuracy, "pairs", .where = "predictor=past_records") },
	  .cases = SOC_RUN_SUM(prediction_accuracy, "recorded", .where = "predictor=past_records") },
	{ .name = "prediction_auc_variable",
	  .label = "concordance with next records: the best variable",
	  .per = 1,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_accuracy, "concordant", .where = "predictor=one_variable") },
	  .whole = { SOC_RUN_SUM(prediction_accuracy, "pairs", .where = "predictor=one_variable") },
	  .cases = SOC_RUN_SUM(prediction_accuracy, "recorded", .where = "predictor=one_variable") },
	{ .name = "prediction_auc_logistic",
	  .label = "concordance with next records: logistic regression",
	  .per = 1,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_accuracy, "concordant", .where = "predictor=logistic") },
	  .whole = { SOC_RUN_SUM(prediction_accuracy, "pairs", .where = "predictor=logistic") },
	  .cases = SOC_RUN_SUM(prediction_accuracy, "recorded", .where = "predictor=logistic") },
	{ .name = "prediction_gain",
	  .label = "gain of the regression over the best variable",
	  .per = 1,
	  .is_signed = 1,
	  .part = { SOC_RUN_SUM(prediction_gain, "gained") },
	  .whole = { SOC_RUN_SUM(prediction_gain, "pairs") },
	  .cases = SOC_RUN_SUM(prediction_gain, "recorded") },
#ifdef SOC_WITH_TREES
	{ .name = "prediction_auc_trees",
	  .label = "concordance with next records: boosted trees",
	  .per = 1,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_accuracy, "concordant", .where = "predictor=trees") },
	  .whole = { SOC_RUN_SUM(prediction_accuracy, "pairs", .where = "predictor=trees") },
	  .cases = SOC_RUN_SUM(prediction_accuracy, "recorded", .where = "predictor=trees"),
	  .needs = has_trees },
#endif
	{ .name = "prediction_auc_truth",
	  .label = "concordance with next acts: logistic regression",
	  .per = 1,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_accuracy, "concordant_did", .where = "predictor=logistic") },
	  .whole = { SOC_RUN_SUM(prediction_accuracy, "pairs_did", .where = "predictor=logistic") },
	  .cases = SOC_RUN_SUM(prediction_accuracy, "did", .where = "predictor=logistic") },
	{ .name = "prediction_false_alarms",
	  .label = "flagged, % of those who then commit no violation",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_outcome, "false_alarms") },
	  .whole = { SOC_RUN_SUM(prediction_by_outcome, "did_nothing") } },
	{ .name = "prediction_unrecorded",
	  .label = "not recorded in the year, % of those flagged",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_outcome, "flagged_unrecorded") },
	  .whole = { SOC_RUN_SUM(prediction_by_outcome, "flagged") } },
	{ .name = "prediction_young",
	  .label = "aged 18 to 29, % of those flagged",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_age, "flagged", .where = "age=18-29") },
	  .whole = { SOC_RUN_SUM(prediction_by_age, "flagged") } },
	{ .name = "prediction_young_did",
	  .label = "aged 18 to 29, % of those who then offend",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_age, "did", .where = "age=18-29") },
	  .whole = { SOC_RUN_SUM(prediction_by_age, "did") } },
	{ .name = "prediction_rich",
	  .label = "highest income quintile, % of those flagged",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_income, "flagged", .where = "income_quintile=4") },
	  .whole = { SOC_RUN_SUM(prediction_by_income, "flagged") } },
	{ .name = "prediction_rich_did",
	  .label = "highest income quintile, % of those who then offend",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_income, "did", .where = "income_quintile=4") },
	  .whole = { SOC_RUN_SUM(prediction_by_income, "did") } },
	{ .name = "prediction_brier",
	  .label = "Brier score against records: logistic regression",
	  .per = 1,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_accuracy, "squared_error", .where = "predictor=logistic") },
	  .whole = { SOC_RUN_SUM(prediction_accuracy, "persons", .where = "predictor=logistic") } },
	{ .name = "prediction_calibration",
	  .label = "recorded over forecast: logistic regression",
	  .per = 1,
	  .part = { SOC_RUN_SUM(prediction_accuracy, "recorded", .where = "predictor=logistic") },
	  .whole = { SOC_RUN_SUM(prediction_accuracy, "forecast", .where = "predictor=logistic") },
	  .cases = SOC_RUN_SUM(prediction_accuracy, "recorded", .where = "predictor=logistic") },
	{ .name = "prediction_women",
	  .label = "women, % of those flagged",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_sex, "flagged", .where = "female=1") },
	  .whole = { SOC_RUN_SUM(prediction_by_sex, "flagged") } },
	{ .name = "prediction_women_did",
	  .label = "women, % of those who then offend",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(prediction_by_sex, "did", .where = "female=1") },
	  .whole = { SOC_RUN_SUM(prediction_by_sex, "did") } },
	{ .name = "prediction_women_false",
	  .label = "false-alarm rate, women over men",
	  .per = 1,
	  .part = { SOC_RUN_SUM(prediction_by_sex, "flagged -flagged_did", .where = "female=1") },
	  .whole = { SOC_RUN_SUM(prediction_by_sex, "persons -did", .where = "female=1") },
	  .over_part = SOC_RUN_SUM(prediction_by_sex, "flagged -flagged_did", .where = "female=0"),
	  .over_whole = SOC_RUN_SUM(prediction_by_sex, "persons -did", .where = "female=0") },
	{ .name = "prediction_group_false",
	  .label = "false-alarm rate, minority over majority",
	  .per = 1,
	  .part = { SOC_RUN_SUM(prediction_by_group, "flagged -flagged_did", .where = "grp=1") },
	  .whole = { SOC_RUN_SUM(prediction_by_group, "persons -did", .where = "grp=1") },
	  .over_part = SOC_RUN_SUM(prediction_by_group, "flagged -flagged_did", .where = "grp=0"),
	  .over_whole = SOC_RUN_SUM(prediction_by_group, "persons -did", .where = "grp=0") },
};

const struct soc_module soc_module_prediction = {
	.name = "prediction",
	.title = "Prediction",
	.question = "How well can the regime forecast who will be recorded, and how much better than by one "
				"variable?",
	.sections = "prediction",
	.stage = SOC_STAGE_GRADED,
	.affects = prediction_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = prediction_needs,
	.compile = prediction_compile,
	.note = "Concordance: of two people of whom one is recorded in the period and one is not, how often the "
			"first had the higher risk; 0.5 is chance.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
