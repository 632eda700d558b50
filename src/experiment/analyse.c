/* What came of an experiment: how much each factor matters, or what each arm gives, for each outcome. */
#include "experiment/runner.h"

#include "analysis/student.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "base/noun.h"
#include "experiment/sensitivity.h"
#include "input/text/number.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 3
#define CELL_WIDTH 34

/* The columns of a design: names, and which of them the rows are sorted by for a reader. */
static const struct {
	const char *column[COLUMNS], *row, *note;
	int columns, sorted_by;
} tables[SOC_DESIGNS] = {
	[SOC_DESIGN_factorial] = { { "rank_correlation" },
	                           "factor",
	                           "rank_correlation: Spearman's, -1 to 1",
	                           1,
	                           0 },
	[SOC_DESIGN_lhs] = { { "rank_correlation" }, "factor", "rank_correlation: Spearman's, -1 to 1", 1, 0 },
	[SOC_DESIGN_points] = { { "rank_correlation" }, "factor", "rank_correlation: Spearman's, -1 to 1", 1, 0 },
	[SOC_DESIGN_sobol] = { { "first", "total" },
	                       "factor",
	                       "first: share of the variance that the factor explains alone; total: together "
	                       "with all "
	                       "others",
	                       2,
	                       1 },
	[SOC_DESIGN_morris] = { { "mu", "mu_star", "sigma" },
	                        "factor",
	                        "elementary effects, for a move over the whole range: mu their mean, mu_star the "
	                        "mean of "
	                        "their sizes, sigma their standard deviation",
	                        3,
	                        1 },
	[SOC_DESIGN_arms] = { { "mean", "less_first" },
	                      "arm",
	                      "less_first: the arm less the first one, replicate by replicate",
	                      2,
	                      -1 },
};

struct analysis {
	const struct soc_runner *r;
	const struct soc_experiment *e;
	enum soc_text_form format;
	struct soc_buf out;
	double *y;                        /* [points]: mean over replicates, NaN where one is missing */
	double *x;                        /* [points] of one factor */
	struct soc_estimate *of[COLUMNS]; /* [rows] */
	int *order;                       /* [rows] */
	int rows, shown;
	int64_t measured; /* points with a value of the outcome under way */
};

/* ---- numbers ---- */
static void take_values(struct analysis *a, int outcome)
{
	const int32_t replicates = (int32_t)soc_scenario_replicates(a->e->scenario);
	a->measured = 0;
	for (int64_t i = 0; i < a->e->points; i++) {
		double sum = 0.0;
		for (int32_t k = 0; k < replicates; k++) {
			const double *values = soc_runner_values(a->r, i, k);
			sum += values != NULL ? values[outcome] : NAN;
		}
		a->y[i] = sum / replicates;
		a->measured += !isnan(a->y[i]);
	}
}

/* Of a list of values that are no numbers, the number of the value in the list. */
static double number_of(const struct soc_factor *f, const char *text)
{
	double value = 0.0;
	if (soc_number_read(text, &value) == 1)
		return value;
	for (int i = 0; i < f->values_count; i++)
		if (strcmp(f->value[i], text) == 0)
			return i;
	return NAN;
}

static enum soc_err correlate(struct analysis *a, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int f = 0; f < a->rows && err == SOC_OK; f++) {
		for (int64_t i = 0; i < a->e->points; i++) {
			char text[SOC_FACTOR_TEXT];
			soc_experiment_value(a->e, i, f, text);
			a->x[i] = number_of(&a->e->factor[f], text);
		}
		err = soc_sensitivity_ranks(a->x, a->y, a->e->points, (uint64_t)a->e->design.seed, &a->of[0][f], msg);
	}
	return err;
}

static struct soc_estimate of_interval(const struct soc_interval *v)
{
	return (struct soc_estimate){ v->mean, v->low, v->high, v->count };
}

static void compare_arms(struct analysis *a, int outcome, double *mine, double *less)
{
	const int32_t replicates = (int32_t)soc_scenario_replicates(a->e->scenario);
	for (int arm = 0; arm < a->rows; arm++) {
		for (int32_t k = 0; k < replicates; k++) {
			const double *values = soc_runner_values(a->r, arm, k), *first = soc_runner_values(a->r, 0, k);
			mine[k] = values != NULL ? values[outcome] : NAN;
			less[k] = values != NULL && first != NULL ? values[outcome] - first[outcome] : NAN;
		}
		const struct soc_interval mean = soc_student_interval(mine, replicates, -INFINITY, INFINITY),
								  difference = soc_student_interval(less, replicates, -INFINITY, INFINITY);
		a->of[0][arm] = of_interval(&mean);
		a->of[1][arm] = of_interval(&difference);
	}
}

static enum soc_err estimate(struct analysis *a, int outcome, struct soc_msg *msg)
{
	double mine[1000], less[1000]; /* replicates, at most so many */
	const struct soc_design *d = &a->e->design;
	switch (d->kind) {
	case SOC_DESIGN_sobol:
		return soc_sensitivity_sobol(a->y, d->n, a->rows, (uint64_t)d->seed, a->of[0], a->of[1], msg);
	case SOC_DESIGN_morris:
		return soc_sensitivity_morris(d, a->rows, a->y, a->of[0], a->of[1], a->of[2], msg);
	case SOC_DESIGN_arms:
		compare_arms(a, outcome, mine, less);
		return SOC_OK;
	default:
		return correlate(a, msg);
	}
}

/* ---- for a terminal ---- */
static const char *name_of(const struct analysis *a, int row)
{
	return a->e->design.kind == SOC_DESIGN_arms ? a->e->arm[row] : a->e->factor[row].name;
}

static double size_of(const struct analysis *a, int row)
{
	const double value = a->of[tables[a->e->design.kind].sorted_by][row].value;
	return isnan(value) ? -1.0 : fabs(value);
}

/* The largest first; by insertion, for there are few. */
static void sort_rows(struct analysis *a)
{
	for (int i = 0; i < a->rows; i++) {
		int at = i;
		for (; tables[a->e->design.kind].sorted_by >= 0 && at > 0 &&
		       size_of(a, a->order[at - 1]) < size_of(a, i);
		     at--)
			a->order[at] = a->order[at - 1];
		a->order[at] = i;
	}
}

static void put_cell(struct soc_buf *out, const struct soc_estimate *e)
{
	struct soc_buf cell = { 0 };
	const int decimals = soc_text_decimals(e->value, e->low, e->high);
	soc_text_real(&cell, e->value, decimals);
	if (!isnan(e->low) && e->high > e->low) {
		soc_buf_puts(&cell, " (");
		soc_text_real(&cell, e->low, decimals);
		soc_buf_puts(&cell, " to ");
		soc_text_real(&cell, e->high, decimals);
		soc_buf_puts(&cell, ")");
	}
	soc_text_right(out, CELL_WIDTH, &cell);
	out->failed |= cell.failed;
	soc_buf_release(&cell);
}

static int name_width(const struct analysis *a)
{
	int width = 12;
	for (int i = 0; i < a->rows; i++)
		if ((int)strlen(name_of(a, i)) > width)
			width = (int)strlen(name_of(a, i));
	return width + 2;
}

static void put_table(struct analysis *a, int outcome)
{
	const struct soc_outcome *o = &a->e->outcome[outcome];
	const int kind = (int)a->e->design.kind, width = name_width(a);
	soc_buf_add(&a->out, "%s\n%s%s%s", a->shown > 0 ? "" : a->e->title, a->shown > 0 ? "" : "\n", o->name,
	            o->meaning[0] != '\0' ? ": " : "");
	soc_text_safe(&a->out, o->meaning, strlen(o->meaning), 0);
	soc_buf_add(&a->out, "\n  %-*s", width, tables[kind].row);
	for (int c = 0; c < tables[kind].columns; c++)
		soc_buf_add(&a->out, "%*s", CELL_WIDTH, tables[kind].column[c]);
	soc_buf_puts(&a->out, "\n");
	sort_rows(a);
	for (int i = 0; i < a->rows; i++) {
		soc_buf_add(&a->out, "  %-*s", width, name_of(a, a->order[i]));
		for (int c = 0; c < tables[kind].columns; c++)
			put_cell(&a->out, &a->of[c][a->order[i]]);
		soc_buf_puts(&a->out, "\n");
	}
	if (a->measured < a->e->points)
		soc_buf_add(&a->out, "  %lld of %lld %s a value; what needs the others is left out\n",
		            (long long)a->measured, (long long)a->e->points,
		            soc_noun((double)a->e->points, "point has", "points have"));
}

/* ---- for programs ---- */
static void put_record(struct analysis *a, int outcome, int row)
{
	const int json = a->format == SOC_TEXT_JSON, kind = (int)a->e->design.kind;
	static const char *const ends[] = { "", "_low", "_high" };
	soc_buf_puts(&a->out, json ? (a->shown + row > 0 ? ",\n  {\"outcome\": " : "\n  {\"outcome\": ") : "");
	soc_buf_quote(&a->out, a->e->outcome[outcome].name, 1);
	soc_buf_add(&a->out, json ? ", \"%s\": " : ",%.0s", tables[kind].row);
	soc_buf_quote(&a->out, name_of(a, row), 1);
	for (int c = 0; c < tables[kind].columns; c++) {
		const struct soc_estimate *e = &a->of[c][row];
		const double numbers[] = { e->value, e->low, e->high };
		for (int k = 0; k < 3; k++) {
			soc_buf_add(&a->out, json ? ", \"%s%s\": " : ",%.0s%.0s", tables[kind].column[c], ends[k]);
			soc_text_number(&a->out, numbers[k], json ? "null" : "");
		}
	}
	soc_buf_add(&a->out, json ? ", \"count\": %lld}" : ",%lld\n", (long long)a->of[0][row].count);
}

static void put_head(struct analysis *a)
{
	const int kind = (int)a->e->design.kind;
	if (a->format == SOC_TEXT_JSON)
		soc_buf_puts(&a->out, "[");
	if (a->format != SOC_TEXT_CSV)
		return;
	soc_buf_add(&a->out, "outcome,%s", tables[kind].row);
	for (int c = 0; c < tables[kind].columns; c++) {
		const char *name = tables[kind].column[c];
		soc_buf_add(&a->out, ",%s,%s_low,%s_high", name, name, name);
	}
	soc_buf_puts(&a->out, ",count\n");
}

static void put_foot(struct analysis *a)
{
	const int kind = (int)a->e->design.kind;
	if (a->format == SOC_TEXT_JSON)
		soc_buf_puts(&a->out, "\n]\n");
	if (a->format != SOC_TEXT_TABLE)
		return;
	soc_buf_add(&a->out, "\n%s.\n", tables[kind].note);
	if (a->e->design.kind == SOC_DESIGN_arms)
		soc_buf_puts(&a->out, "In brackets: 95% intervals, Student's t over the replicates.\n");
	else
		soc_buf_puts(&a->out, "In brackets: 95% intervals of the bootstrap over the points of the design.\n");
}

/* ---- all of it ---- */
static enum soc_err prepare(struct analysis *a, struct soc_msg *msg)
{
	const size_t points = (size_t)a->e->points;
	a->rows = a->e->design.kind == SOC_DESIGN_arms ? (int)a->e->points : a->e->factors_count;
	a->y = soc_calloc(points, sizeof *a->y);
	a->x = soc_calloc(points, sizeof *a->x);
	a->order = soc_calloc((size_t)a->rows, sizeof *a->order);
	int ok = a->y != NULL && a->x != NULL && a->order != NULL;
	for (int c = 0; c < COLUMNS; c++) {
		a->of[c] = soc_calloc((size_t)a->rows, sizeof *a->of[c]);
		ok &= a->of[c] != NULL;
	}
	return ok ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to analyse");
}

static enum soc_err put_all(struct analysis *a, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	put_head(a);
	for (int o = 0; o < a->e->outcomes_count && err == SOC_OK; o++) {
		take_values(a, o);
		err = estimate(a, o, msg);
		if (err == SOC_OK && a->format == SOC_TEXT_TABLE)
			put_table(a, o);
		for (int i = 0; err == SOC_OK && a->format != SOC_TEXT_TABLE && i < a->rows; i++)
			put_record(a, o, i);
		a->shown++;
	}
	put_foot(a);
	return err;
}

static enum soc_err analyse(struct analysis *a, char **out, struct soc_msg *msg)
{
	enum soc_err err = prepare(a, msg);
	if (err == SOC_OK)
		err = put_all(a, msg);
	char *text = err == SOC_OK ? soc_buf_take(&a->out) : NULL;
	if (err == SOC_OK && text == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to analyse");
	if (err == SOC_OK)
		*out = text;
	soc_buf_release(&a->out);
	soc_free(a->y);
	soc_free(a->x);
	soc_free(a->order);
	for (int c = 0; c < COLUMNS; c++)
		soc_free(a->of[c]);
	return err;
}

enum soc_err soc_experiment_analyse(const struct soc_experiment *e, const char *folder, const char *format,
                                    char **out, struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct soc_runner r = { 0 };
	struct analysis a = { .r = &r, .e = e };
	if (e == NULL || folder == NULL || out == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "an experiment, a folder and room for the text are needed");
	enum soc_err err = soc_text_form_find(format, &a.format, msg);
	if (err != SOC_OK)
		return err;
	err = soc_runner_init(&r, e, folder, 0, NULL, msg);
	struct soc_experiment_state now = { 0 };
	if (err == SOC_OK)
		now = soc_runner_state(&r);
	if (err == SOC_OK && now.measured == 0)
		err =
			soc_fail(msg, SOC_ERR_USAGE, "%s: no point of this experiment is measured: run it first", folder);
	if (err == SOC_OK)
		err = analyse(&a, out, msg);
	if (err == SOC_OK && state != NULL)
		*state = now;
	soc_runner_release(&r);
	return err;
}
