/* How many cameras there are: part of struct soc_rules. */
#ifndef SOC_MODEL_CAMERAS_RULES_H
#define SOC_MODEL_CAMERAS_RULES_H

#include <stdint.h>

struct soc_cameras_rules {
	uint32_t per_1000[2]; /* [urban]: thousandths of a camera a person, 1 = 256 */
};

#endif
