/* Months in which the stocks of modules that take a look at everybody were counted (output.modules). In the
 * others such a stock has no rows in by_module, and there it means: not counted. */
#ifndef SOC_STORE_LOOKS_H
#define SOC_STORE_LOOKS_H

#include "input/schema/scenario.h"
#include "store/schema.h"

/* Whether a month of the run was looked at: each month, or the ends of years and of the run. A run that was
 * interrupted may have ended in another. */
int soc_looks_at(const struct soc_scenario *s, int64_t month);
/* Whether a count is one of those stocks: SOC_MODULE_LOOKED. */
int soc_looks_for(const struct soc_schema_count *count);

#endif
