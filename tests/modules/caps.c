/* What tests say of caps (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD THEFT "grades: {D: 0, C: 900}\n"
	             "lists: {l: {colour: black, entry_events: theft, grade_cap: D}}\n",
	  4, 49, "lists.l.grade_cap", "D: there are no grades" },
	{ HEAD THEFT "grades: {D: 0, C: 900}\n"
	             "lists: {l: {colour: red, entry_events: theft, grade_floor: C}}\n",
	  4, 47, "lists.l.grade_floor", "C: there are no grades" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, caps_by_grade_persons, 40 * times, 10 * times);
	MODULE_TEST_COUNTS(t, caps_by_grade_persons_wrong, 5 * times, 3 * times);
}

const struct module_test module_test_caps = {
	.stopped = "lists.untrustworthy.grade_cap=none lists.models.grade_floor=none",
	.combine = {
		.name = "caps",
		.needs = "list",
		.entries = { "lists", "  noted: {colour: black, entry_events: [petition, default], "
		"entry_probability: "
		                      "0.7, term_months: 4, grade_cap: D}\n"
		                      "  honoured: {colour: red, entry_events: [help], entry_probability: 0.5, "
		                      "term_months: 4, grade_floor: B}\n" },
		.turns = { { "lists.noted.enabled", "true", "false" },
		           { "lists.honoured.enabled", "true", "false" } },
		.counts = { "caps_by_grade.persons", "caps_by_grade.persons_wrong" },
		.moves = "rewarded",
	},
	.doubted = doubted,
	.settings = { "lists.debtors.grade_cap=C" },
	.off = { "lists.debtors.grade_cap=none" },
	.affected = { .lists = 2 },
	.count = count,
	.summaries = {
		{ "caps_persons", "50  fewer than 100 cases" },
		{ "caps_wrong", "16  fewer than 100 cases" }, /* 8 of 50 */
	},
};
