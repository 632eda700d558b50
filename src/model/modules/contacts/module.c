/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(contacts_are_kept)
{
	return s->contacts.enabled;
}

#define NO_CONTACTS "contacts are not modelled; set contacts.enabled to true"

static const struct soc_need contacts_needs[] = {
	{ "contacts", "near_share", NAN, SOC_NEEDS_NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "contacts", "far_share", NAN, SOC_NEEDS_NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "contacts", "made_per_month", NAN, SOC_NEEDS_NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "conduct", "learning_contacts", 0, SOC_NEEDS_NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ "contacts", "lost_by_moving", NAN, SOC_NEEDS_NO_EFFECT, contacts_are_kept, NO_CONTACTS },
	{ 0 },
};

static struct soc_affected contacts_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->contacts.enabled };
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/contacts/counters.def"
};

#define EVERY 8.0 /* months between two looks at a slot of contacts */

static enum soc_err contacts_compile(struct soc_rules *r, const struct soc_scenario *s,
                                     __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_contacts *c = &s->contacts;
	struct soc_contacts_rules *rules = &r->contacts;
	const double share[2] = { c->near_share, c->far_share };
	rules->kept = (uint8_t)c->enabled;
	rules->isolated_at_most = (uint8_t)c->isolated_at_most;
	for (int far = 0; far < 2; far++) {
		/* What is made of the missing equals what fades of the present at the share that people have. */
		const double made = share[far] > 0.0 ? c->made_per_month : 0.0;
		rules->share[far] = soc_threshold(share[far]);
		rules->made[far] = soc_threshold(EVERY * made);
		rules->faded[far] =
			soc_threshold(share[far] > 0.0 ? EVERY * (made * (1.0 - share[far]) / share[far]) : 1.0);
	}
	rules->moved = soc_threshold(c->lost_by_moving);
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "contacts_each",
	  .label = "contacts outside the household per person",
	  .per = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(contacts_by_number, "persons", .times = "contacts") },
	  .whole = { SOC_END_SUM(contacts_by_number, "persons") } },
	{ .name = "contacts_isolated",
	  .label = "isolated at the end, per 1,000 people",
	  .per = 1000,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(contacts_by_month, "isolated") },
	  .whole = { SOC_END_SUM(contacts_by_number, "persons") } },
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
	.needs = contacts_needs,
	.compile = contacts_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
