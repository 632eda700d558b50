/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(levels_are_passed)
{
	return SOC_NEEDS_EVER("hierarchy", SOC_NEEDS_ANY, "levels");
}

SOC_NEEDS_IF(something_is_ordered)
{
	return s->changes_count > 0;
}

#define LEVELS "records are decided where they are made; set hierarchy.levels above 0"

static const struct soc_need hierarchy_needs[] = {
	{ "hierarchy", "months_per_level", 0, SOC_NEEDS_NO_EFFECT, levels_are_passed, LEVELS },
	{ "hierarchy", "lost_per_level", 0, SOC_NEEDS_NO_EFFECT, levels_are_passed, LEVELS },
	{ "hierarchy", "misfiled_per_level", 0, SOC_NEEDS_NO_EFFECT, levels_are_passed, LEVELS },
	{ "hierarchy", "reclassified_per_level", 0, SOC_NEEDS_NO_EFFECT, levels_are_passed, LEVELS },
	{ "hierarchy", "order_delay_months", 0, SOC_NEEDS_NO_EFFECT, something_is_ordered,
	  "orders are changes in the timeline, and there are none" },
	{ 0 },
};

static struct soc_affected hierarchy_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->hierarchy.levels > 0 };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/hierarchy/counters.def"
};

/* One word tells what a level does: the probabilities stand one behind the other. */
static enum soc_err hierarchy_compile(struct soc_rules *r, const struct soc_scenario *s,
                                      __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_hierarchy *h = &s->hierarchy;
	const double error[3] = { h->lost_per_level, h->misfiled_per_level, h->reclassified_per_level };
	double below = 0.0;
	r->hierarchy.levels = (uint8_t)h->levels;
	r->hierarchy.months = (uint8_t)h->months_per_level;
	for (int i = 0; i < 3; i++) {
		below += error[i];
		r->hierarchy.error[i] = soc_threshold(below);
	}
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "hierarchy_lost",
	  .label = "lost between levels, per 1,000 records sent",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(hierarchy_by_level, "lost") },
	  .whole = { SOC_RUN_SUM(hierarchy_by_month, "sent") } },
	{ .name = "hierarchy_changed",
	  .label = "misfiled or reclassified, per 1,000 records sent",
	  .per = 1000,
	  .part = { SOC_RUN_SUM(hierarchy_by_level, "misfiled reclassified") },
	  .whole = { SOC_RUN_SUM(hierarchy_by_month, "sent") } },
	{ .name = "hierarchy_months",
	  .label = "mean months between levels, records that arrived",
	  .per = 1,
	  .part = { SOC_RUN_SUM(hierarchy_by_month, "months_taken") },
	  .whole = { SOC_RUN_SUM(hierarchy_by_month, "arrived") } },
};
static const struct soc_branch branches[] = {
	{ .name = "lost_above",
	  .label = "lost between levels",
	  .kind = SOC_BRANCH_LOST,
	  .step = SOC_WAY_ACCEPTED,
	  .count = SOC_RUN_SUM(hierarchy_by_level, "lost") },
	{ .name = "misfiled",
	  .label = "filed on another person between levels",
	  .kind = SOC_BRANCH_CHANGED,
	  .step = SOC_WAY_ACCEPTED,
	  .count = SOC_RUN_SUM(hierarchy_by_level, "misfiled"),
	  .wrong = SOC_RUN_SUM(hierarchy_by_level, "misfiled") },
	{ .name = "reclassified",
	  .label = "reclassified between levels",
	  .kind = SOC_BRANCH_CHANGED,
	  .step = SOC_WAY_ACCEPTED,
	  .count = SOC_RUN_SUM(hierarchy_by_level, "reclassified"),
	  .wrong = SOC_RUN_SUM(hierarchy_by_level, "reclassified") },
};

const struct soc_module soc_module_hierarchy = {
	.name = "hierarchy",
	.title = "Administrative hierarchy",
	.question = "What is lost and changed on the way to the level that decides?",
	.sections = "hierarchy",
	.stage = SOC_STAGE_COUNTED,
	.affects = hierarchy_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = hierarchy_needs,
	.compile = hierarchy_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
	.branches = branches,
	.branches_count = sizeof branches / sizeof branches[0],
};
