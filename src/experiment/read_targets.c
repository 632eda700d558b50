/* Reading the targets of a calibration: published figures, each by the name of its outcome. */
#include "experiment/experiment.h"

#include "base/suggestion.h"
#include "experiment/emulator.h"
#include "input/text/number.h"

#include <stdio.h>
#include <string.h>

#define FAULT SOC_EXPERIMENT_FAULT

static int find_outcome(struct soc_experiment_reader *r, const struct soc_node *node)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, node->key);
	for (int i = 0; i < r->e->outcomes_count; i++) {
		if (strcmp(r->e->outcome[i].name, node->key) == 0)
			return i;
		soc_suggestion_try(&near, r->e->outcome[i].name);
	}
	soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(node), "targets",
	                      "there is no outcome \"%.64s\"%s", node->key, soc_suggestion_hint(&near));
	return -1;
}

/* A number, at the least `least`; `default` where the key is not there. */
static double take_number(struct soc_experiment_reader *r, const struct soc_node *map, const char *key,
                          const char *path, double least, double otherwise)
{
	const struct soc_node *node = soc_tree_get(map, key);
	double value = otherwise;
	if (node == NULL)
		return otherwise;
	if (node->kind != SOC_NODE_SCALAR || node->quoted || soc_number_read(node->text, &value) != 1 ||
	    value < least)
		FAULT(r, node, path, "%s: \"%.40s\" is not allowed; allowed: a number%s", key,
		      node->kind == SOC_NODE_SCALAR ? node->text : "", least == 0.0 ? " from 0" : "");
	return value;
}

static int take_use(struct soc_experiment_reader *r, const struct soc_node *map, const char *path)
{
	const struct soc_node *node = soc_tree_get(map, "use");
	if (node == NULL)
		return 0;
	const char *text = node->kind == SOC_NODE_SCALAR ? node->text : "";
	if (strcmp(text, "fitted") != 0 && strcmp(text, "check") != 0)
		FAULT(r, node, path, "use: \"%.40s\" is not allowed; allowed: fitted, check", text);
	return strcmp(text, "check") == 0;
}

static void read_target(struct soc_experiment_reader *r, const struct soc_node *node)
{
	struct soc_experiment *e = r->e;
	struct soc_target *t = &e->target[e->targets_count];
	char path[SOC_FORMULA_NAME + 16], source[SOC_TEXT_MAX];
	snprintf(path, sizeof path, "targets.%.90s", node->key);
	*t = (struct soc_target){ .outcome = find_outcome(r, node) };
	if (node->kind != SOC_NODE_MAP) {
		FAULT(r, node, path, "a map with value and tolerance is needed");
		return;
	}
	soc_experiment_check_keys(r, node, "target", path);
	t->value = take_number(r, node, "value", path, -1e300, 0.0);
	t->tolerance = take_number(r, node, "tolerance", path, 0.0, 0.0);
	t->discrepancy = take_number(r, node, "discrepancy", path, 0.0, 0.0);
	if (soc_tree_get(node, "tolerance") != NULL && !(t->tolerance > 0.0))
		FAULT(r, soc_tree_get(node, "tolerance"), path, "tolerance: a number above 0 is needed");
	(void)soc_experiment_take_text(r, soc_tree_get(node, "source"), path, source, sizeof source);
	e->is_check[e->targets_count] = (unsigned char)take_use(r, node, path);
	e->targets_count++;
}

void soc_experiment_read_targets(struct soc_experiment_reader *r)
{
	const struct soc_node *map = soc_tree_get(r->root, "targets"), *design = soc_tree_get(r->root, "design");
	const int is_calibration = r->e->design.kind == SOC_DESIGN_calibration;
	int fitted = 0;
	if (map == NULL) {
		if (is_calibration)
			FAULT(r, design, "design", "calibration needs targets: published figures to be held against");
		return;
	}
	if (!is_calibration) {
		FAULT(r, map, "targets", "only a design of kind calibration has targets");
		return;
	}
	if (map->kind != SOC_NODE_MAP || map->count < 1 || map->count > SOC_TARGETS_MAX) {
		FAULT(r, map, "targets", "a map is needed; allowed: 1 to %d targets", SOC_TARGETS_MAX);
		return;
	}
	for (const struct soc_node *c = map->first; c != NULL; c = c->next)
		read_target(r, c);
	for (int i = 0; i < r->e->targets_count; i++)
		fitted += !r->e->is_check[i];
	if (fitted == 0)
		FAULT(r, map, "targets", "all are kept for the check; one that is fitted is needed");
	const struct soc_node *factors = soc_tree_get(r->root, "factors");
	if (factors != NULL && factors->count > SOC_EMULATOR_FACTORS)
		FAULT(r, factors, "factors", "number of factors: %zu; allowed for calibration: at most %d",
		      factors->count, SOC_EMULATOR_FACTORS);
	if (r->e->design.n > SOC_EMULATOR_POINTS / 2)
		FAULT(r, design, "design", "n: %lld; allowed for calibration: at most %d points of a wave",
		      (long long)r->e->design.n, SOC_EMULATOR_POINTS / 2);
}
