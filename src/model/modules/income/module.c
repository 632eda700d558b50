/* What the module is called, what it asks, when a scenario has it, what its keys need and its summaries. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

static struct soc_affected income_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->income.enabled };
}

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(is_followed)
{
	return s->income.enabled;
}

SOC_NEEDS_IF(something_is_lost)
{
	int any = 0;
	SOC_FOR_ENTRIES(i, s->measures)
		any |= s->measures[i].kind == SOC_SANCTION && soc_needs_ever(s, "measures", i, "income_loss", -1);
	return s->income.enabled && any;
}

static const struct soc_need income_needs[] = {
	{ "income", "persistence", NAN, SOC_NEEDS_NO_EFFECT, is_followed,
	  "incomes are not followed; it takes income.enabled true" },
	{ "income", "year", NAN, SOC_NEEDS_NO_EFFECT, is_followed,
	  "incomes are not followed; it takes income.enabled true" },
	{ "income", "lasting", 0, SOC_NEEDS_NO_EFFECT, something_is_lost,
	  "no refusal costs income that is followed; it takes income.enabled true and a sanction with "
	  "income_loss "
	  "above 0" },
	{ 0 },
};

/* The tables wait for the population: soc_income_fit. */
static enum soc_err income_compile(struct soc_rules *r, const struct soc_scenario *s,
                                   __attribute__((unused)) struct soc_msg *msg)
{
	r->income.enabled = (uint8_t)s->income.enabled;
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/income/counters.def"
};

static int lasts_five(const struct soc_scenario *s)
{
	return s->span.to - s->span.from + 1 >= 60;
}

static int lasts_one(const struct soc_scenario *s)
{
	return s->span.to - s->span.from + 1 >= 12;
}

static int has_black_list(const struct soc_scenario *s)
{
	int any = 0;
	SOC_FOR_ENTRIES(i, s->lists)
		any |= s->lists[i].colour == SOC_BLACK;
	return any;
}

#define GINI(which, words, value)                                                                      \
	{                                                                                                  \
		.name = "income_gini_" #which, .label = words, .per = 100, .is_share = 1, .sampled = 1,        \
		.part = { SOC_END_SUM(income_inequality, "gini_persons", .where = "part=" value) }, .whole = { \
			SOC_END_SUM(income_inequality, "persons", .where = "part=" value)                          \
		}                                                                                              \
	}
#define MOBILITY(years, words, when)                                                                      \
	{ .name = "income_rank_" #years,                                                                      \
	  .label = "rank correlation with income " words " before, x100",                                     \
	  .per = 100,                                                                                         \
	  .is_signed = 1,                                                                                     \
	  .part = { SOC_WHOLE_SUM(income_mobility, "correlation_persons", .where = "years=" #years) },        \
	  .whole = { SOC_WHOLE_SUM(income_mobility, "persons", .where = "years=" #years) },                   \
	  .needs = when },                                                                                    \
	{                                                                                                     \
		.name = "income_lowest_" #years, .label = "out of the lowest income quintile " words " later, %", \
		.per = 100, .is_share = 1,                                                                        \
		.part = { SOC_WHOLE_SUM(income_quintiles, "persons",                                              \
			                    .where = "years=" #years " quintile_begun=0 quintile!=0") },              \
		.whole = { SOC_WHOLE_SUM(income_quintiles, "persons",                                             \
			                     .where = "years=" #years " quintile_begun=0") },                         \
		.needs = when                                                                                     \
	}

static const struct soc_summary summaries[] = {
	GINI(all, "Gini coefficient of income, x100", "all"),
	GINI(urban, "Gini coefficient of income, urban, x100", "urban"),
	GINI(rural, "Gini coefficient of income, rural, x100", "rural"),
	{ .name = "income_regions",
	  .label = "mean income, richest province over poorest",
	  .per = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(income_regions, "highest") },
	  .whole = { SOC_END_SUM(income_regions, "lowest") },
	  .cases = SOC_END_SUM(income_regions, "persons") },
	MOBILITY(1, "1 year", lasts_one),
	MOBILITY(5, "5 years", lasts_five),
	{ .name = "income_listed",
	  .label = "income of the blacklisted, % of others like them",
	  .per = 100,
	  .sampled = 1,
	  .part = { SOC_END_SUM(income_of_listed, "income") },
	  .whole = { SOC_END_SUM(income_of_listed, "income_of_like") },
	  .cases = SOC_END_SUM(income_of_listed, "persons"),
	  .needs = has_black_list },
	{ .name = "income_listed_before",
	  .label = "income of the blacklisted at the start, % of others",
	  .per = 100,
	  .sampled = 1,
	  .part = { SOC_END_SUM(income_of_listed, "income_begun") },
	  .whole = { SOC_END_SUM(income_of_listed, "income_begun_of_like") },
	  .cases = SOC_END_SUM(income_of_listed, "persons"),
	  .needs = has_black_list },
};

const struct soc_module soc_module_income = {
	.name = "income",
	.title = "Income",
	.question = "How unequal are incomes, who moves up, and what does a list take?",
	.sections = "income",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = income_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = income_needs,
	.compile = income_compile,
	.note =
		"Quintiles are those of incomes as they are laid out. Others like them: of the same class, stratum, "
		"age band and "
		"income quintile when the run began, on no black list.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
