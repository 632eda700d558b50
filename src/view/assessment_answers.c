/* The answers of a form: figures, groups, contexts. Values of the scenario: assessment_stated.c. */
#include "view/assessment.h"

#include "analysis/assessed.h"
#include "analysis/assumed.h"
#include "analysis/names_of_values.h"
#include "analysis/text.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- tables ---- */
static json_t *columns_of(const char *const *names, int count)
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
	} else if (!isnan(v->low)) {
		soc_buf_puts(&b, SOC_TEXT_ALIKE);
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

static void put_numbers(json_t **object, const char *key, const struct soc_interval *v, double per)
{
	soc_json_set(object, key,
	             json_pack("{s:o, s:o, s:o}", "value", soc_json_real(per * v->mean), "low",
	                       soc_json_real(per * v->low), "high", soc_json_real(per * v->high)));
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
/* The interval over the assumptions, if the run holds an ensemble that measured the figure: those of the
 * headline, and those of analysis/assessed.def. */
static enum soc_err put_assumed(const struct soc_assessed *run, const struct soc_form_field *field,
                                json_t **row, json_t **figure, struct soc_msg *msg)
{
	struct soc_assumed assumed = { NAN, NAN };
	const char *name = field->statistic[0] != '\0' ? field->statistic : soc_assessed_name(field->formula);
	const enum soc_err err = name != NULL ? soc_assumed_read(run->r, name, &assumed, msg) : SOC_OK;
	const struct soc_interval v = { NAN, assumed.low, assumed.high, 0 };
	const double middle = (assumed.low + assumed.high) / 2.0;
	soc_json_append(row, isnan(middle)
	                         ? json_string("not computed (socred assumptions)")
	                         : range_text(&v, soc_text_decimals(middle, assumed.low, assumed.high)));
	soc_json_set(
		figure, "assumed",
		json_pack("{s:o, s:o}", "low", soc_json_real(assumed.low), "high", soc_json_real(assumed.high)));
	return err;
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
	static const char *const names[] = {
		"run", "value", "95% interval", "less A", "95% interval of the difference", "rests on"
	};
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
		err = put_assumed(&runs->run[i], field, &row, &figure, msg);
		soc_json_set(&figure, "run", json_string(soc_assessment_run_name(i)));
		put_numbers(&figure, "figure", &v, 1.0);
		if (runs->count > 1 && i > 0) {
			const struct soc_interval d = soc_figures_difference(&runs->run[0].figures, f, &formula);
			put_cells(&row, &d, 1.0);
			put_numbers(&figure, "less_a", &d, 1.0);
		} else if (runs->count > 1) {
			soc_json_append(&row, json_string(""));
			soc_json_append(&row, json_string(""));
		}
		if (some_few)
			soc_json_append(&row, json_string(few ? "fewer than 100 cases" : ""));
		soc_json_set(&figure, "cases", soc_json_real(rests_on));
		soc_json_set(&figure, "few", json_integer(few));
		soc_json_append(&rows, row);
		soc_json_append(&figures, figure);
	}
	json_t *columns = columns_of(names, 3);
	soc_json_append(&columns, json_string("over the assumptions"));
	if (runs->count > 1)
		for (int i = 3; i < 5; i++)
			soc_json_append(&columns, json_string(names[i]));
	if (some_few)
		soc_json_append(&columns, json_string(names[5]));
	soc_assessment_set_table(answer, columns, rows);
	soc_json_set(answer, "figures", figures);
	soc_json_set(answer, "unit", json_string(field->unit));
	soc_json_set(answer, "formula", json_string(field->formula));
	return err;
}

/* ---- groups ---- */
static void put_group(const struct soc_fairness *f, int group, json_t **rows, json_t **numbers)
{
	static const enum soc_rate told[] = { SOC_RATE_SELECTION, SOC_RATE_BASE, SOC_RATE_FALSE_POSITIVE,
		                                  SOC_RATE_FALSE_NEGATIVE, SOC_RATE_FALSE_DISCOVERY };
	const struct soc_fairness_group *g = &f->groups[group];
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		const struct soc_fairness_told t = soc_fairness_tell(f, group, told[i]);
		json_t *row = json_array(), *number = json_object();
		soc_json_append(&row, json_string(g->name));
		soc_json_append(&row, json_string(soc_rate_words[told[i]].label));
		put_cells(&row, &t.value, 1000.0);
		const int held = g->reference >= 0 && g->reference != group;
		if (held) {
			put_cells(&row, &t.difference, 1000.0);
			put_cells(&row, &t.ratio, 1.0);
		}
		for (int k = 0; k < 4 && !held; k++)
			soc_json_append(&row, json_string(k == 0 && g->reference == group ? "(reference)" : ""));
		soc_json_append(&row, json_string(t.few ? "fewer than 100 cases" : ""));
		soc_json_append(rows, row);
		soc_json_set(&number, "group", json_string(g->name));
		soc_json_set(&number, "by", json_string(g->by));
		soc_json_set(&number, "statistic", json_string(soc_rate_words[told[i]].name));
		put_numbers(&number, "per_1000", &t.value, 1000.0);
		put_numbers(&number, "difference", &t.difference, 1000.0);
		put_numbers(&number, "ratio", &t.ratio, 1.0);
		soc_json_set(&number, "cases", soc_json_real(t.cases));
		soc_json_set(&number, "few", json_integer(t.few));
		soc_json_append(numbers, number);
	}
}

static enum soc_err answer_groups(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                  json_t **answer, struct soc_msg *msg)
{
	static const char *const names[] = { "group",      "rate",
		                                 "per 1,000",  "95% interval",
		                                 "difference", "95% interval of the difference",
		                                 "ratio",      "95% interval of the ratio",
		                                 "rests on" };
	struct soc_fairness f = { .counts = NULL };
	struct soc_msg why = { "" };
	enum soc_err err = soc_fairness_read(&f, runs->run[0].r, field->by, NULL, NULL, &why);
	if (err == SOC_ERR_USAGE) { /* a regime that selects nobody, or ways that it does not count by */
		soc_json_set(answer, "text", json_sprintf("Not simulated: %s.", why.text));
		err = SOC_OK;
	} else if (err == SOC_OK) {
		json_t *rows = json_array(), *numbers = json_array();
		for (int g = 0; g < f.count; g++)
			put_group(&f, g, &rows, &numbers);
		soc_json_set(
			answer, "text",
			json_sprintf("Of run A. Selected: %s. True: %s.%s Over the assumptions: not computed here "
		                 "(socred fairness RESULTS --format experiment writes what does).",
		                 f.selected, f.truth,
		                 f.left_out > 0 ? " Intersections of fewer than 100 people are left out." : ""));
		soc_assessment_set_table(answer, columns_of(names, 9), rows);
		soc_json_set(answer, "groups", numbers);
	} else if (msg != NULL) {
		*msg = why;
	}
	soc_fairness_release(&f);
	return err;
}

/* ---- contexts ---- */
/* Pair by pair, the largest first; within a pair by replicate. */
static const char contexts_sql[] =
	"SELECT origin, effect, replicate, sum(refused), sum(refused_innocent), sum(sum(refused)) OVER "
	"(PARTITION "
	"BY origin, effect) AS pair FROM joins_by_context WHERE replicate < ?1 AND month <= ?2 GROUP BY origin, "
	"effect, replicate ORDER BY pair DESC, origin, effect, replicate";

/* Data of one context, refusals in one, by replicate; a replicate without a row had none. */
struct context {
	char origin[SOC_NAME_MAX], effect[SOC_NAME_MAX];
	double *of[2]; /* refused; of these, of people who did nothing for it */
	int some;
};

static void put_context(const struct soc_assessed_runs *runs, const struct context *c, json_t **rows,
                        json_t **numbers)
{
	static const char *const keys[2] = { "refused", "refused_innocent" };
	json_t *row = json_array(), *number = json_object();
	const int stated = strcmp(c->origin, "none") != 0 && strcmp(c->effect, "none") != 0;
	soc_json_append(&row, json_string(c->origin));
	soc_json_append(&row, json_string(c->effect));
	soc_json_append(&row, json_string(!stated                             ? "not stated"
	                                  : strcmp(c->origin, c->effect) == 0 ? "the same"
	                                                                      : "another"));
	soc_json_set(&number, "origin", json_string(c->origin));
	soc_json_set(&number, "effect", json_string(c->effect));
	for (int i = 0; i < 2; i++) {
		struct soc_interval v = soc_student_interval(c->of[i], runs->replicates, 0.0, INFINITY);
		soc_interval_widen_count(&v, 1.0, v.mean * runs->replicates);
		put_cells(&row, &v, 1.0);
		put_numbers(&number, keys[i], &v, 1.0);
	}
	soc_json_append(rows, row);
	soc_json_append(numbers, number);
}

/* A row of the table: of the pair that is being gathered, or the first of the next. */
static void take_context(const struct soc_assessed_runs *runs, sqlite3_stmt *stmt, struct context *c,
                         json_t **rows, json_t **numbers)
{
	const char *origin = (const char *)sqlite3_column_text(stmt, 0),
			   *effect = (const char *)sqlite3_column_text(stmt, 1);
	const int64_t replicate = sqlite3_column_int64(stmt, 2);
	if (origin == NULL || effect == NULL || replicate < 0 || replicate >= runs->replicates)
		return;
	if (c->some && (strcmp(c->origin, origin) != 0 || strcmp(c->effect, effect) != 0)) {
		put_context(runs, c, rows, numbers);
		for (int i = 0; i < 2; i++)
			memset(c->of[i], 0, (size_t)runs->replicates * sizeof *c->of[i]);
	}
	snprintf(c->origin, sizeof c->origin, "%s", origin);
	snprintf(c->effect, sizeof c->effect, "%s", effect);
	c->some = 1;
	for (int i = 0; i < 2; i++)
		c->of[i][replicate] = sqlite3_column_double(stmt, 3 + i);
}

static enum soc_err read_contexts(const struct soc_assessed_runs *runs, struct context *c, json_t **rows,
                                  json_t **numbers, struct soc_msg *msg)
{
	const int64_t values[2] = { runs->replicates, runs->month };
	sqlite3_stmt *stmt = NULL;
	int row = 0;
	soc_result_begin(runs->run[0].r);
	enum soc_err err = soc_result_query(runs->run[0].r, contexts_sql, values, 2, &stmt, msg);
	while (err == SOC_OK && (err = soc_result_next(runs->run[0].r, stmt, &row, msg)) == SOC_OK && row)
		take_context(runs, stmt, c, rows, numbers);
	sqlite3_finalize(stmt);
	if (err == SOC_OK && c->some)
		put_context(runs, c, rows, numbers);
	return err;
}

static enum soc_err answer_contexts(const struct soc_assessed_runs *runs, json_t **answer,
                                    struct soc_msg *msg)
{
	static const char *const names[] = {
		"data collected in",    "refused in",   "context",
		"attempts refused",     "95% interval", "of these, of people who did nothing for it",
		"95% interval of these"
	};
	struct context c = { .some = 0 };
	json_t *rows = json_array(), *numbers = json_array();
	const size_t count = (size_t)runs->replicates + 1;
	for (int i = 0; i < 2; i++)
		c.of[i] = soc_calloc(count, sizeof *c.of[i]);
	const enum soc_err err = c.of[0] != NULL && c.of[1] != NULL
	                             ? read_contexts(runs, &c, &rows, &numbers, msg)
	                             : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the contexts");
	soc_free(c.of[0]);
	soc_free(c.of[1]);
	soc_json_set(answer, "text",
	             json_string(json_array_size(rows) == 0 ? "Not simulated: the scenario states no context "
	                                                      "(channels.*.context, measures.*.context), or "
	                                                      "nobody was refused anything."
	                                                    : "Of run A, over the whole run, attempts of its "
	                                                      "synthetic people: mean over the replicates."));
	soc_assessment_set_table(answer, columns_of(names, 7), rows);
	soc_json_set(answer, "contexts", numbers);
	return err;
}

/* ---- all of them ---- */
static int module_is_off(const struct soc_assessed_runs *runs, const char *module)
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
	if (module_is_off(runs, field->module))
		soc_json_set(&answer, "text", json_sprintf("Not simulated: the scenario has no %s.", field->module));
	else if (field->answer == SOC_ANSWER_FIGURE)
		err = answer_figure(runs, field, &answer, msg);
	else if (field->answer == SOC_ANSWER_SCENARIO)
		err = soc_assessment_stated(runs, field, &answer, msg);
	else if (field->answer == SOC_ANSWER_GROUPS)
		err = answer_groups(runs, field, &answer, msg);
	else if (field->answer == SOC_ANSWER_CONTEXTS)
		err = answer_contexts(runs, &answer, msg);
	if (err == SOC_OK && answer == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to answer %s", field->name);
	if (err != SOC_OK) {
		json_decref(answer);
		return err;
	}
	*out = answer;
	return SOC_OK;
}
