/* Runaway feedback: one place a day is watched, chosen in proportion to the incidents on file, and what is
 * found goes on file. A generalised urn of Polya with additions ((a, b), (c, d)): a and b when A is watched,
 * c and d when B is; u, the share of A, goes to the root of (c + d - a - b) u^2 + (a - 2c - d) u + c at which
 * it falls (Ensign et al. 2018, sections 3 and 4). */
#define TABLES "theory/ensign.def"
#include "theory/tables.h"

#include "base/mem.h"
#include "base/num.h"
#include "model/variates.h"

#include <stdlib.h>

#define FLOW_STEPS 40000 /* of 1% growth each: so much longer than any share needs */
#define SERIES_ROWS 100

/* What a day adds in the mean, by what is watched: [watched][place]. u: share of A now. */
static void additions(const double *k, double u, double add[2][2])
{
	const double found = k[KEY_discovered], told = 1.0 - found, corrected = k[KEY_corrected];
	const double taken_a = corrected != 0.0 ? 1.0 - u : 1.0, taken_b = corrected != 0.0 ? u : 1.0;
	add[0][0] = k[KEY_rate_a] * (found * taken_a + told);
	add[0][1] = k[KEY_rate_b] * told;
	add[1][0] = k[KEY_rate_a] * told;
	add[1][1] = k[KEY_rate_b] * (found * taken_b + told);
}

/* Corrected, what is discovered is taken from both places with the same chance u (1 - u): the truth. */
static double fixed_point(const double *k)
{
	if (k[KEY_corrected] != 0.0 || k[KEY_discovered] == 0.0)
		return k[KEY_rate_a] / (k[KEY_rate_a] + k[KEY_rate_b]);
	double add[2][2];
	additions(k, 0.0, add);
	const double a = add[0][0], b = add[0][1], c = add[1][0], d = add[1][1];
	const double square = c + d - a - b, linear = a - 2.0 * c - d;
	if (fabs(square) < 1e-12 * (a + d))
		return linear < 0.0 ? -c / linear : NAN;
	return (-linear - soc_num_sqrt(linear * linear - 4.0 * square * c)) / (2.0 * square);
}

static double flow(const double *k)
{
	double u = k[KEY_start_a] / (k[KEY_start_a] + k[KEY_start_b]);
	for (int i = 0; i < FLOW_STEPS; i++) {
		double add[2][2];
		additions(k, u, add);
		const double to_a = u * add[0][0] + (1.0 - u) * add[1][0];
		const double to_b = u * add[0][1] + (1.0 - u) * add[1][1];
		if (!(to_a + to_b > 0.0))
			return u;
		u += 0.01 * ((1.0 - u) * to_a - u * to_b) / (to_a + to_b);
	}
	return u;
}

/* One day of one town. */
static void watch(const double *k, uint64_t seed, uint32_t town, uint32_t day, double file[2])
{
	uint32_t words[4];
	soc_draw_block(seed, SOC_DRAW_THEORY_URN, town, 0, SOC_BLOCK(URN_WATCHED, day), words);
	const double u = file[0] / (file[0] + file[1]);
	const int b = !soc_below(words[SOC_LANE(URN_WATCHED)], soc_threshold(u));
	const double other = b ? u : 1.0 - u, found = k[KEY_discovered];
	const int taken = k[KEY_corrected] == 0.0 || soc_below(words[SOC_LANE(URN_TAKEN)], soc_threshold(other));
	const double rate[2] = { k[KEY_rate_a], k[KEY_rate_b] };
	file[0] += rate[0] * (1.0 - found);
	file[1] += rate[1] * (1.0 - found);
	file[b] += taken ? rate[b] * found : 0.0;
}

static int order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void put_row(struct soc_theory_world *w, double day, const double (*file)[2], int towns)
{
	double row[COLUMNS_COUNT] = { [COLUMN_day] = day, [COLUMN_lowest] = 1.0 };
	for (int i = 0; i < towns; i++) {
		const double u = file[i][0] / (file[i][0] + file[i][1]);
		row[COLUMN_share] += u / towns;
		row[COLUMN_lowest] = u < row[COLUMN_lowest] ? u : row[COLUMN_lowest];
		row[COLUMN_highest] = u > row[COLUMN_highest] ? u : row[COLUMN_highest];
	}
	soc_theory_row(w, row);
}

static void sum_up(double *figures_of_world, double *shares, int towns)
{
	double sum = 0.0, squares = 0.0, distance = 0.0;
	qsort(shares, (size_t)towns, sizeof *shares, order);
	for (int i = 0; i < towns; i++)
		sum += shares[i];
	const double mean = sum / towns;
	for (int i = 0; i < towns; i++) {
		const double above = (i + 1.0) / towns - shares[i], below = shares[i] - (double)i / towns;
		squares += (shares[i] - mean) * (shares[i] - mean);
		distance = fmax(distance, fmax(above, below));
	}
	figures_of_world[FIGURE_share] = mean;
	figures_of_world[FIGURE_share_sd] = towns > 1 ? soc_num_sqrt(squares / (towns - 1)) : NAN;
	figures_of_world[FIGURE_uniform_distance] = distance;
}

static enum soc_err simulate(struct soc_theory_world *w, double (*file)[2], double *shares)
{
	const double *k = w->keys;
	const int towns = (int)k[KEY_urns], days = (int)k[KEY_days];
	const int step = days > SERIES_ROWS ? days / SERIES_ROWS : 1;
	for (int i = 0; i < towns; i++) {
		file[i][0] = k[KEY_start_a];
		file[i][1] = k[KEY_start_b];
	}
	for (int from = 0; from < days; from += step) {
		const int to = from + step < days ? from + step : days;
		if (w->rows != NULL)
			put_row(w, from, (const double(*)[2])file, towns);
		for (int i = 0; i < towns && !soc_theory_stopped(w); i++)
			for (int day = from; day < to; day++)
				watch(k, w->seed, (uint32_t)i, (uint32_t)day, file[i]);
		if (soc_theory_stopped(w))
			return SOC_ERR_INTERRUPTED;
	}
	if (w->rows != NULL)
		put_row(w, days, (const double(*)[2])file, towns);
	for (int i = 0; i < towns; i++)
		shares[i] = file[i][0] / (file[i][0] + file[i][1]);
	sum_up(w->figures, shares, towns);
	return SOC_OK;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	const size_t towns = (size_t)w->keys[KEY_urns];
	(void)msg;
	if (w->replicate == 0) {
		w->figures[FIGURE_truth] = w->keys[KEY_rate_a] / (w->keys[KEY_rate_a] + w->keys[KEY_rate_b]);
		w->figures[FIGURE_fixed_point] = fixed_point(w->keys);
		w->figures[FIGURE_flow] = flow(w->keys);
	}
	double(*file)[2] = soc_calloc(towns, sizeof *file);
	double *shares = soc_calloc(towns, sizeof *shares);
	const enum soc_err err = file == NULL || shares == NULL ? SOC_ERR_MEMORY : simulate(w, file, shares);
	soc_free(file);
	soc_free(shares);
	return err;
}

static enum soc_err check(const double *k, struct soc_msg *msg)
{
	if (!(k[KEY_rate_a] + k[KEY_rate_b] > 0.0))
		return soc_fail(msg, SOC_ERR_USAGE, "rate_a and rate_b are both 0: one of them must be above 0");
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_ensign = { PARTS_OF_TABLES, .check = check, .run = run };
