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
#define SCRAMBLINGS SOC_DESIGN_SCRAMBLINGS
#define ROUNDING 1e-12 /* of the squares: a smaller variance is that of values all the same */

/* Jansen's sums over rows of one factor. */
struct sums {
	double rows, values, squares, from_a, from_b;
};

/* Of the complete rows of each scrambling; returns how many rows there are. */
static int64_t take_sums(const double *y, int64_t rows, int count, int factor, struct sums of[SCRAMBLINGS])
{
	int64_t complete = 0;
	double origin = 0.0; /* against cancellation */
	for (int k = 0; k < SCRAMBLINGS; k++)
		of[k] = (struct sums){ 0 };
	for (int64_t row = 0; row < rows; row++) {
		const double *at = y + row * (count + 2);
		if (isnan(at[0]) || isnan(at[1]) || isnan(at[2 + factor]))
			continue;
		if (complete++ == 0)
			origin = at[0];
		struct sums *s = &of[row % SCRAMBLINGS];
		const double a = at[0] - origin, b = at[1] - origin, ab = at[2 + factor] - origin;
		s->rows += 1.0;
		s->values += a + b;
		s->squares += a * a + b * b;
		s->from_a += (a - ab) * (a - ab);
		s->from_b += (b - ab) * (b - ab);
	}
	return complete;
}

struct jansen {
	double first, total;
};

/* From all scramblings but one; but: -1 for none. */
static struct jansen jansen_of(const struct sums of[SCRAMBLINGS], int but)
{
	struct sums s = { 0 };
	for (int k = 0; k < SCRAMBLINGS; k++)
		if (k != but) {
			s.rows += of[k].rows;
			s.values += of[k].values;
			s.squares += of[k].squares;
			s.from_a += of[k].from_a;
			s.from_b += of[k].from_b;
		}
	const double n = 2.0 * s.rows, variance = s.squares / n - s.values / n * (s.values / n);
	if (!(variance > ROUNDING * s.squares / n))
		return (struct jansen){ NAN, NAN };
	return (struct jansen){ 1.0 - s.from_b / n / variance, s.from_a / n / variance };
}

/* The jackknife for groups of unequal size: without[k] is the value without scrambling k. */
static struct soc_estimate jackknife(double value, const double without[SCRAMBLINGS],
                                     const struct sums of[SCRAMBLINGS], int64_t rows, double least,
                                     double most)
{
	struct soc_estimate e = { value, NAN, NAN, rows };
	double pseudo[SCRAMBLINGS], times[SCRAMBLINGS], mean = 0.0, variance = 0.0;
	int groups = 0;
	for (int k = 0; k < SCRAMBLINGS; k++)
		if (of[k].rows > 0.0) {
			times[groups] = (double)rows / of[k].rows;
			pseudo[groups] = times[groups] * value - (times[groups] - 1.0) * without[k];
			mean += pseudo[groups] / times[groups];
			groups++;
		}
	for (int g = 0; g < groups; g++)
		variance += (pseudo[g] - mean) * (pseudo[g] - mean) / (times[g] - 1.0) / groups;
	if (groups < 2 || isnan(variance))
		return e;
	const double half = soc_student_975(groups - 1) * soc_num_sqrt(variance);
	e.low = fmax(value - half, fmin(least, value));
	e.high = fmin(value + half, fmax(most, value));
	return e;
}

void soc_sensitivity_sobol(const double *y, int64_t rows, int count, struct soc_estimate *first,
                           struct soc_estimate *total)
{
	for (int i = 0; i < count; i++) {
		struct sums of[SCRAMBLINGS];
		double first_without[SCRAMBLINGS], total_without[SCRAMBLINGS];
		const int64_t complete = take_sums(y, rows, count, i, of);
		const struct jansen all = jansen_of(of, -1);
		for (int k = 0; k < SCRAMBLINGS; k++) {
			const struct jansen without = jansen_of(of, k);
			first_without[k] = without.first;
			total_without[k] = without.total;
		}
		first[i] = jackknife(all.first, first_without, of, complete, -INFINITY, 1.0);
		total[i] = jackknife(all.total, total_without, of, complete, 0.0, INFINITY);
	}
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
