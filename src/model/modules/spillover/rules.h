/* How far measures reach beyond who they are for: part of what the regime has laid down. */
#ifndef SOC_MODEL_SPILLOVER_RULES_H
#define SOC_MODEL_SPILLOVER_RULES_H

#include "input/compile/limits.h"
#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_spill_rule {
	uint64_t salt;                  /* of the measure */
	uint8_t depth;                  /* steps that it can take from relative to relative */
	uint64_t chance[SOC_RELATIONS]; /* threshold of 2^32: it reaches this relation of who it holds */
};

struct soc_spillover_rules {
	uint8_t deepest;                  /* most steps that any measure can take; 0: none reaches anybody */
	uint16_t relation[SOC_RELATIONS]; /* bit sets: measures that reach the relation at all */
	uint16_t
		at_depth[SOC_SPILL_DEPTH_MAX + 1]; /* bit sets: measures that can take this many steps; [0] unused */
	struct soc_spill_rule measure[SOC_MEASURES_MAX];
};

#endif
