/* Lists: part of what the regime has laid down (input/compile/regime.h). Chances are thresholds of 2^32
 * (draw.h). */
#ifndef SOC_MODEL_LISTS_RULES_H
#define SOC_MODEL_LISTS_RULES_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_list_rule {
	uint64_t salt;
	uint8_t colour, enabled, good_deed_months, exit_delay, triggers;
	uint8_t trigger_event[SOC_TRIGGER_GRADE];
	int8_t trigger_of[SOC_EVENTS_MAX]; /* -1 none */
	uint32_t entry_grades;             /* bit set */
	uint64_t entry, repair, publication;
	uint8_t term; /* months */
};

struct soc_lists_rules {
	uint8_t count;
	uint8_t black, red;  /* bit sets */
	uint32_t good_deeds; /* bit set of the classes of events that shorten black entries */
	struct soc_list_rule list[SOC_LISTS_MAX];
};

#endif
