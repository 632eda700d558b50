/* How records are decided: part of what the regime has laid down (input/compile/regime.h). How often a
 * decision is right stands with the evidence. */
#ifndef SOC_MODEL_REVIEW_RULES_H
#define SOC_MODEL_REVIEW_RULES_H

#include <stdint.h>

struct soc_review_rules {
	uint64_t automatic;            /* threshold of 2^32: share decided without a person */
	uint32_t files;                /* decided a month per million people, in 1/256 */
	uint32_t verified;             /* bit set: channels whose records are verified first */
	uint16_t docket;               /* files that a community can have open, appeals among them */
	uint8_t age_of_responsibility; /* years; 0: everybody is responsible */
};

#endif
