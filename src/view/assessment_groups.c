/* Rates of selection and of error by group, of every run that is laid side by side. */
#include "view/assessment.h"

#include "analysis/text.h"
#include "base/mem.h"

#include <math.h>
#include <string.h>

#define PER 1000.0

struct groups {
	struct soc_assessed_runs *runs;
	struct soc_fairness *of;           /* [runs] */
	int is_there[SOC_ASSESSMENT_RUNS]; /* the run selects people and counts them by these groups */
};

static json_t *assumed(const struct soc_assumed *v, double per)
{
	struct soc_buf b = { 0 };
	soc_fairness_put_assumed(&b, v, per);
	return soc_assessment_text_of(&b);
}

static void put_assumed_numbers(json_t **number, const char *key, const struct soc_assumed *v, double per)
{
	soc_json_set(
		number, key,
		json_pack("{s:o, s:o}", "low", soc_json_real(per * v->low), "high", soc_json_real(per * v->high)));
}

static void put_row(const struct groups *g, int group, enum soc_rate rate, int run, json_t **rows,
                    json_t **numbers)
{
	const struct soc_fairness *f = &g->of[run];
	const struct soc_fairness_group *of = &f->groups[group];
	const struct soc_fairness_told t = soc_fairness_tell(f, group, rate);
	const int held = of->reference >= 0 && of->reference != group, several = g->runs->count > 1;
	json_t *row = json_array(), *number = json_object();
	soc_json_append(&row, json_string(of->name));
	soc_json_append(&row, json_string(soc_rate_words[rate].label));
	if (several)
		soc_json_append(&row, json_string(soc_assessment_run_name(run)));
	soc_json_append(&row, soc_assessment_told(&t.value, PER));
	soc_json_append(&row, assumed(&t.assumed.value, PER));
	soc_json_append(&row, held ? soc_assessment_told(&t.difference, PER)
	                           : json_string(of->reference == group ? "(reference)" : ""));
	soc_json_append(&row, held ? assumed(&t.assumed.difference, PER) : json_string(""));
	soc_json_append(&row, held ? soc_assessment_told(&t.ratio, 1.0) : json_string(""));
	soc_json_append(&row, held ? assumed(&t.assumed.ratio, 1.0) : json_string(""));
	soc_json_set(&number, "run", json_string(soc_assessment_run_name(run)));
	if (several && run > 0 && g->is_there[0]) {
		const struct soc_interval less = soc_fairness_between(&g->of[0], f, group, rate, g->runs->replicates);
		soc_json_append(&row, soc_assessment_told(&less, PER));
		soc_assessment_put_numbers(&number, "less_a", &less, PER);
	} else if (several) {
		soc_json_append(&row, json_string(""));
	}
	soc_json_append(&row, json_string(t.few ? "fewer than 100 cases" : ""));
	soc_json_append(rows, row);
	soc_json_set(&number, "group", json_string(of->name));
	soc_json_set(&number, "by", json_string(of->by));
	soc_json_set(&number, "statistic", json_string(soc_rate_words[rate].name));
	soc_assessment_put_numbers(&number, "per_1000", &t.value, PER);
	put_assumed_numbers(&number, "assumed", &t.assumed.value, PER);
	soc_assessment_put_numbers(&number, "difference", &t.difference, PER);
	put_assumed_numbers(&number, "difference_assumed", &t.assumed.difference, PER);
	soc_assessment_put_numbers(&number, "ratio", &t.ratio, 1.0);
	put_assumed_numbers(&number, "ratio_assumed", &t.assumed.ratio, 1.0);
	soc_json_set(&number, "cases", soc_json_real(t.cases));
	soc_json_set(&number, "few", json_integer(t.few));
	soc_json_append(numbers, number);
}

/* Rate by rate, in it group by group, in that run by run: what is compared stands together. */
static void put_rows(const struct groups *g, int first, json_t **rows, json_t **numbers)
{
	static const enum soc_rate rates[] = { SOC_RATE_SELECTION, SOC_RATE_BASE, SOC_RATE_FALSE_POSITIVE,
		                                   SOC_RATE_FALSE_NEGATIVE, SOC_RATE_FALSE_DISCOVERY };
	for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++)
		for (int group = 0; group < g->of[first].count; group++)
			for (int run = 0; run < g->runs->count; run++)
				if (g->is_there[run] && group < g->of[run].count)
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
		                                   "rests on" };
	soc_assessment_set_table(answer,
	                         g->runs->count > 1
	                             ? soc_assessment_columns(several, sizeof several / sizeof *several)
	                             : soc_assessment_columns(one, sizeof one / sizeof *one),
	                         rows);
}

/* What is said above the table: of the first run that has an answer, and of those that have none. */
static json_t *text_of(const struct groups *g, int first, const struct soc_msg *why)
{
	struct soc_buf b = { 0 };
	const struct soc_fairness *f = &g->of[first];
	soc_buf_add(&b, "Selected: %s. True: %s.", f->selected, f->truth);
	if (f->left_out > 0)
		soc_buf_puts(&b, " Intersections of fewer than 100 people are left out.");
	soc_buf_add(&b, " %s", soc_fairness_assumed_note(f));
	for (int i = 0; i < g->runs->count; i++)
		if (!g->is_there[i])
			soc_buf_add(&b, " Not simulated in %s: %s.", soc_assessment_run_name(i), why[i].text);
	return soc_assessment_text_of(&b);
}

static enum soc_err read_runs(struct groups *g, const char *by, struct soc_msg *why, int *first)
{
	*first = -1;
	for (int i = 0; i < g->runs->count; i++) {
		const enum soc_err err = soc_fairness_read(&g->of[i], g->runs->run[i].r, by, NULL, NULL, &why[i]);
		g->is_there[i] = err == SOC_OK;
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
	enum soc_err err = g.of != NULL ? read_runs(&g, field->by, why, &first) : SOC_ERR_MEMORY;
	if (g.of == NULL)
		snprintf(why[0].text, sizeof why[0].text, "not enough memory for the groups");
	if (err != SOC_OK && msg != NULL)
		*msg = why[0];
	if (err == SOC_OK && first < 0) {
		soc_json_set(answer, "text", json_sprintf("Not simulated: %s.", why[0].text));
	} else if (err == SOC_OK) {
		json_t *rows = json_array(), *numbers = json_array();
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
