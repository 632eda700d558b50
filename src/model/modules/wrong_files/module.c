/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"

#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

static struct soc_affected wrong_files_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->output.wrong_files };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/wrong_files/counters.def"
};

static enum soc_err wrong_files_compile(struct soc_rules *r, const struct soc_scenario *s,
                                        __attribute__((unused)) struct soc_msg *msg)
{
	r->wrong_files.on = (uint8_t)s->output.wrong_files;
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "wrong_files_points",
	  .label = "with points from wrong records, per 1,000 people",
	  .per = 1000,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(wrong_files_by_month, "with_points") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
	{ .name = "wrong_files_grade",
	  .label = "in another grade by wrong records, per 1,000 people",
	  .per = 1000,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(wrong_files_by_month, "other_grade") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
};

const struct soc_module soc_module_wrong_files = {
	.name = "wrong_files",
	.title = "Wrong files",
	.question = "Whose points and grade come in part from wrong records?",
	.sections = "",
	.stage = SOC_STAGE_NONE,
	.affects = wrong_files_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.compile = wrong_files_compile,
	.note = "Where people are rated, what a rater adds to diligence counts as wrong too.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
