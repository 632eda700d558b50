/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "base/poisson.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/linkage/names.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(channel_needs_identity)
{
	return s->channels[entry].needs_identity;
}

static const struct soc_need linkage_needs[] = {
	{ "channels", "by_name_if_unlinked", 0, SOC_NEEDS_NO_EFFECT, channel_needs_identity,
	  "for this channel everybody counts as linked; it takes needs_identity: true" },
	{ 0 },
};

static struct soc_affected linkage_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->channels) {
		const struct soc_channel *c = &s->channels[i];
		t.channels |= (uint32_t)(c->by_name > 0 || c->by_name_if_unlinked > 0 || c->code_error > 0) << i;
	}
	t.on = t.channels != 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/linkage/counters.def"
};

static enum soc_err compile_names(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	struct soc_names_law law;
	if (!soc_names_law(&law, s->society.names_per_million, s->society.names_slope, s->identity.name_search))
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "society.names_slope: no law of names with exponent %g and %g holders of the "
		                "commonest per million "
		                "gives everybody a name; 0.79 and 220 do",
		                s->society.names_slope, s->society.names_per_million);
	for (int c = 0; c < SOC_NAME_CLASSES; c++) {
		r->linkage.name_below[c] = soc_poisson_clip(law.below[c]);
		r->linkage.namesake[c] = soc_threshold(law.wrong[c]);
	}
	return SOC_OK;
}

static enum soc_err linkage_compile(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	r->linkage.identity[0] = soc_threshold(s->identity.coverage_rural);
	r->linkage.identity[1] = soc_threshold(s->identity.coverage_urban);
	for (int c = 0; c < s->channels_count; c++) {
		const struct soc_channel *ch = &s->channels[c];
		struct soc_channel_rule *rule = &r->records.channel[c];
		rule->by_name = soc_threshold(ch->by_name);
		rule->by_name_unlinked = soc_threshold(ch->by_name_if_unlinked);
		rule->code_error = soc_threshold(ch->code_error);
		rule->links = rule->by_name > 0 || rule->by_name_unlinked > 0 || rule->code_error > 0;
		r->linkage.links |= rule->enabled && rule->links;
		r->linkage.names |= rule->enabled && (rule->by_name > 0 || rule->by_name_unlinked > 0);
	}
	return r->linkage.names ? compile_names(r, s, msg) : SOC_OK;
}

static const struct soc_summary summaries[] = {
	{ .name = "linkage_entries",
	  .label = "linked to the wrong person, per 1,000 entries",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(linkage_by_name, "entries_wrong"),
	            SOC_RUN_SUM(linkage_by_month, "code_entries_wrong") },
	  .whole = { SOC_RUN_SUM(by_cell, "entries_true entries_other_violation entries_no_violation") } },
	{ .name = "linkage_lost_rural",
	  .label = "rural people's records lost without an identity, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(by_cell, "records_lost", .where = "urban=0") },
	  .whole = { SOC_RUN_SUM(by_cell, "records_true records_misattributed records_fabricated",
	                         .where = "urban=0") } },
	{ .name = "linkage_lost_urban",
	  .label = "urban people's records lost without an identity, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(by_cell, "records_lost", .where = "urban=1") },
	  .whole = { SOC_RUN_SUM(by_cell, "records_true records_misattributed records_fabricated",
	                         .where = "urban=1") } },
};
static const struct soc_branch branches[] = {
	{ .name = "namesake",
	  .label = "linked to a namesake",
	  .kind = SOC_BRANCH_CHANGED,
	  .step = SOC_WAY_RECORDED,
	  .count = SOC_RUN_SUM(linkage_by_name, "misattributed"),
	  .wrong = SOC_RUN_SUM(linkage_by_name, "misattributed") },
	{ .name = "slip",
	  .label = "linked to another person by an error in the code",
	  .kind = SOC_BRANCH_CHANGED,
	  .step = SOC_WAY_RECORDED,
	  .count = SOC_RUN_SUM(linkage_by_month, "code_misattributed"),
	  .wrong = SOC_RUN_SUM(linkage_by_month, "code_misattributed") },
};

const struct soc_module soc_module_linkage = {
	.name = "linkage",
	.title = "Linkage by name and code",
	.question = "How often does a record reach another person of the same name or by an error in the code?",
	.sections = "",
	.stage = SOC_STAGE_COUNTED,
	.affects = linkage_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = linkage_needs,
	.compile = linkage_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
	.branches = branches,
	.branches_count = sizeof branches / sizeof branches[0],
};
