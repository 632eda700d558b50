/* What tests say of kin (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD THEFT "lists: {l: {colour: black, entry_events: theft, entry_kin: 0.5, entry_kin_classes: []}}\n",
	  3, 49, "lists.l.entry_kin", "0.5: entry_kin_classes: names no class of person" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, kin_by_month_entries, 2);
}

const struct module_test module_test_kin = {
	.stopped = "lists.defaulters.entry_kin=0",
	.combine = {
		.name = "kin",
		.turns = { { "lists.rowdy.entry_kin", "0.7", "0" } },
		.counts = { "kin_by_month.entries" },
		.moves = "listed",
	},
	.doubted = doubted,
	.settings = { "lists.debtors.entry_kin=0.5" },
	.off = { "lists.debtors.entry_kin=0" },
	.affected = { .lists = 2 },
	.count = count,
	.summaries = {
		{ "kin_entries", "80  fewer than 100 cases" }, /* 2 of 20 on black lists and 5 on red ones */
	},
	.branches = { { "kin", 16, -1 } },
};
