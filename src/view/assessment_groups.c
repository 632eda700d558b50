/* Rates of selection and of error by group, of every run that is laid side by side. */
#include "view/assessment.h"

#include "analysis/text.h"
#include "base/mem.h"
#include "view/assessment_draws.h"

#include <math.h>
#include <string.h>

#define PER 1000.0

struct groups {
	struct soc_assessed_runs *runs;
	struct soc_fairness *of;           /* [runs] */
	int is_there[SOC_ASSESSMENT_RUNS]; /* the run selects people and counts them by these groups */
};

/* An intersection is none of those that an ensemble or draws measure: what stands above the table says how it
 * is had. */
static json_t *assumed(const struct soc_fairness_group *of, const struct soc_interval *simulation,
                       const struct soc_assumed *v)
{
	struct soc_buf b = { 0 };
	soc_fairness_put_assumed(&b, v, 1.0);
	soc_buf_puts(&b, soc_assumed_mark(simulation, v));
	soc_buf_puts(&b, isnan(v->low) && of->key[0] == '\0' ? ": an intersection" : "");
	return soc_assessment_text_of(&b);
}

static struct soc_interval interval_per(const struct soc_interval *v, double per)
{
	return (struct soc_interval){ per * v->mean, per * v->low, per * v->high, v->count };
}

static struct soc_assumed assumed_per(const struct soc_assumed *v, double per)
{
	return (struct soc_assumed){ per * v->low, per * v->high, v->points, v->is_measured, v->of };
}

/* The interval of a rate over the assumptions: of draws that all runs share, per 1,000 already, or of an
 * ensemble. */
static struct soc_assumed value_assumed(const struct groups *g, const struct soc_fairness_told *t, int group,
                                        enum soc_rate rate, int run)
{
	const struct soc_fairness *f = &g->of[run];
	if (g->runs->drawn == NULL)
		return assumed_per(&t->assumed.value, PER);
	return soc_assessment_draws_rate(g->runs->drawn, f->decision, &f->groups[group], rate, run).value;
}

/* Of what a rate is less that of A, on the same draws. */
static void put_less_assumed(const struct groups *g, int group, enum soc_rate rate, int run,
                             const struct soc_interval *less, json_t **row, json_t **number)
{
	const struct soc_fairness *f = &g->of[run];
	const struct soc_assessment_drawn drawn =
		soc_assessment_draws_rate(g->runs->drawn, f->decision, &f->groups[group], rate, run);
	soc_json_append(row, isnan(drawn.less_a.low) ? assumed(&f->groups[group], less, &drawn.less_a)
	                                             : soc_assessment_draws_text(less, &drawn));
	soc_json_set(number, "less_a_assumed", soc_assessment_assumed(less, &drawn.less_a));
}

static void put_row(const struct groups *g, int group, enum soc_rate rate, int run, json_t **rows,
                    json_t **numbers)
{
	const struct soc_fairness *f = &g->of[run];
	const struct soc_fairness_group *of = &f->groups[group];
	const struct soc_fairness_told t = soc_fairness_tell(f, group, rate);
	const int held = of->reference >= 0 && of->reference != group, several = g->runs->count > 1;
	const struct soc_interval value = interval_per(&t.value, PER),
							  difference = interval_per(&t.difference, PER);
	const struct soc_assumed over = value_assumed(g, &t, group, rate, run),
							 difference_over = assumed_per(&t.assumed.difference, PER);
	json_t *row = json_array(), *number = json_object();
	soc_json_append(&row, json_string(of->name));
	soc_json_append(&row, json_string(soc_rate_words[rate].label));
	if (several)
		soc_json_append(&row, json_string(soc_assessment_run_name(run)));
	soc_json_append(&row, soc_assessment_told(&value, 1.0));
	soc_json_append(&row, assumed(of, &value, &over));
	soc_json_append(&row, held ? soc_assessment_told(&difference, 1.0)
	                           : json_string(of->reference == group ? "(reference)" : ""));
	soc_json_append(&row, held ? assumed(of, &difference, &difference_over) : json_string(""));
	soc_json_append(&row, held ? soc_assessment_told(&t.ratio, 1.0) : json_string(""));
	soc_json_append(&row, held ? assumed(of, &t.ratio, &t.assumed.ratio) : json_string(""));
	soc_json_set(&number, "run", json_string(soc_assessment_run_name(run)));
	if (several && run > 0 && g->is_there[0]) {
		const struct soc_interval between =
			soc_fairness_between(&g->of[0], f, group, rate, g->runs->replicates);
		const struct soc_interval less = interval_per(&between, PER);
		soc_json_append(&row, soc_assessment_told(&less, 1.0));
		soc_assessment_put_numbers(&number, "less_a", &less, 1.0);
		put_less_assumed(g, group, rate, run, &less, &row, &number);
	} else if (several) {
		soc_json_append(&row, json_string(""));
		soc_json_append(&row, json_string(""));
	}
	soc_json_append(&row, json_string(t.few ? "fewer than 100 cases" : ""));
	soc_json_append(rows, row);
	soc_json_set(&number, "group", json_string(of->name));
	soc_json_set(&number, "by", json_string(of->by));
	soc_json_set(&number, "statistic", json_string(soc_rate_words[rate].name));
	soc_assessment_put_numbers(&number, "per_1000", &value, 1.0);
	soc_json_set(&number, "assumed", soc_assessment_assumed(&value, &over));
	soc_assessment_put_numbers(&number, "difference", &difference, 1.0);
	soc_json_set(&number, "difference_assumed", soc_assessment_assumed(&difference, &difference_over));
	soc_assessment_put_numbers(&number, "ratio", &t.ratio, 1.0);
	soc_json_set(&number, "ratio_assumed", soc_assessment_assumed(&t.ratio, &t.assumed.ratio));
	soc_json_set(&number, "cases", soc_json_real(t.cases));
	soc_json_set(&number, "few", json_integer(t.few));
	soc_json_append(numbers, number);
}

static int is_told(const struct groups *g, int first, int group)
{
	return soc_fairness_has_row(g->of, g->runs->count, first, group);
}

/* Nobody is rural: said once, in place of rows of dashes. */
static void put_nobody(const struct groups *g, int first, struct soc_buf *b)
{
	struct soc_buf nobody = { 0 };
	soc_fairness_put_nobody(g->of, g->runs->count, first, &nobody);
	if (nobody.length > 0)
		soc_buf_add(b, " %s", soc_buf_text(&nobody));
	b->failed |= nobody.failed;
	soc_buf_release(&nobody);
}

/* Rate by rate, in it group by group, in that run by run: what is compared stands together. */
static void put_rows(const struct groups *g, int first, json_t **rows, json_t **numbers)
{
	static const enum soc_rate rates[] = { SOC_RATE_SELECTION, SOC_RATE_BASE, SOC_RATE_FALSE_POSITIVE,
		                                   SOC_RATE_FALSE_NEGATIVE, SOC_RATE_FALSE_DISCOVERY };
	for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
		for (int group = 0; group < g->of[first].count; group++)
			for (int run = 0; run < g->runs->count; run++)
				if (g->is_there[run] && group < g->of[run].count && is_told(g, first, group) &&
				    soc_fairness_is_told(&g->of[run], rates[i]))
					put_row(g, group, rates[i], run, rows, numbers);
}

static void put_columns(const struct groups *g, json_t **answer, json_t *rows)
{
	static const char *const one[] = { "group",
		                               "rate",
		                               "per 1,000 (95%)",
		                               "over the assumptions",
		                               "difference (95%)",
		                               "difference over the assumptions",
		                               "ratio (95%)",
		                               "ratio over the assumptions",
		                               "rests on" };
	static const char *const several[] = { "group",
		                                   "rate",
		                                   "run",
		                                   "per 1,000 (95%)",
		                                   "over the assumptions",
		                                   "difference (95%)",
		                                   "difference over the assumptions",
		                                   "ratio (95%)",
		                                   "ratio over the assumptions",
		                                   "less A (95%)",
		                                   "less A over the assumptions",
		                                   "rests on" };
	soc_assessment_set_table(answer,
	                         g->runs->count > 1
	                             ? soc_assessment_columns(several, sizeof several / sizeof *several)
	                             : soc_assessment_columns(one, sizeof one / sizeof *one),
	                         rows);
}

/* Why a cell is not computed, and by which command it is. */
static void put_not_computed(const struct groups *g, int first, struct soc_buf *b)
{
	const struct soc_fairness *f = &g->of[first];
	const char *crossed = NULL;
	for (int i = 1; i < f->count && crossed == NULL; i++)
		crossed = strchr(f->groups[i].by, ',') != NULL ? f->groups[i].by : NULL;
	if (g->runs->drawn != NULL)
		soc_buf_puts(
			b, " Over the assumptions: of the draws that all runs share, each run by itself and less A; of "
			   "differences and ratios between groups in one run, of the ensemble that it holds.");
	else if (g->runs->count > 1)
		soc_buf_puts(
			b, " Less A over the assumptions: `socred assess RUNS --form FORM --draws 48` computes it.");
	if (crossed != NULL && f->decision == SOC_DECISION_LIST)
		soc_buf_puts(
			b,
			" Intersections are in none of these: those of class, group, stratum and quintile are what "
			"`socred fairness RESULTS --by WAYS --format experiment` writes and `socred experiment answer` "
			"computes; sex and age crossed have no table that an experiment counts by.");
	soc_buf_puts(
		b, " Where else \"not computed\" stands, too few points have a value, or they differ by no more "
		   "than random numbers make.");
}

/* Whether the people are parted at all: everybody alone is told elsewhere. */
static int parts_anybody(const struct groups *g, int first)
{
	for (int i = 1; i < g->of[first].count; i++)
		if (is_told(g, first, i))
			return 1;
	return 0;
}

/* What is said above the table: of the first run that has an answer, and of those that have none. */
static json_t *text_of(const struct groups *g, int first, const struct soc_msg *why)
{
	struct soc_buf b = { 0 };
	const struct soc_fairness *f = &g->of[first];
	soc_buf_add(&b, "Selected: %s. True: %s.", f->selected, f->truth);
	if (f->decision == SOC_DECISION_LIST)
		soc_buf_puts(&b, " A wrong entry is one of somebody who had not done it by then; here an act after "
		                 "the entry counts as true as well, and everybody counts once, at the end: hence the "
		                 "false discovery rate is not the share of wrong entries among all entries.");
	if (f->left_out > 0)
		soc_buf_puts(&b, " Intersections of fewer than 100 people are left out.");
	put_nobody(g, first, &b);
	if (!parts_anybody(g, first))
		return soc_assessment_text_of(&b);
	if (g->runs->drawn == NULL)
		soc_buf_add(&b, " %s", soc_fairness_assumed_note(f));
	put_not_computed(g, first, &b);
	for (int i = 0; i < g->runs->count; i++)
		if (!g->is_there[i])
			soc_buf_add(&b, " Not simulated in %s: %s.", soc_assessment_run_name(i), why[i].text);
	return soc_assessment_text_of(&b);
}

static enum soc_err read_runs(struct groups *g, enum soc_decision_kind decision, const char *by,
                              struct soc_msg *why, int *first)
{
	*first = -1;
	for (int i = 0; i < g->runs->count; i++) {
		const enum soc_err err =
			soc_fairness_read_decision(&g->of[i], g->runs->run[i].r, decision, by, &why[i]);
		g->is_there[i] = err == SOC_OK;
		if (err != SOC_OK)
			soc_fairness_release(&g->of[i]); /* it has no groups */
		if (err == SOC_OK && *first < 0)
			*first = i;
		/* a regime that selects nobody, or ways that it does not count by, is an answer */
		if (err != SOC_OK && err != SOC_ERR_USAGE) {
			why[0] = why[i];
			return err;
		}
	}
	return SOC_OK;
}

enum soc_err soc_assessment_groups(struct soc_assessed_runs *runs, const struct soc_form_field *field,
                                   json_t **answer, struct soc_msg *msg)
{
	struct groups g = { .runs = runs };
	struct soc_msg why[SOC_ASSESSMENT_RUNS] = { { "" } };
	int first = -1;
	g.of = soc_calloc(SOC_ASSESSMENT_RUNS, sizeof *g.of);
	enum soc_err err = g.of != NULL
	                       ? read_runs(&g, soc_decision_find(field->decision), field->by, why, &first)
	                       : SOC_ERR_MEMORY;
	if (g.of == NULL)
		snprintf(why[0].text, sizeof why[0].text, "not enough memory for the groups");
	if (err != SOC_OK && msg != NULL)
		*msg = why[0];
	if (err == SOC_OK && first < 0) {
		soc_json_set(answer, "text", json_sprintf("Not simulated: %s.", why[0].text));
	} else if (err == SOC_OK) {
		json_t *rows = json_array(), *numbers = json_array();
		if (parts_anybody(&g, first))
			put_rows(&g, first, &rows, &numbers);
		soc_json_set(answer, "text", text_of(&g, first, why));
		put_columns(&g, answer, rows);
		soc_json_set(answer, "groups", numbers);
	}
	for (int i = 0; g.of != NULL && i < runs->count; i++)
		soc_fairness_release(&g.of[i]);
	soc_free(g.of);
	return err;
}
