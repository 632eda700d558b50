/* What tests say of publicity (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "publicity: {contacts_cut: 0.3}\n", 2, 13, "publicity.contacts_cut",
	  "0.3: publication acts on contacts, and none are modelled; set contacts.enabled to true, or this to "
	  "0" },
	{ HEAD "publicity: {warning_tone_cut_per_month: 0.1}\n", 2, 13, "publicity.warning_tone_cut_per_month",
	  "set contacts.enabled to true" },
	{ HEAD "publicity: {work_lost: 0.1}\n", 2, 13, "publicity.work_lost", "set contacts.enabled to true" },
	{ HEAD "publicity: {strain: 0.1}\n", 2, 13, "publicity.strain", "set contacts.enabled to true" },
	{ HEAD "timeline: [{name: t, from: 2014-02, set: {publicity.work_lost: 0.2}}]\n", 2, 43,
	  "timeline.t.set.publicity.work_lost", "0.2: publication acts on contacts" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD "contacts: {enabled: true}\n" LIST THEFT "publicity: {contacts_cut: 0.3}\n", 5, 13,
	  "publicity.contacts_cut", "0.3: no black list is published" },
	{ HEAD "contacts: {enabled: true}\n" LIST THEFT "publicity: {work_lost: 0.3}\n", 5, 13,
	  "publicity.work_lost", "no black list is published" },
	{ HEAD "contacts: {enabled: true}\n" LIST THEFT "publicity: {stake_months: 1}\n", 5, 13,
	  "publicity.stake_months", "no black list is published" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, publicity_by_truth_contacts_lost, 10, 3, 2);
	MODULE_TEST_COUNTS(t, publicity_by_truth_work_lost, 1);
	MODULE_TEST_COUNTS(t, publicity_by_truth_isolated_listed, 6 * times, 2 * times);
}

const struct module_test module_test_publicity = {
	.stopped = "publicity.contacts_cut=0 publicity.warning_tone_cut_per_month=0 "
	           "publicity.work_lost=0 publicity.strain=0 publicity.stake_months=0",
	.combine = {
		.name = "publicity",
		.needs = "contacts",
		.turns = { { "publicity.contacts_cut", "0.6", "0" },
		           { "publicity.warning_tone_cut_per_month", "0.2", "0" },
		           { "publicity.work_lost", "0.5", "0" },
		           { "publicity.strain", "0.1", "0" },
		           { "publicity.stake_months", "1", "0" } },
		.counts = { "publicity_by_truth.contacts_lost", "publicity_by_truth.work_lost",
		            "publicity_by_truth.isolated_listed" },
		.moves = "income_lost",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "lists.debtors.publication=0.5", "publicity.contacts_cut=0.5" },
	.off = { "publicity.contacts_cut=0" },
	.affected = { .lists = 2 },
	.count = count,
	.summaries = {
		{ "publicity_isolated", "400  fewer than 100 cases" },
		{ "publicity_contacts", "0.75" },
		{ "publicity_work", "50  fewer than 100 cases" },
	},
};
