/* The way of a record up: part of struct soc_rules. */
#ifndef SOC_MODEL_HIERARCHY_RULES_H
#define SOC_MODEL_HIERARCHY_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* The way of a record up (model/modules/hierarchy). error: cumulative thresholds of lost, misfiled,
 * reclassified on one level. */
struct soc_hierarchy_rules {
	uint8_t levels, months;
	uint64_t error[3];
};

#endif
