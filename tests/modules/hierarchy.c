/* What tests say of hierarchy (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "hierarchy: {months_per_level: 1}\n", 3, 13, "hierarchy.months_per_level",
	  "1: records are decided where they are made; set hierarchy.levels above 0" },
	{ HEAD CHANNEL "hierarchy: {lost_per_level: 0.1}\n", 3, 13, "hierarchy.lost_per_level",
	  "0.1: records are decided where they are made; set hierarchy.levels above 0" },
	{ HEAD CHANNEL "hierarchy: {misfiled_per_level: 0.1}\n", 3, 13, "hierarchy.misfiled_per_level",
	  "0.1: records are decided where they are made; set hierarchy.levels above 0" },
	{ HEAD CHANNEL "hierarchy: {reclassified_per_level: 0.1}\n", 3, 13, "hierarchy.reclassified_per_level",
	  "0.1: records are decided where they are made; set hierarchy.levels above 0" },
	{ HEAD CHANNEL "hierarchy: {order_delay_months: 2}\n", 3, 13, "hierarchy.order_delay_months",
	  "orders are changes in the timeline, and there are none" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, hierarchy_by_month_sent, 200);
	MODULE_TEST_COUNTS(t, hierarchy_by_level_lost, 4);
	MODULE_TEST_COUNTS(t, hierarchy_by_level_misfiled, 2);
	MODULE_TEST_COUNTS(t, hierarchy_by_level_reclassified, 1, 1);
	MODULE_TEST_COUNTS(t, hierarchy_by_month_arrived, 190);
	MODULE_TEST_COUNTS(t, hierarchy_by_month_months_taken, 285);
}

static int64_t records_gone(const struct soc_tally *t)
{
	int64_t lost = 0;
	for (unsigned level = 0; level < SOC_COUNTER_SIZE(hierarchy_by_level); level++)
		lost += t->module[SOC_MOD_hierarchy_by_level_lost + level];
	return lost;
}

static int64_t records_held(const struct soc_tally *t)
{
	return t->module[SOC_MOD_hierarchy_by_month_under_way];
}

const struct module_test module_test_hierarchy = {
	.stopped = "hierarchy.levels=0",
	.combine = {
		.name = "hierarchy",
		.turns = { { "hierarchy.levels", "2", "0" },
		           { "hierarchy.months_per_level", "1", "0" },
		           { "hierarchy.lost_per_level", "0.1", "0" },
		           { "hierarchy.misfiled_per_level", "0.2", "0" },
		           { "hierarchy.reclassified_per_level", "0.1", "0" } },
		.counts = { "hierarchy_by_month.sent", "hierarchy_by_level.lost", "hierarchy_by_level.misfiled",
		            "hierarchy_by_level.reclassified", "hierarchy_by_month.arrived" },
		.moves = "accepted_wrong",
	},
	.doubted = doubted,
	.settings = { "hierarchy.levels=1" },
	.off = { "hierarchy.levels=0" },
	.count = count,
	.records_gone = records_gone,
	.records_held = records_held,
	.summaries = {
		{ "hierarchy_lost", "20  fewer than 100 cases" },
		{ "hierarchy_changed", "20  fewer than 100 cases" },
		{ "hierarchy_months", "1.5" },
	},
	.branches = { { "lost_above", 32, -1 }, { "misfiled", 16, 16 }, { "reclassified", 16, 16 } },
};
