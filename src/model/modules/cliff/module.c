/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

static const struct soc_need cliff_needs[] = {
	{ "output", "cliff", -1, SOC_NEEDS_REFUSED, soc_needs_scored, SOC_NEEDS_GRADES },
	{ 0 },
};

static struct soc_affected cliff_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->output.cliff >= 0 };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/cliff/counters.def"
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_scoring_rules *scoring = &r->regime.scoring;
	if (scoring->on && s->output.cliff > 0) {
		r->cliff.from = scoring->grade_from[s->output.cliff];
		r->cliff.width =
			(int32_t)(s->output.cliff_points * SOC_POINT + (s->output.cliff_points < 0 ? -0.5 : 0.5));
	}
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "cliff_below",
	  .label = "under a sanction just below the threshold, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(cliff_by_step, "sanctioned", .where = "step=7") },
	  .whole = { SOC_RUN_SUM(cliff_by_step, "persons", .where = "step=7") } },
	{ .name = "cliff_above",
	  .label = "under a sanction just above the threshold, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(cliff_by_step, "sanctioned", .where = "step=8") },
	  .whole = { SOC_RUN_SUM(cliff_by_step, "persons", .where = "step=8") } },
};

const struct soc_module soc_module_cliff = {
	.name = "cliff",
	.title = "Cliff at a grade's threshold",
	.question = "What changes at the threshold of a grade?",
	.sections = "",
	.stage = SOC_STAGE_NONE,
	.affects = cliff_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = cliff_needs,
	.compile = compile_rules,
	.note = "Just below and just above: within one step of output.cliff_points, over all months.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
