/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

static struct soc_affected surveillance_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->society.marker_share > 0 };
	FOR_EACH(i, channels)
	t.channels |= (uint32_t)(s->channels[i].marked_ratio != 1 || s->channels[i].listed_ratio != 1) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/surveillance/counters.def"
};

const struct soc_module soc_module_surveillance = {
	.name = "surveillance",
	.title = "Differential surveillance",
	.question = "What follows when people with a group marker are watched more than others?",
	.sections = "",
	.stage = SOC_STAGE_WATCHED,
	.affects = surveillance_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
