/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(joins_another)
{
	return s->channels[entry].join_channel != entry;
}

SOC_NEEDS_IF(joins_no_join)
{
	const int from = s->channels[entry].join_channel;
	return from < 0 || from == entry || s->channels[from].join_channel < 0;
}

SOC_NEEDS_IF(is_a_join)
{
	return s->channels[entry].join_channel >= 0;
}

SOC_NEEDS_IF(data_have_a_context)
{
	SOC_FOR_ENTRIES(i, s->channels)
		if (s->channels[i].context != SOC_CONTEXT_NONE)
			return 1;
	SOC_FOR_ENTRIES(i, s->components)
		if (s->components[i].context != SOC_CONTEXT_NONE)
			return 1;
	return 0;
}

static const struct soc_need joins_needs[] = {
	{ "channels", "join_channel", -1, SOC_NEEDS_REFUSED, joins_another,
	  "a channel is not joined to itself; name the one whose records it takes over" },
	{ "channels", "join_channel", -1, SOC_NEEDS_REFUSED, joins_no_join,
	  "is a join itself, and what a join brought goes no further; name the channel that it takes from" },
	{ "channels", "join_event", -1, SOC_NEEDS_NO_EFFECT, is_a_join,
	  "the channel takes over no records; it takes join_channel" },
	{ "channels", "join_missed", 0, SOC_NEEDS_NO_EFFECT, is_a_join,
	  "the channel takes over no records; it takes join_channel" },
	{ "measures", "context", 0, SOC_NEEDS_NO_EFFECT, data_have_a_context,
	  "no channel and no component has a context that this could be another than" },
	{ 0 },
};

static struct soc_affected joins_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->channels)
		t.channels |= (uint32_t)(s->channels[i].join_channel >= 0) << i;
	SOC_FOR_ENTRIES(i, s->measures)
		t.measures |= (uint32_t)(s->measures[i].context != SOC_CONTEXT_NONE) << i;
	t.on = t.channels != 0 || t.measures != 0;
	return t;
}

static enum soc_err joins_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_joins_rules *joins = &rules->joins;
	SOC_FOR_ENTRIES(i, s->channels) {
		const struct soc_channel *c = &s->channels[i];
		const struct soc_channel *of =
			c->context == SOC_CONTEXT_NONE && c->join_channel >= 0 ? &s->channels[c->join_channel] : c;
		joins->join[i] = (struct soc_join_rule){ (int8_t)c->join_channel, (int8_t)c->join_event,
			                                     soc_threshold(c->join_missed) };
		joins->channel[i] = (uint8_t)of->context;
		joins->on |= c->enabled && c->join_channel >= 0;
	}
	SOC_FOR_ENTRIES(i, s->components)
		joins->component[i] = (uint8_t)s->components[i].context;
	SOC_FOR_ENTRIES(i, s->measures) {
		joins->measure[i] = (uint8_t)s->measures[i].context;
		joins->contexts |= s->measures[i].context != SOC_CONTEXT_NONE;
	}
	return SOC_OK;
}

static int has_a_join(const struct soc_scenario *s)
{
	SOC_FOR_ENTRIES(i, s->channels)
		if (s->channels[i].join_channel >= 0)
			return 1;
	return 0;
}

static int has_a_context(const struct soc_scenario *s)
{
	SOC_FOR_ENTRIES(i, s->measures)
		if (s->measures[i].context != SOC_CONTEXT_NONE)
			return 1;
	return 0;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/joins/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "joins_misattributed",
	  .label = "misattributed, per 1,000 records taken over",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(joins_by_channel, "misattributed") },
	  .whole = { SOC_RUN_SUM(joins_by_channel, "right misattributed") },
	  .needs = has_a_join },
	{ .name = "joins_missed",
	  .label = "records that found nobody, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(joins_by_channel, "missed") },
	  .whole = { SOC_RUN_SUM(joins_by_channel, "right misattributed missed") },
	  .needs = has_a_join },
	{ .name = "joins_outside",
	  .label = "refusals outside the context of the data, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(joins_by_month, "outside") },
	  .whole = { SOC_RUN_SUM(joins_by_month, "stated") },
	  .needs = has_a_context },
	{ .name = "joins_outside_innocent",
	  .label = "innocent, % of refusals outside the data's context",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(joins_by_month, "outside_innocent") },
	  .whole = { SOC_RUN_SUM(joins_by_month, "outside") },
	  .needs = has_a_context },
};
static const struct soc_branch branches[] = {
	{ .name = "joined",
	  .label = "taken over from another database",
	  .kind = SOC_BRANCH_ADDED,
	  .step = SOC_WAY_ACCEPTED,
	  .count = SOC_RUN_SUM(joins_by_channel, "right misattributed"),
	  .wrong = SOC_RUN_SUM(joins_by_channel, "misattributed") },
};

const struct soc_module soc_module_joins = {
	.name = "joins",
	.title = "Joined databases",
	.question = "How much of the harm arises outside the context that its data came from?",
	.sections = "",
	.stage = SOC_STAGE_COUNTED,
	.affects = joins_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = joins_needs,
	.compile = joins_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
	.branches = branches,
	.branches_count = sizeof branches / sizeof branches[0],
};
