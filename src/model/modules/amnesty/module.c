/* What the module is called, what it asks, when a scenario has it, what it needs and its rules. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

static struct soc_affected amnesty_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	for (int i = 0; i < s->lists_count; i++)
		t.lists |= (uint32_t)(s->lists[i].amnesty_months > 0) << i;
	t.on = t.lists != 0;
	return t;
}

/* A term is whole months, as the compiled rules have it. */
static int is_before_the_term(const struct soc_scenario *s, int entry)
{
	return (double)s->lists[entry].amnesty_months < s->lists[entry].term_months;
}

static int is_ever_granted(const struct soc_scenario *s, int entry)
{
	return soc_needs_ever(s, "lists", entry, "amnesty_months", -1);
}

static const struct soc_need amnesty_needs[] = {
	{ "lists", "amnesty_months", 0, 0, is_before_the_term,
	  "no entry stands so long; set it below term_months" },
	{ "lists", "amnesty_on_application", 0, 0, is_ever_granted,
	  "there is no amnesty to apply for; set amnesty_months above 0, for the run or by the timeline" },
	{ 0 },
};

static enum soc_err amnesty_compile(struct soc_rules *rules, const struct soc_scenario *s,
                                    __attribute__((unused)) struct soc_msg *msg)
{
	for (int i = 0; i < s->lists_count; i++) {
		rules->regime.amnesty.months[i] = (uint8_t)s->lists[i].amnesty_months;
		rules->regime.amnesty.lists |= (uint8_t)((s->lists[i].amnesty_months > 0) << i);
		rules->regime.amnesty.on_application |= (uint8_t)((s->lists[i].amnesty_on_application != 0) << i);
	}
	return SOC_OK;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/amnesty/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "amnesty_wrong",
	  .label = "wrong entries among those deleted by amnesty, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(amnesty_by_truth, "deleted", .where = "truth!=true") },
	  .whole = { SOC_RUN_SUM(amnesty_by_truth, "deleted") } },
};

const struct soc_module soc_module_amnesty = {
	.name = "amnesty",
	.title = "Amnesty",
	.question = "Whom does an amnesty free, and how many of them were on the list wrongly?",
	.sections = "",
	.stage = SOC_STAGE_LISTED,
	.affects = amnesty_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.needs = amnesty_needs,
	.compile = amnesty_compile,
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
};
