#include "experiment/spread.h"

#include "base/num.h"

#include <math.h>
#include <stdlib.h>

static double mean_of(const double *row, int64_t replicates)
{
	double sum = 0.0;
	for (int64_t r = 0; r < replicates; r++)
		sum += row[r];
	return sum / (double)replicates;
}

static int by_value(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double quantile(const double *sorted, int64_t n, double share)
{
	const double at = share * (double)(n + 1) - 1.0;
	if (at <= 0.0)
		return sorted[0];
	if (at >= (double)(n - 1))
		return sorted[n - 1];
	const int64_t below = (int64_t)at;
	return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

/* Mean over the points that have one of the differences from the first of them, so that what is the same at
 * every point is so to the last bit. */
static double mean_over(const double *means, int64_t points, int64_t count)
{
	double origin = NAN, sum = 0.0;
	for (int64_t p = 0; p < points; p++) {
		if (isnan(means[p]))
			continue;
		origin = isnan(origin) ? means[p] : origin;
		sum += means[p] - origin;
	}
	return origin + sum / (double)count;
}

/* Mean squares between points and within them. */
static void mean_squares(const double *y, const double *means, int64_t points, int64_t replicates,
                         const struct soc_spread *s, double mean, double *of_points, double *within)
{
	double between = 0.0, rest = 0.0;
	for (int64_t p = 0; p < points; p++) {
		if (isnan(means[p]))
			continue;
		between += (means[p] - mean) * (means[p] - mean);
		for (int64_t r = 0; r < replicates; r++) {
			const double from = y[p * replicates + r] - means[p];
			rest += from * from;
		}
	}
	*of_points = (double)replicates * between / (double)(s->points - 1);
	*within = rest / (double)(s->points * (replicates - 1));
}

struct soc_spread soc_spread_of(const double *y, int64_t points, int64_t replicates, double *means,
                                double *sorted)
{
	struct soc_spread s = { 0, NAN, NAN, NAN, NAN, NAN };
	double of_points, within;
	for (int64_t p = 0; p < points; p++) {
		means[p] = mean_of(y + p * replicates, replicates);
		s.points += !isnan(means[p]);
	}
	if (s.points < 2)
		return s;
	const double mean = mean_over(means, points, s.points);
	mean_squares(y, means, points, replicates, &s, mean, &of_points, &within);
	/* Where one replicate of one point alone differs from all others both are the same, but for their last
	 * bits. */
	const double more = of_points - within, spread = more > 1e-9 * of_points ? more : 0.0;
	const double kept = of_points > 0.0 ? soc_num_sqrt(spread / of_points) : 0.0;
	int64_t n = 0;
	for (int64_t p = 0; p < points; p++)
		if (!isnan(means[p]))
			sorted[n++] = mean + kept * (means[p] - mean);
	qsort(sorted, (size_t)n, sizeof *sorted, by_value);
	s.low = quantile(sorted, n, 0.025);
	s.median = quantile(sorted, n, 0.5);
	s.high = quantile(sorted, n, 0.975);
	s.spread = soc_num_sqrt(spread / (double)replicates);
	s.simulation_error = soc_num_sqrt(within / (double)replicates);
	return s;
}

struct soc_spread_of_one soc_spread_of_one(const double *y, int64_t runs, int64_t replicates)
{
	double sum = 0.0, squares = 0.0;
	int64_t count = 0;
	for (int64_t run = 0; run < runs; run++) {
		const double mean = mean_of(y + run * replicates, replicates);
		count += !isnan(mean);
		sum += isnan(mean) ? 0.0 : mean;
	}
	const double mean = count > 0 ? sum / (double)count : NAN;
	for (int64_t run = 0; run < runs && count == runs; run++) {
		const double from = mean_of(y + run * replicates, replicates) - mean;
		squares += from * from;
	}
	return (struct soc_spread_of_one){ mean, count == runs
		                                         ? soc_num_sqrt(squares / (double)(runs * (runs - 1)))
		                                         : NAN };
}
