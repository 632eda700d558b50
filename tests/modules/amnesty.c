/* What tests say of amnesty (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define AMNESTY(keys) HEAD THEFT "lists: {l: {colour: black, entry_events: theft, " keys "}}\n"

static const struct needs_case doubted[] = {
	{ AMNESTY("term_months: 12, amnesty_months: 12"), 3, 66, "lists.l.amnesty_months",
	  "12: no entry stands so long; set it below term_months" },
	{ AMNESTY("amnesty_on_application: true"), 3, 49, "lists.l.amnesty_on_application",
	  "true: there is no amnesty to apply for; set amnesty_months above 0, for the run or by the timeline" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, amnesty_by_truth_deleted, 0, 0, 0, 15, 3, 2);
}

static int64_t entries_ended(const struct soc_tally *t, unsigned list)
{
	int64_t ended = 0;
	for (unsigned truth = 0; truth < 3; truth++)
		ended += t->module[SOC_MOD_amnesty_by_truth_deleted + SOC_AT(amnesty_by_truth, list, truth)];
	return ended;
}

const struct module_test module_test_amnesty = {
	.stopped = "lists.defaulters.amnesty_months=0",
	.combine = {
		.name = "amnesty",
		.turns = { { "lists.defaulters.amnesty_months", "3", "0" },
		           { "lists.rowdy.amnesty_months", "1", "0" },
		           { "lists.rowdy.amnesty_on_application", "true", "false" } },
		.counts = { "amnesty_by_truth.deleted", "amnesty_by_truth.unaware" },
		.moves = "listed",
	},
	.doubted = doubted,
	.settings = { "lists.debtors.amnesty_months=12" },
	.off = { "lists.debtors.amnesty_months=0" },
	.affected = { .lists = 2 },
	.count = count,
	.entries_ended = entries_ended,
	.summaries = {
		{ "amnesty_wrong", "25  fewer than 100 cases" }, /* 3 and 2 of 20 a month */
	},
};
