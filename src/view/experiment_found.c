/* The document of an experiment's page: what was asked and what was found. */
#include "view/experiment_page.h"

#include "base/utf8.h"
#include "socred/scenario.h"
#include "view/report.h"

#include <math.h>
#include <string.h>

#define SHOWN_NUMBERS 400000 /* of points in a page: some 3 MB */
#define PARTS 7              /* smaller designs that are told of */
#define LEAST_PART 4

/* ---- what was asked ---- */
/* "timeline.NAME.set.KEY" is KEY. */
static struct soc_value stated(const struct soc_experiment *e, const char *key)
{
	const struct soc_scenario *s = e->scenario;
	for (int i = 0; e->theory != NULL && i < e->theory->of->keys_count; i++)
		if (strcmp(e->theory->of->keys[i].name, key) == 0)
			return (struct soc_value){ .unit = e->theory->of->keys[i].unit,
				                       .meaning = e->theory->of->keys[i].meaning };
	if (e->theory != NULL)
		return (struct soc_value){ .unit = "", .meaning = "" };
	const char *set = strstr(key, ".set.");
	const char *plain = strncmp(key, "timeline.", 9) == 0 && set != NULL ? set + strlen(".set.") : key;
	for (size_t i = 0; i < soc_scenario_values(s); i++) {
		const struct soc_value v = soc_scenario_value(s, i);
		if (strcmp(v.key, plain) == 0)
			return v;
	}
	return (struct soc_value){ .unit = "", .meaning = "" };
}

static json_t *factor_of(const struct soc_experiment *e, const struct soc_factor *f)
{
	const struct soc_value v = stated(e, f->key);
	const int is_list = f->distribution == SOC_FACTOR_VALUES;
	json_t *values = json_array();
	for (int i = 0; i < f->values_count; i++)
		soc_json_append(&values, soc_report_text(f->value[i]));
	return json_pack("{s:o, s:o, s:o, s:s, s:o, s:o, s:o}", "name", soc_report_text(f->key), "meaning",
	                 soc_report_text(v.meaning), "unit", soc_report_text(v.unit), "distribution",
	                 soc_factor_distributions[f->distribution], "low", soc_json_real(is_list ? NAN : f->low),
	                 "high", soc_json_real(is_list ? NAN : f->high), "values", values);
}

json_t *soc_experiment_page_asked(const struct soc_experiment *e)
{
	json_t *factors = json_array(), *outcomes = json_array(), *arms = json_array();
	for (int i = 0; i < e->factors_count; i++)
		soc_json_append(&factors, factor_of(e, &e->factor[i]));
	for (int i = 0; i < e->outcomes_told; i++)
		soc_json_append(&outcomes, json_pack("{s:o, s:o, s:o}", "name", soc_report_text(e->outcome[i].name),
		                                     "meaning", soc_report_text(e->outcome[i].meaning), "formula",
		                                     soc_report_text(e->outcome[i].formula)));
	for (int i = 0; i < e->arms; i++)
		soc_json_append(&arms, soc_report_text(e->arm[i]));
	const struct soc_experiment_size size = soc_experiment_size(e);
	const char *of = e->theory != NULL ? e->theory->title : soc_scenario_title(e->scenario);
	return json_pack("{s:o, s:o, s:s, s:o, s:s, s:I, s:I, s:I, s:I, s:I, s:s, s:o, s:o, s:o}", "title",
	                 soc_report_text(e->title), "description", soc_report_text(e->description), "design",
	                 soc_design_names[e->design.kind], "scenario", soc_report_text(of), "theory",
	                 size.theory != NULL ? size.theory : "", "persons", (json_int_t)size.persons, "months",
	                 (json_int_t)size.months, "replicates", (json_int_t)size.replicates, "seed",
	                 (json_int_t)e->design.seed, "draws", (json_int_t)e->design.assumptions, "version",
	                 SOC_VERSION, "factors", factors, "outcomes", outcomes, "arms", arms);
}

json_t *soc_experiment_page_state(const struct soc_experiment_state *s)
{
	return json_pack("{s:I, s:I, s:I, s:I, s:o, s:I, s:I, s:o, s:I}", "points", (json_int_t)s->points,
	                 "measured", (json_int_t)s->measured, "refused", (json_int_t)s->refused, "same",
	                 (json_int_t)s->same, "first_refused", soc_report_text(s->first_refused), "broken",
	                 (json_int_t)s->broken, "unfinished", (json_int_t)s->unfinished, "first_broken",
	                 soc_report_text(s->first_broken), "others", (json_int_t)s->others);
}

/* ---- what was found ---- */
static json_t *estimate_of(const struct soc_estimate *e)
{
	return json_pack("[o, o, o]", soc_json_real(e->value), soc_json_real(e->low), soc_json_real(e->high));
}

static json_t *decides_of(const struct soc_analysis *a, int row)
{
	json_t *all = json_array();
	for (int i = 0; a->decides != NULL && i < a->decides[row].matter_count; i++) {
		const struct soc_assumptions_matter *m = &a->decides[row].matter[i];
		soc_json_append(&all, json_pack("[i, o, o, o]", a->e->draws->first + m->factor,
		                                soc_json_real(m->correlation), soc_json_real(m->low),
		                                soc_json_real(m->high)));
	}
	return all;
}

static json_t *row_of(const struct soc_analysis *a, int row)
{
	const struct soc_analysis_moves m = soc_analysis_moves(a, row);
	json_t *of = json_array();
	for (int c = 0; c < a->shape->columns; c++)
		soc_json_append(&of, estimate_of(&a->of[c][row]));
	return json_pack("{s:o, s:I, s:[I, I, I], s:o}", "of", of, "count", (json_int_t)a->of[0][row].count,
	                 "moves", (json_int_t)m.all, (json_int_t)m.more, (json_int_t)m.less, "decides",
	                 decides_of(a, row));
}

/* With all of the design, with half of it, with a quarter ...: the column that rows are sorted by. */
static json_t *parts_of(struct soc_analysis *a, enum soc_err *err, struct soc_msg *msg)
{
	json_t *parts = json_array();
	int64_t units = soc_analysis_units(a);
	for (int i = 0; i < PARTS && units >= LEAST_PART && *err == SOC_OK; i++, units /= 2) {
		json_t *of = json_array();
		*err = soc_analysis_part(a, units, msg);
		for (int row = 0; row < a->rows; row++)
			soc_json_append(&of, estimate_of(&a->of[a->shape->sorted_by][row]));
		soc_json_append(&parts, json_pack("{s:I, s:o}", "units", (json_int_t)units, "of", of));
	}
	return parts;
}

static json_t *numbers_of(const double *values, int64_t n)
{
	json_t *all = json_array();
	for (int64_t i = 0; i < n; i++)
		soc_json_append(&all, soc_json_real(values[i]));
	return all;
}

static int64_t points_shown(const struct soc_experiment *e)
{
	const int64_t most = SHOWN_NUMBERS / (e->factors_count + e->outcomes_told);
	return e->design.kind == SOC_DESIGN_arms ? 0 : e->points < most ? e->points : most;
}

static json_t *outcome_of(struct soc_analysis *a, int outcome, enum soc_err *err, struct soc_msg *msg)
{
	*err = soc_analysis_outcome(a, outcome, msg);
	if (*err != SOC_OK)
		return NULL;
	const int64_t shown = points_shown(a->e);
	json_t *rows = json_array();
	for (int row = 0; row < a->rows; row++)
		soc_json_append(&rows, row_of(a, row));
	return json_pack("{s:I, s:o, s:o, s:o}", "measured", (json_int_t)a->measured, "rows", rows, "values",
	                 numbers_of(a->y, shown), "parts", parts_of(a, err, msg));
}

json_t *soc_experiment_page_found(struct soc_analysis *a, enum soc_err *err, struct soc_msg *msg)
{
	const int64_t shown = points_shown(a->e);
	json_t *columns = json_array(), *outcomes = json_array(), *values = json_array();
	for (int c = 0; c < a->shape->columns; c++)
		soc_json_append(&columns, json_string(a->shape->column[c]));
	for (int f = 0; f < a->e->factors_count && shown > 0; f++) {
		soc_analysis_values(a, f);
		soc_json_append(&values, numbers_of(a->x, shown));
	}
	for (int o = 0; o < a->e->outcomes_told && *err == SOC_OK; o++)
		soc_json_append(&outcomes, outcome_of(a, o, err, msg));
	return json_pack("{s:o, s:i, s:I, s:o, s:o}", "columns", columns, "sorted_by", a->shape->sorted_by,
	                 "units", (json_int_t)soc_analysis_units(a), "values", values, "outcomes", outcomes);
}

/* ---- a calibration ---- */
static json_t *wave_of(const struct soc_calibration *c, const struct soc_history_wave *w)
{
	int used = 0;
	double least = NAN;
	for (int t = 0; t < c->fitted; t++)
		if (!w->of[t].is_refused) {
			used++;
			least = isnan(least) || w->of[t].q2 < least ? w->of[t].q2 : least;
		}
	return json_pack("{s:I, s:i, s:i, s:o, s:o, s:I}", "points", (json_int_t)w->points, "used", used, "of",
	                 c->fitted, "least_q2", soc_json_real(least), "left", soc_json_real(w->left), "without",
	                 (json_int_t)w->without);
}

json_t *soc_experiment_page_fit(const struct soc_calibration *c)
{
	const struct soc_abc *a = &c->abc;
	const struct soc_abc_generation none = { 0 },
									*last = a->generations > 0 ? &a->generation[a->generations - 1] : &none;
	struct soc_buf text = { 0 };
	json_error_t unused;
	json_t *waves = json_array();
	for (int w = 0; w < c->history.waves; w++)
		soc_json_append(&waves, wave_of(c, &c->history.wave[w]));
	/* The rows are those that a program is told. */
	soc_calibration_text(c, SOC_TEXT_JSON, &text);
	json_t *rows = text.failed ? NULL : json_loadb(soc_buf_text(&text), text.length, 0, &unused);
	soc_buf_release(&text);
	return json_pack("{s:o, s:o, s:I, s:o, s:i, s:I, s:b, s:o}", "waves", waves, "rows", rows, "particles",
	                 (json_int_t)a->particles, "effective", soc_json_real(last->effective), "generations",
	                 a->generations, "runs", (json_int_t)a->runs, "whole", a->is_whole, "width",
	                 soc_json_real(last->width));
}
