#include "experiment/emulator.h"

#include "analysis/text.h"
#include "base/mem.h"
#include "base/num.h"
#include "experiment/cholesky.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROOT_5 2.23606797749978969641
#define LOG_2_PI 1.83787706640934548356
#define PARAMETERS (SOC_EMULATOR_FACTORS + 2) /* logarithms: lengths, variance, nugget */
#define STEPS 80
#define JITTER 1e-9 /* of the variance, so that points that nearly coincide do not end it */
#define NORMAL_975 1.95996398454005423552
#define POINTS_PER_TERM 3

/* What is fitted: y from its mean in units of its standard deviation, and room for it. */
struct fit {
	const double *u, *y;
	int64_t n;
	int factors, terms, parameters;
	double known;                        /* nugget, or NaN */
	double *covariance, *inverse, *work; /* [n][n] */
	double *solved;                      /* covariance^-1 H [terms][n] */
	double *inner, *slope, *rest;        /* [terms][terms], [terms], [n] */
};

/* ---- kernel ---- */
static double distance(const double *a, const double *b, const double *one_by, int factors)
{
	double sum = 0.0;
	for (int i = 0; i < factors; i++) {
		const double by = (a[i] - b[i]) * one_by[i];
		sum += by * by;
	}
	return soc_num_sqrt(sum);
}

static double matern(double r)
{
	return (1.0 + ROOT_5 * r + 5.0 / 3.0 * r * r) * soc_num_exp(-ROOT_5 * r);
}

static double term_at(const double *u, int term)
{
	return term == 0 ? 1.0 : u[term - 1] - 0.5;
}

static double dot(const double *a, const double *b, int64_t n)
{
	double sum = 0.0;
	for (int64_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

static void unpack(const struct fit *f, const double *p, double *one_by, double *variance, double *nugget)
{
	for (int i = 0; i < f->factors; i++)
		one_by[i] = soc_num_exp(-p[i]);
	*variance = soc_num_exp(p[f->factors]);
	*nugget = isnan(f->known) ? soc_num_exp(p[f->factors + 1]) : f->known;
}

/* ---- likelihood ---- */
/* The upper half of the covariance, then its Cholesky; 0 when it has none. */
static int factorise(struct fit *f, const double *one_by, double variance, double nugget, double *log_det)
{
	for (int64_t i = 0; i < f->n; i++) {
		double *row = f->covariance + i * f->n;
		row[i] = variance * (1.0 + JITTER) + nugget;
		for (int64_t j = i + 1; j < f->n; j++)
			row[j] =
				variance * matern(distance(f->u + i * f->factors, f->u + j * f->factors, one_by, f->factors));
	}
	return soc_cholesky(f->covariance, f->n, log_det);
}

/* The slopes at their best, and covariance^-1 (y - H b). */
static int regress(struct fit *f)
{
	for (int t = 0; t < f->terms; t++) {
		double *s = f->solved + t * f->n;
		for (int64_t i = 0; i < f->n; i++)
			s[i] = term_at(f->u + i * f->factors, t);
		soc_cholesky_solve(f->covariance, f->n, s);
		f->slope[t] = dot(s, f->y, f->n);
	}
	for (int s = 0; s < f->terms; s++)
		for (int t = s; t < f->terms; t++) {
			double sum = 0.0;
			for (int64_t i = 0; i < f->n; i++)
				sum += term_at(f->u + i * f->factors, s) * f->solved[t * f->n + i];
			f->inner[s * f->terms + t] = sum;
		}
	if (!soc_cholesky(f->inner, f->terms, NULL))
		return 0;
	soc_cholesky_solve(f->inner, f->terms, f->slope);
	for (int64_t i = 0; i < f->n; i++) {
		f->rest[i] = f->y[i];
		for (int t = 0; t < f->terms; t++)
			f->rest[i] -= f->slope[t] * term_at(f->u + i * f->factors, t);
	}
	memcpy(f->work, f->rest, (size_t)f->n * sizeof *f->work); /* the residual, for the likelihood */
	soc_cholesky_solve(f->covariance, f->n, f->rest);
	return 1;
}

/* NaN where there is none. */
static double likelihood(struct fit *f, const double *p)
{
	double one_by[SOC_EMULATOR_FACTORS], variance, nugget, log_det;
	unpack(f, p, one_by, &variance, &nugget);
	if (!factorise(f, one_by, variance, nugget, &log_det) || !regress(f))
		return NAN;
	return -0.5 * (dot(f->work, f->rest, f->n) + log_det + (double)f->n * LOG_2_PI);
}

/* Its slopes over the parameters, after likelihood(): half the sum over pairs of (a a' - C^-1) dC. */
static void likelihood_slopes(struct fit *f, const double *p, double *out)
{
	double one_by[SOC_EMULATOR_FACTORS], variance, nugget;
	unpack(f, p, one_by, &variance, &nugget);
	soc_cholesky_inverse(f->covariance, f->n, f->inverse, f->work);
	memset(out, 0, PARAMETERS * sizeof *out);
	double of_nugget = 0.0;
	for (int64_t i = 0; i < f->n; i++) {
		const double *a = f->u + i * f->factors;
		const double own = f->rest[i] * f->rest[i] - f->inverse[i * f->n + i];
		of_nugget += 0.5 * own * nugget;
		out[f->factors] += 0.5 * own * variance * (1.0 + JITTER);
		for (int64_t j = i + 1; j < f->n; j++) {
			const double *b = f->u + j * f->factors;
			const double pair = (f->rest[i] * f->rest[j] - f->inverse[i * f->n + j]) * variance;
			const double r = distance(a, b, one_by, f->factors), fall = soc_num_exp(-ROOT_5 * r);
			const double of_length = pair * 5.0 / 3.0 * (1.0 + ROOT_5 * r) * fall;
			out[f->factors] += pair * (1.0 + ROOT_5 * r + 5.0 / 3.0 * r * r) * fall;
			for (int k = 0; k < f->factors; k++) {
				const double by = (a[k] - b[k]) * one_by[k];
				out[k] += of_length * by * by;
			}
		}
	}
	out[f->factors + 1] = of_nugget;
}

/* ---- search ---- */
static void bounds_of(const struct fit *f, int parameter, double *low, double *high)
{
	if (parameter < f->factors) {
		*low = soc_num_log(0.05);
		*high = soc_num_log(50.0);
	} else {
		*low = soc_num_log(parameter == f->factors ? 1e-6 : 1e-8);
		*high = soc_num_log(parameter == f->factors ? 1e4 : 2.0);
	}
}

/* From a start: p becomes the best that was seen; its likelihood. */
static double climb(struct fit *f, double *p)
{
	double step[PARAMETERS], last[PARAMETERS] = { 0 }, slopes[PARAMETERS], now[PARAMETERS], best = NAN;
	memcpy(now, p, sizeof now);
	for (int i = 0; i < f->parameters; i++)
		step[i] = 0.2;
	for (int round = 0; round < STEPS; round++) {
		const double value = likelihood(f, now);
		double largest = 0.0;
		if (isnan(value))
			break;
		if (isnan(best) || value > best) {
			best = value;
			memcpy(p, now, sizeof now);
		}
		likelihood_slopes(f, now, slopes);
		for (int i = 0; i < f->parameters; i++) {
			double low, high;
			const double turn = slopes[i] * last[i];
			if (turn > 0.0)
				step[i] = fmin(step[i] * 1.2, 1.0);
			else if (turn < 0.0)
				step[i] *= 0.5;
			last[i] = turn < 0.0 ? 0.0 : slopes[i];
			const double before = now[i];
			bounds_of(f, i, &low, &high);
			if (last[i] != 0.0)
				now[i] = fmin(high, fmax(low, now[i] + (slopes[i] > 0.0 ? step[i] : -step[i])));
			largest = fmax(largest, fabs(now[i] - before));
		}
		if (largest < 1e-3 && round > 10)
			break;
	}
	return best;
}

static double search(struct fit *f, double *p)
{
	static const double starts[] = { 0.4, 2.0 };
	double best = NAN;
	f->parameters = f->factors + 1 + isnan(f->known);
	for (size_t s = 0; s < sizeof starts / sizeof starts[0]; s++) {
		double from[PARAMETERS] = { 0 };
		for (int i = 0; i < f->factors; i++)
			from[i] = soc_num_log(starts[s] * soc_num_sqrt((double)f->factors));
		from[f->factors + 1] = soc_num_log(1e-2);
		const double value = climb(f, from);
		if (isnan(best) || value > best) {
			best = value;
			memcpy(p, from, sizeof from);
		}
	}
	return best;
}

/* ---- leaving one out ---- */
static void judge(struct soc_emulator *e, const struct fit *f)
{
	double left = 0.0, all = 0.0;
	int64_t inside = 0;
	for (int64_t i = 0; i < f->n; i++) {
		double g[SOC_EMULATOR_FACTORS + 1], own = f->inverse[i * f->n + i];
		for (int t = 0; t < f->terms; t++)
			g[t] = f->solved[t * f->n + i];
		soc_cholesky_half(f->inner, f->terms, g);
		own -= dot(g, g, f->terms);
		const double error = f->rest[i] / own;
		left += error * error;
		all += f->y[i] * f->y[i];
		inside += error * error * own <= NORMAL_975 * NORMAL_975;
	}
	e->q2 = 1.0 - left / all;
	e->inside = (double)inside / (double)f->n;
	if (!(e->q2 >= SOC_EMULATOR_LEAST_Q2)) {
		e->is_refused = 1;
		struct soc_buf why = { 0 };
		soc_buf_puts(&why, "Q2 ");
		soc_text_real(&why, e->q2, 2);
		soc_buf_add(&why, " (points: %lld), 0.8 needed: more points, fewer factors or narrower ranges",
		            (long long)f->n);
		snprintf(e->why, sizeof e->why, "%s", why.failed ? "Q2 below 0.8" : soc_buf_text(&why));
		soc_buf_release(&why);
	}
}

/* ---- fitting ---- */
static enum soc_err make_room(struct fit *f, struct soc_msg *msg)
{
	const size_t n = (size_t)f->n, terms = (size_t)f->terms;
	f->covariance = soc_calloc(n * n + 1, sizeof(double));
	f->inverse = soc_calloc(n * n + 1, sizeof(double));
	f->work = soc_calloc(n * n + 1, sizeof(double));
	f->solved = soc_calloc(n * terms + 1, sizeof(double));
	f->inner = soc_calloc(terms * terms, sizeof(double));
	f->slope = soc_calloc(terms, sizeof(double));
	f->rest = soc_calloc(n + 1, sizeof(double));
	const int ok = f->covariance != NULL && f->inverse != NULL && f->work != NULL && f->solved != NULL &&
	               f->inner != NULL && f->slope != NULL && f->rest != NULL;
	return ok ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an emulator");
}

static void release(struct fit *f)
{
	soc_free(f->covariance);
	soc_free(f->inverse);
	soc_free(f->work);
	soc_free(f->solved);
	soc_free(f->inner);
	soc_free(f->slope);
	soc_free(f->rest);
}

static void refuse(struct soc_emulator *e, const char *why)
{
	e->is_refused = 1;
	e->q2 = NAN;
	snprintf(e->why, sizeof e->why, "%s", why);
}

/* Points with a value, y standardised; `y` is the caller's [n]. */
static enum soc_err take_points(struct soc_emulator *e, const double *u, const double *y, int64_t n,
                                double *standard, struct soc_msg *msg)
{
	double sum = 0.0, squares = 0.0;
	e->u = soc_calloc((size_t)n * (size_t)e->factors + 1, sizeof *e->u);
	if (e->u == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an emulator");
	for (int64_t i = 0; i < n; i++)
		if (!isnan(y[i])) {
			memcpy(e->u + e->points * e->factors, u + i * e->factors, (size_t)e->factors * sizeof *e->u);
			standard[e->points++] = y[i];
		}
	for (int64_t i = 0; i < e->points; i++)
		sum += standard[i] / (double)e->points;
	for (int64_t i = 0; i < e->points; i++)
		squares += (standard[i] - sum) * (standard[i] - sum) / (double)e->points;
	int varies = 0;
	for (int64_t i = 1; i < e->points; i++)
		varies |= standard[i] != standard[0];
	e->origin = sum;
	e->scale = varies ? soc_num_sqrt(squares) : 0.0;
	for (int64_t i = 0; i < e->points; i++)
		standard[i] = (standard[i] - sum) / (e->scale > 0.0 ? e->scale : 1.0);
	return SOC_OK;
}

static enum soc_err fit(struct soc_emulator *e, const double *y, double nugget, struct soc_msg *msg)
{
	const double unit = e->scale * e->scale;
	double p[PARAMETERS] = { 0 }, one_by[SOC_EMULATOR_FACTORS];
	struct fit f = { .u = e->u, .y = y, .n = e->points, .factors = e->factors, .terms = e->terms };
	f.known = isnan(nugget) ? NAN : fmax(nugget / unit, 1e-8);
	enum soc_err err = make_room(&f, msg);
	if (err == SOC_OK && isnan(e->log_likelihood = search(&f, p)))
		refuse(e, "its covariance cannot be inverted: points that coincide");
	else if (err == SOC_OK) {
		(void)likelihood(&f, p);
		soc_cholesky_inverse(f.covariance, f.n, f.inverse, f.work);
		unpack(&f, p, one_by, &e->variance, &e->nugget);
		judge(e, &f);
		for (int i = 0; i < e->factors; i++)
			e->length[i] = 1.0 / one_by[i];
		e->variance *= unit;
		e->nugget *= unit;
		e->log_likelihood -= (double)e->points * soc_num_log(e->scale);
		e->upper = f.covariance;
		e->rest = f.rest;
		e->slope = f.slope;
		e->inner = f.inner;
		e->solved = f.solved;
		f.covariance = f.rest = f.slope = f.inner = f.solved = NULL;
	}
	release(&f);
	return err;
}

enum soc_err soc_emulator_fit(struct soc_emulator *e, const double *u, const double *y, int64_t n,
                              int factors, double nugget, struct soc_msg *msg)
{
	*e = (struct soc_emulator){ .factors = factors, .q2 = NAN, .inside = NAN };
	if (n > SOC_EMULATOR_POINTS || factors > SOC_EMULATOR_FACTORS || factors < 1)
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "points and factors of an emulator: %lld and %d; allowed: at most %d and %d",
		                (long long)n, factors, SOC_EMULATOR_POINTS, SOC_EMULATOR_FACTORS);
	double *standard = soc_calloc((size_t)n + 1, sizeof *standard);
	enum soc_err err =
		standard != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an emulator");
	if (err == SOC_OK)
		err = take_points(e, u, y, n, standard, msg);
	if (err == SOC_OK) {
		e->terms = e->points >= POINTS_PER_TERM * (factors + 1) ? factors + 1 : 1;
		if (e->points < 2 * factors + 2)
			refuse(e, "fewer points with a value than two for each factor and two more");
		else if (!(e->scale > 0.0))
			refuse(e, "the outcome is the same at all points");
		else
			err = fit(e, standard, nugget, msg);
	}
	soc_free(standard);
	return err;
}

void soc_emulator_release(struct soc_emulator *e)
{
	soc_free(e->u);
	soc_free(e->upper);
	soc_free(e->rest);
	soc_free(e->slope);
	soc_free(e->inner);
	soc_free(e->solved);
	*e = (struct soc_emulator){ 0 };
}

/* ---- telling ---- */
int64_t soc_emulator_work(const struct soc_emulator *e)
{
	return e->points + e->terms;
}

double soc_emulator_at(const struct soc_emulator *e, const double *u, double *variance, double *work)
{
	double one_by[SOC_EMULATOR_FACTORS], *left = work + e->points, mean = 0.0;
	const double own = e->variance / (e->scale * e->scale);
	for (int i = 0; i < e->factors; i++)
		one_by[i] = 1.0 / e->length[i];
	for (int64_t i = 0; i < e->points; i++)
		work[i] = own * matern(distance(u, e->u + i * e->factors, one_by, e->factors));
	for (int t = 0; t < e->terms; t++)
		mean += e->slope[t] * term_at(u, t);
	mean += dot(work, e->rest, e->points);
	if (variance != NULL) {
		for (int t = 0; t < e->terms; t++)
			left[t] = term_at(u, t) - dot(work, e->solved + t * e->points, e->points);
		soc_cholesky_half(e->inner, e->terms, left);
		soc_cholesky_half(e->upper, e->points, work);
		const double v = own - dot(work, work, e->points) + dot(left, left, e->terms);
		*variance = (v > 0.0 ? v : 0.0) * e->scale * e->scale;
	}
	return e->origin + e->scale * mean;
}

/* ---- for tests ---- */
enum soc_err soc_emulator_likelihood(const double *u, const double *y, int64_t n, int factors, int terms,
                                     const double *length, double variance, double nugget, double *out,
                                     struct soc_msg *msg)
{
	double p[PARAMETERS] = { 0 };
	struct fit f = { .u = u, .y = y, .n = n, .factors = factors, .terms = terms, .known = nugget };
	const enum soc_err err = make_room(&f, msg);
	for (int i = 0; i < factors; i++)
		p[i] = soc_num_log(length[i]);
	p[factors] = soc_num_log(variance);
	if (err == SOC_OK)
		*out = likelihood(&f, p);
	release(&f);
	return err;
}
