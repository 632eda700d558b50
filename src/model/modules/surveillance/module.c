/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "base/draw.h"
#include "base/num.h"
#include "base/poisson.h"
#include "input/bind/check_needs.h"
#include "input/compile/derived.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(marker_is_carried)
{
	return s->society.marker_share > 0.0;
}

SOC_NEEDS_IF(there_is_a_black_list)
{
	for (int l = 0; l < s->lists_count; l++)
		if (s->lists[l].colour == SOC_BLACK)
			return 1;
	return 0;
}

static const struct soc_need surveillance_needs[] = {
	{ "channels", "marked_ratio", 1, SOC_NEEDS_REFUSED, marker_is_carried,
	  "is for people with the group marker, and nobody has it; set society.marker_share above 0, or this to "
	  "1" },
	{ "channels", "listed_ratio", 1, SOC_NEEDS_NO_EFFECT, there_is_a_black_list, "there is no black list" },
	{ 0 },
};

static int differs_by_group(const struct soc_channel *c)
{
	return c->women_ratio != 1 || c->minority_ratio != 1 || c->poor_ratio != 1;
}

static uint32_t factor16(double x)
{
	return (uint32_t)(x * 65536.0 + 0.5);
}

static struct soc_affected surveillance_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->society.marker_share > 0 };
	SOC_FOR_ENTRIES(i, s->channels)
		t.channels |= (uint32_t)(s->channels[i].marked_ratio != 1 || s->channels[i].listed_ratio != 1 ||
		                         differs_by_group(&s->channels[i]))
		              << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/surveillance/counters.def"
};

static enum soc_err compile_channel(struct soc_rules *r, const struct soc_scenario *s, int c,
                                    struct soc_msg *msg)
{
	const struct soc_channel *ch = &s->channels[c];
	struct soc_channel_rule *rule = &r->records.channel[c];
	const double malice =
		ch->kind == SOC_CHANNEL_NEIGHBOURS ? 1.0 + ch->malice_response * ch->reward_points : 1.0;
	rule->differential = (uint8_t)((ch->marked_ratio != 1.0 ? SOC_DIFFERENTIAL_MARKED : 0u) |
	                               (ch->listed_ratio != 1.0 ? SOC_DIFFERENTIAL_LISTED : 0u) |
	                               (differs_by_group(ch) ? SOC_DIFFERENTIAL_GROUPS : 0u));
	rule->women = factor16(ch->women_ratio);
	rule->minority = factor16(ch->minority_ratio);
	rule->poor = factor16(ch->poor_ratio);
	rule->spurious_kept = soc_threshold(ch->marked_ratio);
	for (int i = 0; i < SOC_DIFFERENTIALS; i++)
		for (int k = 0; k < s->events_count; k++)
			rule->detect_differential[i][k] =
				soc_threshold(soc_derived_detects(s, ch, k) * (i & 1 ? ch->marked_ratio : 1.0) *
			                  (i & 2 ? ch->listed_ratio : 1.0));
	const double more = ch->marked_ratio > 1.0 ? (ch->marked_ratio - 1.0) * ch->spurious_per_1000_years /
	                                                 12000.0 * malice * SOC_FULL_COMMUNITY
	                                           : 0.0;
	if (soc_poisson_thresholds(more, rule->spurious_more, SOC_FABRICATED_MOST) > SOC_FABRICATED_CUT) {
		const double most = soc_poisson_most(SOC_FABRICATED_MOST, SOC_FABRICATED_CUT);
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"channels.%s.marked_ratio: %.5g more spurious records a month in a community of %d who all "
			"carry the group marker; allowed: up to %.5g, which is a marked_ratio of %.4g: lower it or "
			"spurious_per_1000_years",
			ch->name, more, SOC_FULL_COMMUNITY, most,
			soc_num_below(1.0 + (ch->marked_ratio - 1.0) * most / more));
	}
	return SOC_OK;
}

static enum soc_err surveillance_compile(struct soc_rules *r, const struct soc_scenario *s,
                                         struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	r->surveillance.marker = soc_threshold(s->society.marker_share);
	for (int c = 0; err == SOC_OK && c < s->channels_count; c++)
		err = compile_channel(r, s, c, msg);
	return err;
}

static int has_a_channel(const struct soc_scenario *s)
{
	return s->channels_count > 0;
}

static int has_a_black_list(const struct soc_scenario *s)
{
	SOC_FOR_ENTRIES(i, s->lists)
		if (s->lists[i].colour == SOC_BLACK)
			return 1;
	return 0;
}

static int has_a_violation(const struct soc_scenario *s)
{
	SOC_FOR_ENTRIES(i, s->events)
		if (s->events[i].kind == SOC_VIOLATION)
			return 1;
	return 0;
}

static const struct soc_summary summaries[] = {
	{ .name = "surveillance_records",
	  .label = "ratio of records per head, marked to unmarked",
	  .per = 1,
	  .part = { SOC_RUN_SUM(surveillance_by_marker, "records_true records_wrong", .where = "marked=1") },
	  .whole = { SOC_RUN_SUM(surveillance_by_marker, "persons", .where = "marked=1") },
	  .over_part = SOC_RUN_SUM(surveillance_by_marker, "records_true records_wrong", .where = "marked=0"),
	  .over_whole = SOC_RUN_SUM(surveillance_by_marker, "persons", .where = "marked=0"),
	  .needs = has_a_channel },
	{ .name = "surveillance_listed",
	  .label = "ratio of listing rates, marked to unmarked",
	  .per = 1,
	  .sampled = 1,
	  .part = { SOC_END_SUM(surveillance_by_marker, "listed", .where = "marked=1") },
	  .whole = { SOC_END_SUM(surveillance_by_marker, "persons", .where = "marked=1") },
	  .over_part = SOC_END_SUM(surveillance_by_marker, "listed", .where = "marked=0"),
	  .over_whole = SOC_END_SUM(surveillance_by_marker, "persons", .where = "marked=0"),
	  .needs = has_a_black_list },
	{ .name = "surveillance_violations",
	  .label = "ratio of violations per head, marked to unmarked",
	  .per = 1,
	  .part = { SOC_RUN_SUM(surveillance_by_marker, "violations", .where = "marked=1") },
	  .whole = { SOC_RUN_SUM(surveillance_by_marker, "persons", .where = "marked=1") },
	  .over_part = SOC_RUN_SUM(surveillance_by_marker, "violations", .where = "marked=0"),
	  .over_whole = SOC_RUN_SUM(surveillance_by_marker, "persons", .where = "marked=0"),
	  .needs = has_a_violation },
};

const struct soc_module soc_module_surveillance = {
	.name = "surveillance",
	.title = "Differential surveillance",
	.question = "What follows when people with a group marker are watched more than others?",
	.sections = "",
	.stage = SOC_STAGE_WATCHED,
	.affects = surveillance_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = surveillance_needs,
	.compile = surveillance_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
