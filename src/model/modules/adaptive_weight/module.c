/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(correction_has_people)
{
	return s->adaptive_weight.classes != 0;
}

SOC_NEEDS_IF(correction_gains)
{
	return SOC_NEEDS_EVER("adaptive_weight", SOC_NEEDS_ANY, "gain");
}

SOC_NEEDS_IF(weight_is_adaptive)
{
	return s->adaptive_weight.component >= 0;
}

#define CORRECTED "no weight adapts; name a component with adaptive_weight.component"

static const struct soc_need adaptive_weight_needs[] = {
	{ "adaptive_weight", "component", -1, SOC_NEEDS_REFUSED, soc_needs_scored, SOC_NEEDS_GRADES },
	{ "adaptive_weight", "component", -1, SOC_NEEDS_REFUSED, correction_has_people,
	  "adaptive_weight.classes names no class of person whose outcome is followed" },
	{ "adaptive_weight", "component", -1, SOC_NEEDS_NO_EFFECT, correction_gains,
	  "the weight stands still; set adaptive_weight.gain above 0" },
	{ "adaptive_weight", "gain", NAN, SOC_NEEDS_NO_EFFECT, weight_is_adaptive, CORRECTED },
	{ "adaptive_weight", "target", NAN, SOC_NEEDS_NO_EFFECT, weight_is_adaptive, CORRECTED },
	{ 0 },
};

static struct soc_affected adaptive_weight_affects(const struct soc_scenario *s)
{
	const int component = s->adaptive_weight.component;
	return (struct soc_affected){ .on = component >= 0, .components = component >= 0 ? 1u << component : 0 };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/adaptive_weight/counters.def"
};

static int32_t factor13(double x)
{
	return (int32_t)(x * SOC_WEIGHT_ONE + 0.5);
}

static void follow(struct soc_adaptive_weight_rules *rule, const struct soc_adaptive_weight *c)
{
	*rule =
		(struct soc_adaptive_weight_rules){ (int8_t)c->component,     (uint8_t)c->classes,
		                                    (uint8_t)c->delay_months, (int32_t)(c->target * 65536.0 + 0.5),
		                                    factor13(c->gain),        factor13(c->lowest),
		                                    factor13(c->highest) };
}

static enum soc_err adaptive_weight_compile(struct soc_rules *r, const struct soc_scenario *s,
                                            __attribute__((unused)) struct soc_msg *msg)
{
	follow(&r->regime.adaptive_weight, &s->adaptive_weight);
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "adaptive_weight_mean",
	  .label = "mean weight, last quarter of the run",
	  .per = 1,
	  .part = { SOC_WHOLE_SUM(adaptive_weight, "mean_weight", .where = "verdict!=off") },
	  .cases = SOC_END_SUM(adaptive_weight_by_month, "persons") },
	{ .name = "adaptive_weight_range",
	  .label = "range of the weight, last quarter of the run",
	  .per = 1,
	  .part = { SOC_WHOLE_SUM(adaptive_weight, "range_last", .where = "verdict!=off") },
	  .cases = SOC_END_SUM(adaptive_weight_by_month, "persons") },
	{ .name = "adaptive_weight_converges",
	  .label = "replicates in which the weight converges, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_WHOLE_SUM(adaptive_weight, "converged", .where = "verdict!=off") },
	  .whole = { SOC_WHOLE_SUM(adaptive_weight, "1", .where = "verdict!=off") } },
};

const struct soc_module soc_module_adaptive_weight = {
	.name = "adaptive_weight",
	.title = "Adaptive weight",
	.question = "Does a weight that adapts to the regime's own outcomes converge?",
	.sections = "adaptive_weight",
	.stage = SOC_STAGE_GRADED,
	.affects = adaptive_weight_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = adaptive_weight_needs,
	.compile = adaptive_weight_compile,
	.note = "It converges when the range of the weight in the last quarter of the run is at most 5% of its "
			"mean there or at most half the range in the quarter before; otherwise it oscillates.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
