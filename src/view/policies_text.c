/* Judged policies as text: what each objective makes of each variant and which it picks, for a terminal, as
 * CSV and as JSON. */
#include "view/policies_text.h"

#include "analysis/text.h"
#include "base/noun.h"
#include "view/policies_page.h"

#include <math.h>
#include <string.h>

#define NAME_WIDTH 18
#define COLUMN_WIDTH 14

const char *const soc_lives_names[SOC_LIVES_STATISTICS] = { "sanctioned_some",     "sanctioned_all",
	                                                        "sanction_and_reward", "below_and_above",
	                                                        "first_and_last",      "range" };
const char *const soc_lives_meanings[SOC_LIVES_STATISTICS] = {
	"of 1,000 people: under a sanction in some variants, not in all",
	"of 1,000 people: under a sanction in every variant",
	"of 1,000 people: a sanction in one variant, a reward in another",
	"of 1,000 people: below the grade of the start in one, above in another",
	"of 1,000 people: in the last fifth of scores in one, in the first in another",
	"places in the order of scores between a person's best and worst, % of all",
};

int soc_policies_decimals(const struct soc_interval *v)
{
	return soc_text_decimals(v->mean, v->low, v->high);
}

int soc_policies_figure_decimals(const struct soc_policies *p, int figure)
{
	int most = soc_policies_decimals(&p->of[figure][0]);
	for (int v = 1; v < p->plan.variants_count; v++)
		if (p->of[figure][v].count > 0 && soc_policies_decimals(&p->of[figure][v]) > most)
			most = soc_policies_decimals(&p->of[figure][v]);
	return most;
}

const struct soc_objective *soc_policies_figure(const struct soc_policies *p, int i, int *figure)
{
	*figure = i < p->plan.objectives_count ? i : SOC_OBJECTIVES_MAX;
	return i < p->plan.objectives_count ? &p->plan.objective[i] : &p->plan.harshness;
}

int soc_policies_figures(const struct soc_policies *p)
{
	return p->plan.objectives_count + (p->plan.harshness.formula[0] != '\0');
}

/* ---- for a terminal ---- */
static void put_cell(struct soc_buf *out, const struct soc_interval *v, int decimals, int picked)
{
	struct soc_buf text = { 0 };
	soc_text_real(&text, v->mean, decimals);
	if (v->high > v->mean) {
		soc_buf_puts(&text, " \xc2\xb1 ");
		soc_text_real(&text, v->high - v->mean, decimals);
	} else if (v->count > 1) {
		soc_buf_puts(&text, " (" SOC_TEXT_ALIKE ")");
	}
	soc_buf_puts(&text, picked ? " *" : "  ");
	soc_text_repeat(out, ' ', COLUMN_WIDTH + 8 - soc_text_width(soc_buf_text(&text), text.length));
	soc_buf_puts(out, soc_buf_text(&text));
	out->failed |= text.failed;
	soc_buf_release(&text);
}

static void put_figure_block(const struct soc_policies *p, int i, struct soc_buf *out)
{
	int figure;
	const struct soc_objective *o = soc_policies_figure(p, i, &figure);
	const int decimals = soc_policies_figure_decimals(p, figure), is_objective = figure < SOC_OBJECTIVES_MAX;
	soc_buf_add(out, "\n%s%s%s", is_objective ? o->name : "harshness", o->meaning[0] != '\0' ? ": " : "", "");
	soc_text_safe(out, o->meaning, strlen(o->meaning), 0);
	soc_buf_puts(out, "\n  = ");
	soc_text_safe(out, o->formula, strlen(o->formula), 0);
	soc_buf_add(out, "%s\n",
	            !is_objective ? ""
	            : o->lowest   ? "; the lowest is best"
	                          : "; the highest is best");
	for (int v = 0; v < p->plan.variants_count; v++) {
		soc_buf_add(out, "  %-*s", NAME_WIDTH, p->plan.variant[v].name);
		put_cell(out, &p->of[figure][v], decimals, is_objective && v == p->verdict[figure].picked);
		soc_buf_puts(out, "\n");
	}
}

/* The lead without the winner's curse, where it is another: the choice hangs on single replicates. */
static void put_apart(const struct soc_policies *p, const struct soc_verdict *d, struct soc_buf *out)
{
	const int decimals = soc_policies_decimals(&d->lead_apart);
	const double lost = fabs(d->lead.mean) - d->lead_apart.mean;
	if (d->lead_apart.count < 2 || (d->picked_apart == p->replicates && fabs(lost) <= 1e-9))
		return;
	soc_buf_puts(out, " (each replicate apart from its choice: ");
	soc_text_real(out, d->lead_apart.mean, decimals);
	if (d->lead_apart.high > d->lead_apart.mean) {
		soc_buf_puts(out, " \xc2\xb1 ");
		soc_text_real(out, d->lead_apart.high - d->lead_apart.mean, decimals);
	} else {
		soc_buf_puts(out, " (" SOC_TEXT_ALIKE ")");
	}
	soc_buf_add(out, ", the same pick in %d of %d)", d->picked_apart, p->replicates);
}

static void put_verdict(const struct soc_policies *p, int f, struct soc_buf *out)
{
	const struct soc_verdict *d = &p->verdict[f];
	const int decimals = soc_policies_decimals(&d->lead);
	soc_buf_add(out, "  %-*s", NAME_WIDTH, p->plan.objective[f].name);
	if (d->picked < 0) {
		soc_buf_puts(out, "none: no variant has a value in every replicate\n");
		return;
	}
	soc_buf_add(out, "%-*s in %d of %d %s", NAME_WIDTH, p->plan.variant[d->picked].name, d->replicates_for,
	            p->replicates, soc_noun(p->replicates, "replicate", "replicates"));
	if (d->second >= 0) {
		soc_buf_add(out, ", before %s by ", p->plan.variant[d->second].name);
		soc_text_real(out, fabs(d->lead.mean), decimals);
		if (d->lead.high > d->lead.mean) {
			soc_buf_puts(out, " \xc2\xb1 ");
			soc_text_real(out, d->lead.high - d->lead.mean, decimals);
		} else if (d->lead.count > 1) {
			soc_buf_puts(out, " (" SOC_TEXT_ALIKE ")");
		}
	}
	put_apart(p, d, out);
	if (d->harshness_rank > 0)
		soc_buf_add(out, "; harshness %d of %d", d->harshness_rank, p->plan.variants_count);
	soc_buf_puts(out, "\n");
}

static void put_lives(const struct soc_policies *p, struct soc_buf *out)
{
	soc_buf_puts(out, "\nOne life under every variant (");
	soc_text_real(out, (double)p->lives_people, 0);
	soc_buf_puts(out, " people followed)\n");
	for (int f = 0; f < SOC_LIVES_STATISTICS; f++) {
		soc_buf_add(out, "  %-76s", soc_lives_meanings[f]);
		put_cell(out, &p->lives[f], soc_policies_decimals(&p->lives[f]), 0);
		soc_buf_puts(out, "\n");
	}
}

static void put_table(const struct soc_policies *p, struct soc_buf *out)
{
	soc_text_safe(out, p->plan.title, strlen(p->plan.title), 0);
	soc_buf_add(out, "\n%d %s over the same people and random numbers, %s to %s, %d %s; %s\n",
	            p->plan.variants_count, soc_noun(p->plan.variants_count, "variant", "variants"),
	            p->first_month, p->last_month, p->replicates,
	            soc_noun(p->replicates, "replicate", "replicates"),
	            p->replicates > 1 ? "\xc2\xb1 is half a 95% interval"
	                              : "one gives no interval: what leads may do so by chance");
	soc_buf_puts(out, "\nPicked by\n");
	for (int f = 0; f < p->plan.objectives_count; f++)
		put_verdict(p, f, out);
	for (int i = 0; i < soc_policies_figures(p); i++)
		put_figure_block(p, i, out);
	if (p->lives_people > 0)
		put_lives(p, out);
	if (strstr(soc_buf_text(out), SOC_TEXT_ALIKE) != NULL)
		soc_buf_puts(out, "\n" SOC_TEXT_ALIKE_NOTE);
	if (p->notes[0] != '\0')
		soc_buf_add(out, "\n%s", p->notes);
}

/* ---- for programs ---- */
static void put_csv(const struct soc_policies *p, struct soc_buf *out)
{
	soc_buf_puts(out, "objective,variant,mean,low,high,picked\n");
	for (int i = 0; i < soc_policies_figures(p); i++) {
		int figure;
		const struct soc_objective *o = soc_policies_figure(p, i, &figure);
		for (int v = 0; v < p->plan.variants_count; v++) {
			const double numbers[] = { p->of[figure][v].mean, p->of[figure][v].low, p->of[figure][v].high };
			soc_buf_add(out, "%s,%s", figure < SOC_OBJECTIVES_MAX ? o->name : "harshness",
			            p->plan.variant[v].name);
			for (int k = 0; k < 3; k++) {
				soc_buf_puts(out, ",");
				soc_text_number(out, numbers[k], "");
			}
			soc_buf_add(out, ",%d\n", figure < SOC_OBJECTIVES_MAX && v == p->verdict[figure].picked);
		}
	}
}

static void put_json_lead(const char *name, const struct soc_interval *v, struct soc_buf *out)
{
	const double number[] = { v->mean, v->low, v->high };
	soc_buf_add(out, ", \"%s\": [", name);
	for (int i = 0; i < 3; i++) {
		soc_buf_puts(out, i > 0 ? ", " : "");
		soc_text_number(out, number[i], "null");
	}
	soc_buf_puts(out, "]");
}

static void put_json_figure(const struct soc_policies *p, int i, struct soc_buf *out)
{
	int figure;
	const struct soc_objective *o = soc_policies_figure(p, i, &figure);
	const struct soc_verdict *d = figure < SOC_OBJECTIVES_MAX ? &p->verdict[figure] : NULL;
	soc_buf_add(out, "%s\n    {\"objective\": \"%s\", \"meaning\": ", i > 0 ? "," : "",
	            d != NULL ? o->name : "harshness");
	soc_buf_quote(out, o->meaning, 1);
	soc_buf_puts(out, ", \"formula\": ");
	soc_buf_quote(out, o->formula, 1);
	if (d != NULL)
		soc_buf_add(out, ", \"best\": \"%s\"", o->lowest ? "lowest" : "highest");
	if (d != NULL && d->picked >= 0) {
		soc_buf_add(out, ", \"picked\": \"%s\", \"replicates_for\": %d, \"harshness_rank\": %d",
		            p->plan.variant[d->picked].name, d->replicates_for, d->harshness_rank);
		if (d->second >= 0) {
			soc_buf_add(out, ", \"second\": \"%s\"", p->plan.variant[d->second].name);
			put_json_lead("lead", &d->lead, out);
			put_json_lead("lead_apart", &d->lead_apart, out);
			soc_buf_add(out, ", \"picked_apart\": %d", d->picked_apart);
		}
	}
	soc_buf_puts(out, ", \"values\": [");
	for (int v = 0; v < p->plan.variants_count; v++) {
		soc_buf_add(out, "%s{\"variant\": \"%s\", \"mean\": ", v > 0 ? ", " : "", p->plan.variant[v].name);
		soc_text_number(out, p->of[figure][v].mean, "null");
		soc_buf_puts(out, ", \"low\": ");
		soc_text_number(out, p->of[figure][v].low, "null");
		soc_buf_puts(out, ", \"high\": ");
		soc_text_number(out, p->of[figure][v].high, "null");
		soc_buf_puts(out, "}");
	}
	soc_buf_puts(out, "]}");
}

static void put_json(const struct soc_policies *p, struct soc_buf *out)
{
	soc_buf_puts(out, "{\n  \"title\": ");
	soc_buf_quote(out, p->plan.title, 1);
	soc_buf_add(
		out,
		",\n  \"version\": \"%s\",\n  \"seed\": \"%s\",\n  \"persons\": %s,\n  \"from\": \"%s\",\n  \"to\": "
		"\"%s\",\n  \"replicates\": %d,\n  \"variants\": [",
		p->source.version, p->source.seed, p->source.persons, p->first_month, p->last_month, p->replicates);
	for (int v = 0; v < p->plan.variants_count; v++)
		soc_buf_add(out, "%s\n    {\"name\": \"%s\", \"content\": \"%s\"}", v > 0 ? "," : "",
		            p->plan.variant[v].name, p->source.content[v]);
	soc_buf_puts(out, "\n  ],\n  \"objectives\": [");
	for (int i = 0; i < soc_policies_figures(p); i++)
		put_json_figure(p, i, out);
	soc_buf_puts(out, "\n  ]");
	for (int f = 0; f < SOC_LIVES_STATISTICS && p->lives_people > 0; f++) {
		soc_buf_add(out, "%s\n    \"%s\": [", f > 0 ? "," : ",\n  \"lives\": {", soc_lives_names[f]);
		soc_text_number(out, p->lives[f].mean, "null");
		soc_buf_puts(out, ", ");
		soc_text_number(out, p->lives[f].low, "null");
		soc_buf_puts(out, ", ");
		soc_text_number(out, p->lives[f].high, "null");
		soc_buf_puts(out, f + 1 < SOC_LIVES_STATISTICS ? "]" : "]\n  }");
	}
	soc_buf_puts(out, "\n}\n");
}

enum soc_err soc_policies_text(const struct soc_policies *p, const char *format, char **out,
                               struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	if (!p->judged)
		return soc_fail(msg, SOC_ERR_USAGE, "the policies have not been judged");
	if (strcmp(format, "table") == 0)
		put_table(p, &text);
	else if (strcmp(format, "csv") == 0)
		put_csv(p, &text);
	else if (strcmp(format, "json") == 0)
		put_json(p, &text);
	else if (strcmp(format, "html") == 0)
		soc_policies_put_page(p, &text);
	else
		return soc_fail(msg, SOC_ERR_USAGE, "no format \"%.100s\"; allowed: table, csv, json, html", format);
	return soc_buf_give(&text, "not enough memory for the text of the policies", out, msg);
}
