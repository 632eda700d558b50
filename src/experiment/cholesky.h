/* Symmetric positive definite matrices by rows, whole or their upper half: A = U' U (Cholesky). Sums run in
 * one order, so that results have the same bits everywhere. Matrices are [n][n] of the caller. */
#ifndef SOC_EXPERIMENT_CHOLESKY_H
#define SOC_EXPERIMENT_CHOLESKY_H

#include <stdint.h>

/* The upper half of a becomes U; the lower is left. 0 when a is not positive definite. *log_determinant (may
 * be NULL): of a. Cost: n^3 / 3. */
int soc_cholesky(double *a, int64_t n, double *log_determinant);
/* x, which is b, becomes the solution of A x = b. Cost: 2 n^2. */
void soc_cholesky_solve(const double *u, int64_t n, double *x);
/* x, which is b, becomes the solution of U' x = b: its square is b' A^-1 b. Cost: n^2. */
void soc_cholesky_half(const double *u, int64_t n, double *x);
/* inverse becomes A^-1, both halves; work: [n][n]. Cost: 2 n^3 / 3. */
void soc_cholesky_inverse(const double *u, int64_t n, double *inverse, double *work);

#endif
