/* What points differ by, apart from random numbers.
 *
 * The value of point p in replicate r is taken as  y = m + a_p + e_pr : a_p from what varies between points,
 * e_pr what random numbers do, which no two points and no two replicates share. In the one-way analysis of
 * variance the mean square between points estimates R var(a) + var(e), that within them var(e) (Searle,
 * Casella and McCulloch 1992, Variance Components, chapter 3); so
 *
 *   var(a) = (MS_between - MS_within) / R, 0 where that is negative.
 *
 * The means of points have the variance var(a) + var(e) / R. They are drawn towards their mean until they
 * have that of a alone (Louis 1984, J. Am. Stat. Assoc. 79, 393), and quantiles are taken of what comes of
 * it: the p-quantile is at p (n + 1) of the ordered n, so that a further point lies below it with
 * probability p. Where they lie is as sure as the mean of n points, each of the variance above. */
#ifndef SOC_EXPERIMENT_SPREAD_H
#define SOC_EXPERIMENT_SPREAD_H

#include <stdint.h>

struct soc_spread {
	int64_t points;                  /* that have a value in every replicate */
	double low, median, high;        /* 2.5, 50 and 97.5% quantiles; NaN when there is no point */
	double spread, simulation_error; /* standard deviations: of a; of e / root R, of the mean of a point */
};

/* What the same point gives, run several times with random numbers of its own each. */
struct soc_spread_of_one {
	double mean; /* over the runs that have a value in every replicate; NaN: none has */
	double
		error; /* its standard error, with one degree of freedom less than runs; NaN where a run lacks one */
};

/* y[points][replicates], NaN where there is none; replicates: 2 or more. means: [points], the caller's, is
 * left with the means over replicates, NaN for a point that lacks one. sorted: [points], for work. Pure.
 * Cost: O(points (replicates + log points)). */
struct soc_spread soc_spread_of(const double *y, int64_t points, int64_t replicates, double *means,
                                double *sorted);
/* y[runs][replicates], NaN where there is none; runs: 2 or more. Pure. */
struct soc_spread_of_one soc_spread_of_one(const double *y, int64_t runs, int64_t replicates);

#endif
