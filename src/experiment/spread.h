/* What points differ by, apart from random numbers.
 *
 * The value of point p in replicate r is taken as  y = m + a_p + b_r + e_pr : a_p from what varies between
 * points, b_r random numbers that all points of a replicate share, since they have the same random numbers,
 * and e_pr what they do at one point and not at another. In the analysis of variance of the two ways (points
 * and replicates, one value in each cell) the mean square of points estimates R var(a) + var(e), that of the
 * rest var(e) (Searle, Casella and McCulloch 1992, Variance Components, chapter 4); so
 *
 *   var(a) = (MS_points - MS_rest) / R, 0 where that is negative.
 *
 * The means of points have the variance var(a) + var(e) / R. They are drawn towards their mean until they
 * have that of a alone (Louis 1984, J. Am. Stat. Assoc. 79, 393), and quantiles are taken of what comes of
 * it: the p-quantile is at p (n + 1) of the ordered n, so that a further point lies below it with
 * probability p. */
#ifndef SOC_EXPERIMENT_SPREAD_H
#define SOC_EXPERIMENT_SPREAD_H

#include <stdint.h>

struct soc_spread {
	int64_t points;                  /* that have a value in every replicate */
	double low, median, high;        /* 2.5, 50 and 97.5% quantiles; NaN when there is no point */
	double spread, simulation_error; /* standard deviations: of a; of e / root R, of the mean of a point */
	double shared; /* standard error of the mean of all points, by what they share: of b and e */
};

/* y[points][replicates], NaN where there is none; replicates: 2 or more. means: [points], the caller's, is
 * left with the means over replicates, NaN for a point that lacks one. sorted: [points], for work. Pure.
 * Cost: O(points (replicates + log points)). */
struct soc_spread soc_spread_of(const double *y, int64_t points, int64_t replicates, double *means,
                                double *sorted);

#endif
