/* What the module is called, what it asks, when a scenario has it, what it needs and how its rules follow. */
#include "input/module.h"

#include "base/draw.h"
#include "input/bind/check_needs.h"
#include "input/compile/order.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

static struct soc_affected grounds_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->grounds)
		if (s->grounds[i].list >= 0)
			t.lists |= 1u << s->grounds[i].list;
	SOC_FOR_ENTRIES(i, s->lists)
		t.lists |= (uint32_t)(s->lists[i].grace_months > 0) << i;
	t.on = t.lists != 0;
	return t;
}

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(is_ever_repaired)
{
	return soc_needs_ever(s, "lists", entry, "repair_per_month", -1);
}

SOC_NEEDS_IF(has_a_term)
{
	return s->grounds[entry].term_months > 0;
}

SOC_NEEDS_IF(is_repaired)
{
	return s->grounds[entry].list < 0 ||
	       soc_needs_ever(s, "lists", s->grounds[entry].list, "repair_per_month", -1);
}

static const struct soc_need grounds_needs[] = {
	{ "lists", "grace_months", 0, SOC_NEEDS_NO_EFFECT, is_ever_repaired,
	  "nobody repairs within it; set repair_per_month of the list above 0, for the run or by the timeline" },
	{ "grounds", "prolonged", 0, SOC_NEEDS_NO_EFFECT, has_a_term,
	  "there is no term to prolong; set term_months above 0" },
	{ "grounds", "repair_ratio", 1, SOC_NEEDS_NO_EFFECT, is_repaired,
	  "nobody on the list repairs; set its repair_per_month above 0, for the run or by the timeline" },
	{ 0 },
};

/* ---- its rules ---- */

/* Months are independent: who has not repaired in any of the grace is entered. */
static uint64_t within_grace(double repair, int months)
{
	double not_yet = 1.0;
	for (int m = 0; m < months; m++)
		not_yet *= 1.0 - repair;
	return soc_threshold(1.0 - not_yet);
}

static void compile_ground(struct soc_ground_rule *rule, const struct soc_ground *ground,
                           const struct soc_list *list)
{
	const double repair = list->repair_per_month * ground->repair_ratio;
	rule->term = (uint8_t)ground->term_months;
	rule->years = (uint8_t)ground->prolonged_years;
	rule->prolonged = ground->term_months > 0 ? soc_threshold(ground->prolonged) : 0;
	rule->repair = soc_threshold(repair);
	rule->closed = soc_threshold(ground->closed_per_month);
	rule->grace = within_grace(repair < 1.0 ? repair : 1.0, list->grace_months);
}

static void compile_choice(struct soc_ground_choice *choice, const struct soc_scenario *s, int list,
                           int class, const uint8_t *by_name)
{
	double sum = 0.0, below = 0.0;
	for (int i = 0; i < s->grounds_count; i++)
		if (s->grounds[i].list == list && (s->grounds[i].classes >> class & 1u))
			sum += s->grounds[i].share;
	for (int i = 0; i < s->grounds_count && sum > 0.0; i++) {
		const struct soc_ground *ground = &s->grounds[by_name[i]];
		if (ground->list != list || !(ground->classes >> class & 1u) || ground->share <= 0.0)
			continue;
		below += ground->share;
		choice->ground[choice->count] = by_name[i];
		choice->below[choice->count++] = soc_threshold(below / sum);
	}
}

static enum soc_err grounds_compile(struct soc_rules *r, const struct soc_scenario *s,
                                    __attribute__((unused)) struct soc_msg *msg)
{
	struct soc_grounds_rules *rules = &r->regime.grounds;
	uint8_t by_name[SOC_GROUNDS_MAX];
	if (s->grounds_count > 0)
		soc_order_by_name(s->grounds[0].name, sizeof s->grounds[0], s->grounds_count, by_name);
	SOC_FOR_ENTRIES(i, s->grounds) {
		if (s->grounds[i].list < 0)
			continue;
		rules->lists |= (uint8_t)(1u << s->grounds[i].list);
		compile_ground(&rules->ground[i], &s->grounds[i], &s->lists[s->grounds[i].list]);
	}
	SOC_FOR_ENTRIES(l, s->lists) {
		rules->graces |= (uint8_t)((s->lists[l].grace_months > 0) << l);
		rules->grace[l] = within_grace(s->lists[l].repair_per_month, s->lists[l].grace_months);
		for (int class = 0; class < SOC_PERSON_CLASSES; class ++)
			compile_choice(&rules->choice[l][class], s, l, class, by_name);
	}
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/grounds/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "grounds_repaired",
	  .label = "ended by repair, % of entries that ended",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(grounds_by_class, "repaired") },
	  .whole = { SOC_RUN_SUM(grounds_by_class, "expired repaired closed") } },
	{ .name = "grounds_executives",
	  .label = "firms' heads, % of new entries",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(grounds_by_class, "entries", .where = "person_class=1") },
	  .whole = { SOC_RUN_SUM(grounds_by_class, "entries") } },
};

const struct soc_module soc_module_grounds = {
	.name = "grounds",
	.title = "Grounds of entry",
	.question = "How long do entries stand that were made on different grounds, and how do they end?",
	.sections = "grounds",
	.stage = SOC_STAGE_LISTED,
	.affects = grounds_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = grounds_needs,
	.compile = grounds_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
