/* Summaries of modules from the values of one replicate (names_of_values.h), without a results file. */
#ifndef SOC_ANALYSIS_SUMMARY_VALUES_H
#define SOC_ANALYSIS_SUMMARY_VALUES_H

#include "analysis/names_of_values.h"
#include "model/modules/summaries.h"

/* Both [SOC_VALUES_COUNT], the caller's: stocks and flows of the last month, and both summed over the months
 * up to it (a stock is then in person-months). Of flows only the sums are read. */
struct soc_summary_values {
	const double *end, *run;
};

/* 1 when a summary follows from those values alone: from indicators summed over everybody and from what
 * modules count, stocks at the last month, flows and stocks of every month over the run. Cost: O(counters).
 */
int soc_summary_values_suffice(const struct soc_summary *summary);
/* Such a summary of a run of that scenario; NaN where it has no value. Cost: O(values of its counters). */
double soc_summary_values_of(const struct soc_summary *summary, const struct soc_scenario *s,
                             const struct soc_summary_values *values);

#endif
