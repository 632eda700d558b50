/* What tests say of instrument (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD THEFT "instrument: {table: compas, event: theft}\n", 3, 29, "instrument.event",
	  "theft: a refusal is recorded as a class by a channel: name it with instrument.channel" },
	{ HEAD CHANNEL "instrument: {table: compas, channel: c}\n", 3, 29, "instrument.channel",
	  "name the class with instrument.event" },
	{ HEAD "instrument: {table: compas, minimum: 10, maximum: 10}\n", 2, 29, "instrument.minimum",
	  "10: is not below instrument.maximum" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD THEFT "channels: {c: {kind: camera, spurious_per_1000_years: 0, enabled: false}}\n"
	             "instrument: {table: compas, event: theft, channel: c}\n",
	  4, 43, "instrument.channel", "c: the channel is never enabled" },
	{ HEAD THEFT CHANNEL "instrument: {event: theft, channel: c}\n", 4, 14, "instrument.event",
	  "theft: there is no instrument; name its table with instrument.table" },
	{ HEAD CHANNEL "instrument: {threshold: 5}\n", 3, 14, "instrument.threshold", "there is no instrument" },
	{ HEAD "instrument: {table: compas, threshold: 5, threshold_marked: 4}\n", 2, 43,
	  "instrument.threshold_marked", "4: nobody carries the group marker" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, instrument_by_marker_refused_good, 3, 6);
	MODULE_TEST_COUNTS(t, instrument_by_marker_passed_good, 27, 14);
	MODULE_TEST_COUNTS(t, instrument_by_marker_score_change, 60, -30);
}

const struct module_test module_test_instrument = {
	.stopped = "instrument.table=''",
	.combine = {
		.name = "instrument",
		.fixed = { "instrument.table=compas", "instrument.refuses=high", "instrument.threshold=5",
		           "instrument.threshold_marked=4", "instrument.event=default", "instrument.channel=court" },
		.turns = { { "instrument.assessed_per_year", "4", "0" } },
		.counts = { "instrument_by_marker.refused_good", "instrument_by_marker.refused_bad",
		            "instrument_by_marker.passed_good" },
		.moves = "accepted_wrong",
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "instrument.table=compas", "instrument.event=fraud", "instrument.channel=court",
	              "instrument.gain=75" },
	.off = { "instrument.table=''" },
	.affected = { .events = 1 },
	.count = count,
	.summaries = {
		{ "instrument_good_unmarked", "10  fewer than 100 cases" },
		{ "instrument_good_marked", "30  fewer than 100 cases" },
		{ "instrument_change_unmarked", "2" },
		{ "instrument_change_marked", "-1.5" },
	},
};
