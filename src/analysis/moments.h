/* Mean and standard deviation of values that come one by one, without forgetting digits of their
 * sum. Source: Welford 1962, Technometrics 4(3), 419. */
#ifndef SOC_ANALYSIS_MOMENTS_H
#define SOC_ANALYSIS_MOMENTS_H

struct soc_moments {
	double mean, squares; /* of the values so far; the sum of squared distances from it */
};

/* Adds one; count: with it (1 for the first). Pure but for `m`. */
void soc_moments_add(struct soc_moments *m, double value, int count);
/* The standard deviation of a sample of `count`; 0 of one alone. Pure. */
double soc_moments_deviation(const struct soc_moments *m, int count);

#endif
