/* How many of neighbours' reports are verified: part of struct soc_rules. */
#ifndef SOC_MODEL_VERIFICATION_RULES_H
#define SOC_MODEL_VERIFICATION_RULES_H

#include <stdint.h>

struct soc_verification_rules {
	uint32_t files; /* a month per million people, in 1/256; 0: all */
};

#endif
