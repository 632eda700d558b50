/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

static struct soc_affected publicity_affects(const struct soc_scenario *s)
{
	const struct soc_publicity *p = &s->publicity;
	struct soc_affected t = { .on = p->contacts_cut > 0 || p->warning_tone_cut_per_month > 0 ||
		                            p->work_lost > 0 || p->strain > 0 || p->deterrence > 0 };
	FOR_EACH(i, lists)
	t.lists |= (uint32_t)(s->lists[i].colour == SOC_BLACK && s->lists[i].publication > 0) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/publicity/counters.def"
};

const struct soc_module soc_module_publicity = {
	.name = "publicity",
	.title = "Publicity",
	.question = "What does it cost to be seen on a list?",
	.sections = "publicity",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = publicity_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
