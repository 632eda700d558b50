/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/bureaus/check.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(is_scorer)
{
	return s->bureaus[entry].kind == SOC_BUREAU_SCORER;
}

SOC_NEEDS_IF(has_sharing_lists)
{
	return s->bureaus[entry].data_sharing_lists != 0;
}

SOC_NEEDS_IF(sharing_tells)
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
#define SHARING "no list is shared with the bureau; name some with data_sharing_lists:"

static const struct soc_need bureaus_sharing_needs[] = {
	{ "bureaus", "data_sharing_lists", 0, SOC_NEEDS_NO_EFFECT, is_scorer, SCORER },
	{ "bureaus", "data_sharing", 0, SOC_NEEDS_NO_EFFECT, has_sharing_lists, SHARING },
	{ "bureaus", "data_sharing_points", 0, SOC_NEEDS_NO_EFFECT, has_sharing_lists, SHARING },
	{ "bureaus", "data_sharing_lists", 0, SOC_NEEDS_NO_EFFECT, sharing_tells,
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
	SOC_FOR_ENTRIES(i, s->bureaus)
		t.lists |=
			s->bureaus[i].enabled && s->bureaus[i].data_sharing > 0 ? s->bureaus[i].data_sharing_lists : 0;
	t.on = t.lists != 0;
	return t;
}

static const struct soc_summary summaries_sharing[] = {
	{ .name = "bureaus_sharing_refused",
	  .label = "bureau refusals because of a shared entry, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_SCORING_SUM(bureaus_by_ground, "refused", .where = "ground=wrong_entry|true_entry") },
	  .whole = { SOC_SCORING_SUM(bureaus_by_ground, "refused") } },
	{ .name = "bureaus_sharing_wrong",
	  .label = "shared entries behind refusals that were wrong, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_SCORING_SUM(bureaus_by_ground, "refused", .where = "ground=wrong_entry") },
	  .whole = { SOC_SCORING_SUM(bureaus_by_ground, "refused", .where = "ground=wrong_entry|true_entry") } },
};
static const struct soc_branch branches_sharing[] = {
	{ .name = "crossed",
	  .label = "refused by a bureau because of a shared entry",
	  .kind = SOC_BRANCH_ONWARD,
	  .step = SOC_WAY_ENTERED,
	  .stock = 1,
	  .count = SOC_SCORING_SUM(bureaus_by_ground, "refused", .where = "ground=wrong_entry|true_entry"),
	  .wrong = SOC_SCORING_SUM(bureaus_by_ground, "refused", .where = "ground=wrong_entry") },
};

const struct soc_module soc_module_bureaus_sharing = {
	.name = "bureaus_sharing",
	.title = "Data sharing with bureaus",
	.question = "Who loses score at a bureau because a list entry is shared with it?",
	.sections = "",
	.stage = SOC_STAGE_LISTED,
	.affects = bureaus_sharing_affects,
	.needs = bureaus_sharing_needs,
	.note = "As bureaus last scored.",
	.summaries = summaries_sharing,
	.summaries_count = sizeof summaries_sharing / sizeof summaries_sharing[0],
	.branches = branches_sharing,
	.branches_count = sizeof branches_sharing / sizeof branches_sharing[0],
};

static struct soc_affected bureaus_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->bureaus)
		t.on |= s->bureaus[i].enabled;
	SOC_FOR_ENTRIES(i, s->measures)
		t.measures |= (uint32_t)(s->measures[i].bureaus != 0) << i;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/bureaus/counters.def"
};

static int has_two_bureaus(const struct soc_scenario *s)
{
	return s->bureaus_count > 1;
}

static const struct soc_summary summaries[] = {
	{ .name = "bureaus_unscored",
	  .label = "adults without a score, mean of the bureaus, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_SCORING_SUM(bureaus_unscored, "adults") },
	  .whole = { SOC_SCORING_SUM(bureaus_asked, "adults") } },
	{ .name = "bureaus_contradict",
	  .label = "pairs of bureaus that contradict each other, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_SCORING_SUM(bureaus_by_pair, "contradict") },
	  .whole = { SOC_SCORING_SUM(bureaus_by_pair, "both") },
	  .needs = has_two_bureaus },
	{ .name = "bureaus_refused_wrongly",
	  .label = "wrong refusals by bureaus, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_SCORING_SUM(bureaus_by_bureau, "refused_wrongly") },
	  .whole = { SOC_SCORING_SUM(bureaus_by_ground, "refused") } },
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	soc_bureaus_compile(&r->regime.bureaus, s);
	return SOC_OK;
}

const struct soc_module soc_module_bureaus = {
	.name = "bureaus",
	.title = "Scoring bureaus",
	.question = "Whom do bureaus refuse, and would their own file have refused them?",
	.sections = "bureaus credit",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = bureaus_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.compile = compile_rules,
	.needs = bureaus_needs,
	.check = soc_bureaus_check,
	.note = "By the last scoring; of each pair of bureaus that both have a score of the person.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};

static struct soc_affected bureaus_friends_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->bureaus)
		t.on |= s->bureaus[i].enabled && s->bureaus[i].friends_weight > 0;
	return t;
}

static const int tables_of_friends[] = {
#include "model/modules/bureaus/counters_friends.def"
};

static int has_an_experiment(const struct soc_scenario *s)
{
	return s->credit.probe_points > 0;
}

static const struct soc_summary summaries_friends[] = {
	{ .name = "bureaus_friends_alone",
	  .label = "bureau refusals because of friends' scores alone, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_SCORING_SUM(bureaus_by_ground, "refused", .where = "ground=friends") },
	  .whole = { SOC_SCORING_SUM(bureaus_by_ground, "refused") } },
	{ .name = "bureaus_friends_spread",
	  .label = "others refused per 100 whose score is lowered",
	  .per = 100,
	  .part = { SOC_SCORING_SUM(bureaus_friends_by_distance, "refused", .where = "distance!=0") },
	  .whole = { SOC_SCORING_SUM(bureaus_friends_by_distance, "persons", .where = "distance=0") },
	  .needs = has_an_experiment },
};

const struct soc_module soc_module_bureaus_friends = {
	.name = "bureaus_friends",
	.title = "Scores of bureaus from friends",
	.question = "Who is refused because of their friends' scores?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = bureaus_friends_affects,
	.tables = tables_of_friends,
	.tables_count = sizeof tables_of_friends / sizeof tables_of_friends[0],
	.needs = bureaus_friends_needs,
	.summaries = summaries_friends,
	.summaries_count = sizeof summaries_friends / sizeof summaries_friends[0],
};

static struct soc_affected bureaus_proxy_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->bureaus)
		t.on |= s->bureaus[i].enabled && s->bureaus[i].proxy_weight > 0;
	return t;
}

static const struct soc_summary summaries_proxy[] = {
	{ .name = "bureaus_proxy_refused",
	  .label = "ratio of refusal rates, minority to majority",
	  .per = 1,
	  .part = { SOC_SCORING_SUM(bureaus_by_group, "scored", .where = "grp=1 refused=1") },
	  .whole = { SOC_SCORING_SUM(bureaus_by_group, "scored", .where = "grp=1") },
	  .over_part = SOC_SCORING_SUM(bureaus_by_group, "scored", .where = "grp=0 refused=1"),
	  .over_whole = SOC_SCORING_SUM(bureaus_by_group, "scored", .where = "grp=0") },
	{ .name = "bureaus_proxy_alone",
	  .label = "bureau refusals because of the proxy alone, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_SCORING_SUM(bureaus_by_ground, "refused", .where = "ground=proxy") },
	  .whole = { SOC_SCORING_SUM(bureaus_by_ground, "refused") } },
};

const struct soc_module soc_module_bureaus_proxy = {
	.name = "bureaus_proxy",
	.title = "A proxy in scores of bureaus",
	.question = "Who is refused because of a trait that stands for another?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = bureaus_proxy_affects,
	.needs = bureaus_proxy_needs,
	.summaries = summaries_proxy,
	.summaries_count = sizeof summaries_proxy / sizeof summaries_proxy[0],
};
