/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

static struct soc_affected subletting_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	soc_affects_residence(s, SOC_RESIDENCE_LETTING, &t);
	t.on = t.events != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/subletting/counters.def"
};

const struct soc_module soc_module_subletting = {
	.name = "subletting",
	.title = "Landlords of unregistered residents",
	.question = "Who is identified as a landlord of unregistered residents, rightly or wrongly?",
	.sections = "",
	.stage = SOC_STAGE_WATCHED,
	.affects = subletting_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
