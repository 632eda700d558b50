/* Which channels take over records of others, and to which context data and measures belong: part of struct
 * soc_rules. */
#ifndef SOC_MODEL_JOINS_RULES_H
#define SOC_MODEL_JOINS_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_join_rule {
	int8_t from;     /* channel whose records it takes over, or -1 */
	int8_t event;    /* class as which they are kept, or -1: their own */
	uint64_t missed; /* threshold of 2^32: a record finds nobody */
};

struct soc_joins_rules {
	uint8_t on;       /* some enabled channel takes over records */
	uint8_t contexts; /* some measure has a context */
	struct soc_join_rule join[SOC_CHANNELS_MAX];
	/* enum soc_context; of a join that has none of its own: that of the channel it takes over */
	uint8_t channel[SOC_CHANNELS_MAX], component[SOC_COMPONENTS_MAX], measure[SOC_MEASURES_MAX];
};

#endif
