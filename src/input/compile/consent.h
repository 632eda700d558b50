/* Compiling who opts in. */
#ifndef SOC_INPUT_RULES_CONSENT_H
#define SOC_INPUT_RULES_CONSENT_H

#include "input/compile/rules.h"

/* After scale and families, whose grade of the start it needs. */
void soc_rules_consent(struct soc_rules *rules, const struct soc_scenario *s);

#endif
