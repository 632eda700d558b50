/* The answers of a form, and figures among them. Groups: assessment_groups.c; contexts:
 * assessment_contexts.c; values of the scenario: assessment_stated.c. */
#include "view/assessment.h"

#include "analysis/assessed.h"
#include "analysis/assumed.h"
#include "analysis/names_of_values.h"
#include "analysis/text.h"
#include "view/assessment_draws.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- tables ---- */
json_t *soc_assessment_columns(const char *const *names, int count)
{
	json_t *columns = json_array();
	for (int i = 0; i < count; i++)
		soc_json_append(&columns, json_string(names[i]));
	return columns;
}

json_t *soc_assessment_text_of(struct soc_buf *b)
{
	json_t *text = b->failed ? NULL : json_string(soc_buf_text(b));
	soc_buf_release(b);
	return text;
}

static json_t *number_text(double value, int decimals)
{
	struct soc_buf b = { 0 };
	soc_text_real(&b, value, decimals);
	return soc_assessment_text_of(&b);
}

static json_t *range_text(const struct soc_interval *v, int decimals)
{
	struct soc_buf b = { 0 };
	if (v->high > v->low) {
		soc_text_real(&b, v->low, decimals);
		soc_buf_puts(&b, " to ");
		soc_text_real(&b, v->high, decimals);
	} else if (v->count > 1) {
		soc_buf_puts(&b, SOC_TEXT_ALIKE ": the same in each replicate");
	}
	return soc_assessment_text_of(&b);
}

json_t *soc_assessment_told(const struct soc_interval *v, double per)
{
	struct soc_buf b = { 0 };
	const double low = per * v->low, high = per * v->high;
	const int decimals = soc_text_decimals(per * v->mean, low, high);
	soc_text_real(&b, per * v->mean, decimals);
	if (high > low) {
		soc_buf_puts(&b, " (");
		soc_text_range(&b, low, high, decimals);
		soc_buf_puts(&b, ")");
	} else if (v->count > 1) {
		soc_buf_puts(&b, " (" SOC_TEXT_ALIKE ")");
	}
	return soc_assessment_text_of(&b);
}

/* Value and interval as two cells of a row. */
static void put_cells(json_t **row, const struct soc_interval *v, double per)
{
	const struct soc_interval told = { per * v->mean, per * v->low, per * v->high, v->count };
	const int decimals = soc_text_decimals(told.mean, told.low, told.high);
	soc_json_append(row, number_text(told.mean, decimals));
	soc_json_append(row, range_text(&told, decimals));
}

void soc_assessment_put_numbers(json_t **object, const char *key, const struct soc_interval *v, double per)
{
	const struct soc_interval told = soc_interval_or_none(*v);
	soc_json_set(object, key,
	             json_pack("{s:o, s:o, s:o, s:s}", "value", soc_json_real(per * v->mean), "low",
	                       soc_json_real(per * told.low), "high", soc_json_real(per * told.high),
	                       "interval_why", soc_interval_why(v)));
}

json_t *soc_assessment_assumed(const struct soc_interval *v, const struct soc_assumed *assumed)
{
	const char *mark = soc_assumed_mark(v, assumed); /* " [b]" */
	const char letter[2] = { mark[0] != '\0' ? mark[2] : '\0', '\0' };
	return json_pack("{s:o, s:o, s:s}", "low", soc_json_real(assumed->low), "high",
	                 soc_json_real(assumed->high), "mark", letter);
}

const char *soc_assessment_run_name(int run)
{
	static const char *const names[SOC_ASSESSMENT_RUNS] = { "A", "B", "C", "D", "E", "F", "G", "H" };
	return names[run];
}

void soc_assessment_set_table(json_t **answer, json_t *columns, json_t *rows)
{
	soc_json_set(answer, "table", json_pack("{s:o, s:o}", "columns", columns, "rows", rows));
}

/* ---- a figure ---- */
/* The interval over the assumptions: that of draws which all runs share, else that of an ensemble that the
 * run holds, if it measured the figure: those of the headline, and those of analysis/assessed.def. */
static enum soc_err put_assumed(const struct soc_assessed_runs *runs, int run,
                                const struct soc_form_field *field, const struct soc_interval *v,
                                json_t **row, json_t **figure, struct soc_msg *msg)
{
	struct soc_assumed assumed = soc_assessment_draws_figure(runs->drawn, field->formula, run).value;
	const char *name = field->statistic[0] != '\0' ? field->statistic : soc_assessed_name(field->formula);
	const enum soc_err err = name != NULL && runs->drawn == NULL
	                             ? soc_assumed_read(runs->run[run].r, name, &assumed, msg)
	                             : SOC_OK;
	struct soc_buf text = { 0 };
	soc_fairness_put_assumed(&text, &assumed, 1.0);
	soc_buf_puts(&text, soc_assumed_mark(v, &assumed));
	soc_buf_puts(&text, isnan(assumed.low) && !assumed.is_measured && runs->drawn == NULL
	                        ? " (socred assumptions)"
	                        : "");
	soc_json_append(row, soc_assessment_text_of(&text));
	soc_json_set(figure, "assumed", soc_assessment_assumed(v, &assumed));
	return err;
}

/* The same of the difference from A, on the same draws. */
static void put_less_assumed(const struct soc_assessed_runs *runs, int run,
                             const struct soc_form_field *field, const struct soc_interval *difference,
                             json_t **row, json_t **figure)
{
	const struct soc_assessment_drawn drawn = soc_assessment_draws_figure(runs->drawn, field->formula, run);
	if (runs->drawn == NULL)
		soc_json_append(row, json_string("not computed (socred assess --draws 48)"));
	else
		soc_json_append(row, soc_assessment_draws_text(difference, &drawn));
	json_t *less = soc_assessment_assumed(difference, &drawn.less_a);
	soc_json_set(&less, "same_sign", soc_json_real(drawn.same_sign));
	soc_json_set(&less, "same_sign_low", soc_json_real(drawn.same_low));
	soc_json_set(&less, "same_sign_high", soc_json_real(drawn.same_high));
	soc_json_set(figure, "less_a_assumed", less);
}

/* Whether it rests on too little in some run. */
static int is_few(struct soc_assessed_runs *runs, const struct soc_formula *formula,
                  const struct soc_formula *cases, double per)
{
	int few = 0;
	for (int i = 0; i < runs->count; i++) {
		const double rests_on = soc_figures_rests_on(&runs->run[i].figures, formula, cases, per);
		few |= !isnan(rests_on) && soc_statistic_is_few(rests_on);
	}
	return few;
}

static enum soc_err answer_figure(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                  json_t **answer, struct soc_msg *msg)
{
	static const char *const names[] = { "run",
		                                 "value",
		                                 "95% interval",
		                                 "less A",
		                                 "95% interval of the difference",
		                                 "difference over the assumptions",
		                                 "rests on" };
	struct soc_formula formula, cases = { .steps = 0 };
	enum soc_err err = soc_formula_compile(&formula, field->formula, &soc_value_names, msg);
	if (err == SOC_OK && field->cases[0] != '\0')
		err = soc_formula_compile(&cases, field->cases, &soc_value_names, msg);
	if (err != SOC_OK)
		return err;
	json_t *rows = json_array(), *figures = json_array();
	const int some_few = is_few(runs, &formula, &cases, field->per);
	for (int i = 0; i < runs->count && err == SOC_OK; i++) {
		json_t *row = json_array(), *figure = json_object();
		struct soc_figures *f = &runs->run[i].figures;
		const struct soc_interval v = soc_figures_value(f, &formula, &cases, field->per);
		const double rests_on = soc_figures_rests_on(f, &formula, &cases, field->per);
		const int few = !isnan(rests_on) && soc_statistic_is_few(rests_on);
		soc_json_append(&row, json_string(soc_assessment_run_name(i)));
		put_cells(&row, &v, 1.0);
		err = put_assumed(runs, i, field, &v, &row, &figure, msg);
		soc_json_set(&figure, "run", json_string(soc_assessment_run_name(i)));
		soc_assessment_put_numbers(&figure, "figure", &v, 1.0);
		if (runs->count > 1 && i > 0) {
			const struct soc_interval d =
				soc_figures_difference(&runs->run[0].figures, f, &formula, &cases, field->per);
			put_cells(&row, &d, 1.0);
			soc_assessment_put_numbers(&figure, "less_a", &d, 1.0);
			put_less_assumed(runs, i, field, &d, &row, &figure);
		} else if (runs->count > 1) {
			for (int empty = 0; empty < 3; empty++)
				soc_json_append(&row, json_string(""));
		}
		if (some_few)
			soc_json_append(&row, json_string(few ? "fewer than 100 cases" : ""));
		soc_json_set(&figure, "cases", soc_json_real(rests_on));
		soc_json_set(&figure, "few", json_integer(few));
		soc_json_append(&rows, row);
		soc_json_append(&figures, figure);
	}
	json_t *columns = soc_assessment_columns(names, 3);
	soc_json_append(&columns, json_string("over the assumptions"));
	if (runs->count > 1)
		for (int i = 3; i < 6; i++)
			soc_json_append(&columns, json_string(names[i]));
	if (some_few)
		soc_json_append(&columns, json_string(names[6]));
	soc_assessment_set_table(answer, columns, rows);
	soc_json_set(answer, "figures", figures);
	soc_json_set(answer, "unit", json_string(field->unit));
	soc_json_set(answer, "formula", json_string(field->formula));
	if (err == SOC_OK && field->curve[0] != '\0')
		err = soc_assessment_curve(runs, field->curve, answer, msg);
	return err;
}

/* ---- all of them ---- */
int soc_assessment_is_off(const struct soc_assessed_runs *runs, const char *module)
{
	for (int i = 0; i < SOC_MODULES; i++)
		if (strcmp(soc_modules[i]->name, module) == 0)
			return !runs->run[0].module[i].affected.on;
	return 0;
}

enum soc_err soc_assessment_answer(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                   json_t **out, struct soc_msg *msg)
{
	json_t *answer = json_object();
	enum soc_err err = SOC_OK;
	if (soc_assessment_is_off(runs, field->module))
		soc_json_set(&answer, "text", json_sprintf("Not simulated: the scenario has no %s.", field->module));
	else if (field->answer == SOC_ANSWER_FIGURE)
		err = answer_figure(runs, field, &answer, msg);
	else if (field->answer == SOC_ANSWER_SCENARIO)
		err = soc_assessment_stated(runs, field, &answer, msg);
	else if (field->answer == SOC_ANSWER_DIFFERENCES)
		err = soc_assessment_differences(runs, &answer, msg);
	else if (field->answer == SOC_ANSWER_GROUPS)
		err = soc_assessment_groups(runs, field, &answer, msg);
	else if (field->answer == SOC_ANSWER_DECISIONS)
		err = soc_assessment_decisions(runs, &answer);
	else if (field->answer == SOC_ANSWER_CONTEXTS)
		err = soc_assessment_contexts(runs, &answer, msg);
	if (err == SOC_OK && answer == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to answer %s", field->name);
	if (err != SOC_OK) {
		json_decref(answer);
		return err;
	}
	*out = answer;
	return SOC_OK;
}
