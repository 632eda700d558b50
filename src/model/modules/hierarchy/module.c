/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

static struct soc_affected hierarchy_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->hierarchy.levels > 0 };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/hierarchy/counters.def"
};

const struct soc_module soc_module_hierarchy = {
	.name = "hierarchy",
	.title = "Administrative levels",
	.question = "What is lost and changed on the way to the level that decides?",
	.sections = "hierarchy",
	.stage = SOC_STAGE_COUNTED,
	.affects = hierarchy_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
