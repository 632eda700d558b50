/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

static struct soc_affected verification_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->review.checks_per_month_per_million > 0 };
	FOR_EACH(i, channels)
	t.channels |= (uint32_t)(s->channels[i].kind == SOC_CHANNEL_NEIGHBOURS) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/verification/counters.def"
};

const struct soc_module soc_module_verification = {
	.name = "verification",
	.title = "Verification of reports",
	.question = "How many reports can be verified, and which lapse?",
	.sections = "",
	.stage = SOC_STAGE_COUNTED,
	.affects = verification_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
