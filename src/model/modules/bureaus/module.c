/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

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
};
