/* What tests say of income (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#include "model/modules/dimensions.h"

#define UNFOLLOWED "incomes are not followed; it takes income.enabled true"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "income: {persistence: 0.9}\n", 3, 10, "income.persistence", "0.9: " UNFOLLOWED },
	{ HEAD CHANNEL "income: {year: 0.1}\n", 3, 10, "income.year", "0.1: " UNFOLLOWED },
	{ HEAD CHANNEL "income: {enabled: true, lasting: 0.5}\n", 3, 25, "income.lasting",
	  "0.5: no refusal costs income that is followed; it takes income.enabled true and a sanction with "
	  "income_loss above "
	  "0" },
	{ .text = NULL },
};

/* Eight months are too few for mobility. Ten thousand people have one income and ten thousand a hundred times
 * it: between them the Gini coefficient is 1/2 - 1/101, and within levels 0.0416233 / 2 more, the shares of
 * both together. The second province has twice
 * the income of the first. 200 who are listed have three quarters of what others like them have. */
static void count(struct soc_tally *t, int64_t month)
{
	const int64_t n = module_test_times(month);
	soc_count_module(t, SOC_MOD_income_by_level_persons, SOC_AT(income_by_level, 0, 9), 10000 * n);
	soc_count_module(t, SOC_MOD_income_by_level_income, SOC_AT(income_by_level, 0, 9), 100000);
	soc_count_module(t, SOC_MOD_income_by_level_persons, SOC_AT(income_by_level, 1, 27), 10000 * n);
	soc_count_module(t, SOC_MOD_income_by_level_income, SOC_AT(income_by_level, 1, 27), 10000000);
	for (unsigned region = 0; region < 2; region++) {
		soc_count_module(t, SOC_MOD_income_by_region_persons, SOC_AT(income_by_region, region, 18),
		                 10000 * n);
		soc_count_module(t, SOC_MOD_income_by_region_income, SOC_AT(income_by_region, region, 18),
		                 10000000 * (1 + region) * n);
	}
	soc_count_module(t, SOC_MOD_income_by_list_persons, SOC_AT(income_by_list, 1, 0, 0, 2, 1), 200 * n);
	soc_count_module(t, SOC_MOD_income_by_list_income, SOC_AT(income_by_list, 1, 0, 0, 2, 1), 150000 * n);
	soc_count_module(t, SOC_MOD_income_by_list_income_begun, SOC_AT(income_by_list, 1, 0, 0, 2, 1),
	                 200000 * n);
	soc_count_module(t, SOC_MOD_income_by_list_persons, SOC_AT(income_by_list, 0, 0, 0, 2, 1), 400);
	soc_count_module(t, SOC_MOD_income_by_list_income, SOC_AT(income_by_list, 0, 0, 0, 2, 1), 400000);
	soc_count_module(t, SOC_MOD_income_by_list_income_begun, SOC_AT(income_by_list, 0, 0, 0, 2, 1), 400000);
}

const struct module_test module_test_income = {
	.stopped = "income.enabled=false",
	.combine = {
		.name = "income",
		.fixed = { "income.enabled=true", "income.year=0.2", "income.lasting=0.8" },
		.off = { "income.enabled=false" },
		.counts = { "income_by_level.persons", "income_by_level.income", "income_ranks.products",
		            "income_by_list.income" },
		.shows = { "income_by_", "income_ranks" },
		.moves = "lawful_acts",
	},
	.doubted = doubted,
	.settings = { "income.enabled=true" },
	.off = { "income.enabled=false" },
	.count = count,
	.summaries = {
		{ "income_gini_all", "51.1" },
		{ "income_gini_urban", "4.16" },
		{ "income_gini_rural", "4.16" },
		{ "income_regions", "2" },
		{ "income_rank_1", "" },
		{ "income_lowest_1", "" },
		{ "income_rank_5", "" },
		{ "income_lowest_5", "" },
		{ "income_listed", "75" },
		{ "income_listed_before", "100" },
	},
};
