/* What tests say of liability measures (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, spill_liability_group: 0.5}}\n", 4, 42,
	  "measures.m.spill_liability_group",
	  "0.5: there are no liability groups; set society.liability_group_households to 5 to 10, or this to 0" },
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l}}\n"
	                  "timeline: [{name: t, from: 2014-02, set: {measures.m.spill_liability_group: 0.2}}]\n",
	  5, 43, "timeline.t.set.measures.m.spill_liability_group", "0.2: there are no liability groups" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, liability_measures_by_measure_persons, 30 * times, 10 * times);
}

const struct module_test module_test_liability_measures = {
	.stopped = "measures.public_jobs.spill_liability_group=0 "
	           "measures.city_credit.spill_liability_group=0",
	.combine = {
		.name = "liability_measures",
		.needs = "liability",
		.turns = { { "measures.air.spill_liability_group", "0.4", "0" },
		           { "measures.praise.spill_liability_group", "0.3", "0" } },
		.counts = { "liability_measures_by_measure.persons" },
		.moves = "sanctioned",
	},
	.refused = refused,
	.settings = { "measures.air.spill_liability_group=0.5" },
	.off = { "measures.air.spill_liability_group=0" },
	.affected = { .measures = 1 },
	.count = count,
	.summaries = {
		{ "liability_measures_only", "20  fewer than 100 cases" }, /* 40 of 40 + 80 + 20 + 10 + 30 + 20 */
	},
};
