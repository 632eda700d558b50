/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(some_neighbours_report)
{
	for (int c = 0; c < s->channels_count; c++)
		if (s->channels[c].kind == SOC_CHANNEL_NEIGHBOURS && SOC_NEEDS_EVER("channels", c, "enabled"))
			return 1;
	return 0;
}

static const struct soc_need verification_needs[] = {
	{ "review", "checks_per_month_per_million", 0, SOC_NEEDS_NO_EFFECT, some_neighbours_report,
	  "there is no channel of kind neighbours whose reports are verified" },
	{ 0 },
};

static struct soc_affected verification_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->review.checks_per_month_per_million > 0 };
	SOC_FOR_ENTRIES(i, s->channels)
		t.channels |= (uint32_t)(s->channels[i].kind == SOC_CHANNEL_NEIGHBOURS) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/verification/counters.def"
};

static enum soc_err verification_compile(struct soc_rules *r, const struct soc_scenario *s,
                                         __attribute__((unused)) struct soc_msg *msg)
{
	r->regime.verification.files = (uint32_t)(s->review.checks_per_month_per_million * 256.0 + 0.5);
	return SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "verification_lapsed",
	  .label = "neighbours' reports that lapsed unverified, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(verification_by_truth, "lapsed") },
	  .whole = { SOC_RUN_SUM(by_cell, "reports") } },
	{ .name = "verification_lapsed_true",
	  .label = "true reports among those that lapsed, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(verification_by_truth, "lapsed", .where = "wrong=0") },
	  .whole = { SOC_RUN_SUM(verification_by_truth, "lapsed") } },
};
static const struct soc_branch branches[] = {
	{ .name = "lapsed",
	  .label = "neighbours' reports that lapse unverified",
	  .kind = SOC_BRANCH_LOST,
	  .step = SOC_WAY_ACCEPTED,
	  .count = SOC_RUN_SUM(verification_by_truth, "lapsed"),
	  .wrong = SOC_RUN_SUM(verification_by_truth, "lapsed", .where = "wrong=1") },
};

const struct soc_module soc_module_verification = {
	.name = "verification",
	.title = "Verification of reports",
	.question = "How many reports can be verified, and which lapse?",
	.sections = "",
	.stage = SOC_STAGE_COUNTED,
	.affects = verification_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = verification_needs,
	.compile = verification_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
	.branches = branches,
	.branches_count = sizeof branches / sizeof branches[0],
};
