/* How often an inquiry finds what is true: part of struct soc_rules. Out of reach of what decides from
 * records, which asks by model/evidence/evidence.h. Chances are thresholds of 2^32 (draw.h); right, wrong: of
 * a record or an entry that is true, that is not. */
#ifndef SOC_MODEL_EVIDENCE_RULES_H
#define SOC_MODEL_EVIDENCE_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_evidence_rules {
	uint64_t verify_right[SOC_CHANNELS_MAX], verify_wrong[SOC_CHANNELS_MAX]; /* a report is confirmed */
	uint64_t auto_accept_right, auto_accept_wrong, human_accept_right, human_accept_wrong;
	uint64_t overturn_true, overturn_wrong, overturn_informed; /* informed: wrong, and the person knows the
	                                                               rules */
};

#endif
