/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"

static struct soc_affected contacts_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->contacts.enabled };
}

const struct soc_module soc_module_contacts = {
	.name = "contacts",
	.title = "Contacts",
	.question = "How many people has a person to know and to be known by?",
	.sections = "contacts",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = contacts_affects,
};
