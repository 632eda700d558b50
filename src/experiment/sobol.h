/* Points of the sequence of Sobol' (1967), scrambled as Owen (1995) does: low discrepancy in all dimensions
 * together, and every single point uniform. */
#ifndef SOC_EXPERIMENT_SOBOL_H
#define SOC_EXPERIMENT_SOBOL_H

#include <stdint.h>

#define SOC_SOBOL_DIMENSIONS 128

/* The coordinate of a point as a binary fraction of 2^32, not scrambled. index: of the point, 0 to 2^32 - 1;
 * dimension: 0 to SOC_SOBOL_DIMENSIONS - 1. Bratley and Fox: Algorithm 659, ACM TOMS 14 (1988), in the
 * order of the index and not of its Gray code. Pure. Cost: O(bits of index) and, of the first use of a
 * dimension, its 32 numbers each time: about 100 ns. */
uint32_t soc_sobol_fraction(uint32_t index, int dimension);
/* Nested uniform scrambling (Owen: Randomly permuted (t,m,s)-nets and (t,s)-sequences, 1995): each bit is
 * flipped or not by a keyed draw that depends on the dimension and on all bits before it. scrambling: 0 to 7,
 * each independent of the others. The first n points are the same for every larger n. Returns: (0, 1), never
 * an end. Pure. Cost: 32 draws, about 0.3 us. */
double soc_sobol_scrambled(uint64_t seed, int scrambling, uint32_t index, int dimension);

#endif
