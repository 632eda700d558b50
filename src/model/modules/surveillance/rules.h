/* Who carries the marker that channels may watch more: part of struct soc_rules. */
#ifndef SOC_MODEL_SURVEILLANCE_RULES_H
#define SOC_MODEL_SURVEILLANCE_RULES_H

#include <stdint.h>

struct soc_surveillance_rules {
	uint64_t marker; /* share of people with it, as a threshold of a 32-bit word: 2^32 is everybody */
};

#endif
