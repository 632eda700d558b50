/* Whom measures meet: part of what the regime has laid down (input/compile/regime.h). What they reach through
 * relatives stands with spill-over, what they cost people with conduct. */
#ifndef SOC_MODEL_MEASURES_RULES_H
#define SOC_MODEL_MEASURES_RULES_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stdint.h>

/* Bit sets of measures. */
struct soc_measures_rules {
	uint8_t count;
	uint16_t sanctions;
	uint16_t of_grade[SOC_PERSON_CLASSES][SOC_GRADES_MAX];
	uint16_t of_list[SOC_PERSON_CLASSES][SOC_LISTS_MAX];
};

#endif
