/* What tests say of benefits (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, income_gain: 0.1}}\n", 4, 42,
	  "measures.m.income_gain", "0.1: is for measures of kind reward" },
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, relief: 0.1}}\n", 4, 42, "measures.m.relief",
	  "0.1: is for measures of kind reward" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	soc_count_module(t, SOC_MOD_benefits_by_cell_income_gained, MODULE_TEST_RURAL, 20);
	soc_count_module(t, SOC_MOD_benefits_by_cell_income_gained, MODULE_TEST_URBAN_HIGH, 60);
}

const struct module_test module_test_benefits = {
	.stopped = "measures.discounts.income_gain=0 measures.discounts.relief=0 "
	           "measures.cheaper_loans.income_gain=0 measures.cheaper_loans.relief=0 "
	           "measures.school_choice.relief=0",
	.combine = {
		.name = "benefits",
		.turns = { { "measures.praise.income_gain", "0.12", "0" }, { "measures.praise.relief", "0.3", "0" } },
		.counts = { "benefits_by_cell.income_gained" },
		.moves = "strain_sum",
	},
	.doubted = doubted,
	.settings = { "measures.praise.income_gain=0.1" },
	.off = { "measures.praise.income_gain=0" },
	.affected = { .measures = 2 },
	.count = count,
	.summaries = {
		{ "benefits_highest", "0.1" }, /* 60 hundredths a month for 600 people */
		{ "benefits_lowest", "0.05" },
	},
};
