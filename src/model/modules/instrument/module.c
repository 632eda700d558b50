/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/instrument/check.h"
#include "model/modules/summaries.h"

#include <math.h>
#include <string.h>

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(instrument_has_channel)
{
	return s->instrument.channel >= 0;
}

SOC_NEEDS_IF(instrument_has_event)
{
	return s->instrument.event >= 0;
}

SOC_NEEDS_IF(instrument_channel_is_on)
{
	return SOC_NEEDS_EVER("channels", s->instrument.channel, "enabled");
}

SOC_NEEDS_IF(there_is_an_instrument)
{
	return s->instrument.table[0] != '\0';
}

#define INSTRUMENT "there is no instrument; name its table with instrument.table"

static const struct soc_need instrument_needs[] = {
	{ "instrument", "event", -1, SOC_NEEDS_REFUSED, instrument_has_channel,
	  "a refusal is recorded as a class by a channel: name it with instrument.channel" },
	{ "instrument", "channel", -1, SOC_NEEDS_REFUSED, instrument_has_event,
	  "a refusal is recorded as a class by a channel: name the class with instrument.event" },
	{ "instrument", "channel", -1, SOC_NEEDS_NO_EFFECT, instrument_channel_is_on,
	  "the channel is never enabled: no refusal is recorded" },
	{ "instrument", "event", -1, SOC_NEEDS_NO_EFFECT, there_is_an_instrument, INSTRUMENT },
	{ "instrument", "threshold", NAN, SOC_NEEDS_NO_EFFECT, there_is_an_instrument, INSTRUMENT },
	{ 0 },
};

static struct soc_affected instrument_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->instrument.table[0] != '\0' &&
		                            strcmp(s->instrument.table, "none") != 0 };
	t.events = s->instrument.event >= 0 ? 1u << s->instrument.event : 0;
	t.channels = s->instrument.channel >= 0 ? 1u << s->instrument.channel : 0;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/instrument/counters.def"
};

static int moves_scores(const struct soc_scenario *s)
{
	return s->instrument.gain > 0 || s->instrument.loss > 0;
}

#define ASSESSED "refused_bad refused_good passed_bad passed_good"
static const struct soc_summary summaries[] = {
	{ .name = "instrument_good_unmarked",
	  .label = "refused of those who would do well, unmarked, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(instrument_by_marker, "refused_good", .where = "marked=0") },
	  .whole = { SOC_RUN_SUM(instrument_by_marker, "refused_good passed_good", .where = "marked=0") } },
	{ .name = "instrument_good_marked",
	  .label = "refused of those who would do well, marked, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(instrument_by_marker, "refused_good", .where = "marked=1") },
	  .whole = { SOC_RUN_SUM(instrument_by_marker, "refused_good passed_good", .where = "marked=1") } },
	{ .name = "instrument_change_unmarked",
	  .label = "mean score change per assessment, unmarked, points",
	  .per = 1,
	  .is_signed = 1,
	  .part = { SOC_RUN_SUM(instrument_by_marker, "score_change", .where = "marked=0") },
	  .whole = { SOC_RUN_SUM(instrument_by_marker, ASSESSED, .where = "marked=0") },
	  .cases = SOC_RUN_SUM(instrument_by_marker, ASSESSED, .where = "marked=0"),
	  .needs = moves_scores },
	{ .name = "instrument_change_marked",
	  .label = "mean score change per assessment, marked, points",
	  .per = 1,
	  .is_signed = 1,
	  .part = { SOC_RUN_SUM(instrument_by_marker, "score_change", .where = "marked=1") },
	  .whole = { SOC_RUN_SUM(instrument_by_marker, ASSESSED, .where = "marked=1") },
	  .cases = SOC_RUN_SUM(instrument_by_marker, ASSESSED, .where = "marked=1"),
	  .needs = moves_scores },
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg)
{
	return soc_instrument_compile(&r->instrument, s, msg);
}

const struct soc_module soc_module_instrument = {
	.name = "instrument",
	.title = "Risk assessment instrument",
	.question = "Whom does a published score refuse who would have turned out well?",
	.sections = "instrument",
	.stage = SOC_STAGE_COUNTED,
	.affects = instrument_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.compile = compile_rules,
	.needs = instrument_needs,
	.check = soc_instrument_check,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
