/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "model/modules/counters.h"

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

const struct soc_module soc_module_cliff = {
	.name = "cliff",
	.title = "A grade's threshold",
	.question = "What changes at the threshold of a grade?",
	.sections = "",
	.stage = SOC_STAGE_NONE,
	.affects = cliff_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = cliff_needs,
};
