/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(contacts_are_kept)
{
	return s->contacts.enabled;
}

SOC_NEEDS_IF(a_black_list_is_published)
{
	for (int l = 0; l < s->lists_count; l++)
		if (s->lists[l].colour == SOC_BLACK && SOC_NEEDS_EVER("lists", l, "publication"))
			return 1;
	return 0;
}

#define CONTACTS \
	"publication acts on contacts, and none are modelled; set contacts.enabled to true, or this to 0"
#define PUBLISHED "no black list is published: nobody is seen on one; set lists.*.publication above 0"

static const struct soc_need publicity_needs[] = {
	{ "publicity", "contacts_cut", 0, SOC_NEEDS_REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "warning_tone_cut_per_month", 0, SOC_NEEDS_REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "work_lost", 0, SOC_NEEDS_REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "strain", 0, SOC_NEEDS_REFUSED, contacts_are_kept, CONTACTS },
	{ "publicity", "contacts_cut", 0, SOC_NEEDS_NO_EFFECT, a_black_list_is_published, PUBLISHED },
	{ "publicity", "work_lost", 0, SOC_NEEDS_NO_EFFECT, a_black_list_is_published, PUBLISHED },
	{ "publicity", "stake_months", 0, SOC_NEEDS_NO_EFFECT, a_black_list_is_published, PUBLISHED },
	{ 0 },
};

static struct soc_affected publicity_affects(const struct soc_scenario *s)
{
	const struct soc_publicity *p = &s->publicity;
	struct soc_affected t = { .on = p->contacts_cut > 0 || p->warning_tone_cut_per_month > 0 ||
		                            p->work_lost > 0 || p->strain > 0 || p->stake_months > 0 };
	SOC_FOR_ENTRIES(i, s->lists)
		t.lists |= (uint32_t)(s->lists[i].colour == SOC_BLACK && s->lists[i].publication > 0) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/publicity/counters.def"
};

#define EVERY 8.0 /* months between two looks at a slot of contacts */

static enum soc_err publicity_compile(struct soc_rules *r, const struct soc_scenario *s,
                                      __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_publicity *p = &s->publicity;
	struct soc_publicity_rules *rules = &r->publicity;
	const double share[2] = { s->contacts.near_share, s->contacts.far_share };
	rules->acts = r->contacts.kept && (p->contacts_cut > 0.0 || p->warning_tone_cut_per_month > 0.0 ||
	                                   p->work_lost > 0.0 || p->strain > 0.0);
	for (int far = 0; far < 2; far++)
		rules->back[far] = soc_threshold(EVERY * (share[far] > 0.0 ? p->return_per_month : 0.0));
	rules->cut = soc_threshold(p->contacts_cut);
	rules->warning_tone = soc_threshold(p->warning_tone_cut_per_month);
	rules->work = soc_threshold(p->work_lost);
	rules->strain = (uint8_t)(p->strain * 255.0 + 0.5);
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "publicity_isolated",
	  .label = "ostracised and isolated at the end, per 1,000 listed",
	  .per = 1000,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(publicity_by_truth, "isolated_listed") },
	  .whole = { SOC_END_SUM(by_cell, "listed") } },
	{ .name = "publicity_contacts",
	  .label = "contacts lost to publication, per entry",
	  .per = 1,
	  .part = { SOC_RUN_SUM(publicity_by_truth, "contacts_lost") },
	  .whole = { SOC_RUN_SUM(by_cell, "entries_true entries_other_violation entries_no_violation") } },
	{ .name = "publicity_work",
	  .label = "jobs lost to publication, per 1,000 entries",
	  .per = 1000,
	  .part = { SOC_RUN_SUM(publicity_by_truth, "work_lost") },
	  .whole = { SOC_RUN_SUM(by_cell, "entries_true entries_other_violation entries_no_violation") } },
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
	.needs = publicity_needs,
	.compile = publicity_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
