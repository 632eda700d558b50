/* Which entries an amnesty deletes this month: part of struct soc_rules. */
#ifndef SOC_MODEL_AMNESTY_RULES_H
#define SOC_MODEL_AMNESTY_RULES_H

#include "input/schema/scenario.h"

struct soc_amnesty_rules {
	uint8_t lists, on_application; /* bit sets of lists: with an amnesty; granted on application alone */
	uint8_t months[SOC_LISTS_MAX]; /* that an entry must have stood */
};

#endif
