/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(kin_have_a_class)
{
	return s->lists[entry].entry_kin_classes != 0;
}

static const struct soc_need kin_needs[] = {
	{ "lists", "entry_kin", 0, SOC_NEEDS_NO_EFFECT, kin_have_a_class,
	  "entry_kin_classes: names no class of person" },
	{ 0 },
};

static struct soc_affected kin_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->lists)
		t.lists |= (uint32_t)(s->lists[i].entry_kin > 0) << i;
	t.on = t.lists != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/kin/counters.def"
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_kin_rules *kin = &r->regime.kin;
	SOC_FOR_ENTRIES(i, s->lists) {
		kin->entry[i] = soc_threshold(s->lists[i].entry_kin);
		kin->classes[i] = (uint8_t)s->lists[i].entry_kin_classes;
		kin->on |= s->lists[i].enabled && kin->entry[i] > 0 && kin->classes[i] != 0;
	}
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "kin_entries",
	  .label = "entered because of a relative, per 1,000 entries",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(kin_by_month, "entries") },
	  .whole = { SOC_RUN_SUM(by_cell,
	                         "entries_true entries_other_violation entries_no_violation entries_red") } },
};
static const struct soc_branch branches[] = {
	{ .name = "kin",
	  .label = "entered because of a relative",
	  .kind = SOC_BRANCH_ADDED,
	  .step = SOC_WAY_ENTERED,
	  .count = SOC_RUN_SUM(kin_by_month, "entries") },
};

const struct soc_module soc_module_kin = {
	.name = "kin",
	.title = "Kin entered with a person",
	.question = "Who is entered on a list because a relative was?",
	.sections = "",
	.stage = SOC_STAGE_LISTED,
	.affects = kin_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = kin_needs,
	.compile = compile_rules,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
	.branches = branches,
	.branches_count = sizeof branches / sizeof branches[0],
};
