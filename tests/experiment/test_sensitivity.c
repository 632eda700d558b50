/* Indices of functions whose indices are known: Ishigami, Sobol's g, Morris' function of twenty factors; what
 * is left out; and how often intervals hold the truth. */
#include "runner.h"

#include "experiment/sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

typedef double function_of(const double *u, int count);

/* Ishigami and Homma (1990), a = 7, b = 0.1, over [-pi, pi]. */
static double ishigami(const double *u, int count)
{
	double x[3];
	(void)count;
	for (int i = 0; i < 3; i++)
		x[i] = PI * (2.0 * u[i] - 1.0);
	return sin(x[0]) + 7.0 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
}

/* g of Sobol' with a = 0, 1, 4.5, 9, 99, 99, 99, 99 (Saltelli and Sobol' 1995). */
static const double g_a[8] = { 0, 1, 4.5, 9, 99, 99, 99, 99 };
static double g_function(const double *u, int count)
{
	double product = 1.0;
	for (int i = 0; i < count; i++)
		product *= (fabs(4.0 * u[i] - 2.0) + g_a[i]) / (1.0 + g_a[i]);
	return product;
}

static void evaluate(const struct soc_design *d, int count, function_of *f, double *y)
{
	static struct soc_factor factor[SOC_FACTORS_MAX];
	double u[SOC_FACTORS_MAX];
	for (int i = 0; i < count; i++)
		factor[i] = (struct soc_factor){ .high = 1.0 };
	for (int64_t p = 0; p < soc_design_points(d, factor, count); p++) {
		soc_design_at(d, factor, count, p, u);
		y[p] = f(u, count);
	}
}

static void near(double value, double wanted, double by)
{
	if (!(fabs(value - wanted) <= by))
		fail_msg("%g, %g wanted, by at most %g", value, wanted, by);
}

/* V = a^2/8 + b pi^4/5 + b^2 pi^8/18 + 1/2, V1 = (1 + b pi^4/5)^2/2, V2 = a^2/8, V13 = b^2 pi^8 (1/18 - 1/50)
 */
static void ishigami_has_its_indices(void **state)
{
	static const double first[] = { 0.3139, 0.4424, 0.0 }, total[] = { 0.5576, 0.4424, 0.2437 };
	const struct soc_design d = { .kind = SOC_DESIGN_sobol, .n = 4096, .seed = 1 };
	struct soc_estimate s[3], t[3];
	double *y = malloc(4096 * 5 * sizeof *y);
	(void)state;
	assert_non_null(y);
	evaluate(&d, 3, ishigami, y);
	soc_sensitivity_sobol(y, d.n, 3, s, t);
	for (int i = 0; i < 3; i++) {
		near(s[i].value, first[i], 0.01);
		near(t[i].value, total[i], 0.01);
		assert_true(s[i].low <= first[i] && first[i] <= s[i].high && s[i].high - s[i].low < 0.2);
		assert_true(t[i].low <= total[i] && total[i] <= t[i].high && t[i].high - t[i].low < 0.2);
		assert_int_equal(s[i].count, 4096);
	}
	free(y);
}

/* V_i = 1/3/(1 + a_i)^2; V = product(1 + V_i) - 1; T_i = V_i product over the others (1 + V_j) / V */
static void g_indices(int count, double *first, double *total)
{
	double product = 1.0;
	for (int i = 0; i < count; i++)
		product *= 1.0 + 1.0 / 3.0 / ((1.0 + g_a[i]) * (1.0 + g_a[i]));
	for (int i = 0; i < count; i++) {
		const double v = 1.0 / 3.0 / ((1.0 + g_a[i]) * (1.0 + g_a[i]));
		first[i] = v / (product - 1.0);
		total[i] = v * product / (1.0 + v) / (product - 1.0);
	}
}

static void g_has_its_indices(void **state)
{
	const struct soc_design d = { .kind = SOC_DESIGN_sobol, .n = 4096, .seed = 2 };
	struct soc_estimate s[8], t[8];
	double *y = malloc(4096 * 10 * sizeof *y), first[8], total[8];
	(void)state;
	assert_non_null(y);
	evaluate(&d, 8, g_function, y);
	soc_sensitivity_sobol(y, d.n, 8, s, t);
	g_indices(8, first, total);
	for (int i = 0; i < 8; i++) {
		near(s[i].value, first[i], 0.015);
		near(t[i].value, total[i], 0.015);
	}
	free(y);
}

/* Jansen's sums by hand: two rows, one factor. y = 1, 3, 2 and 5, 4, 6: mean of A and B 3.25, variance
 * 34.75 / 4 - ... = (1 + 9 + 25 + 16) / 4 - 3.25^2 = 2.1875; (3 - 2)^2 + (4 - 6)^2 = 5 and 1 + 1 = 2 over 4.
 */
static void jansen_by_hand(void **state)
{
	static const double y[] = { 1, 3, 2, 5, 4, 6 };
	struct soc_estimate s, t;
	(void)state;
	soc_sensitivity_sobol(y, 2, 1, &s, &t);
	near(s.value, 1.0 - 1.25 / 2.1875, 1e-12);
	near(t.value, 0.5 / 2.1875, 1e-12);
	/* Two scramblings of one row. Total without the first, of 5, 4, 6: variance 1/4, 1/2 over it 2; without
	 * the second, of 1, 3, 2: variance 1, 1/2 over it 1/2. (1/2) x (2 - 5/4)^2 x 2 = 0.5625, its root 0.75
	 * times 12.7062 of Student's t with one degree of freedom. */
	near(t.high - t.value, 0.75 * 12.706, 1e-3);
	near(t.low, 0.0, 0.0);
}

/* ---- Morris (1991): beta_i = 20 for the first ten, beta_ij = -15 for the first six, beta_ijl = -10 for the
 * first five, beta_ijls = 5 for the first four; the others small, here 0 ---- */
static double w_of(const double *u, int i)
{
	const int is_bent = i == 2 || i == 4 || i == 6; /* factors 3, 5, 7 */
	return is_bent ? 2.0 * (1.1 * u[i] / (u[i] + 0.1) - 0.5) : 2.0 * (u[i] - 0.5);
}

static double morris_function(const double *u, int count)
{
	double w[20], y = 0.0;
	for (int i = 0; i < count; i++)
		w[i] = w_of(u, i);
	for (int i = 0; i < 10; i++)
		y += 20.0 * w[i];
	for (int i = 0; i < 6; i++)
		for (int j = i + 1; j < 6; j++)
			y += -15.0 * w[i] * w[j];
	for (int i = 0; i < 5; i++)
		for (int j = i + 1; j < 5; j++)
			for (int l = j + 1; l < 5; l++)
				y += -10.0 * w[i] * w[j] * w[l];
	return y + 5.0 * w[0] * w[1] * w[2] * w[3];
}

static void morris_finds_his_factors(void **state)
{
	const struct soc_design d = { .kind = SOC_DESIGN_morris, .trajectories = 40, .levels = 4, .seed = 1 };
	struct soc_estimate mu[20], star[20], sigma[20];
	struct soc_msg msg;
	double *y = malloc(40 * 21 * sizeof *y);
	(void)state;
	assert_non_null(y);
	evaluate(&d, 20, morris_function, y);
	assert_int_equal(soc_sensitivity_morris(&d, 20, y, mu, star, sigma, &msg), SOC_OK);
	for (int i = 0; i < 20; i++) {
		assert_int_equal(mu[i].count, 40);
		assert_true(star[i].value + 1e-9 >= fabs(mu[i].value));
	}
	for (int i = 0; i < 6; i++) /* large and not linear */
		assert_true(star[i].value > 20.0 && sigma[i].value > 15.0);
	assert_true(sigma[6].value > 10.0); /* alone, and bent */
	for (int i = 7; i < 10; i++) {      /* 20 w = 40 u - 20: linear, so that every effect is 40 */
		near(mu[i].value, 40.0, 1e-9);
		near(star[i].value, 40.0, 1e-9);
		near(sigma[i].value, 0.0, 1e-9);
		near(mu[i].high - mu[i].low, 0.0, 1e-6);
	}
	for (int i = 10; i < 20; i++)
		near(star[i].value, 0.0, 1e-9);
	free(y);
}

/* The exact effects of his function on the grid of four levels: factor i up by 2/3 from each of two levels,
 * with the others of the first seven at every combination of levels; those after them add nothing to it. */
static void exact_effects(int i, double *mu, double *star, double *sigma)
{
	const int all = 1 << 14; /* 4^7 */
	double sum = 0.0, sizes = 0.0, squares = 0.0;
	int count = 0;
	for (int k = 0; k < all; k++) {
		double u[20] = { 0.0 }, effect;
		for (int j = 0; j < 7; j++)
			u[j] = (k >> 2 * j & 3) / 3.0;
		if ((k >> 2 * i & 3) > 1)
			continue;
		effect = -morris_function(u, 20);
		u[i] += 2.0 / 3.0;
		effect = (effect + morris_function(u, 20)) / (2.0 / 3.0);
		sum += effect;
		sizes += fabs(effect);
		squares += effect * effect;
		count++;
	}
	*mu = sum / count;
	*star = sizes / count;
	*sigma = sqrt(squares / count - *mu * *mu);
}

/* With 4000 trajectories: within five standard errors of a mean, and 6% of a deviation. One in 10^5 seeds. */
static void morris_effects_are_those_of_the_grid(void **state)
{
	enum { MANY = 4000 };
	const struct soc_design d = { .kind = SOC_DESIGN_morris, .trajectories = MANY, .levels = 4, .seed = 3 };
	struct soc_estimate mu[20], star[20], sigma[20];
	struct soc_msg msg;
	double *y = NULL;
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, and no other ways through the code than those of those of the book */
	y = malloc(MANY * 21 * sizeof *y);
	assert_non_null(y);
	evaluate(&d, 20, morris_function, y);
	assert_int_equal(soc_sensitivity_morris(&d, 20, y, mu, star, sigma, &msg), SOC_OK);
	for (int i = 0; i < 7; i++) {
		double m, s, deviation;
		exact_effects(i, &m, &s, &deviation);
		near(mu[i].value, m, 5.0 * deviation / sqrt(MANY));
		near(star[i].value, s, 5.0 * deviation / sqrt(MANY));
		near(sigma[i].value, deviation, 0.06 * deviation);
	}
	free(y);
}

/* Saltelli and others, Global Sensitivity Analysis: The Primer (Wiley 2008), exercise 4, p. 138: six
 * trajectories of two factors on four levels with what a model gave, and mu, mu_star and sigma of them. The
 * test of SALib has them too. Levels are thirds. */
static const struct {
	int third[3][2];
	double y[3];
} primer[6] = {
	{ { { 0, 1 }, { 0, 3 }, { 2, 3 } }, { 0.97, 0.71, 2.39 } },
	{ { { 0, 1 }, { 2, 1 }, { 2, 3 } }, { 0.97, 2.30, 2.39 } },
	{ { { 2, 0 }, { 2, 2 }, { 0, 2 } }, { 1.87, 2.40, 0.87 } },
	{ { { 1, 3 }, { 3, 3 }, { 3, 1 } }, { 2.15, 1.71, 1.54 } },
	{ { { 1, 3 }, { 1, 1 }, { 3, 1 } }, { 2.15, 2.17, 1.54 } },
	{ { { 1, 2 }, { 1, 0 }, { 3, 0 } }, { 2.20, 1.87, 1.00 } },
};

/* Whether trajectory t of a design is that of the book. */
static int is_primer(const struct soc_design *d, const struct soc_factor *factor, int t, int of)
{
	for (int k = 0; k < 3; k++) {
		double u[2];
		soc_design_at(d, factor, 2, 3 * t + k, u);
		for (int i = 0; i < 2; i++)
			if (fabs(3.0 * u[i] - primer[of].third[k][i]) > 1e-9)
				return 0;
	}
	return 1;
}

/* Among many trajectories the first that is one of the book's has its values; all others are not measured. */
static void morris_of_the_primer(void **state)
{
	enum { MANY = 1000 };
	static const double mu_there[] = { 0.66, 0.21 }, star_there[] = { 1.62, 0.35 },
						sigma_there[] = { 1.79, 0.41 };
	const struct soc_design d = { .kind = SOC_DESIGN_morris, .trajectories = MANY, .levels = 4, .seed = 1 };
	const struct soc_factor factor[2] = { { .high = 1.0 }, { .high = 1.0 } };
	static double y[3 * MANY];
	struct soc_estimate mu[2], star[2], sigma[2];
	struct soc_msg msg;
	(void)state;
	for (int i = 0; i < 3 * MANY; i++)
		y[i] = NAN;
	for (int of = 0; of < 6; of++) {
		int t = 0;
		while (t < MANY && !is_primer(&d, factor, t, of))
			t++;
		assert_true(t < MANY);
		memcpy(y + 3 * t, primer[of].y, sizeof primer[of].y);
	}
	assert_int_equal(soc_sensitivity_morris(&d, 2, y, mu, star, sigma, &msg), SOC_OK);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(mu[i].count, 6);
		/* values are printed to 0.01, so that an effect is known to 0.015, and results to 0.005 */
		near(mu[i].value, mu_there[i], 0.02);
		near(star[i].value, star_there[i], 0.02);
		near(sigma[i].value, sigma_there[i], 0.02);
	}
}

/* ---- ranks ---- */
static void ranks_by_hand(void **state)
{
	/* ranks 0 1 2.5 2.5 4 and 0 2 1 3.5 3.5: deviations -2 -1 .5 .5 2, -2 0 -1 1.5 1.5; 7.25 / 9.5 */
	static const double x[] = { 1, 2, 5, 5, 9, NAN }, y[] = { 10, 30, 20, 40, 40, 5 },
						same[] = { 1, 1, 1, 1, 1, 1 };
	struct soc_estimate r;
	struct soc_msg msg;
	(void)state;
	assert_int_equal(soc_sensitivity_ranks(x, y, 6, 1, &r, &msg), SOC_OK);
	near(r.value, 7.25 / 9.5, 1e-12);
	assert_int_equal(r.count, 5);
	assert_int_equal(soc_sensitivity_ranks(x, same, 6, 1, &r, &msg), SOC_OK);
	assert_true(isnan(r.value) && isnan(r.low));
}

/* ---- what is missing ---- */
static void missing_points_are_left_out(void **state)
{
	const struct soc_design d = { .kind = SOC_DESIGN_sobol, .n = 64, .seed = 1 },
							m = { .kind = SOC_DESIGN_morris, .trajectories = 8, .levels = 4, .seed = 1 };
	static double y[64 * 5];
	struct soc_estimate s[3], t[3], u[3];
	struct soc_msg msg;
	(void)state;
	evaluate(&d, 3, ishigami, y);
	y[0 * 5 + 0] = NAN;     /* of a row's A: the row counts for no factor */
	y[1 * 5 + 2 + 1] = NAN; /* for factor 2 alone */
	soc_sensitivity_sobol(y, 64, 3, s, t);
	assert_int_equal(s[0].count, 63);
	assert_int_equal(s[1].count, 62);
	assert_false(isnan(s[1].value));
	for (int i = 0; i < 64 * 5; i++)
		y[i] = NAN;
	soc_sensitivity_sobol(y, 64, 3, s, t);
	assert_true(isnan(s[0].value) && isnan(t[0].low) && s[0].count == 0);
	evaluate(&m, 3, ishigami, y);
	y[0] = NAN; /* the first move of the first trajectory */
	double by;
	const int moved = soc_design_move(&m, 3, 0, &by);
	assert_int_equal(soc_sensitivity_morris(&m, 3, y, s, t, u, &msg), SOC_OK);
	for (int i = 0; i < 3; i++)
		assert_int_equal(s[i].count, i == moved ? 7 : 8);
	for (int i = 0; i < 64 * 5; i++)
		y[i] = 3.0; /* nothing varies: no index, and no division by zero */
	soc_sensitivity_sobol(y, 64, 3, s, t);
	assert_true(isnan(s[0].value) && isnan(t[2].value));
}

/* ---- how often an interval holds the truth: 95% is meant ---- */
/* Over many designs of 128 rows: of all first order indices together, and of all total ones, 93 to 97%, where
 * the standard error of a share is at most that of one index, 1.0 points from 500 designs and 0.5 from 2000;
 * of each index alone that is 95% give or take three of them and the point that a ratio costs. */
static void hold_the_truth(const char *name, function_of *f, int count, int times, const double *first,
                           const double *total)
{
	enum { ROWS = 128, MOST = 4 };
	static double y[ROWS * (MOST + 2)];
	int held[2][MOST] = { { 0 } };
	for (int k = 0; k < times; k++) {
		const struct soc_design d = { .kind = SOC_DESIGN_sobol, .n = ROWS, .seed = 100 + k };
		struct soc_estimate s[MOST], t[MOST];
		evaluate(&d, count, f, y);
		soc_sensitivity_sobol(y, ROWS, count, s, t);
		for (int i = 0; i < count; i++) {
			held[0][i] += s[i].low <= first[i] && first[i] <= s[i].high;
			held[1][i] += t[i].low <= total[i] && total[i] <= t[i].high;
		}
	}
	const double error = sqrt(0.95 * 0.05 / times);
	for (int order = 0; order < 2; order++) {
		int all = 0;
		for (int i = 0; i < count; i++) {
			all += held[order][i];
			if (getenv("SOCRED_SHOW") != NULL)
				print_message("%s, %s, factor %d: %.3f\n", name, order ? "total" : "first", i + 1,
				              (double)held[order][i] / times);
			near((double)held[order][i] / times, 0.95, 3.0 * error + 0.01);
		}
		const double share = (double)all / (times * count);
		if (getenv("SOCRED_SHOW") != NULL)
			print_message("%s, %s: %.3f\n", name, order ? "total" : "first", share);
		assert_true(times < 500 || (share > 0.93 && share < 0.97));
	}
}

static void intervals_hold_the_truth(void **state)
{
	static const double of_ishigami[2][3] = { { 0.313905, 0.442411, 0.0 }, { 0.557589, 0.442411, 0.243684 } };
	double first[4], total[4];
	(void)state;
	g_indices(4, first, total);
	const int times = runner_thorough() ? 2000 : runner_sparse() ? 60 : 500;
	hold_the_truth("Ishigami", ishigami, 3, times, of_ishigami[0], of_ishigami[1]);
	hold_the_truth("g", g_function, 4, times, first, total);
}

/* Values that vary in one scrambling alone, or stand in one alone, have indices and no interval. */
static void no_interval_from_one_scrambling(void **state)
{
	double y[16 * 3];
	struct soc_estimate s, t;
	(void)state;
	for (int i = 0; i < 16 * 3; i++)
		y[i] = 0.1;
	y[3 * 3] = 0.2; /* row 3, of A */
	soc_sensitivity_sobol(y, 16, 1, &s, &t);
	assert_false(isnan(s.value) || isnan(t.value));
	assert_true(isnan(s.low) && isnan(s.high) && isnan(t.low) && isnan(t.high));
	for (int i = 0; i < 16 * 3; i++)
		y[i] = i / 3 % SOC_DESIGN_SCRAMBLINGS == 5 ? (double)(i * i % 7) : NAN;
	soc_sensitivity_sobol(y, 16, 1, &s, &t);
	assert_int_equal(s.count, 2);
	assert_true(!isnan(t.value) && isnan(t.low));
}

/* Effects of a normal kind: independent trajectories, so that 95% is 95%. */
static double noise(const double *u, int count)
{
	(void)count;
	return 10.0 * u[0] * u[1] + 5.0 * u[1] * u[2] + u[2];
}

static void intervals_of_morris_hold_the_mean(void **state)
{
	const int times = runner_thorough() ? 500 : 100;
	static double y[20 * 4];
	int held = 0;
	(void)state;
	for (int k = 0; k < times; k++) {
		const struct soc_design d = {
			.kind = SOC_DESIGN_morris, .trajectories = 20, .levels = 4, .seed = 1000 + k
		};
		struct soc_estimate mu[3], star[3], sigma[3];
		struct soc_msg msg;
		evaluate(&d, 3, noise, y);
		assert_int_equal(soc_sensitivity_morris(&d, 3, y, mu, star, sigma, &msg), SOC_OK);
		held += mu[0].low <= 5.0 && 5.0 <= mu[0].high; /* 10 E(u) */
		held += mu[1].low <= 7.5 && 7.5 <= mu[1].high;
		held += mu[2].low <= 3.5 && 3.5 <= mu[2].high;
	}
	const double share = held / (3.0 * times);
	if (getenv("SOCRED_SHOW") != NULL)
		print_message("intervals of mu: %.3f\n", share);
	assert_true(share > 0.93 && share < 0.97);
}

PART(sensitivity)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ishigami_has_its_indices),
		cmocka_unit_test(g_has_its_indices),
		cmocka_unit_test(jansen_by_hand),
		cmocka_unit_test(morris_finds_his_factors),
		cmocka_unit_test(morris_effects_are_those_of_the_grid),
		cmocka_unit_test(morris_of_the_primer),
		cmocka_unit_test(ranks_by_hand),
		cmocka_unit_test(missing_points_are_left_out),
		cmocka_unit_test(intervals_hold_the_truth),
		cmocka_unit_test(no_interval_from_one_scrambling),
		cmocka_unit_test(intervals_of_morris_hold_the_mean),
	};
	return run_part(tests, NULL, NULL);
}
