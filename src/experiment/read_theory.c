/* Reading an experiment file: a theory in place of the scenario. */
#include "experiment/theory_points.h"

#define FAULT SOC_EXPERIMENT_FAULT

void soc_experiment_take_theory(struct soc_experiment_reader *r)
{
	const struct soc_node *base = soc_tree_get(r->root, "base"), *node = soc_tree_get(r->root, "theory");
	char name[SOC_NAME_MAX];
	struct soc_msg msg = { "" };
	if (base == NULL && node == NULL)
		FAULT(r, r->root, "",
		      "base is needed, the scenario that every point starts from, or theory in its place");
	else if (base != NULL && node != NULL)
		FAULT(r, node, "theory",
		      "base and theory are both there; a point is a run of the one or of the other");
	else if (soc_experiment_take_text(r, node, "theory", name, sizeof name)) {
		r->e->theory = soc_theory_find(name, &msg);
		if (r->e->theory == NULL)
			FAULT(r, node, "theory", "%s", msg.text);
	}
}

int soc_experiment_try_theory(struct soc_experiment_reader *r, struct soc_position at, const char *path,
                              const char *key, const char *value)
{
	struct soc_msg why = { "" };
	struct soc_theory_point point = r->e->theory_base;
	if (soc_theory_points_set(r->e->theory, &point, key, value, &why) == SOC_OK)
		return 1;
	soc_diagnostics_error(r->tree.diagnostics, at, path, "%s", why.text);
	return 0;
}

void soc_experiment_read_theory(struct soc_experiment_reader *r)
{
	struct soc_experiment *e = r->e;
	struct soc_msg why = { "" };
	const struct soc_node *set = soc_tree_get(r->root, "set"), *design = soc_tree_get(r->root, "design");
	e->theory_base.seed = 1;
	for (int i = 0; i < e->theory->of->keys_count; i++)
		e->theory_base.keys[i] = e->theory->of->keys[i].start;
	for (const struct soc_node *c = set != NULL ? set->first : NULL; c != NULL; c = c->next)
		if (c->kind == SOC_NODE_SCALAR && soc_experiment_try(r, soc_tree_place(c), "set", c->key, c->text))
			(void)soc_theory_points_set(e->theory, &e->theory_base, c->key, c->text, &why);
	if (soc_theory_points_judge(e->theory, &e->theory_base, &why) != SOC_OK)
		FAULT(r, set != NULL ? set : r->root, "set", "%s", why.text);
	if (e->design.kind == SOC_DESIGN_calibration)
		FAULT(r, design, "design.kind",
		      "a theory is held against what is published of it by `socred theory "
		      "--published`, and not fitted; allowed: the other designs");
	if (e->design.assumptions > 0)
		FAULT(r, design, "design.assumptions",
		      "of a theory, what is assumed are its parameters: let them vary as "
		      "factors of another design");
}
