/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

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
};
