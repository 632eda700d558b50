/* What tests say of linkage (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case doubted[] = {
	{ HEAD "channels: {c: {kind: camera, spurious_per_1000_years: 0, needs_identity: false, "
	       "by_name_if_unlinked: 0.5}}\n",
	  2, 81, "channels.c.by_name_if_unlinked",
	  "0.5: for this channel everybody counts as linked; it takes needs_identity: true" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, linkage_by_name_misattributed, 2, 0, 1);
	MODULE_TEST_COUNTS(t, linkage_by_month_code_misattributed, 4);
	MODULE_TEST_COUNTS(t, linkage_by_name_entries_wrong, 0, 1);
	MODULE_TEST_COUNTS(t, linkage_by_month_code_entries_wrong, 1);
}

const struct module_test module_test_linkage = {
	.stopped = "channels.court.by_name=0 channels.court.code_error=0 channels.official.by_name=0 "
	           "channels.official.by_name_if_unlinked=0 channels.official.code_error=0 "
	           "channels.camera.by_name_if_unlinked=0",
	.combine = {
		.name = "linkage",
		.turns = { { "channels.court.by_name", "0.5", "0" },
		           { "channels.court.by_name_if_unlinked", "0.7", "0" },
		           { "channels.street.by_name", "0.6", "0" },
		           { "channels.own.code_error", "0.1", "0" } },
		.counts = { "linkage_by_name.records", "linkage_by_name.misattributed",
		            "linkage_by_month.code_misattributed" },
		.moves = "records_misattributed",
	},
	.doubted = doubted,
	.settings = { "channels.court.by_name=0.1" },
	.off = { "channels.court.by_name=0" },
	.affected = { .channels = 1 },
	.count = count,
	.summaries = {
		{ "linkage_entries", "100  fewer than 100 cases" }, /* 2 of 20 a month */
		{ "linkage_lost_rural", "20  fewer than 100 cases" },
		{ "linkage_lost_urban", "2  fewer than 100 cases" },
	},
	.branches = { { "namesake", 24, 24 }, { "slip", 32, 32 } },
};
