#include "experiment/cholesky.h"

#include "base/num.h"

#include <string.h>

/* to[i] -= by * from[i], i from `first`; the loops of this file go along rows, where processors take several
 * at once without changing the order of any sum. */
static void take_from(double *restrict to, const double *restrict from, double by, int64_t first, int64_t n)
{
	for (int64_t i = first; i < n; i++)
		to[i] -= by * from[i];
}

int soc_cholesky(double *a, int64_t n, double *log_determinant)
{
	double sum = 0.0;
	for (int64_t k = 0; k < n; k++) {
		double *row = a + k * n;
		if (!(row[k] > 0.0))
			return 0;
		const double root = soc_num_sqrt(row[k]);
		row[k] = root;
		for (int64_t j = k + 1; j < n; j++)
			row[j] /= root;
		for (int64_t i = k + 1; i < n; i++)
			take_from(a + i * n, row, row[i], i, n);
		sum += 2.0 * soc_num_log(root);
	}
	if (log_determinant != NULL)
		*log_determinant = sum;
	return 1;
}

void soc_cholesky_half(const double *u, int64_t n, double *x)
{
	for (int64_t k = 0; k < n; k++) {
		x[k] /= u[k * n + k];
		take_from(x, u + k * n, x[k], k + 1, n);
	}
}

void soc_cholesky_solve(const double *u, int64_t n, double *x)
{
	soc_cholesky_half(u, n, x);
	for (int64_t k = n - 1; k >= 0; k--) {
		double sum = x[k];
		for (int64_t j = k + 1; j < n; j++)
			sum -= u[k * n + j] * x[j];
		x[k] = sum / u[k * n + k];
	}
}

/* work: U^-1, transposed into its lower half; A^-1 = U^-1 (U^-1)'. */
void soc_cholesky_inverse(const double *u, int64_t n, double *inverse, double *work)
{
	memset(inverse, 0, (size_t)n * (size_t)n * sizeof *inverse);
	for (int64_t i = n - 1; i >= 0; i--) {
		double *row = inverse + i * n;
		row[i] = 1.0;
		for (int64_t k = i + 1; k < n; k++)
			take_from(row, inverse + k * n, u[i * n + k], k, n);
		for (int64_t j = i; j < n; j++)
			row[j] /= u[i * n + i];
	}
	for (int64_t i = 0; i < n; i++)
		for (int64_t j = 0; j <= i; j++)
			work[i * n + j] = inverse[j * n + i];
	memset(inverse, 0, (size_t)n * (size_t)n * sizeof *inverse);
	for (int64_t k = 0; k < n; k++)
		for (int64_t i = 0; i <= k; i++)
			take_from(inverse + i * n, work + k * n, -work[k * n + i], i, k + 1);
	for (int64_t i = 0; i < n; i++)
		for (int64_t j = 0; j < i; j++)
			inverse[i * n + j] = inverse[j * n + i];
}
