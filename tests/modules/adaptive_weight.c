/* What tests say of adaptive weight (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "components: {f: {}}\n"
	       "adaptive_weight: {component: f}\n",
	  3, 19, "adaptive_weight.component", "f: there are no grades" },
	{ HEAD GRADES "adaptive_weight: {component: f, classes: []}\n", 4, 19, "adaptive_weight.component",
	  "adaptive_weight.classes names no class of person" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD GRADES "adaptive_weight: {component: f, gain: 0}\n", 4, 19, "adaptive_weight.component",
	  "the weight stands still" },
	{ HEAD GRADES "adaptive_weight: {gain: 2}\n", 4, 19, "adaptive_weight.gain",
	  "2: no weight adapts; name a component with adaptive_weight.component" },
	{ HEAD GRADES "adaptive_weight: {target: 0.2}\n", 4, 19, "adaptive_weight.target", "no weight adapts" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	static const int64_t weight[] = { 8192, 8192, 8192, 8192, 8192, 4096, 8192, 8192 + 819 };
	MODULE_TEST_COUNTS(t, adaptive_weight_by_month_persons, 50 * times);
	soc_count_module(t, SOC_MOD_adaptive_weight_by_month_weight, 0, weight[month % 8]);
}

const struct module_test module_test_adaptive_weight = {
	.stopped = "adaptive_weight.component=none",
	.combine = {
		.name = "adaptive_weight",
		.fixed = { "adaptive_weight.component=money", "adaptive_weight.classes=[citizen, official]",
		           "adaptive_weight.delay_months=1" },
		.turns = { { "adaptive_weight.gain", "4", "0" }, { "adaptive_weight.target", "0.3", "0.1" } },
		.counts = { "adaptive_weight_by_month.weight", "adaptive_weight_by_month.lowest" },
		.moves = "score_sum",
		.shows = { "adaptive_weight_" },
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "adaptive_weight.component=office" },
	.off = { "adaptive_weight.component=none" },
	.affected = { .components = 2 },
	.count = count,
	.summaries = {
		{ "adaptive_weight_mean",
		  "1.0  fewer than 100 cases" }, /* (1 + 9,011 / 8,192) / 2; few cases have two digits */
		{ "adaptive_weight_range", "0.1  fewer than 100 cases" },
		{ "adaptive_weight_converges",
		  "100  fewer than 100 cases" }, /* 0.1 is above 5% of 1.05, but below half of the 0.5 before */
	},
};
