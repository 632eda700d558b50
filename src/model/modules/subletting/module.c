/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

/* ---- what its keys need elsewhere ---- */

static int has_class(const struct soc_scenario *s, int residence)
{
	for (int k = 0; k < s->events_count; k++)
		if (s->events[k].residence == residence)
			return 1;
	return 0;
}

SOC_NEEDS_IF(tenants_can_be_found)
{
	return s->events[entry].residence != SOC_RESIDENCE_SUBLETTING || has_class(s, SOC_RESIDENCE_UNREGISTERED);
}

SOC_NEEDS_IF(somebody_rents)
{
	return s->events[entry].residence != SOC_RESIDENCE_SUBLETTING || s->conduct.sublet_share > 0.0;
}

SOC_NEEDS_IF(some_class_is_subletting)
{
	return has_class(s, SOC_RESIDENCE_SUBLETTING);
}

#define SUBLETTING "no class has residence: subletting: who rents makes no difference"

static const struct soc_need subletting_needs[] = {
	{ "events", "residence", 0, SOC_NEEDS_REFUSED, tenants_can_be_found,
	  "a landlord is identified when an unregistered resident is found; some event needs residence: "
	  "unregistered" },
	{ "events", "residence", 0, SOC_NEEDS_NO_EFFECT, somebody_rents,
	  "nobody rents; set conduct.sublet_share above 0" },
	{ "conduct", "sublet_share", NAN, SOC_NEEDS_NO_EFFECT, some_class_is_subletting, SUBLETTING },
	{ 0 },
};

static struct soc_affected subletting_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	soc_module_affects_residence(s, SOC_RESIDENCE_SUBLETTING, &t);
	t.on = t.events != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/subletting/counters.def"
};

static enum soc_err subletting_compile(struct soc_rules *r, const struct soc_scenario *s,
                                       __attribute__((unused)) struct soc_msg *msg)
{
	r->subletting.class = -1;
	for (int k = 0; k < s->events_count; k++)
		if (s->events[k].residence == SOC_RESIDENCE_SUBLETTING)
			r->subletting.class = (int8_t)k;
	r->subletting.rented = soc_threshold(s->conduct.sublet_share);
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "subletting_wrong",
	  .label = "landlords wrongly identified, % of those identified",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(subletting_by_truth, "accepted", .where = "wrong=1") },
	  .whole = { SOC_RUN_SUM(subletting_by_truth, "accepted") } },
	{ .name = "subletting_landlords",
	  .label = "landlords of unregistered people, per 1,000 people",
	  .per = 1000,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(subletting_by_month, "landlords") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
};

const struct soc_module soc_module_subletting = {
	.name = "subletting",
	.title = "Subletting to unregistered residents",
	.question = "Who is identified as a landlord of unregistered residents, rightly or wrongly?",
	.sections = "",
	.stage = SOC_STAGE_WATCHED,
	.affects = subletting_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = subletting_needs,
	.compile = subletting_compile,
	.note = "Identified: an accepted record names the person as a landlord.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
