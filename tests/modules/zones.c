/* What tests say of zones (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

#define NOBODY "nobody is zoned; it takes zones.share above 0, for the run or by the timeline"

static const struct needs_case refused[] = {
	{ HEAD "zones: {share: 0.5}\n", 2, 9, "zones.share",
	  "0.5: zones are for people with the group marker, and nobody has it; set society.marker_share above "
	  "0" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL "zones: {given_up: 0.5}\n", 3, 9, "zones.given_up", "0.5: " NOBODY },
	{ HEAD CHANNEL "zones: {false_alert: 0.01}\n", 3, 9, "zones.false_alert", "0.01: " NOBODY },
	{ HEAD CHANNEL "zones: {questioned: 1}\n", 3, 9, "zones.questioned", "1: " NOBODY },
	{ .text = NULL },
};

/* A month of 487 zoned people is one of 487 x 365.25 / 12 = 14,823 person-days. */
static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, zones_by_stratum_persons, 87, 400);
	MODULE_TEST_COUNTS(t, zones_by_stratum_alerts, 2000, 2447);
	MODULE_TEST_COUNTS(t, zones_by_stratum_stops, 500, 1024);
	MODULE_TEST_COUNTS(t, zones_by_stratum_questionings, 400, 400);
	MODULE_TEST_COUNTS(t, zones_by_stratum_given_up, 1000, 1964);
	MODULE_TEST_COUNTS(t, zones_by_stratum_stopped, 80, 110);
	MODULE_TEST_COUNTS(t, zones_by_conduct_persons, 300, 50);
	MODULE_TEST_COUNTS(t, zones_by_conduct_stops, 1143, 381);
}

const struct module_test module_test_zones = {
	.stopped = "zones.share=0",
	.combine = {
		.name = "zones",
		.needs = "label",
		.fixed = { "zones.questioned=0.6", "zones.false_alert=0.01", "zones.given_up=0.2" },
		.turns = { { "zones.share", "1", "0" }, { "zones.radius_km", "1", "0.3" } },
		.counts = { "zones_by_stratum.persons", "zones_by_stratum.outside", "zones_by_stratum.given_up",
		            "zones_by_stratum.alerts", "zones_by_stratum.false_alerts", "zones_by_stratum.stops" },
		.shows = { "zones_by_" },
	},
	.refused = refused,
	.doubted = doubted,
	.settings = { "zones.share=1" },
	.off = { "zones.share=0" },
	.count = count,
	.summaries = {
		{ "zones_alerts", "300" },
		{ "zones_stops", "103" },
		{ "zones_questionings", "54" },
		{ "zones_given_up", "200" },
		{ "zones_stopped", "39" },
		{ "zones_no_violation", "75" },
		{ "zones_conduct_ratio", "2" },
	},
};
