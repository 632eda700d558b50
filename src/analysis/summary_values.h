/* Summaries of modules from the values of one replicate (names_of_values.h), without a results file. */
#ifndef SOC_ANALYSIS_SUMMARY_VALUES_H
#define SOC_ANALYSIS_SUMMARY_VALUES_H

#include "analysis/names_of_values.h"
#include "model/modules/summaries.h"

/* 1 when a summary follows from those values alone: from indicators summed over everybody and from what
 * modules count, stocks at the last month and flows over the run. Cost: O(counters). */
int soc_summary_values_suffice(const struct soc_summary *summary);
/* Such a summary; NaN where it has no value. values[SOC_VALUES_COUNT]. Cost: O(values of its counters). */
double soc_summary_values_of(const struct soc_summary *summary, const double *values);

/* The modules' summaries that suffice, numbered from 0 in the order of the modules. */
int soc_summary_values_count(void);
const struct soc_summary *soc_summary_values_at(int i);
/* The number of the module that it is of. */
int soc_summary_values_module(int i);

#endif
