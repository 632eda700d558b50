/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

static struct soc_affected adaptive_weight_affects(const struct soc_scenario *s)
{
	const int family = s->adaptive_weight.component;
	return (struct soc_affected){ .on = family >= 0, .families = family >= 0 ? 1u << family : 0 };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/adaptive_weight/counters.def"
};

const struct soc_module soc_module_adaptive_weight = {
	.name = "adaptive_weight",
	.title = "Adaptive weight",
	.question = "Does a weight that adapts to the regime's own outcomes converge?",
	.sections = "adaptive_weight",
	.stage = SOC_STAGE_GRADED,
	.affects = adaptive_weight_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
