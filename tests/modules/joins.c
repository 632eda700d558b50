/* What tests say of joined databases (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define JOIN(more)                                                                                          \
	HEAD THEFT "channels:\n  a: {kind: official, spurious_per_1000_years: 0, detects: {theft: 0.5}}\n  b: " \
			   "{kind: official, spurious_per_1000_years: 0, " more "}\n"

static const struct needs_case refused[] = {
	{ JOIN("join_channel: b"), 5, 51, "channels.b.join_channel",
	  "b: a channel is not joined to itself; name the one whose records it takes over" },
	{ JOIN("join_channel: a") "  c: {kind: official, spurious_per_1000_years: 0, join_channel: b}\n", 6, 51,
	  "channels.c.join_channel",
	  "b: is a join itself, and what a join brought goes no further; name the channel that it takes from" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ JOIN("join_event: theft"), 5, 51, "channels.b.join_event",
	  "theft: the channel takes over no records; it takes join_channel" },
	{ JOIN("join_missed: 0.2"), 5, 51, "channels.b.join_missed",
	  "0.2: the channel takes over no records; it takes join_channel" },
	{ HEAD THEFT LIST "measures: {m: {kind: sanction, lists: l, context: travel}}\n", 4, 42,
	  "measures.m.context", "travel: no channel and no component has a context" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, joins_by_channel_right, 0, 0, 90);
	MODULE_TEST_COUNTS(t, joins_by_channel_misattributed, 0, 0, 10);
	MODULE_TEST_COUNTS(t, joins_by_channel_missed, 0, 0, 25);
	MODULE_TEST_COUNTS(t, joins_by_month_stated, 50);
	MODULE_TEST_COUNTS(t, joins_by_month_outside, 40);
	MODULE_TEST_COUNTS(t, joins_by_month_outside_innocent, 10);
}

const struct module_test module_test_joins = {
	.stopped = "channels.bank.join_channel=none channels.bank.join_event=none "
	           "channels.bank.join_missed=0 measures.air.context=none measures.credit.context=none "
	           "measures.public_jobs.context=none measures.city_credit.context=none",
	.combine = {
		.name = "joins",
		.needs = "channel",
		.entries = { "channels", "  copied: {kind: official, join_channel: court, join_event: brawl, "
		                         "spurious_per_1000_years: 0}\n" },
		.turns = { { "channels.copied.enabled", "true", "false" },
		           { "channels.copied.join_missed", "0.3", "0" } },
		.counts = { "joins_by_channel.right", "joins_by_channel.missed" },
		.moves = "records_true",
	},
	.refused = refused,
	.doubted = doubted,
	.entries = { "channels",
	             "  copied: {kind: official, join_channel: court, spurious_per_1000_years: 0}\n" },
	.settings = { "channels.court.context=courts", "measures.air.context=travel" },
	.off = { "channels.copied.join_channel=none", "channels.court.context=none",
	         "measures.air.context=none" },
	.affected = { .channels = 8, .measures = 1 },
	.count = count,
	.summaries = {
		{ "joins_misattributed", "100  fewer than 100 cases" },
		{ "joins_missed", "20" },
		{ "joins_outside", "80" },
		{ "joins_outside_innocent", "25  fewer than 100 cases" },
	},
	.branches = { { "joined", 800, 80 } },
};
