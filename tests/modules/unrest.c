/* What tests say of unrest (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define CALM "unrest is not modelled; it takes unrest.enabled true, for the run or by the timeline"

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "unrest: {hardship_income: 0.1}\n", 3, 10, "unrest.hardship_income", "0.1: " CALM },
	{ HEAD CHANNEL "unrest: {hardship_strain: 0.1}\n", 3, 10, "unrest.hardship_strain", "0.1: " CALM },
	{ HEAD CHANNEL "unrest: {hardship_sanction: 0.1}\n", 3, 10, "unrest.hardship_sanction", "0.1: " CALM },
	{ HEAD CHANNEL "unrest: {wronged: 0.1}\n", 3, 10, "unrest.wronged", "0.1: " CALM },
	{ HEAD CHANNEL "unrest: {wronged_seen: 0.1}\n", 3, 10, "unrest.wronged_seen", "0.1: " CALM },
	{ HEAD CHANNEL "unrest: {enabled: true, police_per_1000: 0, jail_most: 3}\n", 3, 45, "unrest.jail_most",
	  "3: nobody is arrested; it takes unrest.police_per_1000 above 0" },
	{ .text = NULL },
};

/* Of 10,000 adults 300 are active, of 1,000 wronged 100; 500 are in jail. */
static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, unrest_by_standing_adults, 7000, 2000, 1000);
	MODULE_TEST_COUNTS(t, unrest_by_standing_active, 150, 50, 100);
	MODULE_TEST_COUNTS(t, unrest_by_standing_jailed, 200, 200, 100);
	MODULE_TEST_COUNTS(t, unrest_by_stratum_blocks, 3000, 2000);
	MODULE_TEST_COUNTS(t, unrest_by_stratum_outbursts, 40, 60);
}

const struct module_test module_test_unrest = {
	.stopped = "unrest.enabled=false",
	.combine = {
		.name = "unrest",
		.fixed = { "unrest.sight=64", "unrest.hardship_income=0.5", "unrest.hardship_strain=0.5",
		           "unrest.hardship_sanction=0.3", "unrest.wronged=0.4", "unrest.wronged_seen=2",
		           "unrest.rounded=false" },
		.turns = { { "unrest.enabled", "true", "false" }, { "unrest.police_per_1000", "30", "2" } },
		.counts = { "unrest_by_standing.adults", "unrest_by_standing.active", "unrest_by_standing.arrests",
		            "unrest_by_standing.jailed", "unrest_by_stratum.blocks" },
		.shows = { "unrest_by_" },
	},
	.doubted = doubted,
	.settings = { "unrest.enabled=true", "unrest.hardship_sanction=0.3", "unrest.wronged=0.3" },
	.off = { "unrest.enabled=false", "unrest.hardship_sanction=0", "unrest.wronged=0" },
	.count = count,
	.summaries = {
		{ "unrest_active", "30" },
		{ "unrest_active_wronged", "100" },
		{ "unrest_active_sanctioned", "25" },
		{ "unrest_untouched", "50" },
		{ "unrest_jailed", "50" },
		{ "unrest_outbursts", "20" },
	},
};
