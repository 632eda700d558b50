/* The emulator: by hand with three points, known functions, what it is refused for, and how often it is
 * right about how sure it is. */
#include "runner.h"

#include "base/mem.h"
#include "experiment/cholesky.h"
#include "experiment/design.h"
#include "experiment/emulator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

static void near(double value, double wanted, double by)
{
	if (!(fabs(value - wanted) <= by))
		fail_msg("%.12g, %.12g wanted, by at most %g", value, wanted, by);
}

/* A Latin hypercube of n points. */
static void spread(double *u, int64_t n, int factors, int64_t seed)
{
	struct soc_factor factor[8];
	const struct soc_design d = { .kind = SOC_DESIGN_lhs, .n = n, .seed = seed };
	for (int i = 0; i < factors; i++)
		factor[i] = (struct soc_factor){ .high = 1.0 };
	for (int64_t p = 0; p < n; p++)
		soc_design_at(&d, factor, factors, p, u + p * factors);
}

/* [4 2 0; 2 5 2; 0 2 5] = U' U with U = [2 1 0; 0 2 1; 0 0 2]; determinant 64. */
static void cholesky_by_hand(void **state)
{
	double a[9] = { 4, 2, 0, 2, 5, 2, 0, 2, 5 }, inverse[9], work[9], log_det;
	double x[3] = { 2 * 1 + 4, 2 + 5 * 1 + 2 * 3, 2 * 1 + 5 * 3 };
	static const double wanted[] = { 2, 1, 0, 2, 2, 1, 0, 2, 2 };
	static const double whole[] = { 4, 2, 0, 2, 5, 2, 0, 2, 5 };
	(void)state;
	assert_int_equal(soc_cholesky(a, 3, &log_det), 1);
	for (int i = 0; i < 3; i++)
		for (int j = i; j < 3; j++)
			near(a[3 * i + j], wanted[3 * i + j], 1e-14);
	near(log_det, log(64.0), 1e-13);
	soc_cholesky_solve(a, 3, x); /* of A (1, 1, 3): 6, 13, 17 */
	near(x[0], 1.0, 1e-13);
	near(x[1], 1.0, 1e-13);
	near(x[2], 3.0, 1e-13);
	soc_cholesky_inverse(a, 3, inverse, work);
	for (int i = 0; i < 3; i++)
		for (int j = 0; j < 3; j++) {
			double sum = 0.0;
			for (int k = 0; k < 3; k++)
				sum += whole[3 * i + k] * inverse[3 * k + j];
			near(sum, i == j, 1e-13);
		}
	double flat[4] = { 1, 1, 1, 1 };
	assert_int_equal(soc_cholesky(flat, 2, NULL), 0);
}

/* Two points, one constant: C = v [1 c; c 1] + t I; with y = (1, 0) and b = 1/2 the residual is (1, -1)/2, an
 * eigenvector of the value v (1 - c) + t. */
static void likelihood_by_hand(void **state)
{
	static const double u[] = { 0.2, 0.6 }, y[] = { 1.0, 0.0 };
	const double length = 0.5, variance = 2.0, nugget = 0.25, r = 0.4 / 0.5, root = sqrt(5.0);
	const double c = (1.0 + root * r + 5.0 * r * r / 3.0) * exp(-root * r);
	const double low = variance * (1.0 - c) + nugget, high = variance * (1.0 + c) + nugget;
	double got;
	struct soc_msg msg;
	(void)state;
	assert_int_equal(soc_emulator_likelihood(u, y, 2, 1, 1, &length, variance, nugget, &got, &msg), SOC_OK);
	near(got, -0.5 * (0.5 / low + log(low * high) + 2.0 * log(2.0 * PI)), 1e-7);
}

/* The search ends where the likelihood is flat: no neighbour has a greater one. */
static void search_ends_at_the_top(void **state)
{
	double u[60 * 2], y[60], there;
	struct soc_emulator e;
	struct soc_msg msg;
	(void)state;
	spread(u, 60, 2, 3);
	for (int i = 0; i < 60; i++)
		y[i] = sin(6.0 * u[2 * i]) + u[2 * i + 1] * u[2 * i + 1] + 0.02 * cos(1000.0 * u[2 * i]);
	assert_int_equal(soc_emulator_fit(&e, u, y, 60, 2, 2e-4, &msg), SOC_OK);
	assert_false(e.is_refused);
	for (int i = 0; i < 3; i++)
		for (int side = -1; side <= 1; side += 2) {
			double length[2] = { e.length[0], e.length[1] }, variance = e.variance;
			*(i < 2 ? &length[i] : &variance) *= exp(0.05 * side);
			assert_int_equal(soc_emulator_likelihood(u, y, 60, 2, 3, length, variance, 2e-4, &there, &msg),
			                 SOC_OK);
			if (!(length[i % 2] > 49.0) && there > e.log_likelihood + 1e-3)
				fail_msg("%g at a neighbour, %g at the end", there, e.log_likelihood);
		}
	soc_emulator_release(&e);
}

static double ishigami(const double *u)
{
	const double a = PI * (2 * u[0] - 1), b = PI * (2 * u[1] - 1), c = PI * (2 * u[2] - 1);
	return sin(a) + 7.0 * sin(b) * sin(b) + 0.1 * c * c * c * c * sin(a);
}

static double bowl(const double *u)
{
	return 3.0 + 10.0 * (u[0] - 0.3) * (u[0] - 0.3) + 5.0 * u[1] * u[2];
}

/* Q2 told is that of new points, and 95% of them lie inside what is told. */
static void follows(double (*f)(const double *), int64_t n, double least_q2, double most_error)
{
	double *u = malloc((size_t)n * 3 * sizeof *u), *y = malloc((size_t)n * sizeof *y), new_u[200 * 3];
	double *work, sum = 0.0, left = 0.0, all = 0.0;
	int inside = 0;
	struct soc_emulator e;
	struct soc_msg msg;
	assert_true(u != NULL && y != NULL);
	spread(u, n, 3, 1);
	spread(new_u, 200, 3, 2);
	for (int64_t i = 0; i < n; i++)
		y[i] = f(u + 3 * i);
	assert_int_equal(soc_emulator_fit(&e, u, y, n, 3, NAN, &msg), SOC_OK);
	work = malloc((size_t)soc_emulator_work(&e) * sizeof *work);
	assert_non_null(work);
	for (int i = 0; i < 200; i++)
		sum += f(new_u + 3 * i) / 200;
	for (int i = 0; i < 200; i++) {
		double variance;
		const double truth = f(new_u + 3 * i), told = soc_emulator_at(&e, new_u + 3 * i, &variance, work);
		left += (truth - told) * (truth - told);
		all += (truth - sum) * (truth - sum);
		inside += fabs(truth - told) <= 1.96 * sqrt(variance + e.nugget);
	}
	print_message("Q2 told %.4f, of 200 new points %.4f; inside %d\n", e.q2, 1.0 - left / all, inside);
	assert_true(e.q2 >= least_q2 && !e.is_refused);
	near(e.q2, 1.0 - left / all, most_error);
	assert_true(inside >= 170);
	free(work);
	free(u);
	free(y);
	soc_emulator_release(&e);
}

static void follows_ishigami(void **state)
{
	(void)state;
	if (runner_sparse())
		skip(); /* numbers, and no other ways through the code than those of follows_a_bowl */
	follows(ishigami, 200, 0.9, 0.05);
}

static void follows_a_bowl(void **state)
{
	(void)state;
	follows(bowl, 40, 0.999, 0.001);
}

static void fit_of(struct soc_emulator *e, const double *y, int64_t n, double nugget)
{
	double u[200 * 3];
	struct soc_msg msg;
	spread(u, n, 3, 5);
	assert_int_equal(soc_emulator_fit(e, u, y, n, 3, nugget, &msg), SOC_OK);
}

/* What follows nothing is refused with its Q2; what does not vary and too few points with their reason. */
static void refuses(void **state)
{
	double y[60];
	struct soc_emulator e;
	(void)state;
	for (int i = 0; i < 60; i++)
		y[i] = (i * 7919 % 61) / 61.0;
	fit_of(&e, y, 60, NAN);
	assert_true(e.is_refused && e.q2 < 0.3);
	assert_non_null(strstr(e.why, "0.8 needed"));
	soc_emulator_release(&e);
	for (int i = 0; i < 60; i++)
		y[i] = 4.0;
	fit_of(&e, y, 60, NAN);
	assert_true(e.is_refused && isnan(e.q2));
	assert_string_equal(e.why, "the outcome is the same at all points");
	soc_emulator_release(&e);
	for (int i = 0; i < 60; i++)
		y[i] = i < 7 ? i : NAN;
	fit_of(&e, y, 60, NAN);
	assert_true(e.is_refused && e.points == 7);
	soc_emulator_release(&e);
}

/* Without random numbers it goes through its points; with the nugget known it does not, and leaves that much.
 */
static void goes_through_its_points(void **state)
{
	double u[40 * 3], y[40], work[60], variance;
	struct soc_emulator e;
	struct soc_msg msg;
	(void)state;
	spread(u, 40, 3, 9);
	for (int i = 0; i < 40; i++)
		y[i] = 1000.0 * bowl(u + 3 * i);
	assert_int_equal(soc_emulator_fit(&e, u, y, 40, 3, 0.0, &msg), SOC_OK);
	assert_true(soc_emulator_work(&e) <= 60);
	for (int i = 0; i < 40; i++) {
		near(soc_emulator_at(&e, u + 3 * i, &variance, work), y[i], 2.0);
		assert_true(variance < 1e-5 * e.scale * e.scale);
	}
	soc_emulator_release(&e);
	assert_int_equal(soc_emulator_fit(&e, u, y, 40, 3, 250000.0, &msg), SOC_OK);
	near(e.nugget, 250000.0, 1e-3);
	soc_emulator_release(&e);
}

static void limits_and_memory(void **state)
{
	double u[40 * 3], y[40];
	struct soc_emulator e;
	struct soc_msg msg;
	(void)state;
	spread(u, 40, 3, 9);
	for (int i = 0; i < 40; i++)
		y[i] = bowl(u + 3 * i);
	assert_int_equal(soc_emulator_fit(&e, u, y, SOC_EMULATOR_POINTS + 1, 3, NAN, &msg), SOC_ERR_LIMIT);
	assert_int_equal(soc_emulator_fit(&e, u, y, 1, SOC_EMULATOR_FACTORS + 1, NAN, &msg), SOC_ERR_LIMIT);
	enum soc_err err = SOC_ERR_MEMORY;
	int fails = 0;
	for (int64_t at = 1; err != SOC_OK; at++) {
		soc_mem_fail_at(at);
		err = soc_emulator_fit(&e, u, y, 40, 3, NAN, &msg);
		soc_mem_fail_at(0);
		assert_true(err == SOC_OK || err == SOC_ERR_MEMORY);
		fails += err != SOC_OK;
		soc_emulator_release(&e);
	}
	assert_true(fails >= 9);
}

PART(emulator)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cholesky_by_hand),        cmocka_unit_test(likelihood_by_hand),
		cmocka_unit_test(search_ends_at_the_top),  cmocka_unit_test(follows_ishigami),
		cmocka_unit_test(follows_a_bowl),          cmocka_unit_test(refuses),
		cmocka_unit_test(goes_through_its_points), cmocka_unit_test(limits_and_memory),
	};
	return run_part(tests, NULL, NULL);
}
