/* What happens and how often, whatever the regime makes of it: part of struct soc_rules. Out of reach of what
 * decides from records. Chances are thresholds of 2^32 (draw.h); factors 1 = 65536. */
#ifndef SOC_MODEL_EVENTS_RULES_H
#define SOC_MODEL_EVENTS_RULES_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_event_rule {
	uint64_t salt; /* of the class: soc_draw_salt; so in the rules of all phases */
	uint8_t kind, effect, needs_loan;
	uint64_t base;                  /* acceptance with every factor 1 */
	uint64_t most;                  /* that no product of factors can pass */
	double strain_effect;           /* that the next follow from */
	uint32_t by_strain[SOC_LEVELS]; /* factor */
	uint32_t norm_weight;           /* 0..65536 */
	uint32_t channels;              /* bit set: channels that can see the class */
};

struct soc_events_rules {
	uint8_t count;
	uint8_t by_name[SOC_EVENTS_MAX]; /* classes in the order of their names: where one of several is drawn, or
	                                    acts first */
	struct soc_event_rule event[SOC_EVENTS_MAX];
};

#endif
