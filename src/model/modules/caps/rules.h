/* Lists that bind the grade: part of what the regime has laid down. */
#ifndef SOC_MODEL_CAPS_RULES_H
#define SOC_MODEL_CAPS_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_caps_rules {
	uint8_t lists; /* bit set: with a cap or a floor; 0 where there are no grades */
	uint8_t floor[SOC_LISTS_MAX], cap[SOC_LISTS_MAX]; /* who is on the list has a grade of these */
};

#endif
