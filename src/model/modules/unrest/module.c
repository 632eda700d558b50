/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "base/draw.h"
#include "base/num.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(unrest_is_modelled)
{
	return soc_needs_ever(s, "unrest", -1, "enabled", -1);
}

SOC_NEEDS_IF(there_are_police)
{
	return soc_needs_ever(s, "unrest", -1, "police_per_1000", -1);
}

#define CALM "unrest is not modelled; it takes unrest.enabled true, for the run or by the timeline"

static const struct soc_need unrest_needs[] = {
	{ "unrest", "hardship_income", 0, SOC_NEEDS_NO_EFFECT, unrest_is_modelled, CALM },
	{ "unrest", "hardship_strain", 0, SOC_NEEDS_NO_EFFECT, unrest_is_modelled, CALM },
	{ "unrest", "hardship_sanction", 0, SOC_NEEDS_NO_EFFECT, unrest_is_modelled, CALM },
	{ "unrest", "wronged", 0, SOC_NEEDS_NO_EFFECT, unrest_is_modelled, CALM },
	{ "unrest", "wronged_seen", 0, SOC_NEEDS_NO_EFFECT, unrest_is_modelled, CALM },
	{ "unrest", "jail_most", NAN, SOC_NEEDS_NO_EFFECT, there_are_police,
	  "nobody is arrested; it takes unrest.police_per_1000 above 0" },
	{ 0 },
};

static struct soc_affected unrest_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->unrest.enabled };
}

static uint32_t share(double x)
{
	return (uint32_t)(x * 65536.0 + 0.5);
}

#define STEP 0.1 /* of income, that hardship is said for */

static enum soc_err unrest_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                   __attribute__((unused)) struct soc_msg *msg)
{
	const struct soc_unrest *u = &s->unrest;
	struct soc_unrest_rules *r = &rules->unrest;
	if (!u->enabled)
		return SOC_OK;
	r->enabled = 1;
	r->sight = (uint16_t)u->sight;
	r->jail_most = (uint8_t)u->jail_most;
	r->police = share(u->police_per_1000 / 1000.0);
	r->arrests = share(u->arrests_per_month);
	r->threshold = (int32_t)(u->threshold * 65536.0);
	r->legitimacy = share(u->legitimacy);
	r->hardship = share(u->hardship);
	r->income = share(u->hardship_income / STEP * SOC_LOST_INCOME_STEP);
	r->strain = share(u->hardship_strain / 255.0);
	r->sanction = share(u->hardship_sanction);
	r->wronged = share(u->wronged);
	r->wronged_seen = share(u->wronged_seen);
	for (unsigned i = 0; i < SOC_UNREST_RATIOS; i++) {
		const double ratio = u->rounded ? i / SOC_UNREST_RATIO : (double)i / SOC_UNREST_RATIO;
		r->risk[i] = share(1.0 - soc_num_exp(-u->arrest * ratio));
	}
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/unrest/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "unrest_active",
	  .label = "active in a month, per 1,000 adults",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(unrest_by_standing, "active") },
	  .whole = { SOC_RUN_SUM(unrest_by_standing, "adults") } },
	{ .name = "unrest_active_wronged",
	  .label = "active in a month, per 1,000 wrongly listed",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(unrest_by_standing, "active", .where = "standing=wronged") },
	  .whole = { SOC_RUN_SUM(unrest_by_standing, "adults", .where = "standing=wronged") } },
	{ .name = "unrest_active_sanctioned",
	  .label = "active in a month, per 1,000 under a sanction",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(unrest_by_standing, "active", .where = "standing=sanctioned") },
	  .whole = { SOC_RUN_SUM(unrest_by_standing, "adults", .where = "standing=sanctioned") } },
	{ .name = "unrest_untouched",
	  .label = "neither sanctioned nor wronged, % of the active",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(unrest_by_standing, "active", .where = "standing=untouched") },
	  .whole = { SOC_RUN_SUM(unrest_by_standing, "active") } },
	{ .name = "unrest_jailed",
	  .label = "in jail, per 1,000 adults",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(unrest_by_standing, "jailed") },
	  .whole = { SOC_RUN_SUM(unrest_by_standing, "adults") } },
	{ .name = "unrest_outbursts",
	  .label = "outbursts, per 1,000 blocks and months",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(unrest_by_stratum, "outbursts") },
	  .whole = { SOC_RUN_SUM(unrest_by_stratum, "blocks") } },
};

const struct soc_module soc_module_unrest = {
	.name = "unrest",
	.title = "Unrest",
	.question = "Who takes to the street, and can anybody say when?",
	.sections = "unrest",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = unrest_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = unrest_needs,
	.compile = unrest_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
