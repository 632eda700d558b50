/* Reading an experiment file: the points of a design that states them itself, in a file or as arms, and how
 * many points there are. */
#include "experiment/experiment.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/suggestion.h"
#include "experiment/points_file.h"
#include "experiment/sobol.h"
#include "input/text/number.h"

#include <math.h>
#include <string.h>

#define FAULT SOC_EXPERIMENT_FAULT

/* Whether a value of a point lies in what its factor allows. */
static void check_point(struct soc_experiment_reader *r, const struct soc_points_file *file, int64_t row,
                        int column, int factor)
{
	const struct soc_factor *f = &r->e->factor[factor];
	const char *text = r->e->cell[(size_t)row * (size_t)r->e->factors_count + (size_t)factor];
	const struct soc_position at = { file->path, file->lines[row], column + 1 };
	double value = 0.0;
	int listed = 0;
	for (int i = 0; i < f->values_count; i++)
		listed |= strcmp(f->value[i], text) == 0;
	if (f->distribution == SOC_FACTOR_VALUES && !listed)
		soc_diagnostics_error(r->tree.diagnostics, at, f->key, "\"%.40s\" is none of its values", text);
	else if (f->distribution != SOC_FACTOR_VALUES && soc_number_read(text, &value) != 1)
		soc_diagnostics_error(r->tree.diagnostics, at, f->key, "\"%.40s\" is no number", text);
	else if (f->distribution != SOC_FACTOR_VALUES && (value < f->low || value > f->high))
		soc_diagnostics_error(r->tree.diagnostics, at, f->key,
		                      "%s is out of the factor's range; allowed: %.12g to %.12g", text, f->low,
		                      f->high);
	else if (f->distribution != SOC_FACTOR_VALUES && f->is_whole && value != floor(value))
		soc_diagnostics_error(r->tree.diagnostics, at, f->key, "%s is no whole number", text);
}

/* The columns of the file must be the factors, in any order. */
static int match_columns(struct soc_experiment_reader *r, const struct soc_points_file *file,
                         int column[SOC_FACTORS_MAX])
{
	int good = 1;
	for (int i = 0; i < r->e->factors_count; i++) {
		column[i] = soc_points_file_column(file, r->e->factor[i].key);
		if (column[i] < 0)
			soc_diagnostics_error(r->tree.diagnostics, (struct soc_position){ file->path, 1, 1 },
			                      r->e->factor[i].key, "the file has no column for this factor");
		good &= column[i] >= 0;
	}
	for (int c = 0; c < file->columns; c++) {
		struct soc_suggestion near;
		int known = 0;
		soc_suggestion_begin(&near, soc_points_file_name(file, c));
		for (int i = 0; i < r->e->factors_count; i++) {
			known |= column[i] == c;
			soc_suggestion_try(&near, r->e->factor[i].key);
		}
		if (!known)
			soc_diagnostics_error(r->tree.diagnostics, (struct soc_position){ file->path, 1, c + 1 },
			                      "design.file", "column \"%.64s\" is no factor of the experiment%s",
			                      soc_points_file_name(file, c), soc_suggestion_hint(&near));
		good &= known;
	}
	return good;
}

static enum soc_err take_points(struct soc_experiment_reader *r, const struct soc_points_file *file,
                                struct soc_msg *msg)
{
	int column[SOC_FACTORS_MAX];
	struct soc_experiment *e = r->e;
	const size_t count = (size_t)e->factors_count;
	if (!match_columns(r, file, column))
		return SOC_OK;
	e->cell = soc_calloc((size_t)file->rows * count + 1, sizeof *e->cell);
	if (e->cell == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points of a file, %lld of them",
		                (long long)file->rows);
	e->design.rows = file->rows;
	for (int64_t row = 0; row < file->rows; row++)
		for (int i = 0; i < e->factors_count; i++) {
			soc_points_file_cell(file, row, column[i], e->cell[(size_t)row * count + (size_t)i]);
			check_point(r, file, row, column[i], i);
		}
	return SOC_OK;
}

static enum soc_err read_file(struct soc_experiment_reader *r, const struct soc_node *node,
                              struct soc_msg *msg)
{
	struct soc_points_file file = { 0 };
	char path[SOC_EXPERIMENT_PATH], *text = NULL;
	size_t length = 0;
	if (!soc_experiment_take_path(r, node, "design.file", path))
		return SOC_OK;
	enum soc_err err = soc_file_read(path, SOC_POINTS_FILE_BYTES, &text, &length, msg);
	if (err == SOC_ERR_IO || err == SOC_ERR_LIMIT) {
		FAULT(r, node, "design.file", "%s", msg->text);
		return SOC_OK;
	}
	if (err == SOC_OK)
		err = soc_points_file_read(&file, path, text, length, r->tree.diagnostics, msg);
	if (err == SOC_OK && file.rows > 0)
		err = take_points(r, &file, msg);
	soc_points_file_release(&file);
	soc_free(text);
	return err;
}

enum soc_err soc_experiment_read_points(struct soc_experiment_reader *r, struct soc_msg *msg)
{
	const struct soc_node *design = soc_tree_get(r->root, "design"), *arms = soc_tree_get(design, "arms"),
						  *file = soc_tree_get(design, "file");
	enum soc_err err = SOC_OK;
	if (r->e->design.kind == SOC_DESIGN_arms && arms != NULL)
		err = soc_experiment_read_arms(r, arms, msg);
	if (r->e->design.kind == SOC_DESIGN_points && file != NULL)
		err = read_file(r, file, msg);
	if (r->e->draws == NULL)
		r->e->points = soc_design_points(&r->e->design, r->e->factor, r->e->factors_count);
	if (r->shelved == SOC_EXPERIMENT_PLAN && r->e->arms > 0)
		r->e->points = (r->e->design.assumptions + 1) * r->e->arms;
	if (err == SOC_OK && design != NULL && r->e->points > SOC_POINTS_MAX)
		FAULT(r, design, "design", "more than %d points, the most of an experiment", SOC_POINTS_MAX);
	if (err == SOC_OK && r->e->design.kind == SOC_DESIGN_sobol &&
	    2 * r->e->factors_count > SOC_SOBOL_DIMENSIONS)
		FAULT(r, design, "design", "number of factors: %d; allowed for sobol: at most %d",
		      r->e->factors_count, SOC_SOBOL_DIMENSIONS / 2);
	return err;
}
