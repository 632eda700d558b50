/* Points, score and grades: part of what the regime has laid down (input/compile/regime.h). Points and scores
 * in 1/32 point. */
#ifndef SOC_MODEL_SCORING_RULES_H
#define SOC_MODEL_SCORING_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* What a record of a class of events is worth. */
struct soc_tariff {
	uint8_t component, has_component;
	int32_t points;
	int32_t grade_limit; /* score just below the next grade, or INT32_MAX */
};

struct soc_scoring_rules {
	uint8_t on;          /* there are components and grades */
	uint8_t has_network; /* some component is the household's mean */
	uint8_t components, grades;
	int32_t constant, minimum, maximum;
	int32_t coefficient[SOC_COMPONENTS_MAX]; /* 1 = 256; of the component with adaptive weight: times its
	                                          factor, by soc_rule_sets_weigh */
	int32_t start[SOC_COMPONENTS_MAX], floor[SOC_COMPONENTS_MAX], ceiling[SOC_COMPONENTS_MAX],
		means_slope[SOC_COMPONENTS_MAX];
	uint32_t keep[SOC_COMPONENTS_MAX]; /* share of points left after a month, 1 = 65536 */
	uint8_t component_kind[SOC_COMPONENTS_MAX];
	uint64_t component_salt[SOC_COMPONENTS_MAX];
	int32_t grade_from[SOC_GRADES_MAX]; /* [0] = INT32_MIN */
	struct soc_tariff tariff[SOC_EVENTS_MAX];
	int32_t reward[SOC_CHANNELS_MAX]; /* points of the informer whose record is accepted */
};

#endif
