/* A weight that follows the outcomes of the regime: part of struct soc_rules. */
#ifndef SOC_MODEL_ADAPTIVE_WEIGHT_RULES_H
#define SOC_MODEL_ADAPTIVE_WEIGHT_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

#define SOC_WEIGHT_ONE 8192 /* the factor 1 on the adaptive weight */
/* A weight that follows the regime's own outcomes (run/renew.h). target: 1 = 65536; gain, lowest, highest:
 * 1 = SOC_WEIGHT_ONE. */
struct soc_adaptive_weight_rules {
	int8_t component; /* -1: none */
	uint8_t classes, delay;
	int32_t target, gain, lowest, highest;
};

#endif
