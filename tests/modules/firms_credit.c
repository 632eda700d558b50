/* What tests say of firms credit (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "firms: {credit_coverage: 0.5}\n", 3, 9, "firms.credit_coverage",
	  "0.5: lenders take no measure; set firm_measures.*.credit to true" },
	{ HEAD CHANNEL "firms: {credit_coverage_small: 0.5}\n", 3, 9, "firms.credit_coverage_small",
	  "0.5: lenders take no measure" },
	{ HEAD CHANNEL "firms: {credit_below: 500}\n", 3, 9, "firms.credit_below",
	  "500: lenders take no measure" },
	{ HEAD CHANNEL "firms: {credit_without_score: 0.5}\n", 3, 9, "firms.credit_without_score",
	  "0.5: lenders take no measure" },
	{ HEAD CHANNEL "firm_measures: {m: {kind: sanction, credit: true}}\n", 3, 37, "firm_measures.m.credit",
	  "true: lenders refuse nobody; set firms.credit_below above -2000 or firms.credit_without_score above "
	  "0" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, firms_by_measure_refused_unscored, 6);
	MODULE_TEST_COUNTS(t, firms_by_measure_refused_score, 9);
	MODULE_TEST_COUNTS(t, firms_by_size_unscored, 18 * times, 2 * times);
}

const struct module_test module_test_firms_credit = {
	.stopped = "firm_measures.finance.credit=false",
	.combine = {
		.name = "firms_credit",
		.needs = "firms",
		.fixed = { "firm_measures.tender.credit=true" },
		.turns = { { "firms.credit_coverage", "0.7", "1" },
		           { "firms.credit_coverage_small", "0.4", "1" },
		           { "firms.credit_below", "990", "-2000" },
		           { "firms.credit_without_score", "0.5", "0" } },
		.counts = { "firms_by_size.unscored", "firms_by_measure.refused_unscored",
		            "firms_by_measure.refused_score" },
		.moves = "firms_by_measure.effective",
	},
	.doubted = doubted,
	.settings = { "firm_measures.finance.credit=true", "firms.credit_coverage=0.5" },
	.off = { "firm_measures.finance.credit=false" },
	.count = count,
	.summaries = {
		{ "firms_unscored", "50  fewer than 100 cases" },
		{ "firms_unscored_refused", "40  fewer than 100 cases" },
	},
};
