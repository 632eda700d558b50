/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

static struct soc_affected linkage_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	FOR_EACH(i, channels)
	{
		const struct soc_channel *c = &s->channels[i];
		t.channels |= (uint32_t)(c->by_name > 0 || c->by_name_if_unlinked > 0 || c->code_error > 0) << i;
	}
	t.on = t.channels != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/linkage/counters.def"
};

const struct soc_module soc_module_linkage = {
	.name = "linkage",
	.title = "Linkage by name and code",
	.question = "How often does a record reach another person of the same name or by a slip in the code?",
	.sections = "",
	.stage = SOC_STAGE_COUNTED,
	.affects = linkage_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
