/* A small scenario for tests of whole runs. */
#ifndef SOC_TESTS_RUN_HELP_H
#define SOC_TESTS_RUN_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "socred/scenario.h"

/* 600 people of Hainan, 6 months, 2 replicates; a court that lists, a measure that refuses, a change in the
 * third month. */
static const char small_text[] =
	"socred: 1\n"
	"title: small\n"
	"replicates: 2\n"
	"span: {from: 2018-01, to: 2018-06}\n"
	"people: {persons: 600, provinces: Hainan}\n"
	"grades: {D: {from: 0}, A: {from: 950}}\n"
	"components: {judicial: {weight: 1, half_life_months: 12}}\n"
	"events: {default: {kind: violation, rate_per_year: 0.5, component: judicial, points: -100}}\n"
	"channels: {court: {kind: official, follows_attention: true, detects: {default: 0.8}, spurious_mix: "
	"{default: 1}, "
	"spurious_per_1000_years: 100}}\n"
	"lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}\n"
	"measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6, spill_spouse: 1}}\n"
	"timeline:\n"
	"  - {name: blind, from: 2018-03, to: 2018-03, set: {channels.court.enabled: false}}\n";

static inline struct soc_scenario *small_scenario(const char *const *settings, size_t count)
{
	struct soc_scenario *s = NULL;
	struct soc_msg msg = { "" };
	enum soc_err err = soc_scenario_read_text(small_text, sizeof small_text - 1, "small", NULL, settings,
	                                          count, &s, NULL, &msg);
	if (err != SOC_OK)
		fail_msg("%s", msg.text);
	return s;
}

#endif
