#include "experiment/posterior.h"

#include "base/mem.h"
#include "experiment/points_file.h"
#include "input/bind/plausible.h"
#include "input/text/number.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WEIGHT "weight"
#define DISTANCE "distance"

struct posterior {
	struct soc_points_file file;
	double *weight; /* [rows] */
	int column[SOC_FACTORS_MAX];
};

static enum soc_err number_at(const struct posterior *p, int64_t row, int column, double *out,
                              struct soc_msg *msg)
{
	char cell[SOC_FACTOR_TEXT];
	soc_points_file_cell(&p->file, row, column, cell);
	if (soc_number_read(cell, out) == 1)
		return SOC_OK;
	return soc_fail(msg, SOC_ERR_DATA, "%s:%d: %s: \"%s\" is no number", p->file.path, p->file.lines[row],
	                soc_points_file_name(&p->file, column), cell);
}

/* ---- reading ---- */
static enum soc_err read_lines(struct posterior *p, const char *path, const char *text, size_t length,
                               struct soc_msg *msg)
{
	struct soc_diagnostics *list = soc_diagnostics_new();
	if (list == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", path);
	enum soc_err err = soc_points_file_read(&p->file, path, text, length, list, msg);
	if (err == SOC_OK && p->file.rows == 0) {
		const struct soc_diagnostic *first = soc_diagnostics_at(list, 0);
		err = soc_fail(msg, SOC_ERR_DATA, "%s:%d: %s", path, first->line, first->text);
	}
	soc_diagnostics_free(list);
	return err;
}

static enum soc_err read_weights(struct posterior *p, struct soc_msg *msg)
{
	const int column = soc_points_file_column(&p->file, WEIGHT);
	double sum = 0.0;
	enum soc_err err = SOC_OK;
	if (column < 0)
		return soc_fail(msg, SOC_ERR_DATA,
		                "%s:1: there is no column \"" WEIGHT
		                "\": a posterior.csv of `socred experiment run` is "
		                "wanted",
		                p->file.path);
	p->weight = soc_calloc((size_t)p->file.rows, sizeof *p->weight);
	if (p->weight == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", p->file.path);
	for (int64_t row = 0; row < p->file.rows && err == SOC_OK; row++) {
		err = number_at(p, row, column, &p->weight[row], msg);
		if (err == SOC_OK && p->weight[row] < 0.0)
			err = soc_fail(msg, SOC_ERR_DATA, "%s:%d: " WEIGHT ": below 0", p->file.path, p->file.lines[row]);
		sum += p->weight[row];
	}
	if (err == SOC_OK && !(sum > 0.0 && isfinite(sum)))
		err = soc_fail(msg, SOC_ERR_DATA, "%s: the weights sum to nothing", p->file.path);
	for (int64_t row = 0; row < p->file.rows && err == SOC_OK; row++)
		p->weight[row] /= sum;
	return err;
}

/* ---- factors ---- */
static enum soc_err add_factor(struct posterior *p, struct soc_experiment *e, int column, struct soc_msg *msg)
{
	struct soc_factor *f = &e->factor[e->factors_count];
	const char *key = soc_points_file_name(&p->file, column);
	enum soc_err err = SOC_OK;
	if (strlen(key) >= sizeof f->key)
		return soc_fail(msg, SOC_ERR_DATA, "%s:1: the name of column %d is too long", p->file.path,
		                column + 1);
	*f = (struct soc_factor){ .low = INFINITY, .high = -INFINITY };
	snprintf(f->key, sizeof f->key, "%s", key);
	for (int64_t row = 0; row < p->file.rows && err == SOC_OK; row++) {
		double value = 0.0;
		err = number_at(p, row, column, &value, msg);
		f->low = fmin(f->low, value);
		f->high = fmax(f->high, value);
	}
	p->column[e->factors_count++] = column;
	return err;
}

/* Whether the scenario has the keys: the first line is set. */
static enum soc_err try_keys(const struct posterior *p, const struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_scenario *trial = soc_calloc(1, sizeof *trial);
	struct soc_msg why = { "" };
	char cell[SOC_FACTOR_TEXT];
	enum soc_err err =
		trial != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a point");
	if (trial != NULL)
		*trial = *e->scenario;
	for (int i = 0; i < e->factors_count && err == SOC_OK; i++) {
		soc_points_file_cell(&p->file, 0, p->column[i], cell);
		if (soc_plausible_set(trial, e->factor[i].key, cell, &why) != SOC_OK)
			err = soc_fail(msg, SOC_ERR_DATA, "%s:1: it is no posterior of this scenario: %s", p->file.path,
			               why.text);
	}
	soc_free(trial);
	return err;
}

static enum soc_err add_factors(struct posterior *p, struct soc_experiment *e, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int c = 0; c < p->file.columns && err == SOC_OK; c++) {
		const char *name = soc_points_file_name(&p->file, c);
		if (strcmp(name, WEIGHT) != 0 && strcmp(name, DISTANCE) != 0)
			err = add_factor(p, e, c, msg);
	}
	if (err == SOC_OK && e->factors_count == 0)
		err = soc_fail(msg, SOC_ERR_DATA, "%s:1: no column is a key of the scenario", p->file.path);
	return err == SOC_OK ? try_keys(p, e, msg) : err;
}

/* ---- points ---- */
static void put_point(const struct posterior *p, struct soc_hypercube *h, struct soc_experiment *e,
                      int64_t draw, int64_t row)
{
	for (int i = 0; i < e->factors_count; i++) {
		const struct soc_factor *f = &e->factor[i];
		char *cell = e->cell[(draw + 1) * e->factors_count + i];
		double value = 0.0;
		soc_points_file_cell(&p->file, row, p->column[i], cell);
		(void)soc_number_read(cell, &value);
		h->u[(int64_t)i * h->draws + draw] = f->high > f->low ? (value - f->low) / (f->high - f->low) : 0.5;
	}
}

static enum soc_err fill_points(const struct posterior *p, struct soc_hypercube *h, struct soc_experiment *e,
                                struct soc_msg *msg)
{
	int64_t row = 0;
	double sum = p->weight[0];
	e->points = 1 + h->draws + h->again;
	e->of_draw = 1;
	e->cell = soc_calloc((size_t)e->points * (size_t)e->factors_count, sizeof *e->cell);
	h->u = soc_calloc((size_t)h->draws * (size_t)e->factors_count, sizeof *h->u);
	if (e->cell == NULL || h->u == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the draws of a posterior");
	for (int64_t draw = 0; draw < h->draws; draw++) {
		const double place = ((double)draw + 0.5) / (double)h->draws;
		while (sum < place && row < p->file.rows - 1)
			sum += p->weight[++row];
		put_point(p, h, e, draw, row);
	}
	return SOC_OK;
}

enum soc_err soc_posterior_fill(struct soc_hypercube *h, struct soc_experiment *e, const char *path,
                                const char *text, size_t length, struct soc_msg *msg)
{
	struct posterior p = { 0 };
	enum soc_err err = read_lines(&p, path, text, length, msg);
	if (err == SOC_OK)
		err = read_weights(&p, msg);
	if (err == SOC_OK)
		err = add_factors(&p, e, msg);
	if (err == SOC_OK)
		err = fill_points(&p, h, e, msg);
	soc_points_file_release(&p.file);
	soc_free(p.weight);
	return err;
}
