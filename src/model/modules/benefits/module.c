/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(is_reward)
{
	return s->measures[entry].kind == SOC_REWARD;
}

#define REWARD "is for measures of kind reward"

static const struct soc_need benefits_needs[] = {
	{ "measures", "income_gain", 0, SOC_NEEDS_NO_EFFECT, is_reward, REWARD },
	{ "measures", "relief", 0, SOC_NEEDS_NO_EFFECT, is_reward, REWARD },
	{ 0 },
};

static struct soc_affected benefits_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->measures)
		t.measures |= (uint32_t)(s->measures[i].kind == SOC_REWARD && s->measures[i].enabled &&
		                         s->measures[i].income_gain > 0)
		              << i;
	t.on = t.measures != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/benefits/counters.def"
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	SOC_FOR_ENTRIES(i, s->measures) {
		const struct soc_measure *m = &s->measures[i];
		struct soc_benefit_rule *rule = &r->benefits.measure[i];
		const double steps = m->income_gain / SOC_LOST_INCOME_STEP;
		rule->salt = soc_draw_salt("measures", m->name);
		if (m->kind != SOC_REWARD)
			continue;
		rule->gain_steps = (uint8_t)steps;
		rule->gain_more = soc_threshold(steps - rule->gain_steps);
		rule->relief = (uint8_t)(m->relief * 255.0 + 0.5);
		r->benefits.gains |= m->enabled && (rule->gain_steps > 0 || rule->gain_more > 0);
	}
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "benefits_highest",
	  .label = "income from benefits, % of income, highest quintile",
	  .per = 1,
	  .part = { SOC_RUN_SUM(benefits_by_cell, "income_gained", .where = "income_quintile=4") },
	  .whole = { SOC_RUN_SUM(by_cell, "persons", .where = "income_quintile=4") } },
	{ .name = "benefits_lowest",
	  .label = "income from benefits, % of income, lowest quintile",
	  .per = 1,
	  .part = { SOC_RUN_SUM(benefits_by_cell, "income_gained", .where = "income_quintile=0") },
	  .whole = { SOC_RUN_SUM(by_cell, "persons", .where = "income_quintile=0") } },
};

const struct soc_module soc_module_benefits = {
	.name = "benefits",
	.title = "Benefits",
	.question = "What are benefits worth, and to whom?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = benefits_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = benefits_needs,
	.compile = compile_rules,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
