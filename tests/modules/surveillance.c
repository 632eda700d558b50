/* What tests say of surveillance (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "channels: {c: {kind: camera, spurious_per_1000_years: 0, marked_ratio: 2}}\n", 2, 58,
	  "channels.c.marked_ratio",
	  "2: is for people with the group marker, and nobody has it; set society.marker_share above 0" },
	{ HEAD CHANNEL "timeline: [{name: t, from: 2014-02, set: {channels.c.marked_ratio: 0.5}}]\n", 3, 43,
	  "timeline.t.set.channels.c.marked_ratio", "0.5: is for people with the group marker" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD "channels: {c: {kind: camera, spurious_per_1000_years: 0, listed_ratio: 2}}\n", 2, 58,
	  "channels.c.listed_ratio", "2: there is no black list" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, surveillance_by_marker_records_true, 40, 90);
	MODULE_TEST_COUNTS(t, surveillance_by_marker_records_wrong, 10, 10);
	MODULE_TEST_COUNTS(t, surveillance_by_marker_violations, 100, 100);
	soc_count_module(t, SOC_MOD_surveillance_by_marker_persons, 0, 500);
	soc_count_module(t, SOC_MOD_surveillance_by_marker_persons, 1, 500);
	MODULE_TEST_COUNTS(t, surveillance_by_marker_listed, 8 * times, 12 * times);
}

const struct module_test module_test_surveillance = {
	.stopped = "society.marker_share=0 channels.official.marked_ratio=1 "
	           "channels.camera.marked_ratio=1 channels.neighbours.marked_ratio=1 "
	           "channels.employer.marked_ratio=1 channels.committee.marked_ratio=1 zones.share=0",
	.combine = {
		.name = "surveillance",
		.needs = "label",
		.turns = { { "channels.court.marked_ratio", "0.3", "1" },
		           { "channels.street.marked_ratio", "2.5", "1" },
		           { "channels.street.listed_ratio", "1.8", "1" },
		           { "channels.street.women_ratio", "1.7", "1" },
		           { "channels.street.minority_ratio", "2", "1" },
		           { "channels.court.poor_ratio", "0.4", "1" } },
		.moves = "records_true",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "society.marker_share=0.5", "channels.neighbours.marked_ratio=2" },
	.off = { "society.marker_share=0", "channels.neighbours.marked_ratio=1", "zones.share=0" },
	.takes = "zones",
	.affected = { .channels = 2 },
	.count = count,
	.summaries = {
		{ "surveillance_records", "2" }, /* 100 of the labelled, 50 of the others, as many heads */
		{ "surveillance_listed", "1.5  fewer than 100 cases" },
		{ "surveillance_violations", "1" },
	},
};
