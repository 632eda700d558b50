/* Whole numbers that add up: cumulative rounding, and tables rounded with both margins kept. */
#ifndef SOC_POPULATION_APPORTION_H
#define SOC_POPULATION_APPORTION_H

#include <stdint.h>

/* The share of `total` that falls on the first `part` of `whole`, to the nearest whole number (half up).
 * Boundaries taken so along any order make every contiguous group differ from its exact share by less than 1.
 * part <= whole, whole > 0, part * total < 2^62. */
int64_t soc_apportion(int64_t part, int64_t whole, int64_t total);

/* Splits total over n weights (>= 0) by cumulative rounding from `phase` (0 <= phase < 1; 0.5 rounds to
 * nearest): out[i] >= 0, their sum is total. All of it goes to the last positive weight's share of the order;
 * with no positive weight to out[0]. */
void soc_apportion_split(const double *weights, int n, int64_t total, double phase, int64_t *out);

/* Biproportional fitting (Deming and Stephan 1940; iterative proportional fitting): scales rows and columns
 * of t[rows * columns] in turn until the columns are within `tolerance` of col[], or `rounds` are over; rows
 * are exact last. Rows and columns whose sum is wanted as 0 become 0. Returns the largest column error left.
 */
double soc_apportion_fit(double *t, int rows, int columns, const int64_t *row, const int64_t *col, int rounds,
                         double tolerance);

#define SOC_TABLE_COLUMNS 202 /* both sexes of a hundred years and one */
/* Rounds t to whole numbers x >= 0 with the row sums row[] and the column sums col[] (equal totals): each row
 * by cumulative rounding, then units move along cheapest paths between columns that have too many and too
 * few, cells with t near 0 last. columns <= SOC_TABLE_COLUMNS. */
void soc_apportion_round(const double *t, int rows, int columns, const int64_t *row, const int64_t *col,
                         int64_t *x);

#endif
