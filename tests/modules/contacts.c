/* What tests say of contacts (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "conduct: {learning_contacts: 0.1}\n", 3, 11, "conduct.learning_contacts",
	  "contacts are not modelled" },
	{ HEAD CHANNEL "contacts: {near_share: 0.2}\n", 3, 12, "contacts.near_share",
	  "0.2: contacts are not modelled; set contacts.enabled to true" },
	{ HEAD CHANNEL "contacts: {far_share: 0.2}\n", 3, 12, "contacts.far_share", "contacts are not modelled" },
	{ HEAD CHANNEL "contacts: {made_per_month: 0.1}\n", 3, 12, "contacts.made_per_month",
	  "contacts are not modelled" },
	{ HEAD CHANNEL "contacts: {lost_by_moving: 0.1}\n", 3, 12, "contacts.lost_by_moving",
	  "contacts are not modelled" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, contacts_by_number_persons, 100 * times, 300 * times,
	                   600 * times); /* 1,500 contacts */
	MODULE_TEST_COUNTS(t, contacts_by_month_isolated, 70 * times);
}

const struct module_test module_test_contacts = {
	.stopped = "contacts.enabled=false publicity.contacts_cut=0 "
	           "publicity.warning_tone_cut_per_month=0 publicity.work_lost=0 publicity.strain=0 "
	           "publicity.stake_months=0 trust.encounters=0 trust.reads=0 trust.association=0 "
	           "channels.neighbours.detects.undeclared_stay=0 conduct.learning_contacts=0",
	.combine = {
		.name = "contacts",
		.fixed = { "contacts.enabled=true", "contacts.near_share=0.4", "contacts.far_share=0.3",
		           "contacts.made_per_month=0.05" },
		.off = { "contacts.enabled=false" },
		.counts = { "contacts_by_number.persons", "contacts_by_month.isolated" },
		.shows = { "residence_people_", "contacts_", "publicity_by_truth.isolated" },
	},
	.doubted = doubted,
	.settings = { "contacts.enabled=true" },
	.off = { "contacts.enabled=false", "channels.neighbours.detects.stay=0", "publicity.contacts_cut=0" },
	.takes = "publicity",
	.count = count,
	.summaries = {
		{ "contacts_each", "1.5" },
		{ "contacts_isolated", "70  fewer than 100 cases" },
	},
};
