/* What tests say of spillover (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, spill_depth: 2}}\n", 4, 42,
	  "measures.m.spill_depth", "2: the measure reaches nobody else" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, spillover_by_path_persons, 40 * times, 50 * times, 6 * times, 1 * times, 1 * times,
	                   9 * times);
}

const struct module_test module_test_spillover = {
	.stopped = "measures.first_class.spill_depth=1 measures.credit.spill_depth=1",
	.combine = {
		.name = "spillover",
		.turns = { { "measures.air.spill_depth", "4", "1" }, { "measures.praise.spill_depth", "2", "1" } },
		.counts = { "spillover_by_path.persons" },
		.moves = "sanctioned_by_kin",
	},
	.doubted = doubted,
	.settings = { "measures.air.spill_depth=2" },
	.off = { "measures.air.spill_depth=1" },
	.affected = { .measures = 1 },
	.count = count,
	.summaries = {
		{ "spillover_1", "130  fewer than 100 cases" }, /* 125 */
		{ "spillover_2", "15  fewer than 100 cases" },
		{ "spillover_3", "5  fewer than 100 cases" },
	},
};
