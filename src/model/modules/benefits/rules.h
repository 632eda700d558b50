/* What rewards are worth to who meets them: part of struct soc_rules. */
#ifndef SOC_MODEL_BENEFITS_RULES_H
#define SOC_MODEL_BENEFITS_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

struct soc_benefit_rule {
	uint64_t salt;              /* of the measure */
	uint8_t gain_steps, relief; /* sure steps of income gained; strain taken away */
	uint64_t gain_more;         /* threshold of 2^32: one step more */
};

struct soc_benefits_rules {
	uint8_t gains; /* some enabled reward adds to income */
	struct soc_benefit_rule measure[SOC_MEASURES_MAX];
};

#endif
