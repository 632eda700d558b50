#include "experiment/sensitivity.h"

#include "analysis/student.h"
#include "base/mem.h"
#include "base/num.h"
#include "model/variates.h"

#include <math.h>
#include <stdlib.h>

#define RESAMPLES SOC_SENSITIVITY_RESAMPLES

/* The row at a place of a resample; resample -1 is what was measured. */
static int64_t row_at(uint64_t seed, int resample, int64_t place, int64_t rows)
{
	return resample < 0
	           ? place
	           : (int64_t)soc_pick(SOC_VARIATE(BOOTSTRAP_ROW, seed, (uint64_t)resample, 0, (uint32_t)place),
	                               (uint32_t)rows);
}

/* From the value of what was measured (resampled[0]) and those of the resamples behind it; cut to what can
 * be. */
static struct soc_estimate estimate_of(const double *resampled, int64_t rows, double least, double most)
{
	struct soc_estimate e = { resampled[0], NAN, NAN, rows };
	double sum = 0.0, squares = 0.0;
	int n = 0;
	for (int b = 1; b <= RESAMPLES; b++)
		if (!isnan(resampled[b])) {
			const double from = resampled[b] - resampled[0];
			sum += from;
			squares += from * from;
			n++;
		}
	if (rows < 2 || n < 2 || isnan(e.value))
		return e;
	const double variance = (squares - sum * sum / n) / (n - 1);
	const int degrees = rows - 1 < 100000 ? (int)(rows - 1) : 100000;
	const double half = soc_student_975(degrees) * soc_num_sqrt(variance * (double)rows / (double)(rows - 1));
	e.low = fmax(e.value - half, fmin(least, e.value));
	e.high = fmin(e.value + half, fmax(most, e.value));
	return e;
}

/* ---- Sobol' ---- */
struct jansen {
	double first, total;
};

/* Of one factor from some of its rows (in `of`), drawn again. */
static struct jansen jansen_of(const double *y, int count, int factor, const int64_t *of, int64_t rows,
                               uint64_t seed, int resample)
{
	double sum = 0.0, squares = 0.0, from_b = 0.0, from_a = 0.0;
	const double origin = y[of[0] * (count + 2)]; /* against cancellation */
	for (int64_t place = 0; place < rows; place++) {
		const double *row = y + of[row_at(seed, resample, place, rows)] * (count + 2);
		const double a = row[0] - origin, b = row[1] - origin, ab = row[2 + factor] - origin;
		sum += a + b;
		squares += a * a + b * b;
		from_b += (b - ab) * (b - ab);
		from_a += (a - ab) * (a - ab);
	}
	const double n = 2.0 * (double)rows, variance = squares / n - sum / n * (sum / n);
	if (!(variance > 0.0))
		return (struct jansen){ NAN, NAN };
	return (struct jansen){ 1.0 - from_b / n / variance, from_a / n / variance };
}

enum soc_err soc_sensitivity_sobol(const double *y, int64_t rows, int count, uint64_t seed,
                                   struct soc_estimate *first, struct soc_estimate *total,
                                   struct soc_msg *msg)
{
	int64_t *of = soc_calloc((size_t)rows + 1, sizeof *of);
	double *one = soc_calloc(2 * (RESAMPLES + 1), sizeof *one), *all = one + RESAMPLES + 1;
	for (int i = 0; of != NULL && one != NULL && i < count; i++) {
		int64_t complete = 0;
		for (int64_t row = 0; row < rows; row++) {
			const double *at = y + row * (count + 2);
			if (!isnan(at[0]) && !isnan(at[1]) && !isnan(at[2 + i]))
				of[complete++] = row;
		}
		for (int b = 0; b <= RESAMPLES; b++) {
			const struct jansen j = complete > 0 ? jansen_of(y, count, i, of, complete, seed, b - 1)
			                                     : (struct jansen){ NAN, NAN };
			one[b] = j.first;
			all[b] = j.total;
		}
		first[i] = estimate_of(one, complete, -INFINITY, 1.0);
		total[i] = estimate_of(all, complete, 0.0, INFINITY);
	}
	const int failed = of == NULL || one == NULL;
	soc_free(of);
	soc_free(one);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the indices") : SOC_OK;
}

/* ---- Morris ---- */
struct effects {
	double mu, mu_star, sigma;
};

static struct effects effects_of(const double *effect, int64_t n, uint64_t seed, int resample)
{
	double sum = 0.0, sizes = 0.0, squares = 0.0;
	for (int64_t place = 0; place < n; place++) {
		const double e = effect[row_at(seed, resample, place, n)];
		sum += e;
		sizes += fabs(e);
	}
	const double mean = sum / (double)n;
	for (int64_t place = 0; place < n; place++) {
		const double from = effect[row_at(seed, resample, place, n)] - mean;
		squares += from * from;
	}
	return (struct effects){ mean, sizes / (double)n, n > 1 ? soc_num_sqrt(squares / (double)(n - 1)) : NAN };
}

/* The elementary effects of one factor; returns how many there are. */
static int64_t take_effects(const struct soc_design *d, int count, const double *y, int factor, double *out)
{
	int64_t n = 0;
	for (int64_t t = 0; t < d->trajectories; t++)
		for (int step = 0; step < count; step++) {
			const int64_t point = t * (count + 1) + step;
			double by;
			if (soc_design_move(d, count, point, &by) != factor)
				continue;
			const double effect = (y[point + 1] - y[point]) / by;
			if (!isnan(effect))
				out[n++] = effect;
		}
	return n;
}

enum soc_err soc_sensitivity_morris(const struct soc_design *d, int count, const double *y,
                                    struct soc_estimate *mu, struct soc_estimate *mu_star,
                                    struct soc_estimate *sigma, struct soc_msg *msg)
{
	enum { ROOM = RESAMPLES + 1 };
	double *effect = soc_calloc((size_t)d->trajectories + 1, sizeof *effect);
	double *of = soc_calloc(3 * ROOM, sizeof *of);
	for (int i = 0; effect != NULL && of != NULL && i < count; i++) {
		const int64_t n = take_effects(d, count, y, i, effect);
		for (int b = 0; b < ROOM; b++) {
			const struct effects e =
				n > 0 ? effects_of(effect, n, (uint64_t)d->seed, b - 1) : (struct effects){ NAN, NAN, NAN };
			of[b] = e.mu;
			of[ROOM + b] = e.mu_star;
			of[2 * ROOM + b] = e.sigma;
		}
		mu[i] = estimate_of(of, n, -INFINITY, INFINITY);
		mu_star[i] = estimate_of(of + ROOM, n, 0.0, INFINITY);
		sigma[i] = estimate_of(of + 2 * ROOM, n, 0.0, INFINITY);
	}
	const int failed = effect == NULL || of == NULL;
	soc_free(effect);
	soc_free(of);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the effects") : SOC_OK;
}

/* ---- ranks ---- */
struct ranked {
	double value;
	int64_t at;
};

static int by_value(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static void rank(const double *values, const int64_t *of, int64_t n, struct ranked *room, double *out)
{
	for (int64_t i = 0; i < n; i++)
		room[i] = (struct ranked){ values[of[i]], i };
	if (n > 0)
		qsort(room, (size_t)n, sizeof *room, by_value);
	for (int64_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && room[to].value == room[from].value;)
			to++;
		for (int64_t i = from; i < to; i++)
			out[room[i].at] = (double)(from + to - 1) / 2.0;
	}
}

static double correlation(const double *x, const double *y, int64_t n, uint64_t seed, int resample)
{
	double mean_x = 0.0, mean_y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
	for (int64_t place = 0; place < n; place++) {
		const int64_t i = row_at(seed, resample, place, n);
		mean_x += x[i] / (double)n;
		mean_y += y[i] / (double)n;
	}
	for (int64_t place = 0; place < n; place++) {
		const int64_t i = row_at(seed, resample, place, n);
		xx += (x[i] - mean_x) * (x[i] - mean_x);
		yy += (y[i] - mean_y) * (y[i] - mean_y);
		xy += (x[i] - mean_x) * (y[i] - mean_y);
	}
	return xx > 0.0 && yy > 0.0 ? xy / soc_num_sqrt(xx * yy) : NAN;
}

/* Ranks of the values that are complete, with as many resamples of their correlation as are wanted. */
static enum soc_err rank_correlations(const double *x, const double *y, int64_t n, uint64_t seed,
                                      int resamples, double *out, int64_t *complete, struct soc_msg *msg)
{
	int64_t *of = soc_calloc((size_t)n + 1, sizeof *of);
	struct ranked *room = soc_calloc((size_t)n + 1, sizeof *room);
	double *ranks = soc_calloc(2 * (size_t)n + 1, sizeof *ranks);
	const int failed = of == NULL || room == NULL || ranks == NULL;
	*complete = 0;
	if (!failed) {
		for (int64_t i = 0; i < n; i++)
			if (!isnan(x[i]) && !isnan(y[i]))
				of[(*complete)++] = i;
		rank(x, of, *complete, room, ranks);
		rank(y, of, *complete, room, ranks + n);
		for (int b = 0; b <= resamples; b++)
			out[b] = *complete > 1 ? correlation(ranks, ranks + n, *complete, seed, b - 1) : NAN;
	}
	soc_free(of);
	soc_free(room);
	soc_free(ranks);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the ranks") : SOC_OK;
}

enum soc_err soc_sensitivity_ranks(const double *x, const double *y, int64_t n, uint64_t seed,
                                   struct soc_estimate *out, struct soc_msg *msg)
{
	double resampled[RESAMPLES + 1];
	int64_t complete;
	const enum soc_err err = rank_correlations(x, y, n, seed, RESAMPLES, resampled, &complete, msg);
	if (err == SOC_OK)
		*out = estimate_of(resampled, complete, -1.0, 1.0);
	return err;
}

enum soc_err soc_sensitivity_rank(const double *x, const double *y, int64_t n, double *out,
                                  struct soc_msg *msg)
{
	int64_t complete;
	return rank_correlations(x, y, n, 0, 0, out, &complete, msg);
}
