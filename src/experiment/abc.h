/* Approximate Bayesian computation by populations of particles (Sisson, Fan and Tanaka 2007; Toni et al.
 * 2009): which values go with the published figures, and how likely each is.
 *
 * The prior is even over what history matching leaves of the cube. Published values are taken to differ from
 * the outcomes at the right values by the normal law with the variance of each target
 * (soc_target_variance); d^2 is the sum over targets of the squared difference over that variance. A
 * candidate is kept with the probability min(1, exp(-(d^2 - c) / (2 h^2))), and weighs as many times more as
 * that is above 1 without the min: at h = 1 what is kept is the posterior itself, no approximation
 * (Wilkinson, Stat. Appl. Genet. Mol. Biol. 12, 129, 2013). c is the least d^2 of the generation before. h
 * falls from generation to generation as far as lets 20% of the particles that are there be kept again (as
 * pyABC's stochastic acceptor does: Schaelte and Hasenauer, Bioinformatics 36, i551, 2020). A candidate is a
 * particle drawn by its weight and moved by the normal law with twice their covariance (Beaumont et al.,
 * Biometrika 96, 983, 2009; Filippi et al. 2013); one that is ruled out is drawn anew, and so is, with the
 * probability 1 - s, one of which the emulators of the last wave expect little: s = exp(-(d^2 - c) / (2 h^2))
 * of what they expect, between SOC_ABC_LEAST_SCREEN and 1. Of what is run the chance of being kept is divided
 * by s, so that the emulators save runs and decide nothing. Its weight is 1 / sum w_j K(candidate, particle
 * j). Candidates are run in rounds and kept in their order, so that nothing depends on who runs them. */
#ifndef SOC_EXPERIMENT_ABC_H
#define SOC_EXPERIMENT_ABC_H

#include "experiment/history.h"

#define SOC_ABC_GENERATIONS 40
#define SOC_ABC_LEAST_SCREEN 0.02

struct soc_abc_generation {
	double width; /* h; infinite of the first, which keeps all */
	int64_t runs, kept;
	double effective; /* 1 / sum of the squared weights: particles of the same weight that say as much */
};

struct soc_abc {
	int factors, outcomes, generations;
	struct soc_abc_generation generation[SOC_ABC_GENERATIONS];
	int64_t particles, runs; /* runs of points, those of history matching not counted */
	int is_whole;            /* h reached 1: it is the posterior; else the budget ended before */
	double *u, *y;           /* [particles][factors], [particles][outcomes]; owned, as all */
	double *weight;          /* [particles]: sum to 1 */
	double *distance;        /* [particles]: d */
};

struct soc_abc_options {
	int64_t particles; /* of a generation, 20 or more */
	int64_t most_runs; /* of points */
	uint64_t seed;
	int workers;
	const volatile int *stop;
};

/* From what h has left (no wave: the whole cube). a is the caller's (soc_abc_release), after a failure too.
 * Errors: those of the model; SOC_ERR_SCENARIO: nothing is left, or no particle can run; SOC_ERR_LIMIT,
 * SOC_ERR_MEMORY, SOC_ERR_INTERRUPTED. Cost: the runs, and particles^2 for each generation. */
enum soc_err soc_abc_run(struct soc_abc *a, const struct soc_history *h, const struct soc_calibrated *model,
                         const struct soc_target *target, int targets_count, const struct soc_abc_options *o,
                         struct soc_msg *msg);
/* Safe twice and on all zero. */
void soc_abc_release(struct soc_abc *a);
/* The value below which the share p of the weights lies, of values[particles * stride] (NaN left out).
 * sorted: [2 particles], for work. */
double soc_abc_quantile(const double *values, int64_t stride, const double *weight, int64_t particles,
                        double p, double *sorted);

#endif
