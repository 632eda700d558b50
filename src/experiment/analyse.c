/* What came of an experiment: how much each factor matters, or what each arm gives, for each outcome. */
#include "experiment/arms.h"
#include "experiment/calibration.h"

#include "analysis/text.h"
#include "base/mem.h"
#include "base/noun.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 5
#define CELL_GAP 3
#define SAME 1e-9     /* relative: a narrower interval is one value that was rounded */
#define TOLD_MATTER 3 /* assumptions that are told of a difference */

/* What is told of a design: the columns, and which of them the rows are sorted by for a reader. */
struct shape {
	const char *column[COLUMNS], *row, *note;
	int columns, sorted_by;
};
#define RANKS                                                                           \
	{                                                                                   \
		{ "rank_correlation" }, "factor", "rank_correlation: Spearman's, -1 to 1", 1, 0 \
	}
static const struct shape shapes[SOC_DESIGNS] = {
	[SOC_DESIGN_factorial] = RANKS,
	[SOC_DESIGN_lhs] = RANKS,
	[SOC_DESIGN_points] = RANKS,
	[SOC_DESIGN_sobol] = { { "first", "total" },
	                       "factor",
	                       "first: share of the variance that the factor explains alone; total: together "
	                       "with all others",
	                       2,
	                       1 },
	[SOC_DESIGN_morris] = { { "mu", "mu_star", "sigma" },
	                        "factor",
	                        "elementary effects, for a move over the whole range: mu their mean, mu_star the "
	                        "mean of their sizes, sigma their standard deviation",
	                        3,
	                        1 },
	[SOC_DESIGN_arms] = { { "mean", "less_first" },
	                      "arm",
	                      "less_first: the arm less the first one, replicate by replicate",
	                      2,
	                      -1 },
};
/* Arms that were run over draws of the assumptions as well. */
static const struct shape shape_assumed = {
	{ "mean", "less_first", "mean_assumed", "less_first_assumed", "same_sign" },
	"arm",
	"mean, less_first: at the values of the scenario; less_first: the arm less the first one, replicate by "
	"replicate.\n..._assumed: the median, and in brackets 95% of the draws, of everything that the scenario "
	"assumes, luck taken out.\nsame_sign: of 100 draws, in how many the difference has the sign that it has "
	"at the values of the scenario",
	SOC_ARMS_COLUMNS,
	-1
};
_Static_assert((int)SOC_ARMS_COLUMNS <= COLUMNS, "arms have a column for each estimate");

struct analysis {
	const struct soc_runner *r;
	const struct soc_experiment *e;
	enum soc_text_form format;
	struct soc_buf out;
	double *y; /* [points]: mean over replicates, NaN where one is missing */
	double *x; /* [points] of one factor */
	const struct shape *shape;
	struct soc_estimate *of[COLUMNS];        /* [rows] */
	struct soc_assumptions_outcome *decides; /* [rows] of arms over assumptions, else NULL */
	int *order;                              /* [rows] */
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

static enum soc_err correlate(struct analysis *a, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int f = 0; f < a->rows && err == SOC_OK; f++) {
		for (int64_t i = 0; i < a->e->points; i++) {
			char text[SOC_FACTOR_TEXT];
			soc_experiment_value(a->e, i, f, text);
			a->x[i] = soc_factor_number(&a->e->factor[f], text);
		}
		err = soc_sensitivity_ranks(a->x, a->y, a->e->points, (uint64_t)a->e->design.seed, &a->of[0][f], msg);
	}
	return err;
}

static enum soc_err estimate(struct analysis *a, int outcome, struct soc_msg *msg)
{
	const struct soc_design *d = &a->e->design;
	switch (d->kind) {
	case SOC_DESIGN_sobol:
		return soc_sensitivity_sobol(a->y, d->n, a->rows, (uint64_t)d->seed, a->of[0], a->of[1], msg);
	case SOC_DESIGN_morris:
		return soc_sensitivity_morris(d, a->rows, a->y, a->of[0], a->of[1], a->of[2], msg);
	case SOC_DESIGN_arms:
		return soc_arms_estimate(a->r, outcome, a->of, a->decides, msg);
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
	const double value = a->of[a->shape->sorted_by][row].value;
	return isnan(value) ? -1.0 : fabs(value);
}

/* The largest first; by insertion, for there are few. */
static void sort_rows(struct analysis *a)
{
	for (int i = 0; i < a->rows; i++) {
		int at = i;
		for (; a->shape->sorted_by >= 0 && at > 0 && size_of(a, a->order[at - 1]) < size_of(a, i); at--)
			a->order[at] = a->order[at - 1];
		a->order[at] = i;
	}
}

static int is_one_value(const struct soc_estimate *e)
{
	return e->high - e->low <= SAME * fabs(e->value);
}

static void write_cell(struct soc_buf *cell, const struct soc_estimate *e)
{
	const int decimals = is_one_value(e) ? soc_text_decimals(e->value, e->value, e->value)
	                                     : soc_text_decimals(e->value, e->low, e->high);
	soc_text_real(cell, e->value, decimals);
	if (!isnan(e->low) && !is_one_value(e)) {
		soc_buf_puts(cell, " (");
		soc_text_real(cell, e->low, decimals);
		soc_buf_puts(cell, " to ");
		soc_text_real(cell, e->high, decimals);
		soc_buf_puts(cell, ")");
	}
}

static void put_cell(struct soc_buf *out, const struct soc_estimate *e, int width)
{
	struct soc_buf cell = { 0 };
	write_cell(&cell, e);
	soc_text_right(out, width, &cell);
	out->failed |= cell.failed;
	soc_buf_release(&cell);
}

/* As wide as the widest of its cells and its name. */
static int column_width(struct analysis *a, int column)
{
	size_t width = strlen(a->shape->column[column]);
	for (int i = 0; i < a->rows; i++) {
		struct soc_buf cell = { 0 };
		write_cell(&cell, &a->of[column][i]);
		width = cell.length > width ? cell.length : width;
		a->out.failed |= cell.failed;
		soc_buf_release(&cell);
	}
	return (int)width + CELL_GAP;
}

static int name_width(const struct analysis *a)
{
	int width = 12;
	for (int i = 0; i < a->rows; i++)
		if ((int)strlen(name_of(a, i)) > width)
			width = (int)strlen(name_of(a, i));
	return width + 2;
}

static void put_title(struct analysis *a, const struct soc_outcome *o)
{
	soc_buf_add(&a->out, "%s\n%s%s%s", a->shown > 0 ? "" : a->e->title, a->shown > 0 ? "" : "\n", o->name,
	            o->meaning[0] != '\0' ? ": " : "");
	soc_text_safe(&a->out, o->meaning, strlen(o->meaning), 0);
}

/* What decides the difference between an arm and the first, or the level of the only one. */
static void put_decides(struct analysis *a, int row)
{
	const struct soc_assumptions_outcome *d = &a->decides[row];
	if (d->matter_count == 0)
		return;
	soc_buf_add(&a->out, "  %s of %s: ", row > 0 ? "less_first" : "mean", name_of(a, row));
	for (int i = 0; i < d->matter_count && i < TOLD_MATTER; i++) {
		soc_buf_add(&a->out, "%s%s (", i > 0 ? ", " : "",
		            a->e->factor[a->e->draws->first + d->matter[i].factor].name);
		soc_text_real(&a->out, d->matter[i].correlation, 2);
		soc_buf_puts(&a->out, ")");
	}
	soc_buf_puts(&a->out, "\n");
}

/* A single arm has none to be less than. */
static int is_told(const struct analysis *a, int column)
{
	return a->e->design.kind != SOC_DESIGN_arms || a->rows > 1 || column == SOC_ARMS_MEAN ||
	       column == SOC_ARMS_ASSUMED;
}

static void put_table(struct analysis *a, int outcome)
{
	const int width = name_width(a);
	int wide[COLUMNS];
	put_title(a, &a->e->outcome[outcome]);
	soc_buf_add(&a->out, "\n  %-*s", width, a->shape->row);
	for (int c = 0; c < a->shape->columns; c++) {
		wide[c] = column_width(a, c);
		if (is_told(a, c))
			soc_buf_add(&a->out, "%*s", wide[c], a->shape->column[c]);
	}
	soc_buf_puts(&a->out, "\n");
	sort_rows(a);
	for (int i = 0; i < a->rows; i++) {
		soc_buf_add(&a->out, "  %-*s", width, name_of(a, a->order[i]));
		for (int c = 0; c < a->shape->columns; c++)
			if (is_told(a, c))
				put_cell(&a->out, &a->of[c][a->order[i]], wide[c]);
		soc_buf_puts(&a->out, "\n");
	}
	for (int i = 0; a->decides != NULL && i < a->rows; i++)
		put_decides(a, i);
	if (a->measured < a->e->points)
		soc_buf_add(&a->out, "  %lld of %lld %s a value; what needs the others is left out\n",
		            (long long)a->measured, (long long)a->e->points,
		            soc_noun((double)a->e->points, "point has", "points have"));
}

/* ---- for programs ---- */
static void put_record(struct analysis *a, int outcome, int row)
{
	const int json = a->format == SOC_TEXT_JSON;
	static const char *const ends[] = { "", "_low", "_high" };
	soc_buf_puts(&a->out, json ? (a->shown + row > 0 ? ",\n  {\"outcome\": " : "\n  {\"outcome\": ") : "");
	soc_buf_quote(&a->out, a->e->outcome[outcome].name, 1);
	soc_buf_add(&a->out, json ? ", \"%s\": " : ",%.0s", a->shape->row);
	soc_buf_quote(&a->out, name_of(a, row), 1);
	for (int c = 0; c < a->shape->columns; c++) {
		const struct soc_estimate *e = &a->of[c][row];
		const double numbers[] = { e->value, e->low, e->high };
		for (int k = 0; k < 3; k++) {
			soc_buf_add(&a->out, json ? ", \"%s%s\": " : ",%.0s%.0s", a->shape->column[c], ends[k]);
			soc_text_number(&a->out, numbers[k], json ? "null" : "");
		}
	}
	soc_buf_add(&a->out, json ? ", \"count\": %lld}" : ",%lld\n", (long long)a->of[0][row].count);
}

static void put_head(struct analysis *a)
{
	if (a->format == SOC_TEXT_JSON)
		soc_buf_puts(&a->out, "[");
	if (a->format != SOC_TEXT_CSV)
		return;
	soc_buf_add(&a->out, "outcome,%s", a->shape->row);
	for (int c = 0; c < a->shape->columns; c++) {
		const char *name = a->shape->column[c];
		soc_buf_add(&a->out, ",%s,%s_low,%s_high", name, name, name);
	}
	soc_buf_puts(&a->out, ",count\n");
}

static void put_foot(struct analysis *a)
{
	if (a->format == SOC_TEXT_JSON)
		soc_buf_puts(&a->out, "\n]\n");
	if (a->format != SOC_TEXT_TABLE)
		return;
	soc_buf_add(&a->out, "\n%s.\n", a->shape->note);
	if (a->e->design.kind == SOC_DESIGN_arms)
		soc_buf_puts(&a->out,
		             a->decides != NULL
		                 ? "Other brackets: 95% intervals, Student's t over the replicates. Below a table: "
		                   "which assumptions\ndecide a figure, with their rank correlation.\n"
		                 : "In brackets: 95% intervals, Student's t over the replicates.\n");
	else
		soc_buf_puts(&a->out, "In brackets: 95% intervals of the bootstrap over the points of the design.\n");
}

/* ---- all of it ---- */
static enum soc_err prepare(struct analysis *a, struct soc_msg *msg)
{
	const size_t points = (size_t)a->e->points;
	const int is_arms = a->e->design.kind == SOC_DESIGN_arms;
	a->rows = is_arms ? a->e->arms : a->e->factors_count;
	a->shape = a->e->draws != NULL ? &shape_assumed : &shapes[a->e->design.kind];
	a->y = soc_calloc(points, sizeof *a->y);
	a->x = soc_calloc(points, sizeof *a->x);
	a->order = soc_calloc((size_t)a->rows, sizeof *a->order);
	int ok = a->y != NULL && a->x != NULL && a->order != NULL;
	if (a->e->draws != NULL && a->format == SOC_TEXT_TABLE) {
		a->decides = soc_calloc((size_t)a->rows, sizeof *a->decides);
		ok &= a->decides != NULL;
	}
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
	soc_free(a->decides);
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
	if (e->design.kind == SOC_DESIGN_calibration)
		return soc_calibration_analyse(e, folder, a.format, out, state, msg);
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
