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
 * every point is so to the last bit. of: [points]; step: from a point to the next. */
static double mean_over(const double *of, int64_t step, const double *less, const double *means,
                        int64_t points, int64_t count)
{
	double origin = NAN, sum = 0.0;
	for (int64_t p = 0; p < points; p++) {
		if (isnan(means[p]))
			continue;
		const double value = of[p * step] - (less != NULL ? less[p] : 0.0);
		origin = isnan(origin) ? value : origin;
		sum += value - origin;
	}
	return origin + sum / (double)count;
}

/* Mean squares of points and of the rest. */
static void mean_squares(const double *y, const double *means, int64_t points, int64_t replicates,
                         struct soc_spread *s, double mean, double *of_points, double *of_rest)
{
	double between = 0.0, rest = 0.0, shifts = 0.0;
	for (int64_t r = 0; r < replicates; r++) {
		const double shift = mean_over(y + r, replicates, means, means, points, s->points);
		shifts += shift * shift;
		for (int64_t p = 0; p < points; p++) {
			const double from = y[p * replicates + r] - means[p] - shift;
			rest += isnan(means[p]) ? 0.0 : from * from;
		}
	}
	for (int64_t p = 0; p < points; p++)
		between += isnan(means[p]) ? 0.0 : (means[p] - mean) * (means[p] - mean);
	s->shared = soc_num_sqrt(shifts / (double)(replicates * (replicates - 1)));
	*of_points = (double)replicates * between / (double)(s->points - 1);
	*of_rest = rest / (double)((s->points - 1) * (replicates - 1));
}

struct soc_spread soc_spread_of(const double *y, int64_t points, int64_t replicates, double *means,
                                double *sorted)
{
	struct soc_spread s = { 0, NAN, NAN, NAN, NAN, NAN, NAN };
	double of_points, of_rest;
	for (int64_t p = 0; p < points; p++) {
		means[p] = mean_of(y + p * replicates, replicates);
		s.points += !isnan(means[p]);
	}
	if (s.points < 2)
		return s;
	const double mean = mean_over(means, 1, NULL, means, points, s.points);
	mean_squares(y, means, points, replicates, &s, mean, &of_points, &of_rest);
	const double spread = fmax(of_points - of_rest, 0.0);
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
	s.simulation_error = soc_num_sqrt(of_rest / (double)replicates);
	return s;
}
