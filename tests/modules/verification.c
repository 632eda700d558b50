/* What tests say of verification (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "review: {checks_per_month_per_million: 5}\n", 3, 10,
	  "review.checks_per_month_per_million", "there is no channel of kind neighbours" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, verification_by_truth_lapsed, 15, 5);
}

static int64_t records_gone(const struct soc_tally *t)
{
	return t->module[SOC_MOD_verification_by_truth_lapsed] +
	       t->module[SOC_MOD_verification_by_truth_lapsed + 1];
}

const struct module_test module_test_verification = {
	.stopped = "review.checks_per_month_per_million=0",
	.combine = {
		.name = "verification",
		.turns = { { "review.checks_per_month_per_million", "3000", "0" } },
		.counts = { "verification_by_truth.lapsed" },
		.moves = "accepted_true",
	},
	.doubted = doubted,
	.settings = { "review.checks_per_month_per_million=1000" },
	.off = { "review.checks_per_month_per_million=0" },
	.affected = { .channels = 2 },
	.count = count,
	.records_gone = records_gone,
	.summaries = {
		{ "verification_lapsed", "25" },
		{ "verification_lapsed_true", "75" },
	},
	.branches = { { "lapsed", 160, 40 } },
};
