/* What tests say of grounds (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define GROUND(list_keys, keys)                                                  \
	HEAD THEFT "lists: {l: {colour: black, entry_events: theft" list_keys "}}\n" \
			   "grounds: {g: {list: l, " keys "}}\n"

static const struct needs_case doubted[] = {
	{ HEAD THEFT "lists: {l: {colour: black, entry_events: theft, grace_months: 3}}\n", 3, 49,
	  "lists.l.grace_months",
	  "3: nobody repairs within it; set repair_per_month of the list above 0, for the run or by the "
	  "timeline" },
	{ GROUND("", "term_months: 0, prolonged: 0.5"), 4, 40, "grounds.g.prolonged",
	  "0.5: there is no term to prolong; set term_months above 0" },
	{ GROUND("", "repair_ratio: 2"), 4, 24, "grounds.g.repair_ratio",
	  "2: nobody on the list repairs; set its repair_per_month above 0, for the run or by the timeline" },
	{ .text = NULL },
};

/* Of the first ground and citizens: 9 new entries a month; 3 expire, 5 are repaired and 2 are closed. Of
 * executives 1 new entry. */
static void count(struct soc_tally *t, int64_t month)
{
	MODULE_TEST_COUNTS(t, grounds_by_class_persons, 30 * module_test_times(month));
	MODULE_TEST_COUNTS(t, grounds_by_class_entries, 9, 1);
	MODULE_TEST_COUNTS(t, grounds_by_class_expired, 3);
	MODULE_TEST_COUNTS(t, grounds_by_class_repaired, 5);
	MODULE_TEST_COUNTS(t, grounds_by_class_closed, 2);
	MODULE_TEST_COUNTS(t, grounds_by_list_closed, 0, 2);
}

static int64_t sum_of(const struct soc_tally *t, enum soc_module_count count)
{
	int64_t sum = 0;
	for (unsigned i = 0; i < SOC_GROUNDS_MAX * SOC_PERSON_CLASSES; i++)
		sum += t->module[(unsigned)count + i];
	return sum;
}

/* Entries on grounds are among the new ones and people on them among the listed; what is closed stands in
 * both tables. */
static const char *holds(const struct soc_tally *before, const struct soc_tally *now)
{
	int64_t entries = 0, stock = 0, closed = 0;
	(void)before;
	for (unsigned l = 0; l < SOC_LISTS_MAX; l++) {
		const int64_t *c = now->list[l];
		entries += c[SOC_LISTCOUNT_entries_true] + c[SOC_LISTCOUNT_entries_other_violation] +
		           c[SOC_LISTCOUNT_entries_no_violation];
		stock += c[SOC_LISTCOUNT_stock];
		closed += now->module[SOC_MOD_grounds_by_list_closed + l];
	}
	if (sum_of(now, SOC_MOD_grounds_by_class_entries) > entries)
		return "more entries on grounds than new entries";
	if (sum_of(now, SOC_MOD_grounds_by_class_persons) > stock)
		return "more people on grounds than on lists";
	if (sum_of(now, SOC_MOD_grounds_by_class_closed) != closed)
		return "what is closed by ground is not what is closed by list";
	return NULL;
}

static int64_t entries_ended(const struct soc_tally *t, unsigned list)
{
	return t->module[SOC_MOD_grounds_by_list_closed + list];
}

const struct module_test module_test_grounds = {
	.stopped = "grounds.refuses.list=none "
			   "grounds.obstructs.list=none "
			   "grounds.evades.list=none "
			   "grounds.no_report.list=none "
			   "grounds.breaks_ban.list=none "
			   "grounds.breaks_settlement.list=none "
			   "grounds.heads.list=none "
			   "lists.defaulters.grace_months=0",
	.combine = {
		.name = "grounds",
		.entries = { "grounds", "  refuses: {list: defaulters, share: 0.5, term_months: 0, "
								"repair_ratio: 0.5, closed_per_month: 0.1}\n"
								"  hides: {list: defaulters, share: 0.5, term_months: 3, prolonged: 0.5, "
								"prolonged_years: 1, repair_ratio: 2, closed_per_month: 0.02}\n" },
		.off = { "grounds.refuses.list=none", "grounds.hides.list=none" },
		.counts = { "grounds_by_class.persons", "grounds_by_class.entries", "grounds_by_class.expired",
		            "grounds_by_class.repaired", "grounds_by_class.closed" },
		.moves = "listed",
		.shows = { "grounds_" },
		.holds = holds,
	},
	.doubted = doubted,
	.entries = { "grounds", "  g: {list: debtors, term_months: 24}\n" },
	.off = { "grounds.g.list=none" },
	.affected = { .lists = 2 },
	.count = count,
	.entries_ended = entries_ended,
	.summaries = {
		/* 5 of 10 entries that end a month; 1 of 10 new ones */
		{ "grounds_repaired", "50  fewer than 100 cases" },
		{ "grounds_executives", "10  fewer than 100 cases" },
	},
};
