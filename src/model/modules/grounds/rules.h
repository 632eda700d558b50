/* Grounds of entry and the grace before it: part of what the regime has laid down. */
#ifndef SOC_MODEL_GROUNDS_RULES_H
#define SOC_MODEL_GROUNDS_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* Chances are thresholds of 2^32. */
struct soc_ground_rule {
	uint8_t term;  /* months; 0: without a term */
	uint8_t years; /* most by which a term is prolonged */
	uint64_t prolonged, repair, closed;
	uint64_t grace; /* repaired within the grace of the list */
};

/* Which grounds people of a class can have on a list, in the order of their names: those with words below
 * `below`. */
struct soc_ground_choice {
	uint8_t count, ground[SOC_GROUNDS_MAX];
	uint64_t below[SOC_GROUNDS_MAX];
};

struct soc_grounds_rules {
	uint8_t lists;  /* bit set: entries on them have a ground */
	uint8_t graces; /* bit set: those with a grace before an entry */
	struct soc_ground_rule ground[SOC_GROUNDS_MAX];
	struct soc_ground_choice choice[SOC_LISTS_MAX][SOC_PERSON_CLASSES];
	uint64_t grace[SOC_LISTS_MAX]; /* as in soc_ground_rule, of an entry without a ground */
};

#endif
