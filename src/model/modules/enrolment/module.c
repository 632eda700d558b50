/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

static struct soc_affected enrolment_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->enrolment.required };
	FOR_EACH(i, measures)
	t.measures |= (uint32_t)(s->measures[i].grades != 0) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/enrolment/counters.def"
};

const struct soc_module soc_module_enrolment = {
	.name = "enrolment",
	.title = "Enrolment",
	.question = "Who enrols, and what is it worth to them?",
	.sections = "enrolment",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = enrolment_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
