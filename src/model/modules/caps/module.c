/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

static const struct soc_need caps_needs[] = {
	{ "lists", "grade_cap", -1, SOC_NEEDS_NO_EFFECT, soc_needs_scored, SOC_NEEDS_GRADES },
	{ "lists", "grade_floor", -1, SOC_NEEDS_NO_EFFECT, soc_needs_scored, SOC_NEEDS_GRADES },
	{ 0 },
};

static struct soc_affected caps_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->lists)
		t.lists |= (uint32_t)(s->lists[i].grade_cap >= 0 || s->lists[i].grade_floor >= 0) << i;
	t.on = t.lists != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/caps/counters.def"
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_caps_rules *caps = &r->regime.caps;
	SOC_FOR_ENTRIES(i, s->lists) {
		const struct soc_list *list = &s->lists[i];
		caps->floor[i] = (uint8_t)(list->grade_floor > 0 ? list->grade_floor : 0);
		caps->cap[i] = (uint8_t)(list->grade_cap >= 0 ? list->grade_cap : SOC_GRADES_MAX - 1);
		if (r->regime.scoring.on && (caps->floor[i] > 0 || list->grade_cap >= 0))
			caps->lists |= (uint8_t)(1u << i);
	}
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "caps_persons",
	  .label = "grade changed by a cap or floor, per 1,000 people",
	  .per = 1000,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(caps_by_grade, "persons") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
	{ .name = "caps_wrong",
	  .label = "caps and floors because of a wrong entry, %",
	  .per = 100,
	  .is_share = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(caps_by_grade, "persons_wrong") },
	  .whole = { SOC_END_SUM(caps_by_grade, "persons") } },
};

const struct soc_module soc_module_caps = {
	.name = "caps",
	.title = "Grade caps and floors",
	.question = "Whose grade is set by a list and not by the score?",
	.sections = "",
	.stage = SOC_STAGE_GRADED,
	.affects = caps_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = caps_needs,
	.compile = compile_rules,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
