/* What the regime forecasts and how it uses it: part of what it has laid down (input/compile/regime.h). */
#ifndef SOC_MODEL_PREDICTION_RULES_H
#define SOC_MODEL_PREDICTION_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_predictor;

struct soc_prediction_rules {
	const struct soc_predictor *predictor; /* of the run (soc_rule_sets_init); NULL: none is ever trained */
	uint32_t trained, horizon;             /* months; trained 0: never */
	uint32_t violations;                   /* bit per class of event: a record of it counts */
	uint32_t sample;                       /* people trained on, at most */
	uint8_t used;                          /* enum soc_predictor_kind: whose forecast the regime uses */
	uint8_t trees;                         /* boosted trees are trained */
	uint8_t scores;                        /* bit per component of kind forecast */
	uint32_t flagged;                      /* share of people flagged at most, 1 = 65536 */
};

/* Of a channel: detection of people not flagged and flagged, over detection without forecasts; 1 = 65536.
 * [0] is 0: it is not aimed. */
struct soc_prediction_aim {
	uint32_t factor[2];
};

struct soc_prediction_aims {
	struct soc_prediction_aim channel[SOC_CHANNELS_MAX];
};

#endif
