/* Rates: how often events could at most happen, by class and by who the person is.
 *
 * The candidates of a class are drawn for a community as a whole, at the highest rate that any of its people
 * of one proneness can have in any place and month of the run, then thinned: a candidate falls on a person by
 * these rates, and happens when its draw is below a threshold that the person's own rate and state move
 * (Lewis and Shedler 1979, thinning). So two regimes over one seed meet the same candidates, a lower rate
 * keeps a subset of the same events, and a class has a salt of its own (soc_draw_salt): neither its place in
 * the file nor another class moves its events. */
#ifndef SOC_MODEL_RATES_H
#define SOC_MODEL_RATES_H

#include "base/poisson.h"
#include "input/compile/rules.h"
#include "model/population/population.h"

#define SOC_PERSON_EVENTS 8 /* more events of one person in one month than this have to be rare */

/* Candidates of a class, community and month: numbered by the piece of their Poisson law (base/poisson.h),
 * and within it. */
#define SOC_CANDIDATE_PIECES 128
#define SOC_CANDIDATES (SOC_CANDIDATE_PIECES * SOC_POISSON_STEPS)
#define SOC_SHARE_ALL ((uint32_t)1 << 31)

/* People who share sex and proneness are a group, and within it those who share helpfulness a cell: the six
 * bits of soc_nature in their order. */
#define SOC_RATE_CELLS 64u
#define SOC_RATE_GROUPS (SOC_RATE_CELLS / SOC_PHI_BUCKETS)

/* Where a person stands in life, but for town and country: what is left within a cell. */
static inline unsigned soc_rates_place(uint8_t situation)
{
	return situation & 63u;
}

struct soc_class_rates {
	uint8_t by_helpfulness; /* 1: the cells of a group differ */
	/* [urban][cell]: highest number of a person in a month, in 2^-32; and what finds a person by it: 2^52 /
	 * rate, rounded down (0: nobody) */
	uint64_t highest[2][SOC_RATE_CELLS], inverse[2][SOC_RATE_CELLS];
	uint32_t share[64]; /* [soc_rates_place]: a person's rate as a share of the highest of the cell; 1 =
	                       SOC_SHARE_ALL */
};

/* Mean factors of a trait's buckets, and what they follow from. */
struct soc_rates_means {
	int32_t driver; /* enum soc_event_driver; -1: none yet */
	double shape, exponent;
	double mean[SOC_THETA_BUCKETS]; /* of helpfulness the first SOC_PHI_BUCKETS */
};

struct soc_rates {
	struct soc_class_rates *of;    /* [class] */
	struct soc_rates_means *means; /* [class]: kept for the rates of the next scenario */
};

/* Tables for highest[class] events per person-year. before: rates whose means are taken over where they
 * follow from the same shape and exponent; NULL: there are none. The tables are the same either way. Errors:
 * SOC_ERR_LIMIT when a person could have more than SOC_PERSON_EVENTS events in a month with a probability
 * above 1e-4; SOC_ERR_MEMORY. Cost: about 0.1 ms, and 2 ms for each pair of shape and exponent that is new.
 */
enum soc_err soc_rates_init(struct soc_rates *rates, const struct soc_scenario *s,
                            const double highest[SOC_EVENTS_MAX], const struct soc_rates *before,
                            struct soc_msg *msg);
void soc_rates_release(struct soc_rates *rates);

/* Mean of t^exponent over the quantile buckets of a gamma law with mean 1 and this shape, scaled to an
 * overall mean of 1. cuts: upper ends of the buckets, rising to 1. Source: docs/model/events.md. */
void soc_rates_bucket_means(double shape, double exponent, const double *cuts, int buckets, double *mean);

#endif
