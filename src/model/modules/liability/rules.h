/* Neighbours who are liable for one another: part of what the regime has laid down. */
#ifndef SOC_MODEL_LIABILITY_RULES_H
#define SOC_MODEL_LIABILITY_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_liability_rules {
	uint8_t households;            /* of a group; 0: no groups, or nothing that reaches them */
	int32_t share[SOC_EVENTS_MAX]; /* 1/32 point: of each other adult for an act of the class */
};

#endif
