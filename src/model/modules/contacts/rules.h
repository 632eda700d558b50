/* Who knows whom: part of struct soc_rules. [0] among the neighbours, [1] elsewhere; a slot is looked at
 * every 8th month. */
#ifndef SOC_MODEL_CONTACTS_RULES_H
#define SOC_MODEL_CONTACTS_RULES_H

#include <stdint.h>

struct soc_contacts_rules {
	uint8_t kept, isolated_at_most;
	uint64_t share[2], made[2], faded[2], moved;
};

#endif
