#include "model/population/apportion.h"

#include <string.h>

int64_t soc_apportion(int64_t part, int64_t whole, int64_t total)
{
	/* part * total / whole + 1/2 without leaving 64 bits: quotient and remainder apart. */
	int64_t product = part * total;
	int64_t quotient = product / whole, rest = product % whole;
	return quotient + (rest >= whole - rest);
}

void soc_apportion_split(const double *weights, int n, int64_t total, double phase, int64_t *out)
{
	double sum = 0, before = 0;
	int last = 0;
	for (int i = 0; i < n; i++) {
		sum += weights[i];
		if (weights[i] > 0)
			last = i;
	}
	int64_t given = 0;
	for (int i = 0; i < n; i++) {
		before += weights[i];
		int64_t upto = i >= last ? total : (int64_t)(before / sum * (double)total + phase);
		if (sum <= 0)
			upto = total;
		upto = upto > total ? total : upto < given ? given : upto;
		out[i] = upto - given;
		given = upto;
	}
}

double soc_apportion_fit(double *t, int rows, int columns, const int64_t *row, const int64_t *col, int rounds,
                         double tolerance)
{
	double sums[SOC_TABLE_COLUMNS], worst = 0;
	for (int round = 0;; round++) {
		memset(sums, 0, sizeof sums);
		for (int i = 0; i < rows; i++) {
			double *cells = t + (int64_t)i * columns, sum = 0;
			for (int c = 0; c < columns; c++)
				sum += cells[c];
			double scale = sum > 0 ? (double)row[i] / sum : 0;
			for (int c = 0; c < columns; c++) {
				cells[c] *= scale;
				sums[c] += cells[c];
			}
		}
		worst = 0;
		for (int c = 0; c < columns; c++) {
			double error = sums[c] - (double)col[c];
			worst = error > worst ? error : -error > worst ? -error : worst;
		}
		if (worst <= tolerance || round >= rounds)
			return worst;
		for (int c = 0; c < columns; c++)
			sums[c] = sums[c] > 0 ? (double)col[c] / sums[c] : 0;
		for (int i = 0; i < rows; i++) {
			double *cells = t + (int64_t)i * columns;
			for (int c = 0; c < columns; c++)
				cells[c] *= sums[c];
		}
	}
}

/* ---- rounding ---- */

struct table {
	const double *t;
	int64_t *x, over[SOC_TABLE_COLUMNS]; /* over: column sum less what is wanted */
	int rows, columns;
};

/* Cost of moving one unit of row i from column a to column b: how much further from t it leaves the two
 * cells; cells that t leaves empty cost more than any path through cells that it does not. */
static double move_cost(const struct table *w, int i, int a, int b)
{
	const double *t = w->t + (int64_t)i * w->columns;
	const int64_t *x = w->x + (int64_t)i * w->columns;
	double cost = 1.0 + (t[a] - (double)x[a]) + ((double)x[b] - t[b]);
	cost = cost > 0 ? cost : 0;
	return cost + 1e-3 + (t[b] < 1e-3 ? 1e4 : 0);
}

/* Best row for the move, or -1. */
static int move_row(const struct table *w, int a, int b, double *cost)
{
	int best = -1;
	for (int i = 0; i < w->rows; i++) {
		if (w->x[(int64_t)i * w->columns + a] == 0)
			continue;
		double c = move_cost(w, i, a, b);
		if (best < 0 || c < *cost) {
			best = i;
			*cost = c;
		}
	}
	return best;
}

static void move(struct table *w, int i, int a, int b, int64_t units)
{
	w->x[(int64_t)i * w->columns + a] -= units;
	w->x[(int64_t)i * w->columns + b] += units;
	w->over[a] -= units;
	w->over[b] += units;
}

/* Units that bring both cells no further from t than one unit would; at least 1, at most what the column sums
 * need. */
static int64_t move_units(const struct table *w, int i, int a, int b, int64_t most)
{
	int64_t k = (int64_t)i * w->columns;
	double room = (double)w->x[k + a] - w->t[k + a], need = w->t[k + b] - (double)w->x[k + b];
	double step = room < need ? room : need;
	int64_t units = step >= 1 ? (int64_t)step
	                          : 1; /* also when a table without people has no expectation (not a number) */
	units = units > w->x[k + a] ? w->x[k + a] : units;
	return units > most ? most : units;
}

/* One direct move that costs little from any column over to any column under; 0 when there is none. */
static int move_direct(struct table *w)
{
	int best = -1, from = 0, to = 0;
	double least = 1.5;
	for (int a = 0; a < w->columns; a++) {
		for (int b = 0; w->over[a] > 0 && b < w->columns; b++) {
			double cost = 0;
			int i = w->over[b] < 0 ? move_row(w, a, b, &cost) : -1;
			if (i >= 0 && cost < least) {
				least = cost;
				best = i;
				from = a;
				to = b;
			}
		}
	}
	if (best < 0)
		return 0;
	int64_t most = w->over[from] < -w->over[to] ? w->over[from] : -w->over[to];
	move(w, best, from, to, move_units(w, best, from, to, most));
	return 1;
}

/* Cheapest path from any column over to a column under (Dijkstra over columns), and a move along it. */
static void move_path(struct table *w)
{
	double far[SOC_TABLE_COLUMNS];
	int before[SOC_TABLE_COLUMNS], done[SOC_TABLE_COLUMNS] = { 0 }, end = -1;
	for (int c = 0; c < w->columns; c++) {
		far[c] = w->over[c] > 0 ? 0 : 1e300;
		before[c] = -1;
	}
	for (;;) {
		int a = -1;
		for (int c = 0; c < w->columns; c++) {
			if (!done[c] && far[c] < 1e300 && (a < 0 || far[c] < far[a]))
				a = c;
		}
		if (a < 0)
			return; /* cannot be: some row has a unit in a column that is over */
		done[a] = 1;
		if (w->over[a] < 0) {
			end = a;
			break;
		}
		for (int b = 0; b < w->columns; b++) {
			double cost = 0;
			if (!done[b] && move_row(w, a, b, &cost) >= 0 && far[a] + cost < far[b]) {
				far[b] = far[a] + cost;
				before[b] = a;
			}
		}
	}
	int64_t most = -w->over[end];
	int start = end;
	while (before[start] >= 0)
		start = before[start];
	most = most < w->over[start] ? most : w->over[start];
	int64_t bulk = most / 64 + 1; /* a table far from its margins is brought near in few steps */
	for (int b = end; before[b] >= 0; b = before[b]) {
		double cost = 0;
		int i = move_row(w, before[b], b, &cost);
		int64_t have = w->x[(int64_t)i * w->columns + before[b]];
		bulk = bulk < have ? bulk : have;
	}
	for (int b = end; before[b] >= 0; b = before[b]) {
		double cost = 0;
		int64_t left = bulk;
		while (left > 0) { /* a step earlier on the path may have used up the best row */
			int i = move_row(w, before[b], b, &cost);
			int64_t have = w->x[(int64_t)i * w->columns + before[b]];
			have = have < left ? have : left;
			move(w, i, before[b], b, have);
			left -= have;
		}
	}
}

void soc_apportion_round(const double *t, int rows, int columns, const int64_t *row, const int64_t *col,
                         int64_t *x)
{
	struct table w = { .t = t, .x = x, .rows = rows, .columns = columns };
	for (int c = 0; c < columns; c++)
		w.over[c] = -col[c];
	for (int i = 0; i < rows; i++) {
		soc_apportion_split(t + (int64_t)i * columns, columns, row[i], 0.5, x + (int64_t)i * columns);
		for (int c = 0; c < columns; c++)
			w.over[c] += x[(int64_t)i * columns + c];
	}
	for (;;) {
		int64_t left = 0;
		for (int c = 0; c < columns; c++)
			left += w.over[c] > 0 ? w.over[c] : 0;
		if (left == 0)
			return;
		if (!move_direct(&w))
			move_path(&w);
	}
}
