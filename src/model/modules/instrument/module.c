/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#include <string.h>

static struct soc_affected instrument_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->instrument.table[0] != '\0' &&
		                            strcmp(s->instrument.table, "none") != 0 };
	t.events = s->instrument.event >= 0 ? 1u << s->instrument.event : 0;
	t.channels = s->instrument.channel >= 0 ? 1u << s->instrument.channel : 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/instrument/counters.def"
};

const struct soc_module soc_module_instrument = {
	.name = "instrument",
	.title = "An instrument of assessment",
	.question = "Whom does a published score refuse who would have turned out well?",
	.sections = "instrument",
	.stage = SOC_STAGE_COUNTED,
	.affects = instrument_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
