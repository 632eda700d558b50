/* Whether stays in a grade and on a list are followed: part of struct soc_rules. */
#ifndef SOC_MODEL_STAYS_RULES_H
#define SOC_MODEL_STAYS_RULES_H

#include <stdint.h>

struct soc_stays_rules {
	uint8_t on;
};

#endif
