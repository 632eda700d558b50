/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/derived.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(groups_are_made)
{
	return s->society.liability_group_households > 0;
}

SOC_NEEDS_IF(some_class_has_liability)
{
	return SOC_NEEDS_EVER("events", SOC_NEEDS_ANY, "liability_share");
}

SOC_NEEDS_IF(groups_matter)
{
	return SOC_NEEDS_EVER("events", SOC_NEEDS_ANY, "liability_share") ||
	       SOC_NEEDS_EVER("measures", SOC_NEEDS_ANY, "spill_liability_group");
}

#define GROUPS \
	"there are no liability groups; set society.liability_group_households to 5 to 10, or this to 0"
#define LIABLE "the group is liable for no class of events; set events.*.liability_share above 0"

static const struct soc_need liability_needs[] = {
	{ "events", "liability_share", 0, SOC_NEEDS_REFUSED, groups_are_made, GROUPS },
	{ "conduct", "liability_reporting", 0, SOC_NEEDS_REFUSED, groups_are_made, GROUPS },
	{ "conduct", "liability_risk", 0, SOC_NEEDS_REFUSED, groups_are_made, GROUPS },
	{ "conduct", "liability_reporting", 0, SOC_NEEDS_NO_EFFECT, some_class_has_liability, LIABLE },
	{ "conduct", "liability_risk", 0, SOC_NEEDS_NO_EFFECT, some_class_has_liability, LIABLE },
	{ "society", "liability_group_households", 0, SOC_NEEDS_NO_EFFECT, groups_matter,
	  "the group is liable for no class of events and no measure reaches it; set events.*.liability_share or "
	  "measures.*.spill_liability_group above 0" },
	{ 0 },
};

static const struct soc_need liability_measures_needs[] = {
	{ "measures", "spill_liability_group", 0, SOC_NEEDS_REFUSED, groups_are_made, GROUPS },
	{ 0 },
};

static struct soc_affected liability_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->events)
		t.events |= (uint32_t)(s->events[i].liability_share > 0) << i;
	t.on = s->society.liability_group_households > 0 && t.events != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/liability/counters.def"
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_liability_rules *liability = &r->regime.liability;
	int reached = 0;
	SOC_FOR_ENTRIES(i, s->measures)
		reached |= s->measures[i].enabled && soc_threshold(s->measures[i].spill_liability_group) > 0;
	SOC_FOR_ENTRIES(k, s->events) {
		if (!soc_derived_is_liable(s, k))
			continue;
		const double points = soc_derived_points(s, s->events[k].points) * s->events[k].liability_share;
		liability->share[k] = (int32_t)(points * SOC_POINT + (points < 0 ? -0.5 : 0.5));
		reached |= liability->share[k] != 0;
	}
	if (reached)
		liability->households = (uint8_t)s->society.liability_group_households;
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "liability_adults",
	  .label = "adults held liable per record of their group",
	  .per = 1,
	  .part = { SOC_RUN_SUM(liability_by_month, "persons") },
	  .whole = { SOC_RUN_SUM(liability_by_month, "records") } },
	{ .name = "liability_yearly",
	  .label = "times held liable a year, per 1,000 people",
	  .per = 12000,
	  .part = { SOC_RUN_SUM(liability_by_month, "persons") },
	  .whole = { SOC_RUN_SUM(by_cell, "persons") } },
};

const struct soc_module soc_module_liability = {
	.name = "liability",
	.title = "Liability groups",
	.question = "How many are held liable for what another of their group did?",
	.sections = "",
	.stage = SOC_STAGE_GRADED,
	.affects = liability_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = liability_needs,
	.compile = compile_rules,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};

static struct soc_affected liability_measures_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->measures)
		t.measures |= (uint32_t)(s->measures[i].enabled && s->measures[i].spill_liability_group > 0) << i;
	t.on = t.measures != 0;
	return t;
}

static const int tables_of_measures[] = {
#include "model/modules/liability/counters_measures.def"
};

static const struct soc_summary summaries_measures[] = {
	{ .name = "liability_measures_only",
	  .label = "affected only through their liability group, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_END_SUM(liability_measures_by_measure, "persons") },
	  .whole = { SOC_END_SUM(by_measure, "people_own people_spouse people_child people_household people_kin"),
	             SOC_END_SUM(liability_measures_by_measure, "persons") } },
};

const struct soc_module soc_module_liability_measures = {
	.name = "liability_measures",
	.title = "Measures that affect the liability group",
	.question = "Whom does a measure affect only through their liability group?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = liability_measures_affects,
	.tables = tables_of_measures,
	.tables_count = sizeof tables_of_measures / sizeof tables_of_measures[0],
	.needs = liability_measures_needs,
	.note = "A person is counted once for each measure that reaches them so.",
	.summaries = summaries_measures,
	.summaries_count = sizeof summaries_measures / sizeof summaries_measures[0],
};
