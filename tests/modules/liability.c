/* What tests say of liability (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "events: {theft: {kind: violation, liability_share: 0.5}}\n", 2, 35,
	  "events.theft.liability_share",
	  "0.5: there are no liability groups; set society.liability_group_households to 5 to 10" },
	{ HEAD "conduct: {liability_reporting: 1}\n", 2, 11, "conduct.liability_reporting",
	  "1: there are no liability groups" },
	{ HEAD "conduct: {liability_risk: 0.1}\n", 2, 11, "conduct.liability_risk",
	  "0.1: there are no liability groups" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "society: {liability_group_households: 5}\n", 3, 11, "society.liability_group_households",
	  "5: the group is liable for no class of events and no measure reaches it; set "
	  "events.*.liability_share" },
	{ HEAD CHANNEL "society: {liability_group_households: 5}\n"
	               "conduct: {liability_reporting: 1}\n",
	  4, 11, "conduct.liability_reporting", "the group is liable for no class of events" },
	{ HEAD CHANNEL "society: {liability_group_households: 5}\n"
	               "conduct: {liability_risk: 1}\n",
	  4, 11, "conduct.liability_risk", "the group is liable for no class of events" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, liability_by_month_records, 4);
	MODULE_TEST_COUNTS(t, liability_by_month_persons, 26);
}

const struct module_test module_test_liability = {
	.stopped = "events.theft_or_fraud.liability_share=0 events.drunk_driving.liability_share=0 "
	           "events.public_disorder.liability_share=0 events.false_declaration.liability_share=0",
	.combine = {
		.name = "liability",
		.fixed = { "society.liability_group_households=6" },
		.turns = { { "events.brawl.liability_share", "0.5", "0" },
		           { "conduct.liability_reporting", "2", "0" },
		           { "conduct.liability_risk", "0.1", "0" } },
		.counts = { "liability_by_month.records", "liability_by_month.persons" },
		.moves = "score_sum",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "society.liability_group_households=5", "events.fraud.liability_share=0.5" },
	.off = { "events.fraud.liability_share=0" },
	.affected = { .events = 1 },
	.count = count,
	.summaries = {
		{ "liability_adults", "6.5  fewer than 100 cases" },
		{ "liability_yearly", "312" }, /* 12,000 x 26 / 1,000 */
	},
};
