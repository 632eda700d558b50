/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "model/modules/bureaus/check.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(is_scorer)
{
	return s->bureaus[entry].kind == SOC_BUREAU_SCORER;
}

SOC_NEEDS_IF(has_gateway_lists)
{
	return s->bureaus[entry].data_sharing_lists != 0;
}

SOC_NEEDS_IF(gateway_tells)
{
	return SOC_NEEDS_EVER("bureaus", entry, "data_sharing") &&
	       SOC_NEEDS_EVER("bureaus", entry, "data_sharing_points");
}

SOC_NEEDS_IF(friends_count)
{
	return SOC_NEEDS_EVER("bureaus", SOC_NEEDS_ANY, "friends_weight");
}

SOC_NEEDS_IF(proxy_counts)
{
	return SOC_NEEDS_EVER("bureaus", SOC_NEEDS_ANY, "proxy_weight");
}

#define SCORER "a merged bureau has no files of its own; this is for bureaus of kind scorer"
#define GATEWAY "no list is shared with the bureau; name some with data_sharing_lists:"

static const struct soc_need bureaus_sharing_needs[] = {
	{ "bureaus", "data_sharing_lists", 0, SOC_NEEDS_NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "data_sharing", 0, SOC_NEEDS_NO_EFFECT, has_gateway_lists, GATEWAY },
	{ "bureaus", "data_sharing_points", 0, SOC_NEEDS_NO_EFFECT, has_gateway_lists, GATEWAY },
	{ "bureaus", "data_sharing_lists", 0, SOC_NEEDS_NO_EFFECT, gateway_tells,
	  "shared entries cost no points; set data_sharing and data_sharing_points above 0" },
	{ 0 },
};

static const struct soc_need bureaus_needs[] = {
	{ "bureaus", "mixed_file", 0, SOC_NEEDS_NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "needs_loan", 0, SOC_NEEDS_NO_EFFECT, is_scorer, SCORER },
	{ 0 },
};

static const struct soc_need bureaus_friends_needs[] = {
	{ "credit", "probe_points", 0, SOC_NEEDS_NO_EFFECT, friends_count,
	  "no bureau scores by friends; set bureaus.*.friends_weight above 0" },
	{ "bureaus", "friends_weight", 0, SOC_NEEDS_NO_EFFECT, is_scorer, SCORER },
	{ 0 },
};

static const struct soc_need bureaus_proxy_needs[] = {
	{ "credit", "proxy_group", 0, SOC_NEEDS_NO_EFFECT, proxy_counts,
	  "no bureau scores by the proxy; set bureaus.*.proxy_weight above 0" },
	{ "credit", "proxy_income", 0, SOC_NEEDS_NO_EFFECT, proxy_counts,
	  "no bureau scores by the proxy; set bureaus.*.proxy_weight above 0" },
	{ "bureaus", "proxy_weight", 0, SOC_NEEDS_NO_EFFECT, is_scorer, SCORER },
	{ 0 },
};

static struct soc_affected bureaus_sharing_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.lists |= s->bureaus[i].enabled && s->bureaus[i].data_sharing > 0 ? s->bureaus[i].data_sharing_lists : 0;
	t.on = t.lists != 0;
	return t;
}

const struct soc_module soc_module_bureaus_sharing = {
	.name = "bureaus_sharing",
	.title = "Data sharing with bureaus",
	.question = "Who loses score at a bureau because a list entry is shared with it?",
	.sections = "",
	.stage = SOC_STAGE_LISTED,
	.affects = bureaus_sharing_affects,
	.needs = bureaus_sharing_needs,
};

static struct soc_affected bureaus_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.on |= s->bureaus[i].enabled;
	FOR_EACH(i, measures)
	t.measures |= (uint32_t)(s->measures[i].bureaus != 0) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/bureaus/counters.def"
};

const struct soc_module soc_module_bureaus = {
	.name = "bureaus",
	.title = "Scoring bureaus",
	.question = "Whom do bureaus refuse, and would their own file have refused them?",
	.sections = "bureaus credit",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = bureaus_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = bureaus_needs,
	.check = soc_bureaus_check,
};

static struct soc_affected bureaus_friends_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.on |= s->bureaus[i].enabled && s->bureaus[i].friends_weight > 0;
	return t;
}

static const int tables_of_friends[] = {
#include "model/modules/bureaus/counters_friends.def"
};

const struct soc_module soc_module_bureaus_friends = {
	.name = "bureaus_friends",
	.title = "Scores from friends",
	.question = "Who is refused because of their friends' scores?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = bureaus_friends_affects,
	.tables = tables_of_friends,
	.tables_count = sizeof tables_of_friends / sizeof tables_of_friends[0],
	.needs = bureaus_friends_needs,
};

static struct soc_affected bureaus_proxy_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	FOR_EACH(i, bureaus)
	t.on |= s->bureaus[i].enabled && s->bureaus[i].proxy_weight > 0;
	return t;
}

const struct soc_module soc_module_bureaus_proxy = {
	.name = "bureaus_proxy",
	.title = "A proxy in the score",
	.question = "Who is refused because of a trait that stands for another?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = bureaus_proxy_affects,
	.needs = bureaus_proxy_needs,
};
