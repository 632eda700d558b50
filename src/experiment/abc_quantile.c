/* A quantile of particles, each with its weight. */
#include "experiment/abc.h"

#include <math.h>
#include <stdlib.h>

/* ---- quantiles ---- */
static int by_first(const void *a, const void *b)
{
	const double *x = a, *y = b;
	if (x[0] != y[0])
		return x[0] < y[0] ? -1 : 1;
	return x[1] < y[1] ? -1 : x[1] > y[1];
}

double soc_abc_quantile(const double *values, int64_t stride, const double *weight, int64_t particles,
                        double p, double *sorted)
{
	int64_t n = 0;
	double all = 0.0, sum = 0.0;
	for (int64_t i = 0; i < particles; i++)
		if (!isnan(values[i * stride])) {
			sorted[2 * n] = values[i * stride];
			sorted[2 * n++ + 1] = weight[i];
			all += weight[i];
		}
	if (n == 0)
		return NAN;
	qsort(sorted, (size_t)n, 2 * sizeof *sorted, by_first);
	for (int64_t i = 0; i < n; i++) {
		sum += sorted[2 * i + 1];
		if (sum >= p * all)
			return sorted[2 * i];
	}
	return sorted[2 * (n - 1)];
}
