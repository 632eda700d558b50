/* Tables of modules that one has to join, that carry records upwards, that rate, and that correct themselves:
 * parts of struct soc_rules. */
#ifndef SOC_INPUT_RULES_PARTS_H
#define SOC_INPUT_RULES_PARTS_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* Who has joined a scheme that one has to join (model/modules/enrolment/enrolment.h): thresholds of the
 * person's willingness. */
struct soc_enrolment_rule {
	uint8_t required, start_grade;         /* grade of a score with nothing on file */
	uint64_t opts_in[3][SOC_AGE_BANDS][2]; /* [grade below, at, above that of the start][age band][urban] */
	uint64_t unknowing;
};

/* Months in which the stocks of modules that take a look at everybody are counted (output.modules): each, or
 * the ends of years and of the run. from, to: its first and last month, year * 12 + month - 1. */
struct soc_look_rule {
	int yearly;
	int64_t from, to;
};
static inline struct soc_look_rule soc_look_rule_of(const struct soc_scenario *s)
{
	return (struct soc_look_rule){ s->output.modules == SOC_MODULES_YEARLY, s->span.from, s->span.to };
}
/* month: of the run, from 0. */
static inline int soc_looks_in(const struct soc_look_rule *rule, int64_t month)
{
	return !rule->yearly || (rule->from + month) % 12 == 11 || rule->from + month == rule->to;
}

/* The way of a record up (model/hierarchy). harm: cumulative thresholds of lost, misfiled, reclassed on one
 * hop. */
struct soc_hierarchy_rule {
	uint8_t levels, months;
	uint64_t harm[3];
};

#define SOC_RATERS_MAX 16 /* raters of one community */
/* Who gives the points of a family of kind rating, and how (model/modules/ratings/ratings.h). every: 0,
 * nobody is rated. exam, exam_error, bias, liking: scales of soc_draw_spread, 2^32 / its standard deviation
 * times their own in 1/32 point; favour in 1/32 point. */
struct soc_rating_rule {
	uint8_t every, raters, classes, employed;
	int32_t favour;
	int64_t exam, exam_error, bias, liking;
	uint64_t clients;
};

#define SOC_WEIGHT_ONE 8192 /* the factor 1 on a weight that corrects itself */
/* A weight that follows the regime's own outcomes (run/correct.h). target: 1 = 65536; gain, lowest, highest:
 * 1 = SOC_WEIGHT_ONE. */
struct soc_correction_rule {
	int8_t family; /* -1: none */
	uint8_t classes, delay;
	int32_t target, gain, lowest, highest;
};

#endif
