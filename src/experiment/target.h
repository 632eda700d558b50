/* What a calibration wants of a model: published figures, and how near is near. */
#ifndef SOC_EXPERIMENT_TARGET_H
#define SOC_EXPERIMENT_TARGET_H

#include "socred/error.h"

#include <stdint.h>

#define SOC_TARGETS_MAX 64

/* A published value that an outcome is held against. Standard deviations in the unit of the outcome. */
struct soc_target {
	int outcome;             /* its number */
	double value;            /* published */
	double tolerance;        /* of the published figure */
	double discrepancy;      /* of the model from the world, had it the right values */
	double simulation_error; /* of an outcome as the model gives it; found by the calibration */
};

/* A model with factors between 0 and 1. */
struct soc_calibrated {
	int factors, outcomes;
	/* y[n][outcomes] of u[n][factors]; NaN for a point that cannot run. The same point gives the same values.
	 * nugget, variance (may be NULL): [outcomes], variances of what random numbers do to an outcome at one
	 * point and not at another, and of all that they do; NaN where not known. */
	enum soc_err (*run)(void *user, const double *u, int64_t n, double *y, double *nugget, double *variance,
	                    struct soc_msg *msg);
	void *user;
};

/* The variance that outcome and published value may differ by at the right values. */
static inline double soc_target_variance(const struct soc_target *t)
{
	return t->tolerance * t->tolerance + t->discrepancy * t->discrepancy +
	       t->simulation_error * t->simulation_error;
}

#endif
