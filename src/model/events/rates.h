/* Rates: how often events could at most happen, by rate cell (population.h).
 *
 * Candidates are drawn at the highest rate that any place and month of the run can have, then thinned: a
 * candidate happens when its word is below a threshold that the person's state moves (Lewis and Shedler 1979,
 * thinning). So two regimes over one seed meet the same candidates, and a lower rate keeps a subset of the
 * same events. */
#ifndef SOC_MODEL_RATES_H
#define SOC_MODEL_RATES_H

#include "input/compile/rules.h"

#define SOC_COUNT_STEPS 8 /* most candidates of one person in one month */

struct soc_rates {
	uint32_t (*at_least)[SOC_COUNT_STEPS];  /* [cell][n]: threshold of n + 1 or more candidates in a month */
	uint32_t *any;                          /* [cell]: at_least[cell][0] alone, for the hot loop */
	uint32_t (*cumulative)[SOC_EVENTS_MAX]; /* [cell][class]: which class a candidate is; the last used is
	                                           2^32 - 1 */
};

/* Tables for highest[class] events per person-year. Errors: SOC_ERR_LIMIT when a person could have more
 * candidates in a month than SOC_COUNT_STEPS with a probability above 1e-4; SOC_ERR_MEMORY. Cost: about 20
 * ms. */
enum soc_err soc_rates_init(struct soc_rates *rates, const struct soc_scenario *s,
                            const double highest[SOC_EVENTS_MAX], struct soc_msg *msg);
void soc_rates_release(struct soc_rates *rates);

/* Mean of t^exponent over the quantile buckets of a gamma law with mean 1 and this shape, scaled to an
 * overall mean of 1. cuts: upper ends of the buckets, rising to 1. */
void soc_rates_bucket_means(double shape, double exponent, const double *cuts, int buckets, double *mean);

#endif
