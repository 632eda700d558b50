/* What the module is called, what it asks, when a scenario has it, what it affects and what its keys need. */
#include "input/module.h"

#include "input/bind/check_needs.h"
#include "input/compile/rules.h"
#include "model/modules/counters.h"
#include "model/modules/summaries.h"

#include <math.h>

/* ---- what its keys need elsewhere ---- */

SOC_NEEDS_IF(head_has_list)
{
	return s->firm_lists[entry].head_list >= 0;
}

SOC_NEEDS_IF(head_is_entered)
{
	return SOC_NEEDS_EVER("firm_lists", entry, "head_probability");
}

SOC_NEEDS_IF(firms_do_something)
{
	return s->firm_events_count > 0;
}

SOC_NEEDS_IF(firms_can_lose)
{
	return SOC_NEEDS_EVER("firm_measures", SOC_NEEDS_ANY, "stake_months") ||
	       SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "head_weight") ||
	       SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "closing_stake_months");
}

SOC_NEEDS_IF(firms_perceive_a_risk)
{
	return SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "risk_bias") ||
	       SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "learning_caught");
}

SOC_NEEDS_IF(some_head_is_entered)
{
	return SOC_NEEDS_EVER("firm_lists", SOC_NEEDS_ANY, "head_probability");
}

SOC_NEEDS_IF(there_is_a_black_list_of_firms)
{
	for (int l = 0; l < s->firm_lists_count; l++)
		if (s->firm_lists[l].colour == SOC_BLACK)
			return 1;
	return 0;
}

SOC_NEEDS_IF(firms_appeal)
{
	return SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "appeal_if_wronged") ||
	       SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "appeal_if_guilty");
}

SOC_NEEDS_IF(firms_close)
{
	return SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "closed_per_year");
}

SOC_NEEDS_IF(firms_employ)
{
	return SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "employee_share");
}

SOC_NEEDS_IF(lenders_ask)
{
	return SOC_NEEDS_EVER("firm_measures", SOC_NEEDS_ANY, "credit");
}

SOC_NEEDS_IF(lenders_refuse)
{
	const struct soc_parameter below = { soc_section_find("firms"),
		                                 soc_key_find(soc_section_find("firms"), "credit_below"), -1, -1 };
	int setting;
	return SOC_NEEDS_EVER("firms", SOC_NEEDS_ANY, "credit_without_score") ||
	       soc_needs_used(s, &below, below.key->def, &setting);
}

#define FIRM_LOSS                                                                         \
	"firms have nothing to lose; set firm_measures.*.stake_months, firms.head_weight or " \
	"firms.closing_stake_months above 0"
#define FIRM_RISK "firms perceive no risk; set firms.risk_bias or firms.learning_caught above 0"
#define FIRM_BLACK_LIST "there is no black list of firms: nothing is appealed against"
#define FIRM_APPEALS "no firm appeals; set firms.appeal_if_wronged or firms.appeal_if_guilty above 0"
#define CLOSED "no firm closes; set firms.closed_per_year above 0"
#define LENDERS "lenders take no measure; set firm_measures.*.credit to true"

static const struct soc_need firms_needs[] = {
	{ "firm_lists", "head_probability", 0, SOC_NEEDS_REFUSED, head_has_list,
	  "of the heads are entered, but into no list of people: name one of lists: with head_list" },
	{ "firm_lists", "head_list", -1, SOC_NEEDS_NO_EFFECT, head_is_entered,
	  "no head is entered; set head_probability above 0" },
	{ "firms", "enabled", 0, SOC_NEEDS_NO_EFFECT, firms_do_something,
	  "firms do nothing: there are no firm_events" },
	{ "firms", "risk_bias", 0, SOC_NEEDS_NO_EFFECT, firms_can_lose, FIRM_LOSS },
	{ "firms", "learning_caught", 0, SOC_NEEDS_NO_EFFECT, firms_can_lose, FIRM_LOSS },
	{ "firms", "learning_uncaught", 0, SOC_NEEDS_NO_EFFECT, firms_perceive_a_risk, FIRM_RISK },
	{ "firms", "head_weight", 0, SOC_NEEDS_NO_EFFECT, firms_perceive_a_risk, FIRM_RISK },
	{ "firms", "head_weight", 0, SOC_NEEDS_NO_EFFECT, some_head_is_entered,
	  "no head is entered for the firm; set firm_lists.*.head_probability above 0" },
	{ "firms", "closing_stake_months", 0, SOC_NEEDS_NO_EFFECT, firms_perceive_a_risk, FIRM_RISK },
	{ "firm_events", "gain", NAN, SOC_NEEDS_NO_EFFECT, firms_perceive_a_risk, FIRM_RISK },
	{ "firm_measures", "stake_months", 0, SOC_NEEDS_NO_EFFECT, firms_perceive_a_risk, FIRM_RISK },
	{ 0 },
};

static const struct soc_need firms_appeals_needs[] = {
	{ "firms", "appeal_if_wronged", 0, SOC_NEEDS_NO_EFFECT, there_is_a_black_list_of_firms, FIRM_BLACK_LIST },
	{ "firms", "appeal_if_guilty", 0, SOC_NEEDS_NO_EFFECT, there_is_a_black_list_of_firms, FIRM_BLACK_LIST },
	{ "firms", "appeal_months", NAN, SOC_NEEDS_NO_EFFECT, firms_appeal, FIRM_APPEALS },
	{ "firms", "overturn_wrong", NAN, SOC_NEEDS_NO_EFFECT, firms_appeal, FIRM_APPEALS },
	{ "firms", "overturn_true", NAN, SOC_NEEDS_NO_EFFECT, firms_appeal, FIRM_APPEALS },
	{ 0 },
};

static const struct soc_need firms_closing_needs[] = {
	{ "firms", "closing_stake_months", 0, SOC_NEEDS_NO_EFFECT, firms_close, CLOSED },
	{ "firms", "closed_listed_ratio", 1, SOC_NEEDS_NO_EFFECT, firms_close, CLOSED },
	{ "firms", "same_owner", 0, SOC_NEEDS_NO_EFFECT, firms_close, CLOSED },
	{ "firms", "closing_job_loss", 0, SOC_NEEDS_NO_EFFECT, firms_close, CLOSED },
	{ "firms", "closing_job_loss", 0, SOC_NEEDS_NO_EFFECT, firms_employ,
	  "firms employ nobody; set firms.employee_share above 0" },
	{ 0 },
};

static const struct soc_need firms_credit_needs[] = {
	{ "firms", "credit_coverage", 1, SOC_NEEDS_NO_EFFECT, lenders_ask, LENDERS },
	{ "firms", "credit_coverage_small", 1, SOC_NEEDS_NO_EFFECT, lenders_ask, LENDERS },
	{ "firms", "credit_below", NAN, SOC_NEEDS_NO_EFFECT, lenders_ask, LENDERS },
	{ "firms", "credit_without_score", 0, SOC_NEEDS_NO_EFFECT, lenders_ask, LENDERS },
	{ "firm_measures", "credit", 0, SOC_NEEDS_NO_EFFECT, lenders_refuse,
	  "lenders refuse nobody; set firms.credit_below above -2000 or firms.credit_without_score above 0" },
	{ 0 },
};

static struct soc_affected firms_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = s->firms.enabled };
	SOC_FOR_ENTRIES(i, s->firm_lists)
		if (s->firm_lists[i].head_list >= 0 && s->firm_lists[i].head_probability > 0)
			t.lists |= 1u << s->firm_lists[i].head_list;
	return t;
}

static int firms_weigh(const struct soc_scenario *s)
{
	return firms_perceive_a_risk(s, SOC_NEEDS_ANY);
}

#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
static const int tables[] = {
#include "model/modules/firms/counters.def"
};

static const struct soc_summary summaries[] = {
	{ .name = "firms_listed",
	  .label = "on a black list at the end, per 1,000 firms",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_END_SUM(firms_by_size, "listed") },
	  .whole = { SOC_END_SUM(firms_by_size, "firms") } },
	{ .name = "firms_wrong",
	  .label = "wrong, per 1,000 entries of firms at the end",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_END_SUM(firms_by_list, "stock_wrong") },
	  .whole = { SOC_END_SUM(firms_by_list, "stock_true stock_wrong") } },
	{ .name = "firms_averted",
	  .label = "violations of firms averted, %",
	  .per = 100,
	  .is_signed = 1,
	  .part = { SOC_RUN_SUM(firms_by_event, "events_counterfactual -events") },
	  .whole = { SOC_RUN_SUM(firms_by_event, "events_counterfactual") },
	  .needs = firms_weigh },
	{ .name = "firms_people",
	  .label = "heads listed or staff dismissed, per 100,000 people",
	  .per = 100000,
	  .sampled = 1,
	  .part = { SOC_END_SUM(firms_heads, "listed"), SOC_RUN_SUM(firms_employees, "dismissed_listed") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
};
static const struct soc_branch branches[] = {
	{ .name = "heads",
	  .label = "entered as the head of a firm",
	  .kind = SOC_BRANCH_ADDED,
	  .step = SOC_WAY_ENTERED,
	  .count = SOC_RUN_SUM(firms_heads, "entered") },
};

static enum soc_err compile_rules(struct soc_rules *r, const struct soc_scenario *s,
                                  __attribute__((unused)) struct soc_msg *msg)
{
	soc_firms_compile(&r->firms, s, &r->conduct, &r->regime);
	return SOC_OK;
}

const struct soc_module soc_module_firms = {
	.name = "firms",
	.title = "Firms",
	.question = "What does a list of firms do to those who head them and work for them?",
	.sections = "firms sectors firm_events firm_channels firm_grades firm_lists firm_measures",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = firms_affects,
	.tables = tables,
	.tables_count = sizeof tables / sizeof tables[0],
	.compile = compile_rules,
	.needs = firms_needs,
	.note = "Listed for a firm: its heads at the end; out of work: dismissed over the run because the "
			"employer is listed.",
	.summaries = summaries,
	.summaries_count = sizeof summaries / sizeof summaries[0],
	.branches = branches,
	.branches_count = sizeof branches / sizeof branches[0],
};

static struct soc_affected firms_appeals_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->firms.enabled &&
		                                (s->firms.appeal_if_wronged > 0 || s->firms.appeal_if_guilty > 0) };
}

static const int tables_of_appeals[] = {
#include "model/modules/firms/counters_appeals.def"
};

static const struct soc_summary summaries_appeals[] = {
	{ .name = "firms_upheld_wrong",
	  .label = "appeals upheld, firms entered wrongly, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(firms_appeals_by_list, "upheld", .where = "wrong=1") },
	  .whole = { SOC_RUN_SUM(firms_appeals_by_list, "upheld denied", .where = "wrong=1") } },
	{ .name = "firms_upheld_true",
	  .label = "appeals upheld, firms entered rightly, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(firms_appeals_by_list, "upheld", .where = "wrong=0") },
	  .whole = { SOC_RUN_SUM(firms_appeals_by_list, "upheld denied", .where = "wrong=0") } },
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
	.needs = firms_appeals_needs,
	.summaries = summaries_appeals,
	.summaries_count = sizeof summaries_appeals / sizeof summaries_appeals[0],
};

static struct soc_affected firms_closing_affects(const struct soc_scenario *s)
{
	return (struct soc_affected){ .on = s->firms.enabled && s->firms.closed_per_year > 0 };
}

static const int tables_of_closing[] = {
#include "model/modules/firms/counters_closing.def"
};

static const struct soc_summary summaries_closing[] = {
	{ .name = "firms_ended",
	  .label = "entries of firms ended by the firm's closure, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(firms_closing_by_list, "entries") },
	  .whole = { SOC_RUN_SUM(firms_by_list, "exits_expired exits_repaired"),
	             SOC_RUN_SUM(firms_closing_by_list, "entries"),
	             SOC_RUN_SUM(firms_appeals_by_list, "upheld") } },
	{ .name = "firms_closed",
	  .label = "on a black list when closing, per 1,000 closures",
	  .per = 1000,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(firms_closing_listed, "firms") },
	  .whole = { SOC_RUN_SUM(firms_by_size, "closed") } },
	{ .name = "firms_closed_people",
	  .label = "jobs lost to firms that closed, per 100,000 people",
	  .per = 100000,
	  .part = { SOC_RUN_SUM(firms_employees, "dismissed_closed") },
	  .whole = { SOC_END_SUM(by_cell, "persons") } },
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
	.needs = firms_closing_needs,
	.note = "Entries end by their term, by repair, on appeal, or because the firm closed. Out of work: "
			"dismissed over the run as the employer closed, listed or not.",
	.summaries = summaries_closing,
	.summaries_count = sizeof summaries_closing / sizeof summaries_closing[0],
};

static struct soc_affected firms_credit_affects(const struct soc_scenario *s)
{
	struct soc_affected t = { .on = 0 };
	SOC_FOR_ENTRIES(i, s->firm_measures)
		t.on |= s->firms.enabled && s->firm_measures[i].enabled && s->firm_measures[i].credit;
	return t;
}

static const struct soc_summary summaries_credit[] = {
	{ .name = "firms_unscored",
	  .label = "firms without a score at the end, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_END_SUM(firms_by_size, "unscored") },
	  .whole = { SOC_END_SUM(firms_by_size, "firms") } },
	{ .name = "firms_unscored_refused",
	  .label = "lender refusals because there is no score, %",
	  .per = 100,
	  .is_share = 1,
	  .part = { SOC_RUN_SUM(firms_by_measure, "refused_unscored") },
	  .whole = { SOC_RUN_SUM(firms_by_measure, "refused_unscored refused_score") } },
};

const struct soc_module soc_module_firms_credit = {
	.name = "firms_credit",
	.title = "Credit of firms",
	.question = "Which firms are refused credit for what the register says of them alone?",
	.sections = "",
	.stage = SOC_STAGE_CONSEQUENCES,
	.affects = firms_credit_affects,
	.needs = firms_credit_needs,
	.note = "Attempts refused by lenders alone, over the run: for a low score in the credit register, or for "
			"none.",
	.summaries = summaries_credit,
	.summaries_count = sizeof summaries_credit / sizeof summaries_credit[0],
};
