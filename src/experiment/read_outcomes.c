/* Reading what an experiment measures: formulas, and the months that they are for. */
#include "experiment/experiment.h"

#include "base/suggestion.h"
#include "experiment/outcome.h"
#include "experiment/theory_points.h"
#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FAULT SOC_EXPERIMENT_FAULT

static const char *scalar(const struct soc_node *node)
{
	return node->kind == SOC_NODE_SCALAR ? node->text : node->kind == SOC_NODE_MAP ? "a map" : "a list";
}

static int days_of(int64_t month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const int64_t year = month / 12;
	return days[month % 12] + (month % 12 == 1 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/* A month, or a day of it, within the run. */
static void take_until(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                       struct soc_outcome *o)
{
	const struct soc_scenario *s = r->e->scenario;
	if (s == NULL) {
		FAULT(r, node, path, "until: a theory has no calendar: its figures are those of the end");
		return;
	}
	char from[SOC_NUMBER_TEXT], to[SOC_NUMBER_TEXT], month[8] = "";
	const char *text = scalar(node);
	double day = 0.0;
	soc_month_write(s->span.from, from);
	soc_month_write(s->span.to, to);
	const size_t length = strlen(text);
	if (length == 7 || (length == 10 && text[7] == '-'))
		snprintf(month, sizeof month, "%.7s", text);
	int good = soc_month_read(month, &o->until) && o->until >= s->span.from && o->until <= s->span.to;
	const int days = good ? days_of(o->until) : 0;
	if (good && length == 10) {
		const char *digits = text + 8 + (text[8] == '0');
		good = soc_number_read(digits, &day) == 1 && day == (double)(int)day && day >= 1.0 && day <= days;
	}
	o->share = length == 10 && good ? day / days : 1.0;
	if (!good)
		FAULT(r, node, path,
		      "until: \"%.40s\" is not allowed; allowed: a month or a day, as 2017-02 or 2017-02-14, from %s "
		      "to %s",
		      text, from, to);
}

/* The month from which on a flow is counted. */
static void take_since(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                       struct soc_outcome *o)
{
	const struct soc_scenario *s = r->e->scenario;
	if (s == NULL) {
		FAULT(r, node, path, "since: a theory has no calendar: its figures are those of the end");
		return;
	}
	char from[SOC_NUMBER_TEXT], to[SOC_NUMBER_TEXT];
	const int64_t last = o->until > 0 ? o->until : s->span.to;
	soc_month_write(s->span.from + 1, from);
	soc_month_write(last, to);
	if (!soc_month_read(scalar(node), &o->since) || o->since <= s->span.from || o->since > last) {
		o->since = 0;
		FAULT(r, node, path, "since: \"%.40s\" is not allowed; allowed: a month, as 2017-02, from %s to %s",
		      scalar(node), from, to);
	}
}

/* The least that an outcome can be, where the file says it. */
static void take_least(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                       struct soc_outcome *o)
{
	if (node == NULL)
		return;
	if (node->kind != SOC_NODE_SCALAR || soc_number_read(node->text, &o->least) != 1 || !(o->least < o->most))
		FAULT(r, node, path,
		      "least: \"%.40s\" is not allowed; allowed: a number below what it can be at most",
		      scalar(node));
}

/* What an outcome can be: of a share from 0 to what it is one of; of a statistic of the headline what it can
 * be. */
static void take_bounds(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                        struct soc_outcome *o)
{
	o->least = -INFINITY;
	o->most = INFINITY;
	if (node == NULL) {
		(void)soc_outcome_bounds(o->formula, &o->least, &o->most);
		return;
	}
	double of = 0.0;
	if (node->kind != SOC_NODE_SCALAR || soc_number_read(node->text, &of) != 1 || !(of > 0.0))
		FAULT(r, node, path, "share_of: \"%.40s\" is not allowed; allowed: a number above 0", scalar(node));
	o->least = 0.0;
	o->most = of;
}

static void read_outcome(struct soc_experiment_reader *r, const struct soc_node *node)
{
	struct soc_outcome *o = &r->e->outcome[r->e->outcomes_count];
	struct soc_formula unused;
	struct soc_msg msg = { "" };
	char path[SOC_FORMULA_NAME + 16];
	const struct soc_node *formula = node;
	snprintf(path, sizeof path, "outcomes.%.90s", node->key);
	if (strlen(node->key) >= sizeof o->name) {
		FAULT(r, node, "outcomes", "length of the name in bytes: %zu; allowed: at most %zu",
		      strlen(node->key), sizeof o->name - 1);
		return;
	}
	*o = (struct soc_outcome){ .name = "" };
	snprintf(o->name, sizeof o->name, "%s", node->key);
	snprintf(o->formula, sizeof o->formula, "%s", node->key);
	if (node->kind == SOC_NODE_MAP) {
		soc_experiment_check_keys(r, node, "outcome", path);
		formula = soc_tree_get(node, "formula");
		if (soc_tree_get(node, "meaning") != NULL)
			soc_experiment_take_words(r, soc_tree_get(node, "meaning"), path, o->meaning, sizeof o->meaning);
	}
	const int is_given = formula != NULL && !soc_tree_is_empty(formula);
	if (is_given && !soc_experiment_take_text(r, formula, path, o->formula, sizeof o->formula))
		return;
	if (node->kind == SOC_NODE_MAP && soc_tree_get(node, "until") != NULL)
		take_until(r, soc_tree_get(node, "until"), path, o);
	if (node->kind == SOC_NODE_MAP && soc_tree_get(node, "since") != NULL)
		take_since(r, soc_tree_get(node, "since"), path, o);
	if (node->kind == SOC_NODE_MAP && soc_tree_get(node, "over") != NULL)
		(void)soc_experiment_take_text(r, soc_tree_get(node, "over"), path, o->over, sizeof o->over);
	take_bounds(r, node->kind == SOC_NODE_MAP ? soc_tree_get(node, "share_of") : NULL, path, o);
	take_least(r, node->kind == SOC_NODE_MAP ? soc_tree_get(node, "least") : NULL, path, o);
	if (soc_theory_points_compile_any(&unused, o->formula, r->e, &msg) != SOC_OK)
		FAULT(r, is_given ? formula : node, path, "%s", msg.text);
	r->e->outcomes_count++;
}

/* What an outcome is told over is another one, of arms. */
static void find_divisor(struct soc_experiment_reader *r, const struct soc_node *outcomes,
                         struct soc_outcome *o)
{
	const struct soc_node *node = soc_tree_get(soc_tree_get(outcomes, o->name), "over");
	struct soc_suggestion near;
	char path[SOC_FORMULA_NAME + 16];
	snprintf(path, sizeof path, "outcomes.%.90s", o->name);
	soc_suggestion_begin(&near, o->over);
	for (o->divisor = 0; o->divisor < r->e->outcomes_count; o->divisor++) {
		const struct soc_outcome *other = &r->e->outcome[o->divisor];
		if (strcmp(other->name, o->over) == 0 && other != o && other->over[0] == '\0')
			break;
		if (other != o)
			soc_suggestion_try(&near, other->name);
	}
	if (o->divisor == r->e->outcomes_count)
		FAULT(r, node, path, "over: \"%.64s\" is no other outcome that stands for itself%s", o->over,
		      soc_suggestion_hint(&near));
	else if (r->e->design.kind != SOC_DESIGN_arms)
		FAULT(r, node, path, "over has no meaning for %s; it is of arms",
		      soc_design_names[r->e->design.kind]);
}

/* What one case makes of an outcome is measured behind those of the file. An outcome of a day within months,
 * or less what it was before, is a sum of two and says none. */
static void add_one_case(struct soc_experiment *e, struct soc_outcome *o)
{
	struct soc_formula formula;
	if (o->since > 0 || (o->until > 0 && o->share < 1.0) ||
	    strlen(o->name) + sizeof ".one_case" > sizeof o->name ||
	    soc_outcome_compile(&formula, o->formula, e->scenario, NULL) != SOC_OK ||
	    !soc_outcome_to_one_case(&formula))
		return;
	o->one_case = e->outcomes_count;
	struct soc_outcome *one = &e->outcome[e->outcomes_count++];
	*one = *o;
	one->over[0] = '\0';
	one->one_case = 0;
	one->is_one_case = 1;
	snprintf(one->name, sizeof one->name, "%.80s.one_case", o->name);
}

void soc_experiment_read_outcomes(struct soc_experiment_reader *r)
{
	const struct soc_node *outcomes = soc_experiment_take_map(r, "outcomes", SOC_OUTCOMES_MAX);
	for (const struct soc_node *c = outcomes != NULL ? outcomes->first : NULL; c != NULL; c = c->next)
		read_outcome(r, c);
	for (int i = 0; i < r->e->outcomes_count; i++)
		if (r->e->outcome[i].over[0] != '\0')
			find_divisor(r, outcomes, &r->e->outcome[i]);
	r->e->outcomes_told = r->e->outcomes_count;
	if (r->e->design.kind != SOC_DESIGN_arms || r->e->scenario == NULL)
		return;
	for (int i = 0; i < r->e->outcomes_told; i++)
		add_one_case(r->e, &r->e->outcome[i]);
}
