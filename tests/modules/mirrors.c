/* What tests say of mirrors (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD THEFT "lists: {l: {colour: black, entry_events: theft}}\nmirrors: {copied: 0.5}\n", 4, 11,
	  "mirrors.copied", "0.5: no black list is published; it takes lists.*.publication above 0" },
	{ HEAD CHANNEL "mirrors: {deleted_per_month: 0.1}\n", 3, 11, "mirrors.deleted_per_month",
	  "0.1: there are no copies to delete; it takes mirrors.copied above 0, for the run or by the timeline" },
	{ .text = NULL },
};

/* Of list 1 a month leaves 6 copies, 2 of them wrong; at the end 30 people are found, 12 of them wrongly. */
static void count(struct soc_tally *t, int64_t month)
{
	const int64_t n = module_test_times(month);
	MODULE_TEST_COUNTS(t, mirrors_by_truth_left, 0, 0, 0, 4, 1, 1);
	MODULE_TEST_COUNTS(t, mirrors_by_truth_standing, 0, 0, 0, 20 * n, 8 * n, 7 * n);
	MODULE_TEST_COUNTS(t, mirrors_by_month_persons, 30 * n);
	MODULE_TEST_COUNTS(t, mirrors_by_month_wrongly, 12 * n);
}

/* Copies of ended entries have an account: those of the month before, less those deleted, and those whose
 * entry ended. Of people there are at most as many as copies, and of copies left at most as many as exits. */
static const char *holds(const struct soc_tally *before, const struct soc_tally *now)
{
	int64_t copies = 0;
	for (unsigned l = 0; l < SOC_LISTS_MAX; l++) {
		int64_t left = 0;
		for (unsigned truth = 0; truth < 3; truth++) {
			const unsigned at = SOC_AT(mirrors_by_truth, l, truth);
			const int64_t stood = before == NULL ? 0 : before->module[SOC_MOD_mirrors_by_truth_standing + at];
			if (now->module[SOC_MOD_mirrors_by_truth_standing + at] !=
			    stood - now->module[SOC_MOD_mirrors_by_truth_deleted + at] +
			        now->module[SOC_MOD_mirrors_by_truth_left + at])
				return "copies stand that were not left, or are gone and not deleted";
			left += now->module[SOC_MOD_mirrors_by_truth_left + at];
			copies += now->module[SOC_MOD_mirrors_by_truth_standing + at];
		}
		if (left > module_tests_exits(now, l))
			return "more copies are left than entries end";
	}
	const int64_t persons = now->module[SOC_MOD_mirrors_by_month_persons];
	return persons > copies || now->module[SOC_MOD_mirrors_by_month_wrongly] > persons
	           ? "more people are found than there are copies, or more wrongly than at all"
	           : NULL;
}

const struct module_test module_test_mirrors = {
	.stopped = "mirrors.copied=0",
	.combine = {
		.name = "mirrors",
		.fixed = { "mirrors.deleted_per_month=0.25" },
		.turns = { { "mirrors.copied", "0.8", "0" } },
		.counts = { "mirrors_by_truth.left", "mirrors_by_truth.deleted", "mirrors_by_truth.standing",
		            "mirrors_by_month.persons" },
		.shows = { "mirrors_" },
		.holds = holds,
	},
	.doubted = doubted,
	.settings = { "mirrors.copied=0.5", "lists.debtors.publication=1" },
	.off = { "mirrors.copied=0" },
	.count = count,
	.summaries = {
		{ "mirrors_persons", "30  fewer than 100 cases" }, /* 30 of 1,000 people */
		{ "mirrors_wrongly", "40  fewer than 100 cases" },
	},
};
