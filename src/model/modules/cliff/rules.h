/* The threshold at which sanctions just above and below are counted: part of struct soc_rules. */
#ifndef SOC_MODEL_CLIFF_RULES_H
#define SOC_MODEL_CLIFF_RULES_H

#include <stdint.h>

struct soc_cliff_rules {
	int32_t from,
		width; /* score at the threshold and width of a step, 1/32 point; width 0: nothing is counted
	            */
};

#endif
