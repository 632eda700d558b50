/* What it costs to be seen on a list: part of struct soc_rules. */
#ifndef SOC_MODEL_PUBLICITY_RULES_H
#define SOC_MODEL_PUBLICITY_RULES_H

#include <stdint.h>

struct soc_publicity_rules {
	uint8_t acts, strain; /* acts: something is lost by it; strain of a month in isolation */
	uint64_t back[2], cut, warning_tone,
		work; /* back: a lost contact returns, [0] among the neighbours, [1] elsewhere, every 8th month */
};

#endif
