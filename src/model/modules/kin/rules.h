/* Relatives who are entered as well: part of what the regime has laid down. */
#ifndef SOC_MODEL_KIN_RULES_H
#define SOC_MODEL_KIN_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_kin_rules {
	uint8_t on;                     /* some list enters kin */
	uint8_t classes[SOC_LISTS_MAX]; /* bit set: classes of person whose kin is entered */
	uint64_t entry[SOC_LISTS_MAX];  /* threshold of 2^32: kin of a person entered is entered */
};

#endif
