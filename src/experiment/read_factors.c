/* Reading an experiment file: factors, each against the scenario. */
#include "experiment/experiment.h"

#include "base/mem.h"
#include "base/suggestion.h"
#include "input/bind/citation.h"
#include "input/bind/plausible.h"
#include "input/bind/value.h"
#include "input/text/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAULT SOC_EXPERIMENT_FAULT

/* ---- one factor ---- */
struct factor_reader {
	struct soc_experiment_reader *r;
	const struct soc_node *node; /* what stands behind the key */
	struct soc_parameter of;
	const struct soc_theory_key *of_theory; /* in place of it */
	struct soc_factor *f;
	char path[SOC_FACTOR_KEY + 16];
};

static const char *word(const struct soc_node *node)
{
	return node->kind == SOC_NODE_SCALAR ? node->text : node->kind == SOC_NODE_MAP ? "a map" : "a list";
}

static int is_number_key(const struct factor_reader *g)
{
	if (g->of_theory != NULL)
		return 1;
	const char type = g->of.key->type[0];
	return type == 'N' || type == 'I' || (strchr("AM", type) != NULL && g->of.element >= 0);
}

/* What is given to every point, and not to a factor. */
static int is_fixed_here(struct factor_reader *g)
{
	const char *key = g->f->key;
	if (strcmp(key, "replicates") != 0 && strncmp(key, "span.", 5) != 0)
		return 0;
	soc_diagnostics_error(g->r->tree.diagnostics, soc_tree_key_place(g->node), g->path,
	                      "%s is the same at every point: replicates stands at the top of the file, the "
	                      "months of the run in `set` or in the scenario",
	                      key);
	return 1;
}

static int find_theory_key(struct factor_reader *g)
{
	const struct soc_theory_kind *kind = g->r->e->theory;
	struct soc_suggestion near;
	const int at = soc_theory_key(kind, g->f->key, &near);
	if (at < 0)
		soc_diagnostics_error(g->r->tree.diagnostics, soc_tree_key_place(g->node), "factors",
		                      "the theory %s has no parameter \"%.64s\"%s", kind->name, g->f->key,
		                      soc_suggestion_hint(&near));
	else
		g->of_theory = &kind->of->keys[at];
	return at >= 0;
}

static int find_key(struct factor_reader *g)
{
	if (g->r->e->theory != NULL)
		return find_theory_key(g);
	struct soc_buf why = { 0 };
	const int found = soc_parameter_find(g->r->e->scenario, g->f->key, &g->of, &why) && g->of.key != NULL;
	if (!found)
		soc_diagnostics_error(g->r->tree.diagnostics, soc_tree_key_place(g->node), "factors", "%s",
		                      why.length > 0 ? soc_buf_text(&why) : "the name of an entry; a key is needed");
	soc_buf_release(&why);
	return found && !is_fixed_here(g);
}

static void take_distribution(struct factor_reader *g, const struct soc_node *node)
{
	if (node == NULL)
		return;
	for (int i = 0; i < 2; i++)
		if (strcmp(word(node), soc_factor_distributions[i]) == 0) {
			g->f->distribution = (enum soc_factor_distribution)i;
			return;
		}
	FAULT(g->r, node, g->path, "\"%.40s\" is not allowed; allowed: uniform, loguniform", word(node));
}

/* Both ends of [low, high]. */
static int take_ends(struct factor_reader *g, const struct soc_node *node)
{
	double end[2];
	const struct soc_node *c = node->kind == SOC_NODE_LIST && node->count == 2 ? node->first : NULL;
	for (int i = 0; c != NULL && i < 2; i++, c = c->next)
		if (c->kind != SOC_NODE_SCALAR || c->quoted || soc_number_read(c->text, &end[i]) != 1) {
			FAULT(g->r, c, g->path, "%.40s is no number; allowed: [lowest, highest]", word(c));
			return 0;
		}
	if (node->kind != SOC_NODE_LIST || node->count != 2) {
		FAULT(g->r, node, g->path, "%.40s; a range is [lowest, highest]", word(node));
		return 0;
	}
	g->f->low = end[0];
	g->f->high = end[1];
	return 1;
}

/* The plausible range that the value carries. */
static int take_plausible(struct factor_reader *g)
{
	const struct soc_scenario *s = g->r->e->scenario;
	struct soc_citation cited = { .low = NAN, .high = NAN };
	if (g->of_theory != NULL) {
		cited.low = g->of_theory->likely_low;
		cited.high = g->of_theory->likely_high;
	} else {
		struct soc_switched on;
		soc_switched_find(s, &on);
		cited = soc_citation_of(s, &on, &g->of, soc_provenance_of(s->provenance, &g->of));
	}
	if (!isfinite(cited.low) || !isfinite(cited.high)) {
		FAULT(g->r, g->node, g->path,
		      "the value carries no plausible range; give one with range: [lowest, highest]");
		return 0;
	}
	g->f->low = cited.low;
	g->f->high = cited.high;
	return 1;
}

static int check_ends(struct factor_reader *g, const struct soc_node *at)
{
	const double ends[2] = { g->f->low, g->f->high };
	int good = 1;
	if (!(g->f->low < g->f->high)) {
		FAULT(g->r, at, g->path, "%.12g to %.12g is no range; the highest must be above the lowest",
		      g->f->low, g->f->high);
		return 0;
	}
	if (g->f->distribution == SOC_FACTOR_LOGUNIFORM && !(g->f->low > 0.0)) {
		FAULT(g->r, at, g->path, "%.12g; a loguniform range begins above 0", g->f->low);
		return 0;
	}
	for (int i = 0; i < 2 && good; i++) {
		char value[SOC_NUMBER_TEXT];
		soc_number_write(ends[i], value);
		good = soc_experiment_try(g->r, soc_tree_place(at), g->path, g->f->key, value);
	}
	return good;
}

static int take_range(struct factor_reader *g, const struct soc_node *map)
{
	const struct soc_node *range = soc_tree_get(map, "range");
	if (!is_number_key(g)) {
		FAULT(g->r, g->node, g->path,
		      strchr("AM", g->of.key->type[0]) != NULL
		          ? "a value for each of many; name one of them, as %s.NAME"
		          : "%s is no number; give its values: [...]",
		      g->f->key);
		return 0;
	}
	g->f->is_whole = g->of_theory != NULL ? g->of_theory->whole : g->of.key->type[0] == 'I';
	take_distribution(g, soc_tree_get(map, "distribution"));
	if (range != NULL ? !take_ends(g, range) : !take_plausible(g))
		return 0;
	return check_ends(g, range != NULL ? range : g->node);
}

/* ---- a value that the timeline sets ---- */
struct setting_search {
	struct factor_reader *g;
	struct soc_suggestion near;
	int found;
};

static int visit_setting(void *user, const struct soc_plausible *value)
{
	struct setting_search *to = user;
	if (value->setting < 0)
		return 1;
	soc_suggestion_try(&to->near, value->key);
	if (strcmp(value->key, to->g->f->key) != 0)
		return 1;
	to->found = 1;
	to->g->f->low = value->low;
	to->g->f->high = value->high;
	to->g->f->is_whole = value->is_whole;
	return 0;
}

/* Fills the range that the value carries. */
static int find_setting(struct factor_reader *g)
{
	struct setting_search to = { .g = g };
	soc_suggestion_begin(&to.near, g->f->key);
	(void)soc_plausible_walk(g->r->e->scenario, visit_setting, &to);
	if (!to.found)
		soc_diagnostics_error(g->r->tree.diagnostics, soc_tree_key_place(g->node), "factors",
		                      "the timeline sets no such number with a plausible range%s",
		                      soc_suggestion_hint(&to.near));
	return to.found;
}

static int take_setting_range(struct factor_reader *g, const struct soc_node *map)
{
	const struct soc_node *range = soc_tree_get(map, "range");
	take_distribution(g, soc_tree_get(map, "distribution"));
	if (range != NULL && !take_ends(g, range))
		return 0;
	return check_ends(g, range != NULL ? range : g->node);
}

static int take_values(struct factor_reader *g, const struct soc_node *list)
{
	int good = 1;
	if (list->kind != SOC_NODE_LIST || list->count < 1 || list->count > SOC_FACTOR_VALUES_MAX) {
		FAULT(g->r, list, g->path, "values: a list of 1 to %d values is needed", SOC_FACTOR_VALUES_MAX);
		return 0;
	}
	g->f->distribution = SOC_FACTOR_VALUES;
	for (const struct soc_node *c = list->first; c != NULL; c = c->next) {
		char *out = g->f->value[g->f->values_count];
		if (!soc_experiment_take_text(g->r, c, g->path, out, SOC_FACTOR_TEXT) ||
		    !soc_experiment_try(g->r, soc_tree_place(c), g->path, g->f->key, out))
			good = 0;
		else
			g->f->values_count++;
	}
	return good;
}

/* seed: varied, a seed of its own at every point: other people and other random numbers. Version 0.2 called
 * it luck: seed. */
static int is_varied_seed(const struct soc_node *factor)
{
	return (strcmp(factor->key, "seed") == 0 && strcmp(word(factor), "varied") == 0) ||
	       strcmp(factor->key, "luck") == 0;
}

static int take_varied_seed(struct factor_reader *g)
{
	snprintf(g->f->key, sizeof g->f->key, "seed");
	g->f->is_whole = 1;
	g->f->low = 1.0;
	g->f->high = 2147483647.0;
	if (strcmp(g->node->key, "seed") == 0)
		return 1;
	if (strcmp(word(g->node), "seed") == 0) {
		soc_diagnostics_warn(g->r->tree.diagnostics, soc_tree_key_place(g->node), g->path,
		                     "\"luck: seed\" is written seed: varied now");
		return 1;
	}
	FAULT(g->r, g->node, g->path, "\"%.40s\" is not allowed; allowed: seed: varied", word(g->node));
	return 0;
}

static int take_factor(struct factor_reader *g)
{
	const struct soc_node *map = g->node;
	snprintf(g->f->key, sizeof g->f->key, "%s", g->node->key);
	snprintf(g->path, sizeof g->path, "factors.%s", g->f->key);
	if (is_varied_seed(g->node))
		return take_varied_seed(g);
	const int is_later = g->r->e->theory == NULL && strncmp(g->f->key, "timeline.", 9) == 0 &&
	                     strstr(g->f->key, ".set.") != NULL;
	if (is_later ? !find_setting(g) : !find_key(g))
		return 0;
	if (map->kind != SOC_NODE_MAP && !soc_tree_is_empty(map)) {
		FAULT(g->r, map, g->path,
		      "%.40s; a map with distribution, range or values is needed, {} for the range that "
		      "the value carries",
		      word(map));
		return 0;
	}
	if (map->kind == SOC_NODE_MAP)
		soc_experiment_check_keys(g->r, map, "factor", g->path);
	const struct soc_node *values = soc_tree_get(map, "values");
	if (is_later && values == NULL)
		return take_setting_range(g, map);
	if (values == NULL)
		return take_range(g, map);
	if (soc_tree_get(map, "range") != NULL || soc_tree_get(map, "distribution") != NULL)
		FAULT(g->r, values, g->path,
		      "values stand in place of a range and its distribution: give the one or the other");
	return take_values(g, values);
}

static void check_twice(struct soc_experiment_reader *r, const struct soc_node *node,
                        const struct soc_factor *f)
{
	for (int i = 0; i < r->e->factors_count; i++)
		if (strcmp(r->e->factor[i].key, f->key) == 0)
			FAULT(r, node, "factors", "luck and seed vary the same key");
}

static void read_factor(struct soc_experiment_reader *r, const struct soc_node *node)
{
	struct soc_factor *f = &r->e->factor[r->e->factors_count];
	struct factor_reader g = { .r = r, .node = node, .f = f };
	memset(f, 0, sizeof *f);
	if (strlen(node->key) >= SOC_FACTOR_KEY) {
		FAULT(r, node, "factors", "length of the key in bytes: %zu; allowed: at most %d", strlen(node->key),
		      SOC_FACTOR_KEY - 1);
		return;
	}
	if (!take_factor(&g))
		return;
	check_twice(r, node, f);
	r->e->factors_count++;
}

enum soc_err soc_experiment_read_factors(struct soc_experiment_reader *r, struct soc_msg *msg)
{
	const struct soc_node *map = soc_tree_get(r->root, "factors");
	const int is_arms = r->e->design.kind == SOC_DESIGN_arms;
	(void)msg;
	if (map != NULL && is_arms) {
		FAULT(r, map, "factors", "the design arms has no factors: what varies stands in design.arms");
		return SOC_OK;
	}
	if (is_arms)
		return SOC_OK;
	if (map == NULL)
		FAULT(r, r->root, "factors", "factors are needed: a design of kind %s varies them",
		      soc_design_names[r->e->design.kind]);
	else if (map->kind != SOC_NODE_MAP || map->count < 1 || map->count > SOC_FACTORS_MAX)
		FAULT(r, map, "factors", "a map of 1 to %d keys is needed", SOC_FACTORS_MAX);
	else
		for (const struct soc_node *c = map->first; c != NULL; c = c->next)
			read_factor(r, c);
	return SOC_OK;
}
