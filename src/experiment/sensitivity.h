/* How much each factor matters: indices of a design from what was measured at its points, with 95% intervals.
 *
 * Intervals of Morris' effects and of rank correlations are of the bootstrap from keyed draws:
 * trajectories or points are drawn again SOC_SENSITIVITY_RESAMPLES times; the standard deviation of what
 * comes of it, times sqrt(n / (n - 1)) and the 97.5% quantile of Student's t with n - 1 degrees of freedom,
 * is the half width. Rows of Sobol's points are not independent, so that rows drawn again would tell
 * intervals that are too wide: those of the indices are of the jackknife over the scramblings of the design,
 * which are. Ends that cannot be (a mean size below 0) are cut. A point without a value (NaN) is left out
 * with all that needs it, and `count` says how many rows are left. Source: Efron 1979, Annals
 * of Statistics 7(1), 1, and what stands with each function. */
#ifndef SOC_EXPERIMENT_SENSITIVITY_H
#define SOC_EXPERIMENT_SENSITIVITY_H

#include "experiment/design.h"

#define SOC_SENSITIVITY_RESAMPLES 500

struct soc_estimate {
	double value, low, high; /* NaN: none; low and high alone: from too little to tell */
	int64_t count;           /* rows, trajectories or points that it is from */
};

/* First and total order indices as Jansen estimates them, from values in the order of a design of kind sobol,
 * all rows together. Intervals: each of g scramblings left out in turn, the jackknife for groups of unequal
 * size, Student's t with g - 1 degrees of freedom; none where values vary in one scrambling alone. first,
 * total: [count], the caller's. Values that are all the same have none. No draws. Source: Jansen 1999,
 * Computer Physics Communications 117, 35; Busing, Meijer and van der Leeden 1999, Statistics and Computing
 * 9, 3. Cost: O(rows x factors). */
void soc_sensitivity_sobol(const double *y, int64_t rows, int count, struct soc_estimate *first,
                           struct soc_estimate *total);
/* Elementary effects of a design of kind morris: mean, mean of their sizes and standard deviation; in the
 * unit of y, of a move over the whole range. mu, mu_star, sigma: [count]. Errors: SOC_ERR_MEMORY. Source:
 * Morris 1991, Technometrics 33(2), 161; Campolongo, Cariboni and Saltelli 2007, Environmental Modelling and
 * Software 22, 1509. Cost: O(resamples x trajectories x factors). */
enum soc_err soc_sensitivity_morris(const struct soc_design *d, int count, const double *y,
                                    struct soc_estimate *mu, struct soc_estimate *mu_star,
                                    struct soc_estimate *sigma, struct soc_msg *msg);
/* Spearman's rank correlation of x and y, each of n values; of equal ones the mean rank. NaN where either
 * does not vary. Errors: SOC_ERR_MEMORY. Source: Spearman 1904, American Journal of Psychology 15(1), 72.
 * Cost: O(n log n + resamples x n). */
enum soc_err soc_sensitivity_ranks(const double *x, const double *y, int64_t n, uint64_t seed,
                                   struct soc_estimate *out, struct soc_msg *msg);
/* The correlation alone. *out is NaN where either does not vary. Errors: SOC_ERR_MEMORY. Source: as of
 * soc_sensitivity_ranks. Cost: O(n log n). */
enum soc_err soc_sensitivity_rank(const double *x, const double *y, int64_t n, double *out,
                                  struct soc_msg *msg);

#endif
