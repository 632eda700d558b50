/* How often entries are copied, and copies deleted: part of struct soc_rules. */
#ifndef SOC_MODEL_MIRRORS_RULES_H
#define SOC_MODEL_MIRRORS_RULES_H

#include <stdint.h>

struct soc_mirrors_rules {
	uint64_t copied, deleted; /* thresholds of 2^32: of a published entry; of a copy whose entry has ended, in
	                             a month */
};

#endif
