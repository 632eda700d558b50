/* Compiling the keys on offices: hierarchy, ratings, self-correction. Called by soc_rules_compile. */
#ifndef SOC_INPUT_RULES_OFFICES_H
#define SOC_INPUT_RULES_OFFICES_H

#include "input/compile/rules.h"

/* The rules of levels of administration, of the weight that is adapted and of ratings by offices. The
 * scenario has been checked. */
void soc_rules_offices(struct soc_rules *rules, const struct soc_scenario *s);

#endif
