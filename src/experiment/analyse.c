/* What came of an experiment: how much each factor matters, or what each arm gives, for each outcome. */
#include "experiment/analysis.h"
#include "experiment/calibration.h"
#include "experiment/hypercube.h"

#include "analysis/assumptions.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "base/noun.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_GAP 3
#define SAME 1e-9     /* relative: a narrower interval is one value that was rounded */
#define TOLD_MATTER 3 /* assumptions that are told of a difference */

struct text {
	struct soc_analysis a;
	const struct soc_experiment *e;
	enum soc_text_form format;
	struct soc_buf out;
	int *order; /* [rows] */
	int shown;
};

/* ---- for a terminal ---- */
static const char *name_of(const struct text *t, int row)
{
	return t->e->design.kind == SOC_DESIGN_arms ? t->e->arm[row] : t->e->factor[row].key;
}

static double size_of(const struct text *t, int row)
{
	const double value = t->a.of[t->a.shape->sorted_by][row].value;
	return isnan(value) ? -1.0 : fabs(value);
}

/* The largest first; by insertion, for there are few. */
static void sort_rows(struct text *t)
{
	for (int i = 0; i < t->a.rows; i++) {
		int at = i;
		for (; t->a.shape->sorted_by >= 0 && at > 0 && size_of(t, t->order[at - 1]) < size_of(t, i); at--)
			t->order[at] = t->order[at - 1];
		t->order[at] = i;
	}
}

static int is_one_value(const struct soc_estimate *e)
{
	return e->high - e->low <= SAME * fabs(e->value);
}

static int is_of_draws(const struct text *t, int column)
{
	return t->e->draws != NULL && (column == SOC_ARMS_ASSUMED || column == SOC_ARMS_LESS_FIRST_ASSUMED);
}

/* Why there is no interval: nothing where there is one, or where none is to be expected. */
static void put_why(const struct text *t, int column, int row, struct soc_buf *out)
{
	const struct soc_estimate *e = &t->a.of[column][row];
	const int is_arms = t->e->design.kind == SOC_DESIGN_arms;
	if (!is_arms || column == SOC_ARMS_SAME_SIGN ||
	    (row == 0 && t->a.rows > 1 && column != SOC_ARMS_MEAN && column != SOC_ARMS_ASSUMED))
		return;
	if (!is_of_draws(t, column))
		soc_buf_puts(out, isnan(e->value) || e->count == 0 ? "no value"
		                  : isnan(e->low) && e->count < 2  ? "one replicate"
		                  : isnan(e->low) && e->value == 0.0
		                      ? (column == SOC_ARMS_MEAN ? "no bound" : "in each replicate")
		                      : "");
	else if (isnan(e->value) && !soc_assumptions_are_enough(e->count, t->e->draws->draws))
		soc_buf_add(out, "%lld of %lld %s", (long long)e->count, (long long)t->e->draws->draws,
		            soc_noun(t->e->draws->draws, "draw", "draws"));
	else if (isnan(e->value))
		soc_buf_puts(out, "within random numbers");
}

static void write_cell(const struct text *t, int column, int row, struct soc_buf *cell)
{
	const struct soc_estimate *e = &t->a.of[column][row];
	const int decimals = is_one_value(e) ? soc_text_decimals(e->value, e->value, e->value)
	                                     : soc_text_decimals(e->value, e->low, e->high);
	if (isnan(e->value) && is_of_draws(t, column) && !(row == 0 && column == SOC_ARMS_LESS_FIRST_ASSUMED)) {
		put_why(t, column, row, cell);
		return;
	}
	soc_text_real(cell, e->value, soc_text_decimals_shown(e->value, decimals));
	if (isnan(e->low) && e->value == 0.0 && e->count > 1) {
		soc_buf_puts(cell, " (");
		put_why(t, column, row, cell);
		soc_buf_puts(cell, ")");
	}
	if (!isnan(e->low) && !is_one_value(e)) {
		soc_buf_puts(cell, " (");
		soc_text_real(cell, e->low, decimals);
		soc_buf_puts(cell, " to ");
		soc_text_real(cell, e->high, decimals);
		soc_buf_puts(cell, ")");
	}
}

static void put_cell(struct text *t, int column, int row, int width)
{
	struct soc_buf cell = { 0 };
	write_cell(t, column, row, &cell);
	soc_text_right(&t->out, width, &cell);
	t->out.failed |= cell.failed;
	soc_buf_release(&cell);
}

/* As wide as the widest of its cells and its name. */
static int column_width(struct text *t, int column)
{
	size_t width = strlen(t->a.shape->column[column]);
	for (int i = 0; i < t->a.rows; i++) {
		struct soc_buf cell = { 0 };
		write_cell(t, column, i, &cell);
		width = cell.length > width ? cell.length : width;
		t->out.failed |= cell.failed;
		soc_buf_release(&cell);
	}
	return (int)width + CELL_GAP;
}

static int name_width(const struct text *t)
{
	int width = 12;
	for (int i = 0; i < t->a.rows; i++)
		if ((int)strlen(name_of(t, i)) > width)
			width = (int)strlen(name_of(t, i));
	return width + 2;
}

static void put_title(struct text *t, const struct soc_outcome *o)
{
	soc_buf_add(&t->out, "%s\n%s%s%s", t->shown > 0 ? "" : t->e->title, t->shown > 0 ? "" : "\n", o->name,
	            o->meaning[0] != '\0' ? ": " : "");
	soc_text_safe(&t->out, o->meaning, strlen(o->meaning), 0);
}

/* What decides the difference between an arm and the first, or the level of the only one. */
static void put_decides(struct text *t, int row)
{
	const struct soc_assumptions_outcome *d = &t->a.decides[row];
	if (d->matter_count == 0)
		return;
	soc_buf_add(&t->out, "  %s of %s: ", row > 0 ? "less_first" : "mean", name_of(t, row));
	for (int i = 0; i < d->matter_count && i < TOLD_MATTER; i++) {
		soc_buf_add(&t->out, "%s%s (", i > 0 ? ", " : "",
		            t->e->factor[t->e->draws->first + d->matter[i].factor].key);
		soc_text_real(&t->out, d->matter[i].correlation, 2);
		soc_buf_puts(&t->out, ")");
	}
	soc_buf_puts(&t->out, "\n");
}

/* A single arm has none to be less than. */
static int is_told(const struct text *t, int column)
{
	return t->e->design.kind != SOC_DESIGN_arms || t->a.rows > 1 || column == SOC_ARMS_MEAN ||
	       column == SOC_ARMS_ASSUMED;
}

/* Of how many draws intervals over the assumptions are, where not of all. */
static void put_draws(struct text *t)
{
	const int64_t all = t->e->draws != NULL ? t->e->draws->draws : 0;
	int64_t least = all, most = 0;
	for (int c = 0; c < t->a.shape->columns; c++)
		for (int i = 0; i < t->a.rows && is_of_draws(t, c); i++) {
			const struct soc_estimate *e = &t->a.of[c][i];
			least = !isnan(e->value) && e->count < least ? e->count : least;
			most = !isnan(e->value) && e->count > most ? e->count : most;
		}
	if (least == all || most == 0)
		return;
	soc_buf_add(&t->out, "  ..._assumed: of %lld %s %lld", (long long)all, soc_noun(all, "draw", "draws"),
	            (long long)least);
	if (most > least)
		soc_buf_add(&t->out, " to %lld", (long long)most);
	soc_buf_puts(&t->out, " have a value\n");
}

static void put_table(struct text *t, int outcome)
{
	const int width = name_width(t);
	int wide[SOC_ANALYSIS_COLUMNS];
	put_title(t, &t->e->outcome[outcome]);
	soc_buf_add(&t->out, "\n  %-*s", width, t->a.shape->row);
	for (int c = 0; c < t->a.shape->columns; c++) {
		wide[c] = column_width(t, c);
		if (is_told(t, c))
			soc_buf_add(&t->out, "%*s", wide[c], t->a.shape->column[c]);
	}
	soc_buf_puts(&t->out, "\n");
	sort_rows(t);
	for (int i = 0; i < t->a.rows; i++) {
		soc_buf_add(&t->out, "  %-*s", width, name_of(t, t->order[i]));
		for (int c = 0; c < t->a.shape->columns; c++)
			if (is_told(t, c))
				put_cell(t, c, t->order[i], wide[c]);
		soc_buf_puts(&t->out, "\n");
	}
	for (int i = 0; t->a.decides != NULL && i < t->a.rows; i++)
		put_decides(t, i);
	put_draws(t);
	if (t->a.measured < t->e->points)
		soc_buf_add(&t->out, "  %lld of %lld %s a value; what needs the others is left out\n",
		            (long long)t->a.measured, (long long)t->e->points,
		            soc_noun((double)t->e->points, "point has", "points have"));
}

/* ---- for programs ---- */
static int has_why(const struct text *t, int column)
{
	return t->e->design.kind == SOC_DESIGN_arms && column != SOC_ARMS_SAME_SIGN;
}

static void put_record(struct text *t, int outcome, int row)
{
	const int json = t->format == SOC_TEXT_JSON;
	static const char *const ends[] = { "", "_low", "_high" };
	soc_buf_puts(&t->out, json ? (t->shown + row > 0 ? ",\n  {\"outcome\": " : "\n  {\"outcome\": ") : "");
	soc_buf_quote(&t->out, t->e->outcome[outcome].name, 1);
	soc_buf_add(&t->out, json ? ", \"%s\": " : ",%.0s", t->a.shape->row);
	soc_buf_quote(&t->out, name_of(t, row), 1);
	for (int c = 0; c < t->a.shape->columns; c++) {
		const struct soc_estimate *e = &t->a.of[c][row];
		const double numbers[] = { e->value, e->low, e->high };
		for (int k = 0; k < 3; k++) {
			soc_buf_add(&t->out, json ? ", \"%s%s\": " : ",%.0s%.0s", t->a.shape->column[c], ends[k]);
			soc_text_number(&t->out, numbers[k], json ? "null" : "");
		}
		if (!has_why(t, c))
			continue;
		struct soc_buf why = { 0 };
		put_why(t, c, row, &why);
		soc_buf_add(&t->out, json ? ", \"%s_why\": " : ",%.0s", t->a.shape->column[c]);
		soc_buf_quote(&t->out, soc_buf_text(&why), 1);
		t->out.failed |= why.failed;
		soc_buf_release(&why);
	}
	soc_buf_add(&t->out, json ? ", \"count\": %lld}" : ",%lld\n", (long long)t->a.of[0][row].count);
}

static void put_head(struct text *t)
{
	if (t->format == SOC_TEXT_JSON)
		soc_buf_puts(&t->out, "[");
	if (t->format != SOC_TEXT_CSV)
		return;
	soc_buf_add(&t->out, "outcome,%s", t->a.shape->row);
	for (int c = 0; c < t->a.shape->columns; c++) {
		const char *name = t->a.shape->column[c];
		soc_buf_add(&t->out, ",%s,%s_low,%s_high", name, name, name);
		if (has_why(t, c))
			soc_buf_add(&t->out, ",%s_why", name);
	}
	soc_buf_puts(&t->out, ",count\n");
}

/* In how many draws assumptions are not independent of one another. */
static void put_drawn_in(struct text *t)
{
	const struct soc_hypercube *draws = t->e->draws;
	if (draws == NULL || draws->drawn_in == 0)
		return;
	soc_buf_add(
		&t->out,
		"In %lld of %lld %s the rates were together more than people can act on in a month, and were "
		"moved towards those of the scenario, all by the same part: there they are not independent.\n",
		(long long)draws->drawn_in, (long long)draws->draws, soc_noun((double)draws->draws, "draw", "draws"));
}

static void put_foot(struct text *t)
{
	if (t->format == SOC_TEXT_JSON)
		soc_buf_puts(&t->out, "\n]\n");
	if (t->format != SOC_TEXT_TABLE)
		return;
	soc_buf_add(&t->out, "\n%s.\n", t->a.shape->note);
	put_drawn_in(t);
	if (t->e->design.kind == SOC_DESIGN_arms)
		soc_buf_puts(&t->out,
		             t->a.decides != NULL
		                 ? "Other brackets: 95% intervals, Student's t over the replicates, of a "
		                   "share by its log odds; where all\nreplicates agree on a share, or on 0, "
		                   "from the number of cases in all of them (no bound: 0 in each replicate, "
		                   "and no\ncertainty, since the formula does not say its cases; in each "
		                   "replicate: no difference in any, and no certainty either).\nBelow a "
		                   "table: which assumptions decide a figure, with their rank correlation.\n"
		                 : "In brackets: 95% intervals, Student's t over the replicates; where all "
		                   "replicates agree on a share, or on 0,\nfrom the number of cases in all of "
		                   "them (no bound: 0 in each replicate, and no certainty, since the formula\n"
		                   "does not say its cases; in each replicate: no difference in any, and no "
		                   "certainty either).\n");
	else
		soc_buf_puts(&t->out,
		             t->e->design.kind == SOC_DESIGN_sobol
		                 ? "In brackets: 95% intervals of the jackknife over the scramblings of the design.\n"
		                 : "In brackets: 95% intervals of the bootstrap over the points of the design.\n");
}

/* ---- all of it ---- */
static enum soc_err put_all(struct text *t, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	put_head(t);
	for (int o = 0; o < t->e->outcomes_told && err == SOC_OK; o++) {
		err = soc_analysis_outcome(&t->a, o, msg);
		if (err == SOC_OK && t->format == SOC_TEXT_TABLE)
			put_table(t, o);
		for (int i = 0; err == SOC_OK && t->format != SOC_TEXT_TABLE && i < t->a.rows; i++)
			put_record(t, o, i);
		t->shown++;
	}
	put_foot(t);
	return err;
}

static enum soc_err analyse(struct text *t, const struct soc_runner *r, char **out, struct soc_msg *msg)
{
	enum soc_err err = soc_analysis_init(&t->a, r, t->format == SOC_TEXT_TABLE, msg);
	if (err == SOC_OK && (t->order = soc_calloc((size_t)t->a.rows, sizeof *t->order)) == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to analyse");
	if (err == SOC_OK)
		err = put_all(t, msg);
	if (err == SOC_OK)
		err = soc_buf_give(&t->out, "not enough memory to analyse", out, msg);
	soc_buf_release(&t->out);
	soc_free(t->order);
	soc_analysis_release(&t->a);
	return err;
}

enum soc_err soc_experiment_analyse(const struct soc_experiment *e, const char *folder, const char *format,
                                    char **out, struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct soc_runner r = { 0 };
	struct soc_experiment_state now = { 0 };
	struct text t = { .e = e };
	if (e == NULL || folder == NULL || out == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "an experiment, a folder and room for the text are needed");
	enum soc_err err = soc_text_form_find(format, &t.format, msg);
	if (err != SOC_OK)
		return err;
	if (e->design.kind == SOC_DESIGN_calibration)
		return soc_calibration_analyse(e, folder, t.format, out, state, msg);
	err = soc_analysis_read(&r, e, folder, &now, msg);
	if (err == SOC_OK)
		err = analyse(&t, &r, out, msg);
	if (err == SOC_OK && state != NULL)
		*state = now;
	soc_runner_release(&r);
	return err;
}
