/* Where people live against where they are registered, and who reports it: part of struct soc_rules. */
#ifndef SOC_MODEL_RESIDENCE_RULES_H
#define SOC_MODEL_RESIDENCE_RULES_H

#include "input/compile/limits.h"

#include <stdint.h>

struct soc_residence_rules {
	int8_t unregistered, registration, reporting; /* the classes, and the neighbours' channel; -1 none */
	uint64_t told[SOC_KNOWERS + 1];               /* that one of so many who know reports in a month */
	uint32_t suspected[SOC_FABRICATED_MOST],
		denounced[SOC_FABRICATED_MOST]; /* as soc_channel_rule.spurious */
};

#endif
