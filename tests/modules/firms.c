/* What tests say of firms (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "firm_events: {v: {rate_per_year: 1}}\n"
	       "firm_lists: {k: {colour: black, entry_events: v, head_probability: 0.5}}\n",
	  3, 50, "firm_lists.k.head_probability", "0.5: of the heads are entered, but into no list of people" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD THEFT LIST "firm_events: {v: {rate_per_year: 1}}\n"
	                  "firm_lists: {k: {colour: black, entry_events: v, head_list: l}}\n",
	  5, 50, "firm_lists.k.head_list", "l: no head is entered; set head_probability above 0" },
	{ HEAD CHANNEL "firms: {risk_bias: 1}\n", 3, 9, "firms.risk_bias",
	  "1: firms have nothing to lose; set firm_measures.*.stake_months, firms.head_weight or "
	  "firms.closing_stake_months above 0" },
	{ HEAD CHANNEL "firms: {learning_caught: 0.2}\n", 3, 9, "firms.learning_caught",
	  "0.2: firms have nothing to lose" },
	{ HEAD CHANNEL "firms: {learning_uncaught: 0.2}\n", 3, 9, "firms.learning_uncaught",
	  "0.2: firms perceive no risk; set firms.risk_bias or firms.learning_caught above 0" },
	{ HEAD CHANNEL "firms: {head_weight: 0.2, risk_bias: 1}\n", 3, 9, "firms.head_weight",
	  "0.2: no head is entered for the firm; set firm_lists.*.head_probability above 0" },
	{ HEAD CHANNEL "firms: {head_weight: 0.2}\n", 3, 9, "firms.head_weight", "0.2: firms perceive no risk" },
	{ HEAD CHANNEL "firms: {closing_stake_months: 2, closed_per_year: 0.1}\n", 3, 9,
	  "firms.closing_stake_months", "2: firms perceive no risk" },
	{ HEAD CHANNEL "firm_events: {v: {rate_per_year: 1, gain: 2}}\n", 3, 37, "firm_events.v.gain",
	  "2: firms perceive no risk" },
	{ HEAD CHANNEL "firm_measures: {m: {kind: sanction, demand_per_year: 1, stake_months: 2}}\n", 3, 57,
	  "firm_measures.m.stake_months", "2: firms perceive no risk" },
	{ HEAD CHANNEL "firms: {enabled: true}\n", 3, 9, "firms.enabled",
	  "firms do nothing: there are no firm_events" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, firms_heads_entered, 0, 1);
	MODULE_TEST_COUNTS(t, firms_employees_dismissed_listed, 1);
	MODULE_TEST_COUNTS(t, firms_employees_dismissed_listed_innocent, 1);
	MODULE_TEST_COUNTS(t, firms_by_size_firms, 30 * times, 10 * times);
	MODULE_TEST_COUNTS(t, firms_by_size_listed, 3 * times, 1 * times);
	MODULE_TEST_COUNTS(t, firms_by_list_stock_true, 4 * times);
	MODULE_TEST_COUNTS(t, firms_by_list_stock_wrong, 1 * times);
	MODULE_TEST_COUNTS(t, firms_heads_listed, 0, 2 * times);
	MODULE_TEST_COUNTS(t, firms_by_event_events, 6 * times);
	MODULE_TEST_COUNTS(t, firms_by_event_events_counterfactual, 8 * times);
}

const struct module_test module_test_firms = {
	.stopped = "firms.enabled=false",
	.combine = {
		.name = "firms",
		.entries = { "sectors", "  food: {share: 0.5}\n  other: {share: 0.5}\n", "firm_events",
		             "  fraud: {rate_per_year: 2, size_slope: 0.2, listed_ratio: 0.6, points: -200, "
		             "by_sector: "
		             "{food: 0.5}}\n",
		             "firm_channels",
		             "  register: {coverage: 1, coverage_small: 0.8, wrong_firm: 0.1, "
		             "spurious_per_1000_years: "
		             "400, "
		             "detects: {fraud: 0.6}, spurious_mix: {fraud: 1}}\n",
		             "firm_grades", "  D: {from: 0}\n  C: {from: 700}\n", "firm_lists",
		             "  dishonest: {colour: black, entry_events: [fraud], entry_grades: [D], term_months: 6, "
		             "repair_per_month: 0.05, "
		             "head_list: rowdy, head_probability: 0.8, job_loss_per_month: 0.1}\n",
		             "firm_measures",
		           "  tender: {kind: sanction, lists: [dishonest], demand_per_year: 6}\n" },
		.fixed = { "firms.persons_per_firm=8", "firms.employee_share=0.8" },
		.turns = { { "firms.enabled", "true", "false" } },
		.counts = { "firms_by_size.firms", "firms_by_event.events", "firms_heads.entered",
		            "firms_employees.dismissed_listed", "firms_by_measure.firms",
		            "firms_by_list.exits_expired" },
		.moves = "listed",
	},
	.refused = refused,
	.doubted = doubted,
	.entries = { "sectors",
	             "  trade: {share: 1}\n",
	             "firm_events",
	             "  debt: {rate_per_year: 0.1, points: -10}\n",
	             "firm_lists",
	             "  owing: {colour: black, entry_events: [debt], head_list: debtors, "
	             "head_probability: 0.5}\n",
	             "firm_measures",
	             "  finance: {kind: sanction, demand_per_year: 1}\n" },
	.settings = { "firms.enabled=true", "firms.risk_bias=1" },
	.off = { "firms.enabled=false" },
	.takes = "firms_appeals firms_closing firms_credit",
	.affected = { .lists = 2 },
	.count = count,
	.summaries = {
		{ "firms_listed", "100  fewer than 100 cases" },
		{ "firms_wrong", "200  fewer than 100 cases" },
		{ "firms_averted", "25  fewer than 100 cases" }, /* 2 of 8 */
		{ "firms_people", "1,000  fewer than 100 cases" }, /* 2 heads, 8 dismissed, of 1,000 people */
	},
	.branches = { { "heads", 8, -1 } },
};
