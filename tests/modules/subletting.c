/* What tests say of subletting (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "events: {e: {kind: violation, residence: subletting, rate_per_year: 0}}\n", 2, 31,
	  "events.e.residence",
	  "subletting: a landlord is identified when an unregistered resident is found; some event needs "
	  "residence: "
	  "unregistered" },
	{ HEAD "events: {u: {kind: violation, residence: unregistered, rate_per_year: 0}, e: {kind: violation, "
	       "residence: subletting}}\n",
	  2, 75, "events.e.rate_per_year", "0.01: a class with residence: has no rate of its own" },
	{ HEAD UNREGISTERED "  v: {kind: violation, residence: subletting, rate_per_year: 0}\n"
	                    "  w: {kind: violation, residence: subletting, rate_per_year: 0}\n",
	  5, 24, "events.w.residence", "subletting: events.v is that class already" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD CHANNEL UNREGISTERED
	  "  e: {kind: violation, residence: subletting, rate_per_year: 0}\nconduct: {sublet_share: 0}\n",
	  5, 24, "events.e.residence", "subletting: nobody rents; set conduct.sublet_share above 0" },
	{ HEAD CHANNEL "conduct: {sublet_share: 0.3}\n", 3, 11, "conduct.sublet_share",
	  "0.3: no class has residence: subletting" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	const int64_t times = module_test_times(month);
	MODULE_TEST_COUNTS(t, subletting_by_truth_accepted, 15, 5);
	MODULE_TEST_COUNTS(t, subletting_by_month_tenants, 20 * times);
	MODULE_TEST_COUNTS(t, subletting_by_month_landlords, 12 * times);
}

const struct module_test module_test_subletting = {
	.stopped = "events.letting.residence=none",
	.combine = {
		.name = "subletting",
		.needs = "residence",
		.entries = { "events", "  let_it: {kind: violation, driven_by: nothing, residence: subletting, "
		                       "rate_per_year: 0, component: money, points: -20}\n" },
		.fixed = { "conduct.sublet_share=0.6" },
		.turns = { { "channels.street.detects.let_it", "0.6", "0" },
		           { "channels.court.detects.let_it", "0.5", "0" } },
		.counts = { "subletting_by_reason.records", "subletting_by_truth.accepted" },
		.moves = "unregistered",
		.shows = { "subletting_by_month.", "subletting_by_reason." },
	},
	.refused = refused,
	.doubted = doubted,
	.entries = { "events",
	             "  flat: {kind: violation, residence: subletting, rate_per_year: 0, "
	             "component: deeds, points: -5}\n" },
	.settings = { "channels.neighbours.detects.flat=0.5" },
	.off = { "events.flat.residence=none" },
	.affected = { .events = 4, .channels = 2 },
	.count = count,
	.summaries = {
		{ "subletting_wrong", "25  fewer than 100 cases" },
		{ "subletting_landlords", "12  fewer than 100 cases" },
	},
};
