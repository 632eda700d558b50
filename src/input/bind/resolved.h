/* The scenario as results hold it: what they depend on, and not how the run was carried out. */
#ifndef SOC_INPUT_RESOLVED_H
#define SOC_INPUT_RESOLVED_H

#include "input/schema/scenario.h"

/* As soc_scenario_resolved, without the section `run`: a run has the same results whatever that says. Owner:
 * the caller (soc_text_free). Returns: NULL when memory is out. Cost: as soc_scenario_resolved. */
char *soc_resolved_for_results(const struct soc_scenario *s);
/* 1 for a key of that section, as "run.memory". Pure. Cost: O(1). */
int soc_resolved_leaves_out(const char *key);

#endif
