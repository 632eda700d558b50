/* Who rates whom, and how: part of struct soc_rules for each component of kind rating. */
#ifndef SOC_MODEL_RATINGS_RULES_H
#define SOC_MODEL_RATINGS_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

#define SOC_RATERS_MAX 16 /* raters of one community */
/* Who gives the points of a component of kind rating, and how (model/modules/ratings/ratings.h). every: 0,
 * nobody is rated. exam, exam_error, bias, impression: scales of soc_draw_spread, 2^32 / its standard
 * deviation times their own in 1/32 point; favouritism in 1/32 point. */
struct soc_rating_rule {
	uint8_t every, raters, classes, employed;
	int32_t favouritism;
	int64_t exam, exam_error, bias, impression;
	uint64_t clients;
};
struct soc_ratings_rules {
	struct soc_rating_rule component[SOC_COMPONENTS_MAX];
};

#endif
