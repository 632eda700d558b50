/* Who helps a stranger, and by what they know of the stranger: part of struct soc_rules. */
#ifndef SOC_MODEL_TRUST_RULES_H
#define SOC_MODEL_TRUST_RULES_H

#include <stdint.h>

#define SOC_TRUST_ENCOUNTERS 16 /* of a person in a month, at most */
#define SOC_TRUST_CIRCLES 4     /* two bits of self.repute for each */

/* A norm: what one does, and how one who looks on judges what was done (Ohtsuki and Iwasa 2004). */
struct soc_trust_norm {
	uint8_t judges; /* bit 4 donor + 2 recipient + gave, images 1: good; set: the donor is good */
	uint8_t gives;  /* bit 2 donor + recipient; set: gives */
};

struct soc_trust_rules {
	uint8_t encounters; /* a month; 0: none, and nothing of all this happens */
	uint8_t circles;    /* of a community, each with its own opinion of everybody; 1 to SOC_TRUST_CIRCLES */
	uint8_t bad_grades; /* so many of the lowest grades count as bad with those who go by the record */
	struct soc_trust_norm norm;
	/* Thresholds of 2^32. */
	uint64_t ties;                    /* an encounter is with a contact */
	uint64_t reads, never[2], always; /* of people; never: [1] of those with a violation */
	uint64_t clean_trusted, heard, helped, helped_if_unknown; /* the last two: less what fails */
	uint64_t talked[2];                                       /* [1] by a witness who goes by the record */
	uint64_t perception_error, assessment_error, association, forgotten;
	uint64_t docility, tie_strength; /* docility: of the most docile, by how likely one is called bad */
};

#endif
