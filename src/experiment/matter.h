/* Which assumptions decide an outcome (a statistic of a run), among all that were varied at once. */
#ifndef SOC_EXPERIMENT_MATTER_H
#define SOC_EXPERIMENT_MATTER_H

#include "experiment/hypercube.h"
#include "store/assumptions.h"

/* Fills o->matter and o->matter_count: the assumptions whose rank correlation with the outcome is more than
 * what chance makes of so many now and then, the largest first, at most SOC_ASSUMPTIONS_MATTER. means: of the
 * outcome in each draw, NaN where it has none; o->points: how many have one. Errors: SOC_ERR_MEMORY. Source:
 * Spearman 1904, American Journal of Psychology 15(1), 72. Cost: O(assumptions x draws log draws), and 500
 * resamples of the draws for each that is told. */
enum soc_err soc_matter_find(const struct soc_hypercube *h, int assumptions, const double *means,
                             struct soc_assumptions_outcome *o, struct soc_msg *msg);

#endif
