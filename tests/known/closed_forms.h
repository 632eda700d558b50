/* Measured against what theory says: one line per comparison. The draws are fixed, so a comparison holds or
 * fails for good; by chance a right program would have failed one comparison at 4 standard errors in 16,000.
 */
#ifndef SOC_TESTS_CLOSED_FORMS_H
#define SOC_TESTS_CLOSED_FORMS_H

#include "lab.h"

#include <math.h>
#include <stdio.h>

static int closed_forms_failed;

/* Whether `measured` lies within `limit` standard errors of `expected`. */
static inline void closed_form(const char *name, double measured, double expected, double standard_error,
                               double limit)
{
	const double z = standard_error > 0.0   ? (measured - expected) / standard_error
	                 : measured == expected ? 0.0
	                                        : INFINITY;
	const int holds = fabs(z) <= limit;
	printf("%s %s: %.6g, expected %.6g, %.2f standard errors\n", holds ? "ok" : "not ok", name, measured,
	       expected, z);
	closed_forms_failed += !holds;
}

static inline void closed_form_near(const char *name, double measured, double expected, double tolerance)
{
	const int holds = fabs(measured - expected) <= tolerance;
	if (!holds)
		printf("not ok %s: %.17g, expected %.17g within %.3g\n", name, measured, expected, tolerance);
	closed_forms_failed += !holds;
}

/* A scenario without a response of conduct, of people all alike: one class `act` that nothing drives, one
 * channel `eye` that sees all. */
#define CLOSED_FORMS_PLAIN                                                                                  \
	"socred: 1\nseed: 20\nreplicates: 1\nspan: {from: 2015-01, to: 2024-12}\n"                              \
	"people: {persons: 60000, data: china-2020, provinces: Hainan}\nidentity: {coverage_urban: 1, "         \
	"coverage_rural: 1}\n"                                                                                  \
	"events: {act: {kind: violation, driven_by: nothing, rate_per_year: 0.1}}\n"                            \
	"channels: {eye: {kind: official, needs_identity: false, wrong_person: 0, spurious_per_1000_years: 0, " \
	"detects: {act: 1}, spurious_mix: {act: 1}}}\n"                                                         \
	"review: {automatic_share: 1, automatic_sensitivity: 1, automatic_specificity: 1, human_sensitivity: "  \
	"1, human_specificity: 1, docket: 512}\n"                                                               \
	"due_process: {notice: 0, notice_by_refusal: 0, appeal_if_wronged: 0, appeal_if_guilty: 0}\n"

#endif
