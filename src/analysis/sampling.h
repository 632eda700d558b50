/* Months in which the stocks of modules that need a pass over everybody were counted (output.modules). In the
 * others their columns are NULL: not counted. */
#ifndef SOC_ANALYSIS_SAMPLING_H
#define SOC_ANALYSIS_SAMPLING_H

#include "input/schema/scenario.h"

/* Whether a month of the run was sampled: each month, or the ends of years and of the run. A run that was
 * interrupted may have ended in another. */
int soc_sampling_counts(const struct soc_scenario *s, int64_t month);

#endif
