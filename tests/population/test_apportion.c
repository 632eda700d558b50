/* Whole numbers that add up, against cases worked out by hand. */
#include "help.h"
#include "runner.h"

#include "model/population/apportion.h"

static void test_apportion_by_hand(void **state)
{
	(void)state;
	/* 7 people over parts of 2, 3, 5 of 10: boundaries 1.4, 3.5, 7 -> 1, 4, 7: shares 1, 3, 3 */
	assert_int_equal(soc_apportion(2, 10, 7), 1);
	assert_int_equal(soc_apportion(5, 10, 7), 4); /* 3.5: half up */
	assert_int_equal(soc_apportion(10, 10, 7), 7);
	assert_int_equal(soc_apportion(0, 10, 7), 0);
	/* the largest that is asked for: 1.41e9 * 1.5e9 stays inside 64 bits */
	assert_true(soc_apportion(1409778724, 1409778724, 1500000000) == 1500000000);
	assert_true(soc_apportion(704889362, 1409778724, 1500000000) == 750000000);
}

static void test_split_by_hand(void **state)
{
	(void)state;
	const double thirds[3] = { 1, 1, 1 }, gaps[4] = { 0, 2, 0, 2 }, none[2] = { 0, 0 };
	int64_t out[4];
	soc_apportion_split(thirds, 3, 10, 0.5, out); /* boundaries 3.33, 6.67, 10 -> 3, 7, 10 */
	assert_int_equal(out[0], 3);
	assert_int_equal(out[1], 4);
	assert_int_equal(out[2], 3);
	soc_apportion_split(thirds, 3, 1, 0.9, out); /* 0.33 + 0.9 is above 1: the first gets it */
	assert_int_equal(out[0], 1);
	soc_apportion_split(thirds, 3, 1, 0.1, out); /* 0.67 + 0.1 is not: the last gets it */
	assert_int_equal(out[2], 1);
	soc_apportion_split(gaps, 4, 5, 0.5, out); /* 2.5 + 0.5 = 3 */
	assert_int_equal(out[0], 0);
	assert_int_equal(out[1], 3);
	assert_int_equal(out[2], 0);
	assert_int_equal(out[3], 2);
	soc_apportion_split(none, 2, 4, 0.5, out);
	assert_int_equal(out[0] + out[1], 4);
}

static void test_fit_by_hand(void **state)
{
	(void)state;
	/* From all ones, rows 10, 30 and columns 16, 24: the product of the margins over 40. */
	double t[4] = { 1, 1, 1, 1 };
	const int64_t row[2] = { 10, 30 }, col[2] = { 16, 24 };
	assert_true(soc_apportion_fit(t, 2, 2, row, col, 50, 1e-9) <= 1e-9);
	const double wanted[4] = { 4, 6, 12, 18 };
	for (int i = 0; i < 4; i++)
		assert_true(t[i] > wanted[i] - 1e-9 && t[i] < wanted[i] + 1e-9);
	/* A structural zero stays: then the rest is forced. */
	double z[4] = { 0, 1, 1, 1 };
	soc_apportion_fit(z, 2, 2, row, col, 2000, 1e-9);
	assert_true(z[0] == 0);
	assert_true(z[1] > 9.999 && z[1] < 10.001);
	assert_true(z[2] > 15.99 && z[2] < 16.01);
}

static void check_margins(const int64_t *x, int rows, int columns, const int64_t *row, const int64_t *col)
{
	for (int i = 0; i < rows; i++) {
		int64_t sum = 0;
		for (int c = 0; c < columns; c++) {
			assert_true(x[i * columns + c] >= 0);
			sum += x[i * columns + c];
		}
		assert_int_equal(sum, row[i]);
	}
	for (int c = 0; c < columns; c++) {
		int64_t sum = 0;
		for (int i = 0; i < rows; i++)
			sum += x[i * columns + c];
		assert_int_equal(sum, col[c]);
	}
}

static void test_round_by_hand(void **state)
{
	(void)state;
	/* Every cell one half: the only tables with margins 1, 1 and 1, 1 are the two permutations. */
	const double half[4] = { 0.5, 0.5, 0.5, 0.5 };
	const int64_t one[2] = { 1, 1 };
	int64_t x[9];
	soc_apportion_round(half, 2, 2, one, one, x);
	check_margins(x, 2, 2, one, one);
	/* Whole already: untouched. */
	const double whole[4] = { 3, 1, 0, 7 };
	const int64_t row[2] = { 4, 7 }, col[2] = { 3, 8 };
	soc_apportion_round(whole, 2, 2, row, col, x);
	for (int i = 0; i < 4; i++)
		assert_int_equal(x[i], (int64_t)whole[i]);
	/* The first and the last column share no row: units have to pass through the middle one. Rows round to
	 * (1, 0, 0), (1, 0, 0), (0, 0, 1) or so; columns want 1, 1, 1. */
	const double chain[9] = { 0.6, 0.4, 0, 0.6, 0.4, 0, 0, 0.2, 0.8 };
	const int64_t three[3] = { 1, 1, 1 };
	soc_apportion_round(chain, 3, 3, three, three, x);
	check_margins(x, 3, 3, three, three);
	assert_int_equal(x[2], 0);
	assert_int_equal(x[5], 0);
	assert_int_equal(x[6], 0);
	assert_int_equal(x[8], 1);
}

/* A table of awkward numbers far from its margins, with empty rows and columns. */
static void test_round_untidy(void **state)
{
	(void)state;
	enum { ROWS = 7, COLUMNS = 5 };
	double t[ROWS * COLUMNS];
	int64_t x[ROWS * COLUMNS], row[ROWS] = { 0 }, col[COLUMNS] = { 0 };
	for (int i = 0; i < ROWS * COLUMNS; i++) {
		int64_t part = (i * 7919 + 13) % 101;
		if (i / COLUMNS == 3 || i % COLUMNS == 2)
			part = 0;
		row[i / COLUMNS] += part;
		col[(i + 1) % COLUMNS] += part; /* margins of another table, equal in total */
		t[i] = (double)part * 0.9 + 0.385;
	}
	soc_apportion_round(t, ROWS, COLUMNS, row, col, x);
	check_margins(x, ROWS, COLUMNS, row, col);
	soc_apportion_fit(t, ROWS, COLUMNS, row, col, 500, 1e-6);
	soc_apportion_round(t, ROWS, COLUMNS, row, col, x);
	check_margins(x, ROWS, COLUMNS, row, col);
	for (int i = 0; i < ROWS * COLUMNS; i++) /* near the fitted table: no cell further than 2 */
		assert_true((double)x[i] - t[i] < 2 && t[i] - (double)x[i] < 2);
}

PART(apportion)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_apportion_by_hand), cmocka_unit_test(test_split_by_hand),
		cmocka_unit_test(test_fit_by_hand),       cmocka_unit_test(test_round_by_hand),
		cmocka_unit_test(test_round_untidy),
	};
	return run_part(tests, NULL, NULL);
}
