/* What is counted, and when: part of struct soc_rules. */
#ifndef SOC_MODEL_INDICATORS_RULES_H
#define SOC_MODEL_INDICATORS_RULES_H

#include "input/compile/sampling.h"

#include <stdint.h>

struct soc_indicators_rules {
	uint8_t spread;      /* how far scores spread is counted */
	uint8_t sex_age;     /* people are counted by sex and age */
	uint8_t calibration; /* people are counted by grade and cell, and who of them is an offender */
	struct soc_sampling sampling;
};

#endif
