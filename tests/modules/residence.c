/* What tests say of residence (module_test.h). */
#include "../input/needs_cases.h"
#include "module_test.h"

static const struct needs_case refused[] = {
	{ HEAD "contacts: {enabled: true}\n"
	       "events: {u: {kind: violation, residence: unregistered}}\n",
	  3, 10, "events.u.rate_per_year",
	  "0.01: a class with residence: has no rate of its own; set rate_per_year to 0" },
	{ HEAD "events: {u: {kind: violation, residence: unregistered, rate_per_year: 0}, w: {kind: violation, "
	       "residence: unregistered, rate_per_year: 0}}\n",
	  2, 96, "events.w.residence", "unregistered: events.u is that class already" },
	{ HEAD "events: {u: {kind: violation, residence: unregistered, rate_per_year: 0}}\n"
	       "channels: {c: {kind: neighbours, spurious_per_1000_years: 0, detects: {u: 0.1}}}\n",
	  3, 72, "channels.c.detects.u",
	  "0.1: neighbours report where people live by who knows whom, and no contacts are kept; set "
	  "contacts.enabled to true" },
	{ HEAD "events: {u: {kind: violation, residence: unregistered, rate_per_year: 0}}\n"
	       "channels: {c: {kind: neighbours, spurious_per_1000_years: 0}}\n"
	       "timeline: [{name: t, from: 2014-02, set: {channels.c.detects.u: 0.2}}]\n",
	  4, 43, "timeline.t.set.channels.c.detects.u", "0.2: neighbours report" },
	{ .text = NULL },
};

static const struct needs_case doubted[] = {
	{ HEAD "events: {u: {kind: violation, residence: unregistered, rate_per_year: 0}}\n" CHANNEL, 2, 31,
	  "events.u.residence", "unregistered: nobody moves" },
	{ HEAD CHANNEL "conduct: {suspected_per_1000_years: 9}\n", 3, 11, "conduct.suspected_per_1000_years",
	  "where people live is not reported" },
	{ HEAD CHANNEL "conduct: {denounced_per_1000_years: 9}\n", 3, 11, "conduct.denounced_per_1000_years",
	  "where people live is not reported" },
	{ HEAD CHANNEL "conduct: {report_response: 1}\n", 3, 11, "conduct.report_response",
	  "where people live is not reported" },
	{ HEAD CHANNEL "conduct: {registration_response: 1}\n", 3, 11, "conduct.registration_response",
	  "no class with residence: registration earns points" },
	{ .text = NULL },
};

static void count(struct soc_tally *t, int64_t month)
{
	(void)month;
	MODULE_TEST_COUNTS(t, residence_by_reason_records, 6, 1, 3, 2, 5, 2, 0, 1, 100,
	                   100); /* 6 of 20 false; what registers find is no report */
}

const struct module_test module_test_residence = {
	.stopped = "events.undeclared_stay.residence=none events.declared_stay.residence=none "
	           "events.letting.residence=none",
	.combine = {
		.name = "residence",
		.needs = "contacts",
		.entries = { "events", "  elsewhere: {kind: violation, driven_by: nothing, residence: unregistered, "
		                       "rate_per_year: 0, component: civic, "
		                       "points: -5}\n"
		                       "  told_them: {kind: good_deed, driven_by: nothing, residence: registration, "
		                       "rate_per_year: 0, component: civic, points: 3}\n" },
		.turns = { { "channels.street.detects.elsewhere", "0.05", "0" },
		           { "channels.court.detects.elsewhere", "0.1", "0" },
		           { "channels.own.detects.told_them", "1", "0" },
		           { "conduct.suspected_per_1000_years", "60", "0" },
		           { "conduct.denounced_per_1000_years", "60", "0" },
		           { "conduct.registration_response", "0.1", "0" },
		           { "conduct.report_response", "0.2", "0" } },
		.counts = { "residence_by_reason.records", "residence_reports_by_known.reports",
		            "residence_reports_by_home.reports" },
		.moves = "unregistered",
	},
	.refused = refused,
	.doubted = doubted,
	.entries = { "events",
	             "  stay: {kind: violation, residence: unregistered, rate_per_year: 0, "
	             "component: deeds, points: -5}\n" },
	.settings = { "channels.neighbours.detects.stay=0.1" },
	.off = { "events.flat.residence=none", "events.stay.residence=none" },
	.takes = "subletting",
	.affected = { .events = 2, .channels = 2 },
	.count = count,
	.summaries = {
		{ "residence_false", "30  fewer than 100 cases" },
		{ "residence_unregistered", "25  fewer than 100 cases" },
	},
};
