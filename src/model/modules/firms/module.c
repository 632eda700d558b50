/* What the module is called, what it asks, when a scenario has it, and what of the regime it affects. */
#include "input/module.h"
#include "model/modules/counters.h"

#define FOR_EACH(i, what) for (int i = 0; i < s->what##_count; i++)

static struct soc_affected firms_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->firms.enabled };
	FOR_EACH(i, firm_lists)
	if (s->firm_lists[i].head_list >= 0 && s->firm_lists[i].head_probability > 0)
		t.lists |= 1u << s->firm_lists[i].head_list;
	return t;
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/firms/counters.def"
};

const struct soc_module soc_module_firms = {
	.name = "firms",
	.title = "Firms",
	.question = "What does a list of firms do to those who head them and work for them?",
	.sections = "firms sectors firm_events firm_channels firm_grades firm_lists firm_measures",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = firms_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
};

static struct soc_affected firms_appeals_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->firms.enabled &&
		                                (s->firms.appeal_if_wronged > 0 || s->firms.appeal_if_guilty > 0) };
}

static const int tables_of_appeals[] = {
#include "model/modules/firms/counters_appeals.def"
};

const struct soc_module soc_module_firms_appeals = {
	.name = "firms_appeals",
	.title = "Appeals of firms",
	.question = "Which entries of firms end on appeal?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = firms_appeals_affects,
	.tables = tables_of_appeals,
	.tables_count = sizeof tables_of_appeals / sizeof tables_of_appeals[0],
};

static struct soc_affected firms_closing_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->firms.enabled && s->firms.closed_per_year > 0 };
}

static const int tables_of_closing[] = {
#include "model/modules/firms/counters_closing.def"
};

const struct soc_module soc_module_firms_closing = {
	.name = "firms_closing",
	.title = "Firms that close",
	.question = "Which entries end because the firm does?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = firms_closing_affects,
	.tables = tables_of_closing,
	.tables_count = sizeof tables_of_closing / sizeof tables_of_closing[0],
};

static struct soc_affected firms_credit_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	FOR_EACH(i, firm_measures)
	t.on |= s->firms.enabled && s->firm_measures[i].enabled && s->firm_measures[i].credit;
	return t;
}

const struct soc_module soc_module_firms_credit = {
	.name = "firms_credit",
	.title = "Lenders of firms",
	.question = "Which firms are refused credit for what the register says of them alone?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = firms_credit_affects,
};
