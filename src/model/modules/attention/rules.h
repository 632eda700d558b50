/* How watching follows what was found: part of struct soc_rules. */
#ifndef SOC_MODEL_ATTENTION_RULES_H
#define SOC_MODEL_ATTENTION_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

#define SOC_ATTENTION_HIGHEST 100 /* most times that a place is watched as in the mean */

#define SOC_ATTENTION_FILE_MOST ((uint64_t)1 << 56) /* on file of a place: 2^40 records, 65536 each */

/* Factors and shares: 1 = 65536. */
struct soc_attention_rules {
	uint32_t channels;   /* bit set: whose detection follows attention; 0: there is no attention */
	uint32_t reports;    /* whose records come in wherever one watches: all others that see for themselves */
	uint8_t is_in_use;   /* one of them is in use here, in this month */
	uint8_t corrected;   /* what is discovered is divided by the attention */
	uint32_t kept;       /* of what is on file, a month later */
	uint32_t discovered; /* weight of discoveries; reports have the rest of 1 */
	uint32_t lowest, highest;
	uint64_t initial; /* records that a file begins with, for a million people, 1 record = 65536 */
};

#endif
