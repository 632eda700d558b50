/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

static struct soc_affected contacts_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->contacts.enabled };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/contacts/counters.def"
};

const struct soc_module soc_module_contacts = {
	.name = "contacts",
	.title = "Contacts",
	.question = "How many people has a person to know and to be known by?",
	.sections = "contacts",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = contacts_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};
