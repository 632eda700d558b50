/* Modules that are on: where each acts, the statistics that answer its question, its branches off the way to
 * a list. */
#include "view/report.h"

#include "analysis/student.h"
#include "analysis/summaries.h"
#include "base/mem.h"

#include <math.h>

static const char *const stages[] = { "watched", "counted", "graded", "listed", "consequences", "" };
static const char *const kinds[] = { "lost", "changed", "added", "onward" };
static const char *const steps[] = { "recorded", "accepted", "entered" };

struct reading {
	struct soc_report *r;
	struct soc_module_found found[SOC_MODULES];
	double *values; /* [replicate] */
};

static json_t *values_json(const struct reading *g)
{
	json_t *out = json_array();
	for (int k = 0; k < g->r->replicates; k++)
		soc_json_append(&out, soc_report_real(g->values[k]));
	return out;
}

static enum soc_err add_summary(struct reading *g, const struct soc_summary *a, json_t *all,
                                struct soc_msg *msg)
{
	const int n = g->r->replicates;
	const struct soc_statistic as_figure = { .per = soc_summary_per(a) };
	double cases = 0, sum = 0, rests_on = 0;
	enum soc_err err = SOC_OK;
	for (int k = 0; k < n && err == SOC_OK; k++) {
		err = soc_summary_read(g->r->result, g->r->scenario, a, g->r->replicate[k], g->r->months - 1,
		                       &g->values[k], &cases, msg);
		sum += cases;
		rests_on += soc_statistic_rests_on(&as_figure, g->values[k], cases);
	}
	if (err != SOC_OK)
		return err;
	char own[SOC_WORDS_TEXT];
	const struct soc_statistic as_statistic = soc_summary_statistic(a);
	const struct soc_interval v = soc_statistic_interval(&as_statistic, g->values, n, NAN, sum);
	return soc_report_append(
		all,
		json_pack("{s:s, s:s, s:o, s:o, s:o, s:i, s:o, s:b, s:o}", "name", a->name, "label",
	              soc_words_own(&g->r->words, a->label, own, sizeof own), "mean", soc_report_real(v.mean),
	              "low", soc_report_real(v.low), "high", soc_report_real(v.high), "have", v.count, "cases",
	              soc_report_real(sum), "few", v.count > 0 && soc_statistic_is_few(rests_on), "values",
	              values_json(g)),
		msg);
}

static enum soc_err read_sum(struct reading *g, const struct soc_sum *sum, json_t **out, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	*out = NULL;
	for (int k = 0; k < g->r->replicates && err == SOC_OK && sum->table != NULL; k++)
		err = soc_summaries_read_sum(g->r->result, sum, g->r->replicate[k], g->r->months - 1, &g->values[k],
		                             msg);
	if (err == SOC_OK)
		*out = sum->table != NULL ? values_json(g) : json_null();
	return err;
}

static enum soc_err add_branch(struct reading *g, const struct soc_branch *b, json_t *all,
                               struct soc_msg *msg)
{
	json_t *count = NULL, *wrong = NULL;
	enum soc_err err = read_sum(g, &b->count, &count, msg);
	if (err == SOC_OK)
		err = read_sum(g, &b->wrong, &wrong, msg);
	if (err != SOC_OK) {
		json_decref(count);
		return err;
	}
	return soc_report_append(all,
	                         json_pack("{s:s, s:s, s:s, s:s, s:b, s:o, s:o}", "name", b->name, "label",
	                                   b->label, "kind", kinds[b->kind], "step", steps[b->step], "stock",
	                                   b->stock, "count", count, "wrong", wrong),
	                         msg);
}

static enum soc_err add_module(struct reading *g, int i, json_t *all, struct soc_msg *msg)
{
	const struct soc_module *m = soc_modules[i];
	const struct soc_affected *t = &g->found[i].affected;
	json_t *summaries = json_array(), *branches = json_array();
	json_t *affects =
		json_pack("{s:o, s:o, s:o, s:o, s:o}", "channels", soc_report_bits(t->channels), "events",
	              soc_report_bits(t->events), "components", soc_report_bits(t->components), "lists",
	              soc_report_bits(t->lists), "measures", soc_report_bits(t->measures));
	json_t *module = json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:o, s:o, s:o}", "name", m->name, "title",
	                           m->title, "sections", m->sections, "note", m->note != NULL ? m->note : "",
	                           "stage", stages[m->stage], "later", g->found[i].later, "affects", affects,
	                           "summaries", summaries, "branches", branches);
	enum soc_err err = soc_report_append(all, module, msg);
	for (int k = 0; k < m->summaries_count && err == SOC_OK; k++)
		if (soc_summary_is_told(&m->summaries[k], g->r->scenario))
			err = add_summary(g, &m->summaries[k], summaries, msg);
	for (int k = 0; k < m->branches_count && err == SOC_OK; k++)
		err = add_branch(g, &m->branches[k], branches, msg);
	return err;
}

enum soc_err soc_report_modules(struct soc_report *r, struct soc_msg *msg)
{
	struct reading g = { .r = r, .values = soc_calloc((size_t)r->replicates, sizeof *g.values) };
	json_t *all = json_array();
	enum soc_err err = soc_report_set(r->doc, "modules", all, msg);
	if (err == SOC_OK && g.values == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the report");
	if (err == SOC_OK)
		err = soc_summaries_find_modules(r->scenario, g.found, msg);
	for (int i = 0; i < SOC_MODULES && err == SOC_OK; i++) {
		soc_result_begin(r->result); /* each module may take the steps of a call of its own */
		if (g.found[i].affected.on)
			err = add_module(&g, i, all, msg);
	}
	soc_free(g.values);
	return err;
}
