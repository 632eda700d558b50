/* What channels see, miss and make up: part of struct soc_rules. Out of reach of what decides from records.
 * Chances are thresholds of 2^32 (draw.h). */
#ifndef SOC_MODEL_RECORDS_RULES_H
#define SOC_MODEL_RECORDS_RULES_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_channel_rule {
	uint64_t salt;
	uint8_t kind, enabled, needs_identity;
	uint64_t coverage[2]; /* [urban]: of the person's exposure */
	uint64_t detect[SOC_EVENTS_MAX];
	uint64_t wrong_person;
	uint32_t spurious[SOC_FABRICATED_MOST];         /* of more than n spurious records in a full community */
	uint64_t spurious_mix[SOC_EVENTS_MAX];          /* cumulative in the order of by_name */
	uint64_t by_name, by_name_unlinked, code_error; /* how a record finds its person: modules/linkage */
	uint8_t links;                                  /* any of the three is above 0 */
	uint8_t differential; /* SOC_DIFFERENTIAL_*: some people are watched more, or less, than others */
	uint64_t detect_differential[SOC_DIFFERENTIALS]
								[SOC_EVENTS_MAX]; /* [marked + 2 listed]: detection of people so watched */
	/* 65536 times detection of women, of the minority, of the two lowest income quintiles; of others 65536 */
	uint32_t women, minority, poor;
	uint32_t spurious_more[SOC_FABRICATED_MOST]; /* as spurious: spurious records of people with the marker
	                                            alone */
	uint64_t spurious_kept;                      /* or what is left of theirs */
};

struct soc_records_rules {
	uint8_t count;   /* of channels */
	uint8_t watched; /* some enabled channel reaches somebody */
	uint8_t lookalike_tries;
	struct soc_channel_rule channel[SOC_CHANNELS_MAX];
};

#endif
