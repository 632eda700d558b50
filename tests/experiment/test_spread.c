/* What points differ by apart from random numbers: by hand, where there is none, and how often the interval
 * holds what it should in made-up worlds of which that is known. */
#include "runner.h"

#include "analysis/assumptions.h"
#include "experiment/spread.h"
#include "model/variates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define POINTS 256

/* Two points, two replicates: rows 1, 3 and 5, 9. Means 2 and 7, of all 4.5.
 * MS_between = 2 (2.5^2 + 2.5^2) / 1 = 25; within -1, 1, -2, 2: 10 / 2 = 5. */
static void by_hand(void **state)
{
	const double y[4] = { 1, 3, 5, 9 };
	double means[2], sorted[2];
	(void)state;
	const struct soc_spread s = soc_spread_of(y, 2, 2, means, sorted);
	assert_int_equal(s.points, 2);
	assert_true(fabs(s.spread - sqrt(10.0)) < 1e-12);
	assert_true(fabs(s.simulation_error - sqrt(2.5)) < 1e-12);
	/* the means, drawn in by sqrt(20 / 25) */
	assert_true(fabs(s.median - 4.5) < 1e-12);
	assert_true(fabs(s.high - s.low - 5.0 * sqrt(0.8)) < 1e-12);
	assert_true(means[0] == 2.0 && means[1] == 7.0);
}

static void without_a_value(void **state)
{
	const double y[6] = { 1, 3, NAN, 4, 5, 9 };
	double means[3], sorted[3];
	(void)state;
	const struct soc_spread s = soc_spread_of(y, 3, 2, means, sorted);
	assert_int_equal(s.points, 2);
	assert_true(isnan(means[1]) && fabs(s.spread - sqrt(10.0)) < 1e-12);
	const struct soc_spread none = soc_spread_of(y, 1, 2, means, sorted);
	assert_true(isnan(none.low) && isnan(none.high));
}

/* Points with the same mean do not differ, whatever random numbers do to their replicates; and where those do
 * nothing all of it is to the last bit the same. */
static void random_numbers_are_no_spread(void **state)
{
	static double y[POINTS][4], means[POINTS], sorted[POINTS];
	(void)state;
	for (int i = 0; i < 2; i++) {
		for (int p = 0; p < POINTS; p++)
			for (int k = 0; k < 4; k++)
				y[p][k] = 0.1 + i * k / 3.0;
		const struct soc_spread s = soc_spread_of(y[0], POINTS, 4, means, sorted);
		assert_true(s.spread == 0.0 && s.high - s.low == 0.0);
		assert_true((s.simulation_error > 0.0) == (i > 0));
	}
}

/* One replicate of one point alone differs from all others: of points and within them the squares are the
 * same, whatever the size. */
static void one_of_all_is_no_spread(void **state)
{
	static double y[48][4], means[48], sorted[48];
	(void)state;
	for (int i = 1; i <= 200; i++) {
		y[i % 48][i % 4] = i / 7.3e5;
		const struct soc_spread s = soc_spread_of(y[0], 48, 4, means, sorted);
		assert_true(s.spread == 0.0 && s.simulation_error > 0.0);
		y[i % 48][i % 4] = 0.0;
	}
}

/* Three runs of one point: means 2, 7 and 3, of all 4; 4 + 9 + 1 over 3 x 2. One that lacks a value leaves
 * the mean of the others, and no error. */
static void several_runs_of_one_point(void **state)
{
	double y[6] = { 1, 3, 5, 9, 3, 3 };
	(void)state;
	const struct soc_spread_of_one all = soc_spread_of_one(y, 3, 2);
	assert_true(fabs(all.mean - 4.0) < 1e-12 && fabs(all.error - sqrt(14.0 / 6.0)) < 1e-12);
	y[3] = NAN;
	const struct soc_spread_of_one two = soc_spread_of_one(y, 3, 2);
	assert_true(two.mean == 2.5 && isnan(two.error));
	y[0] = y[4] = NAN;
	assert_true(isnan(soc_spread_of_one(y, 3, 2).mean));
}

/* ---- made-up worlds: y = f(u) + what random numbers do to a replicate of a point ---- */
static double uniform(uint64_t seed, int64_t p, int k)
{
	return ((double)SOC_VARIATE(BOOTSTRAP_ROW, seed, (uint64_t)p, 0, (uint32_t)k) + 0.5) / 4294967296.0;
}

/* A sum of twelve is near enough to normal here. */
static double normal(uint64_t seed, int64_t p, int k)
{
	double sum = -6.0;
	for (int i = 0; i < 12; i++)
		sum += uniform(seed, p, 16 + 12 * k + i);
	return sum;
}

/* Skewed, as most figures are: the square of a sum of four assumptions. */
static double truth(uint64_t seed, int64_t p)
{
	double sum = 0.0;
	for (int i = 0; i < 4; i++)
		sum += uniform(seed, p, i);
	return sum * sum;
}

static struct soc_spread world(uint64_t seed, double error)
{
	static double y[POINTS][2], means[POINTS], sorted[POINTS];
	for (int p = 0; p < POINTS; p++)
		for (int k = 0; k < 2; k++)
			y[p][k] = truth(seed, p) + error * normal(seed, p, k);
	return soc_spread_of(y[0], POINTS, 2, means, sorted);
}

/* The width between the 2.5 and 97.5% quantiles of (u1 + u2 + u3 + u4)^2, over 10 million draws, and its
 * standard deviation: E S^2 = 4 + 1/3; Var S^2 by hand from the moments of four uniforms. */
static double true_width(double *deviation)
{
	enum { N = 400000 };
	double *values = malloc(N * sizeof *values), mean = 0.0, squares = 0.0;
	assert_non_null(values);
	for (int i = 0; i < N; i++) {
		values[i] = truth(77, 1000 + i);
		mean += values[i] / N;
	}
	for (int i = 0; i < N; i++)
		squares += (values[i] - mean) * (values[i] - mean) / N;
	assert_true(fabs(mean - 13.0 / 3.0) < 0.02);
	*deviation = sqrt(squares);
	int below = 0;
	double low = 0.0, high = 16.0;
	for (double q = 0.0; q < 16.0; q += 0.005) {
		below = 0;
		for (int i = 0; i < N; i += 20)
			below += values[i] < q;
		low = below < 0.025 * (N / 20) ? q : low;
		high = below < 0.975 * (N / 20) ? q : high;
	}
	free(values);
	return high - low;
}

/* Over many worlds the width is the true one, whether there are no random numbers or twice as much as spread;
 * what is not drawn in would be half as wide again, and more. */
static void the_width_is_that_of_assumptions(void **state)
{
	const int worlds = runner_sparse() ? 20 : 200;
	const double error_of_worlds = sqrt(200.0 / worlds); /* what is allowed below is for 200 */
	double deviation;
	const double wanted = true_width(&deviation);
	(void)state;
	for (int i = 0; i < 3; i++) {
		const double error = i * deviation;
		double width = 0.0, spread = 0.0, own = 0.0;
		for (int w = 0; w < worlds; w++) {
			const struct soc_spread s = world((uint64_t)w + 1, error);
			width += (s.high - s.low) / worlds;
			spread += s.spread / worlds;
			own += s.simulation_error / worlds;
		}
		/* With random numbers as large as the spread the shape is more even than the truth's. */
		if (fabs(width / wanted - 1.0) > error_of_worlds * (i == 0 ? 0.03 : 0.06))
			fail_msg("error %.3g: width %.4g, wanted %.4g", error, width, wanted);
		assert_true(fabs(spread / deviation - 1.0) < error_of_worlds * (i == 2 ? 0.06 : 0.03));
		assert_true(fabs(own - error / sqrt(2.0)) < error_of_worlds * 0.02 * deviation);
	}
}

/* Of new points 95% lie inside, apart from random numbers; 200 worlds, each asked 500 times. */
static void it_holds_what_it_says(void **state)
{
	const int worlds = runner_sparse() ? 20 : 200;
	int64_t inside = 0, asked = 0;
	(void)state;
	for (int w = 0; w < worlds; w++) {
		const struct soc_spread s = world((uint64_t)w + 1000, 1.5);
		for (int64_t p = 0; p < 500; p++) {
			const double value = truth((uint64_t)w + 1000, 10000 + p);
			inside += value >= s.low && value <= s.high;
			asked++;
		}
	}
	const double share = (double)inside / (double)asked;
	if (share < 0.93 || share > 0.97)
		fail_msg("%.4f of new points lie inside", share);
}

/* 128 points of two replicates: `mean`, to each replicate `error` and to each point `spread` times a normal
 * number. */
static struct soc_spread normal_world(uint64_t seed, double mean, double error, double spread)
{
	enum { ROWS = 128 };
	static double y[ROWS][2], means[ROWS], sorted[ROWS];
	for (int p = 0; p < ROWS; p++)
		for (int k = 0; k < 2; k++)
			y[p][k] = mean + error * normal(seed, p, k) + spread * normal(seed, p, 9);
	return soc_spread_of(y[0], ROWS, 2, means, sorted);
}

/* What no assumption moves: of a ratio that is 1 at every point, with few cases, the interval leaves 1 out as
 * rarely as it says, in a hundred worlds of 128 points. Were the random numbers of a replicate the same at
 * all points, their mean would lie beside 1 as far as that of two replicates does, and the interval with it.
 */
static void what_nothing_moves_stays_inside(void **state)
{
	const int worlds = runner_sparse() ? 20 : 400;
	int with = 0, without = 0;
	(void)state;
	for (int w = 0; w < worlds; w++) {
		const struct soc_spread s = normal_world((uint64_t)w + 3000, 1.0, 0.2, 0.0);
		with += s.spread > 0.0;
		without += s.spread > 0.0 && !(s.low <= 1.0 && s.high >= 1.0);
	}
	if (with < worlds / 4 || without > worlds / 20)
		fail_msg("intervals: %d of %d, without 1: %d", with, worlds, without);
}

/* The 95% quantile of F by a library (scipy.stats.f.ppf), within half a per cent. */
static void differences_by_the_f_test(void **state)
{
	static const struct {
		int64_t points, replicates;
		double quantile;
	} cases[] = {
		{ 41, 2, 1.685582 },  { 48, 4, 1.449493 },  { 61, 3, 1.427252 },
		{ 128, 2, 1.339553 }, { 256, 4, 1.178517 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const double below = sqrt(0.995 * cases[i].quantile - 1.0),
					 above = sqrt(1.005 * cases[i].quantile - 1.0);
		assert_false(soc_assumptions_differ(3.0 * below, 3.0, cases[i].points, cases[i].replicates));
		assert_true(soc_assumptions_differ(3.0 * above, 3.0, cases[i].points, cases[i].replicates));
	}
	assert_true(soc_assumptions_differ(0.0, 0.0, 48, 4)); /* the same at each point, and no random numbers */
	assert_false(soc_assumptions_differ(0.0, 1e-9, 48, 4));
}

/* Of worlds in which no assumption moves anything one in twenty has an interval; of those in which
 * assumptions do as much as random numbers, all. */
static void an_interval_takes_a_difference(void **state)
{
	const int worlds = runner_sparse() ? 20 : 400;
	int of_nothing = 0, of_something = 0;
	(void)state;
	for (int w = 0; w < 2 * worlds; w++) {
		const struct soc_spread s = normal_world((uint64_t)w + 7000, 0.0, 1.0, w < worlds ? 0.0 : 1.0);
		*(w < worlds ? &of_nothing : &of_something) +=
			soc_assumptions_differ(s.spread, s.simulation_error, s.points, 2);
	}
	/* 20 of 400 are expected; 8 to 35 are within 0.1% */
	if (of_something < worlds || of_nothing > worlds / 20 + 15 || (worlds == 400 && of_nothing < 8))
		fail_msg("of %d: %d without a cause, %d with one", worlds, of_nothing, of_something);
}

PART(spread)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand),
		cmocka_unit_test(without_a_value),
		cmocka_unit_test(random_numbers_are_no_spread),
		cmocka_unit_test(one_of_all_is_no_spread),
		cmocka_unit_test(several_runs_of_one_point),
		cmocka_unit_test(the_width_is_that_of_assumptions),
		cmocka_unit_test(it_holds_what_it_says),
		cmocka_unit_test(what_nothing_moves_stays_inside),
		cmocka_unit_test(differences_by_the_f_test),
		cmocka_unit_test(an_interval_takes_a_difference),
	};
	return run_part(tests, NULL, NULL);
}
