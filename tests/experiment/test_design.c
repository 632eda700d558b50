/* Designs: points worked out by hand or by another program, balance, and nesting. */
#include "runner.h"

#include "experiment/design.h"
#include "experiment/sobol.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill_factors(struct soc_factor *f, int count)
{
	memset(f, 0, sizeof *f * (size_t)count);
	for (int i = 0; i < count; i++)
		f[i].high = 1.0;
}

/* scipy 1.10.1: qmc.Sobol(8, scramble=False).random(8), whose rows stand in the order of Gray codes. */
static void sobol_as_scipy(void **state)
{
	static const double scipy[8][8] = {
		{ 0, 0, 0, 0, 0, 0, 0, 0 },
		{ 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5 },
		{ 0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75 },
		{ 0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25 },
		{ 0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875 },
		{ 0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375 },
		{ 0.625, 0.125, 0.875, 0.625, 0.625, 0.875, 0.125, 0.125 },
		{ 0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625 },
	};
	/* Row 1000 of 128 dimensions, of 2^32: dimensions 1, 2, 64, 101, 128. */
	static const struct {
		int dimension;
		uint32_t fraction;
	} far[] = {
		{ 0, 943718400u }, { 1, 415236096u }, { 63, 1916796928u }, { 100, 3300917248u }, { 127, 2336227328u }
	};
	(void)state;
	for (uint32_t i = 0; i < 8; i++)
		for (int d = 0; d < 8; d++)
			assert_true((double)soc_sobol_fraction(i ^ i >> 1, d) / 4294967296.0 == scipy[i][d]);
	for (size_t i = 0; i < sizeof far / sizeof *far; i++)
		assert_int_equal(soc_sobol_fraction(1000u ^ 1000u >> 1, far[i].dimension), far[i].fraction);
}

/* Scrambling keeps what makes the points good: of the first 2^m each of 2^m equal intervals holds one, in
 * every dimension, for any seed and each scrambling; and two seeds, or two scramblings, give other points. */
static void scrambled_keeps_strata(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++)
		for (int d = 0; d < SOC_SOBOL_DIMENSIONS; d += 9) {
			unsigned char seen[256] = { 0 };
			for (uint32_t i = 0; i < 256; i++) {
				const double u = soc_sobol_scrambled(seed, (int)(seed + (uint64_t)d) % 8, i, d);
				assert_true(u > 0.0 && u < 1.0);
				seen[(int)(u * 256.0)]++;
			}
			for (int k = 0; k < 256; k++)
				assert_int_equal(seen[k], 1);
		}
	assert_true(soc_sobol_scrambled(1, 0, 0, 0) != soc_sobol_scrambled(2, 0, 0, 0));
	for (int k = 0; k < SOC_DESIGN_SCRAMBLINGS; k++)
		for (int other = 0; other < k; other++)
			assert_true(soc_sobol_scrambled(1, k, 0, 0) != soc_sobol_scrambled(1, other, 0, 0));
}

/* Row r of a design is point r / 8 of scrambling r mod 8: each scrambling of 8 x 16 rows fills 16 strata of
 * every coordinate, and all of them together fill each 8 times. */
static void rows_take_scramblings_in_turn(void **state)
{
	struct soc_factor f[3];
	const struct soc_design d = { .kind = SOC_DESIGN_sobol, .n = 128, .seed = 4 };
	unsigned char seen[SOC_DESIGN_SCRAMBLINGS][6][16] = { 0 };
	(void)state;
	fill_factors(f, 3);
	for (int64_t row = 0; row < 128; row++)
		for (int role = 0; role < 2; role++) {
			double u[3];
			soc_design_at(&d, f, 3, row * 5 + role, u);
			for (int i = 0; i < 3; i++)
				seen[row % SOC_DESIGN_SCRAMBLINGS][3 * role + i][(int)(u[i] * 16.0)]++;
		}
	for (int k = 0; k < SOC_DESIGN_SCRAMBLINGS; k++)
		for (int i = 0; i < 6; i++)
			for (int s = 0; s < 16; s++)
				assert_int_equal(seen[k][i][s], 1);
}

static void lhs_fills_each_stratum_once(void **state)
{
	struct soc_factor f[3];
	const struct soc_design d = { .kind = SOC_DESIGN_lhs, .n = 100, .seed = 7 };
	unsigned char seen[3][100] = { { 0 } };
	(void)state;
	fill_factors(f, 3);
	assert_int_equal(soc_design_points(&d, f, 3), 100);
	for (int64_t p = 0; p < 100; p++) {
		double u[3];
		soc_design_at(&d, f, 3, p, u);
		for (int i = 0; i < 3; i++)
			seen[i][(int)(u[i] * 100.0)]++;
	}
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 100; k++)
			assert_int_equal(seen[i][k], 1);
}

/* Saltelli's order: A, B, and A with one factor of B each. */
static void sobol_mixes_a_and_b(void **state)
{
	struct soc_factor f[3];
	struct soc_design d = { .kind = SOC_DESIGN_sobol, .n = 8, .seed = 1 };
	double a[3], b[3], mixed[3], again[3];
	(void)state;
	fill_factors(f, 3);
	assert_int_equal(soc_design_points(&d, f, 3), 8 * 5);
	for (int64_t row = 0; row < 8; row++) {
		soc_design_at(&d, f, 3, row * 5, a);
		soc_design_at(&d, f, 3, row * 5 + 1, b);
		for (int i = 0; i < 3; i++) {
			int role;
			assert_int_equal(soc_design_row(3, row * 5 + 2 + i, &role), row);
			assert_int_equal(role, 2 + i);
			soc_design_at(&d, f, 3, row * 5 + 2 + i, mixed);
			for (int k = 0; k < 3; k++)
				assert_true(mixed[k] == (k == i ? b[k] : a[k]) && a[k] != b[k]);
		}
	}
	d.n = 1024; /* extended: the first rows stay */
	soc_design_at(&d, f, 3, 7 * 5 + 4, again);
	assert_memory_equal(again, mixed, sizeof again);
}

/* Every step moves one factor by half the grid, every factor once, and stays on the grid. */
static void check_trajectory(const struct soc_design *d, const struct soc_factor *f, int count, int64_t first)
{
	int moved[8] = { 0 };
	double before[8], now[8];
	soc_design_at(d, f, count, first, before);
	for (int step = 0; step < count; step++) {
		double by;
		const int which = soc_design_move(d, count, first + step, &by);
		soc_design_at(d, f, count, first + step + 1, now);
		for (int i = 0; i < count; i++) {
			assert_true(now[i] >= 0.0 && now[i] <= 1.0);
			assert_true(fabs(now[i] - before[i] - (i == which ? by : 0.0)) < 1e-12);
			assert_true(fabs(now[i] * (d->levels - 1) - floor(now[i] * (d->levels - 1) + 0.5)) < 1e-12);
		}
		moved[which]++;
		memcpy(before, now, sizeof before);
	}
	for (int i = 0; i < count; i++)
		assert_int_equal(moved[i], 1);
}

static void morris_moves_one_at_a_time(void **state)
{
	struct soc_factor f[8];
	(void)state;
	fill_factors(f, 8);
	for (int levels = 2; levels <= 8; levels += 2)
		for (int count = 1; count <= 8; count++) {
			const struct soc_design d = {
				.kind = SOC_DESIGN_morris, .trajectories = 20, .levels = levels, .seed = 3
			};
			int ups = 0;
			assert_int_equal(soc_design_points(&d, f, count), 20 * (count + 1));
			for (int64_t t = 0; t < 20; t++) {
				double by;
				check_trajectory(&d, f, count, t * (count + 1));
				(void)soc_design_move(&d, count, t * (count + 1), &by);
				ups += by > 0.0;
			}
			assert_true(ups > 2 && ups < 18); /* beyond either once in 2,000 such counts */
		}
}

static void factorial_has_each_combination(void **state)
{
	struct soc_factor f[3];
	const struct soc_design d = { .kind = SOC_DESIGN_factorial, .levels = 3 };
	char value[SOC_FACTOR_TEXT], line[256], seen[18][256];
	(void)state;
	fill_factors(f, 3);
	f[1].distribution = SOC_FACTOR_VALUES;
	f[1].values_count = 2;
	snprintf(f[1].value[0], SOC_FACTOR_TEXT, "true");
	snprintf(f[1].value[1], SOC_FACTOR_TEXT, "false");
	f[2].is_whole = 1;
	f[2].low = 12;
	f[2].high = 36;
	assert_int_equal(soc_design_points(&d, f, 3), 18);
	for (int64_t p = 0; p < 18; p++) {
		double u[3];
		line[0] = '\0';
		soc_design_at(&d, f, 3, p, u);
		for (int i = 0; i < 3; i++) {
			soc_factor_value(&f[i], u[i], value);
			snprintf(line + strlen(line), sizeof line - strlen(line), "%s ", value);
		}
		for (int64_t k = 0; k < p; k++)
			assert_string_not_equal(seen[k], line);
		snprintf(seen[p], sizeof seen[p], "%s", line);
	}
	assert_string_equal(seen[0], "0 true 12 ");
	assert_string_equal(seen[17], "1 false 36 ");
}

static void values_by_hand(void **state)
{
	struct soc_factor f = { .distribution = SOC_FACTOR_LOGUNIFORM, .low = 1.0, .high = 100.0 };
	char value[SOC_FACTOR_TEXT];
	(void)state;
	soc_factor_value(&f, 0.5, value);
	assert_true(fabs(strtod(value, NULL) - 10.0) < 1e-9);
	soc_factor_value(&f, 1.0, value);
	assert_string_equal(value, "100");
	f = (struct soc_factor){ .is_whole = 1, .low = 1.0, .high = 3.0 };
	static const char *const thirds[] = { "1", "1", "2", "3", "3" };
	static const double at[] = { 0.0, 0.3, 0.4, 0.7, 1.0 };
	for (int i = 0; i < 5; i++) {
		soc_factor_value(&f, at[i], value);
		assert_string_equal(value, thirds[i]);
	}
}

static void no_design_is_larger_than_the_most(void **state)
{
	static struct soc_factor f[SOC_FACTORS_MAX];
	const struct soc_design d = { .kind = SOC_DESIGN_factorial, .levels = 1000 };
	(void)state;
	fill_factors(f, SOC_FACTORS_MAX);
	assert_int_equal(soc_design_points(&d, f, SOC_FACTORS_MAX), SOC_POINTS_MAX + 1);
	assert_int_equal(soc_design_points(&d, f, 2), SOC_POINTS_MAX);
}

PART(design)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sobol_as_scipy),
		cmocka_unit_test(scrambled_keeps_strata),
		cmocka_unit_test(rows_take_scramblings_in_turn),
		cmocka_unit_test(lhs_fills_each_stratum_once),
		cmocka_unit_test(sobol_mixes_a_and_b),
		cmocka_unit_test(morris_moves_one_at_a_time),
		cmocka_unit_test(factorial_has_each_combination),
		cmocka_unit_test(values_by_hand),
		cmocka_unit_test(no_design_is_larger_than_the_most),
	};
	return run_part(tests, NULL, NULL);
}
