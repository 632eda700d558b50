/* Counts by a Poisson law, as thresholds for one uniform word. */
#ifndef SOC_BASE_POISSON_H
#define SOC_BASE_POISSON_H

#include <stdint.h>

/* more_than[i]: threshold of more than i, for i in 0..n-1: the count is how many of them a word is below, at
 * most n. Returns the chance of more than n, which is cut off. mean: 0..700. */
double soc_poisson_thresholds(double mean, uint32_t *more_than, int n);
/* The largest mean, to six digits below, at which more than n happen with a chance of at most `cut` (0 < cut
 * < 1). */
double soc_poisson_most(int n, double cut);
/* A count by a Poisson law of a mean that is known only when it is drawn, in integers: mean in 2^-32, at most
 * SOC_POISSON_PIECE. The greater of two means never gives the smaller count for one word. At most
 * SOC_POISSON_STEPS - 1 (beyond: 1e-17). Source: inversion, Devroye 1986, Non-Uniform Random Variate
 * Generation, X.3.3. Cost: about 5 ns and 3 ns a count. */
#define SOC_POISSON_PIECE ((uint64_t)16 << 32)
#define SOC_POISSON_STEPS 64u
unsigned soc_poisson_draw(uint64_t mean, uint32_t word);

/* A probability as a threshold that fits 32 bits: 1 becomes 1 - 2^-32. */
uint32_t soc_poisson_clip(double p);

#endif
