/* What tests say of firms closing (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "firms: {closed_listed_ratio: 2}\n", 3, 9, "firms.closed_listed_ratio",
	  "2: no firm closes; set firms.closed_per_year above 0" },
	{ HEAD CHANNEL "firms: {closing_stake_months: 2}\n", 3, 9, "firms.closing_stake_months",
	  "2: no firm closes" },
	{ HEAD CHANNEL "firms: {same_owner: 0.5}\n", 3, 9, "firms.same_owner", "0.5: no firm closes" },
	{ HEAD CHANNEL "firms: {closing_job_loss: 0.5}\n", 3, 9, "firms.closing_job_loss",
	  "0.5: no firm closes" },
	{ HEAD CHANNEL "firms: {closed_per_year: 0.1, employee_share: 0, closing_job_loss: 0.5}\n", 3, 50,
	  "firms.closing_job_loss", "0.5: firms employ nobody; set firms.employee_share above 0" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, firms_employees_dismissed_closed, 3);
	MODULE_TEST_COUNTS(t, firms_employees_dismissed_closed_innocent, 2);
	MODULE_TEST_COUNTS(t, firms_by_list_exits_expired, 6);
	MODULE_TEST_COUNTS(t, firms_by_list_exits_repaired, 3);
	MODULE_TEST_COUNTS(t, firms_closing_by_list_entries, 2, 1, 1, 1); /* 5 of 20, with the appeals upheld */
	MODULE_TEST_COUNTS(t, firms_by_size_closed, 15, 5);
	MODULE_TEST_COUNTS(t, firms_closing_listed_firms, 1, 2, 1);
}

const struct module_test module_test_firms_closing = {
	.stopped = "firms.closed_per_year=0",
	.combine = {
		.name = "firms_closing",
		.needs = "firms",
		.fixed = { "firms.same_owner=0.5" },
		.turns = { { "firms.closed_per_year", "0.5", "0" },
		           { "firms.closed_listed_ratio", "3", "1" },
		           { "firms.closing_job_loss", "0.5", "0" } },
		.counts = { "firms_by_size.closed", "firms_closing_listed.firms", "firms_closing_by_list.entries",
		            "firms_employees.dismissed_closed" },
		.moves = "income_lost",
	},
	.doubted = doubted,
	.settings = { "firms.closed_per_year=0.1" },
	.off = { "firms.closed_per_year=0" },
	.count = count,
	.summaries = {
		{ "firms_ended", "25  fewer than 100 cases" },
		{ "firms_closed", "200  fewer than 100 cases" },
		{ "firms_closed_people",
		  "2,400  fewer than 100 cases" }, /* 24 of 1,000 people; those of firms_people are others */
	},
};
