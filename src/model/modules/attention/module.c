/* What the module is called, what it asks, when a scenario has it, what it affects, what its keys need and
 * its rules. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

static uint32_t following(const struct soc_scenario *s)
{
	uint32_t channels = 0;
	SOC_FOR_ENTRIES(i, s->channels)
		channels |= (uint32_t)(s->channels[i].follows_attention != 0) << i;
	return channels;
}

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(a_channel_follows)
{
	return following(s) != 0;
}

SOC_NEEDS_IF(it_sees_for_itself)
{
	return s->channels[entry].join_channel < 0;
}

#define NONE "no channel follows attention; set follows_attention of one"

static const struct soc_need attention_needs[] = {
	{ "channels", "follows_attention", 0, SOC_NEEDS_REFUSED, it_sees_for_itself,
	  "a joined database takes over records and watches nobody; set it for the channel that it takes from" },
	{ "attention", "kept", NAN, SOC_NEEDS_NO_EFFECT, a_channel_follows, NONE },
	{ "attention", "discovered", NAN, SOC_NEEDS_NO_EFFECT, a_channel_follows, NONE },
	{ "attention", "corrected", 0, SOC_NEEDS_NO_EFFECT, a_channel_follows, NONE },
	{ "attention", "initial_records", 0, SOC_NEEDS_NO_EFFECT, a_channel_follows, NONE },
	{ "attention", "lowest", NAN, SOC_NEEDS_NO_EFFECT, a_channel_follows, NONE },
	{ "attention", "highest", NAN, SOC_NEEDS_NO_EFFECT, a_channel_follows, NONE },
	{ 0 },
};

static struct soc_affected attention_affects(const struct soc_scenario *s)
{
	const uint32_t channels = following(s);
	return (struct soc_affected){ .on = channels != 0, .channels = channels };
}

static uint32_t factor16(double x)
{
	return (uint32_t)(x * 65536.0 + 0.5);
}

static enum soc_err attention_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                      __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_attention_rules *rule = &rules->regime.attention;
	rule->channels = following(s);
	SOC_FOR_ENTRIES(i, s->channels)
		rule->reports |= (uint32_t)(s->channels[i].join_channel < 0) << i;
	rule->reports &= ~rule->channels;
	SOC_FOR_ENTRIES(i, s->channels)
		rule->is_in_use |= (rule->channels >> i & 1u) && rules->records.channel[i].enabled;
	rule->corrected = (uint8_t)(s->attention.corrected != 0);
	rule->kept = factor16(s->attention.kept);
	rule->discovered = factor16(s->attention.discovered);
	rule->lowest = factor16(s->attention.lowest);
	rule->highest = factor16(s->attention.highest);
	rule->initial = (uint64_t)(s->attention.initial_records * 65536000.0 + 0.5);
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/attention/counters.def"
};

static int has_a_black_list(const struct soc_scenario *s)
{
	SOC_FOR_ENTRIES(i, s->lists)
		if (s->lists[i].colour == SOC_BLACK)
			return 1;
	return 0;
}

/* Otherwise all places are of one kind. */
static int has_a_change_somewhere(const struct soc_scenario *s)
{
	for (int i = 0; i < s->changes_count; i++)
		if (!soc_where_is_everywhere(&s->changes[i].where))
			return 1;
	return 0;
}

static int has_a_list_and_a_change(const struct soc_scenario *s)
{
	return has_a_black_list(s) && has_a_change_somewhere(s);
}

static const struct soc_summary summaries[] = {
	{ .name = "attention_variance",
	  .label = "variance of attention over people, at the end",
	  .per = 1.0 / 65536.0,
	  .part = { SOC_END_SUM(attention_by_side, "squares") },
	  .whole = { SOC_END_SUM(attention_by_side, "persons") } },
	{ .name = "attention_most",
	  .label = "share of all watching, most watched tenth, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_END_SUM(attention_by_tenth, "watched", .where = "tenth=9") },
	  .whole = { SOC_END_SUM(attention_by_tenth, "watched") },
	  .cases = SOC_END_SUM(attention_by_tenth, "persons") },
	{ .name = "attention_yield",
	  .label = "discoveries per violation, most over least watched",
	  .per = 1,
	  .part = { SOC_LAST_YEAR_SUM(attention_by_tenth, "discovered", .where = "tenth=9") },
	  .whole = { SOC_LAST_YEAR_SUM(attention_by_tenth, "violations", .where = "tenth=9") },
	  .over_part = SOC_LAST_YEAR_SUM(attention_by_tenth, "discovered", .where = "tenth=0"),
	  .over_whole = SOC_LAST_YEAR_SUM(attention_by_tenth, "violations", .where = "tenth=0") },
	{ .name = "attention_overwatched",
	  .label = "of the listed, in places watched above the mean, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_END_SUM(attention_by_side, "listed", .where = "overwatched=1") },
	  .whole = { SOC_END_SUM(attention_by_side, "listed") },
	  .needs = has_a_black_list },
	{ .name = "attention_where_changed",
	  .label = "attention under changed rules, over elsewhere",
	  .per = 1,
	  .part = { SOC_LAST_YEAR_SUM(attention_by_change, "watched", .where = "changed=1") },
	  .whole = { SOC_LAST_YEAR_SUM(attention_by_change, "persons", .where = "changed=1") },
	  .over_part = SOC_LAST_YEAR_SUM(attention_by_change, "watched", .where = "changed=0"),
	  .over_whole = SOC_LAST_YEAR_SUM(attention_by_change, "persons", .where = "changed=0"),
	  .needs = has_a_change_somewhere },
	{ .name = "attention_listed_where_changed",
	  .label = "listed per person, changed rules over elsewhere",
	  .per = 1,
	  .part = { SOC_END_SUM(attention_by_change, "listed", .where = "changed=1") },
	  .whole = { SOC_END_SUM(attention_by_change, "persons", .where = "changed=1") },
	  .over_part = SOC_END_SUM(attention_by_change, "listed", .where = "changed=0"),
	  .over_whole = SOC_END_SUM(attention_by_change, "persons", .where = "changed=0"),
	  .needs = has_a_list_and_a_change },
};

const struct soc_module soc_module_attention = {
	.name = "attention",
	.title = "Attention that follows discoveries",
	.question = "Where does watching end up that goes where most was found the month before?",
	.sections = "attention",
	.stage = SOC_STAGE_WATCHED,
	.affects = attention_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = attention_needs,
	.compile = attention_compile,
	.note =
		"Most and least watched are the tenths of places with the most and the least attention in a month; "
		"discoveries per violation, and attention under changed rules, are those of the last year. Changed "
		"are "
		"rules where a change of the timeline holds that does not hold everywhere.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
