/* What tests say of firms appeals (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "firms: {appeal_if_wronged: 0.5}\n", 3, 9, "firms.appeal_if_wronged",
	  "0.5: there is no black list of firms" },
	{ HEAD CHANNEL "firms: {appeal_if_guilty: 0.5}\n", 3, 9, "firms.appeal_if_guilty",
	  "0.5: there is no black list of firms" },
	{ HEAD CHANNEL "firms: {appeal_months: 6}\n", 3, 9, "firms.appeal_months",
	  "6: no firm appeals; set firms.appeal_if_wronged or firms.appeal_if_guilty above 0" },
	{ HEAD CHANNEL "firms: {overturn_wrong: 0.9}\n", 3, 9, "firms.overturn_wrong", "0.9: no firm appeals" },
	{ HEAD CHANNEL "firms: {overturn_true: 0.9}\n", 3, 9, "firms.overturn_true", "0.9: no firm appeals" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, firms_appeals_by_list_upheld, 1, 5); /* rightly entered 1 of 10, wrongly 5 of 20 */
	MODULE_TEST_COUNTS(t, firms_appeals_by_list_denied, 9, 15);
}

const struct module_test module_test_firms_appeals = {
	.stopped = "firms.appeal_if_wronged=0 firms.appeal_if_guilty=0",
	.combine = {
		.name = "firms_appeals",
		.needs = "firms",
		.fixed = { "firms.appeal_months=2", "firms.overturn_true=0.3" },
		.turns = { { "firms.appeal_if_wronged", "0.8", "0" }, { "firms.appeal_if_guilty", "0.5", "0" } },
		.counts = { "firms_appeals_by_list.filed", "firms_appeals_by_list.upheld",
		            "firms_appeals_by_list.denied" },
		.moves = "income_lost",
	},
	.doubted = doubted,
	.settings = { "firms.appeal_if_wronged=0.5" },
	.off = { "firms.appeal_if_wronged=0" },
	.count = count,
	.summaries = {
		{ "firms_upheld_wrong", "25  fewer than 100 cases" },
		{ "firms_upheld_true", "10  fewer than 100 cases" },
	},
};
