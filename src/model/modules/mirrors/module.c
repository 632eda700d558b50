/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

static struct soc_affected mirrors_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->mirrors.copied > 0 };
}

SOC_NEEDS_IF(something_is_published)
{
	SOC_FOR_ENTRIES(i, s->lists)
		if (s->lists[i].colour == SOC_BLACK && soc_needs_ever(s, "lists", i, "publication", -1))
			return 1;
	return 0;
}

SOC_NEEDS_IF(somebody_copies)
{
	return soc_needs_ever(s, "mirrors", -1, "copied", -1);
}

static const struct soc_need mirrors_needs[] = {
	{ "mirrors", "copied", 0, SOC_NEEDS_NO_EFFECT, something_is_published,
	  "no black list is published; it takes lists.*.publication above 0" },
	{ "mirrors", "deleted_per_month", 0, SOC_NEEDS_NO_EFFECT, somebody_copies,
	  "there are no copies to delete; it takes mirrors.copied above 0, for the run or by the timeline" },
	{ 0 },
};

static enum soc_err mirrors_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                    __attribute__((unused)) struct soc_msg *msg)
{
	rules->mirrors.copied = soc_threshold(s->mirrors.copied);
	rules->mirrors.deleted = soc_threshold(s->mirrors.deleted_per_month);
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/mirrors/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "mirrors_persons",
	  .label = "on no black list, found on a copy of one, per 1,000",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_END_SUM(mirrors_by_month, "persons") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
	{ .name = "mirrors_wrongly",
	  .label = "of them on copies of wrong entries alone, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_END_SUM(mirrors_by_month, "wrongly") },
	  .whole = { SOC_END_SUM(mirrors_by_month, "persons") } },
};

const struct soc_module soc_module_mirrors = {
	.name = "mirrors",
	.title = "Mirrors of lists",
	.question = "How many people are still found on a copy of a list that they have left, and how many of "
				"them were on it wrongly?",
	.sections = "mirrors",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = mirrors_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = mirrors_needs,
	.compile = mirrors_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
