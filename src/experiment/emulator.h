/* An emulator: what a model would give at points where it was not run, from points where it was, with how
 * sure that is.
 *
 * y(u) = h(u)' b + Z(u) + e : a constant, and a slope for each factor where there are points enough (three
 * for each of them); a Gaussian process Z with the correlation of Matern of order 5/2,
 *   (1 + sqrt(5) r + 5 r^2 / 3) exp(-sqrt(5) r),   r^2 = sum ((u_i - v_i) / length_i)^2,
 * and a length for each factor; e, the nugget, is what random numbers do at one point and not at another.
 * Lengths, variance and, where it is not known from replicates, the nugget are those of the greatest
 * likelihood (Rasmussen and Williams 2006, Gaussian Processes for Machine Learning,
 * equations 2.29, 4.17, 5.9; with b at its best, 2.41 to 2.45), found by Rprop (Riedmiller and Braun 1993;
 * for these: Blum and Riedmiller 2013) from two starts; no draws, so that the same points give the same
 * emulator. Q2 = 1 - sum (y_i - what the others say of it)^2 / sum (y_i - mean)^2, leaving out one point at a
 * time with everything else as fitted (Dubrule 1983, Math. Geol. 15, 687). Below SOC_EMULATOR_LEAST_Q2 it is
 * refused.
 */
#ifndef SOC_EXPERIMENT_EMULATOR_H
#define SOC_EXPERIMENT_EMULATOR_H

#include "socred/error.h"

#include <stdint.h>

#define SOC_EMULATOR_POINTS 1000
#define SOC_EMULATOR_FACTORS 64
#define SOC_EMULATOR_LEAST_Q2 0.8
#define SOC_EMULATOR_WHY 200

struct soc_emulator {
	int factors, terms; /* terms of h: 1, or 1 + factors */
	int64_t points;
	double length[SOC_EMULATOR_FACTORS]; /* in u; of a factor that does nothing at its upper end */
	double variance, nugget;             /* of Z and of e, in the unit of y squared */
	double log_likelihood;
	double q2;     /* NaN: y does not vary, or there are too few points */
	double inside; /* share of points within what the others say, 95% */
	int is_refused;
	char why[SOC_EMULATOR_WHY]; /* it is refused */
	/* for soc_emulator_at; owned. y is in units of `scale` from `origin` there */
	double origin, scale;
	double *u;             /* [points][factors] */
	double *upper;         /* Cholesky of the covariance [points][points] */
	double *rest;          /* covariance^-1 (y - H b) [points] */
	double *slope, *inner; /* b [terms]; Cholesky of H' covariance^-1 H [terms][terms] */
	double *solved;        /* covariance^-1 H, by terms: [terms][points] */
};

/* Fits to y[n] at u[n][factors], 0 to 1. A y that is NaN is left out with its point. nugget: variance of e,
 * or NaN where it is not known. An emulator that is refused says why and is no error. Owner: *e is the
 * caller's (soc_emulator_release), after a failure too. Errors: SOC_ERR_LIMIT: more points or factors than
 * allowed; SOC_ERR_MEMORY. Cost: some hundred times n^3: 10 s for 500 points. */
enum soc_err soc_emulator_fit(struct soc_emulator *e, const double *u, const double *y, int64_t n,
                              int factors, double nugget, struct soc_msg *msg);
/* Safe twice and on all zero. */
void soc_emulator_release(struct soc_emulator *e);
/* What it expects at u[factors], and with which variance (of the mean, without random numbers); *variance is
 * computed where it is not NULL. work: [soc_emulator_work]. Cost: O(points x factors), with the variance
 * O(points^2). */
double soc_emulator_at(const struct soc_emulator *e, const double *u, double *variance, double *work);
/* Numbers that soc_emulator_at wants as work. */
int64_t soc_emulator_work(const struct soc_emulator *e);
/* The logarithm of the likelihood of y at u with these lengths, variance and nugget (of y as it stands), for
 * tests. NaN: no such. Errors: SOC_ERR_MEMORY. Source: Rasmussen and Williams 2006, Gaussian Processes for
 * Machine Learning, 2.41 to 2.45. */
enum soc_err soc_emulator_likelihood(const double *u, const double *y, int64_t n, int factors, int terms,
                                     const double *length, double variance, double nugget, double *out,
                                     struct soc_msg *msg);

#endif
