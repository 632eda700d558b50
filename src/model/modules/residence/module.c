/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

/* Classes of events that stand for something about where one lives, and what sees them. */
void soc_affects_residence(const struct soc_scenario *s, enum soc_event_residence which,
                           struct soc_affected *out)
{
	FOR_EACH(e, events)
	{
		if (s->events[e].residence != (int32_t)which)
			continue;
		out->events |= 1u << e;
		FOR_EACH(i, channels)
		out->channels |= (uint32_t)(s->channels[i].detects[e] > 0) << i;
	}
}

static struct soc_affected residence_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	soc_affects_residence(s, SOC_RESIDENCE_UNDECLARED, &t);
	t.on = t.events != 0;
	soc_affects_residence(s, SOC_RESIDENCE_DECLARED, &t);
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/residence/counters.def"
};

const struct soc_module soc_module_residence = {
	.name = "residence",
	.title = "Registered residence",
	.question = "Who is found to live where they are not registered, and who is reported wrongly?",
	.sections = "",
	.stage = SOC_STAGE_WATCHED,
	.affects = residence_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
