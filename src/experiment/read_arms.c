/* Reading an experiment file: arms, each against the scenario. Every key that an arm sets is a column. */
#include "experiment/experiment.h"

#include "base/mem.h"
#include "base/suggestion.h"
#include "experiment/hypercube.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

#define FAULT SOC_EXPERIMENT_FAULT

static int column_of(struct soc_experiment_reader *r, const struct soc_node *node)
{
	struct soc_experiment *e = r->e;
	for (int i = 0; i < e->factors_count; i++)
		if (strcmp(e->factor[i].key, node->key) == 0)
			return i;
	if (e->factors_count == SOC_FACTORS_MAX || strlen(node->key) >= SOC_FACTOR_KEY) {
		FAULT(r, node, "design.arms",
		      "too many keys, or one too long; allowed number: %d, allowed length in bytes: %d",
		      SOC_FACTORS_MAX, SOC_FACTOR_KEY - 1);
		return -1;
	}
	struct soc_factor *f = &e->factor[e->factors_count];
	memset(f, 0, sizeof *f);
	f->distribution = SOC_FACTOR_VALUES;
	snprintf(f->key, sizeof f->key, "%s", node->key);
	return e->factors_count++;
}

static void read_arm(struct soc_experiment_reader *r, const struct soc_node *node, int row)
{
	struct soc_experiment *e = r->e;
	if (strlen(node->key) >= SOC_NAME_MAX) {
		FAULT(r, node, "design.arms", "length of the name in bytes: %zu; allowed: at most %d",
		      strlen(node->key), SOC_NAME_MAX - 1);
		return;
	}
	snprintf(e->arm[row], SOC_NAME_MAX, "%s", node->key);
	if (node->kind != SOC_NODE_MAP) {
		if (!soc_tree_is_empty(node))
			FAULT(r, node, "design.arms", "%.40s; a map of keys is needed, {} for the scenario as it is",
			      node->kind == SOC_NODE_SCALAR ? node->text : "a list");
		return;
	}
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		char value[SOC_FACTOR_TEXT];
		const int column = column_of(r, c);
		if (column < 0 || !soc_experiment_take_text(r, c, "design.arms", value, sizeof value) ||
		    !soc_experiment_try(r, soc_tree_place(c), "design.arms", c->key, value))
			continue;
		snprintf(e->cell[(size_t)row * SOC_FACTORS_MAX + (size_t)column], SOC_FACTOR_TEXT, "%s", value);
	}
}

/* Rows of SOC_FACTORS_MAX cells become rows of factors_count. */
static void pack_rows(struct soc_experiment *e)
{
	const size_t columns = (size_t)e->factors_count;
	for (size_t row = 0; row < (size_t)e->design.rows; row++)
		for (size_t i = 0; i < columns; i++)
			memmove(e->cell[row * columns + i], e->cell[row * SOC_FACTORS_MAX + i], SOC_FACTOR_TEXT);
}

/* The arms that switch a cause off. */
static void read_without(struct soc_experiment_reader *r, const struct soc_node *list)
{
	struct soc_experiment *e = r->e;
	if (list->kind != SOC_NODE_LIST || list->count < 1 || e->design.assumptions == 0) {
		FAULT(r, list, "design.without",
		      "a list of arms is needed, and assumptions that are drawn in the others");
		return;
	}
	for (const struct soc_node *c = list->first; c != NULL; c = c->next) {
		struct soc_suggestion near;
		char name[SOC_NAME_MAX];
		int arm = 0;
		if (!soc_experiment_take_text(r, c, "design.without", name, sizeof name))
			continue;
		soc_suggestion_begin(&near, name);
		for (int i = 0; i < e->arms; i++)
			soc_suggestion_try(&near, e->arm[i]);
		while (arm < e->arms && strcmp(e->arm[arm], name) != 0)
			arm++;
		if (arm == e->arms)
			FAULT(r, c, "design.without", "there is no arm \"%s\"%s", name, soc_suggestion_hint(&near));
		else
			e->design.without |= (uint64_t)1 << arm;
	}
}

/* Every arm again, over draws of what the scenario assumes. */
static enum soc_err add_draws(struct soc_experiment_reader *r, struct soc_msg *msg)
{
	struct soc_experiment *e = r->e;
	const struct soc_node *at = soc_tree_get(soc_tree_get(r->root, "design"), "assumptions");
	struct soc_msg why;
	if (soc_experiment_replicates(e) < 2) {
		FAULT(r, at, "design.assumptions",
		      "replicates: 1; two or more are needed to tell assumptions from random numbers");
		return SOC_OK;
	}
	e->draws = soc_calloc(1, sizeof *e->draws);
	if (e->draws == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for draws of assumptions");
	*e->draws =
		(struct soc_hypercube){ .arms = e->arms, .draws = e->design.assumptions, .seed = e->design.seed };
	const enum soc_err err = soc_hypercube_add_factors(e->draws, e, SOC_FACTORS_MAX, &why);
	if (err == SOC_OK && r->shelved == SOC_EXPERIMENT_UNFILLED)
		return soc_hypercube_prepare(e->draws, e, msg);
	if (err == SOC_OK)
		return soc_hypercube_fill(e->draws, e, 0, NULL, msg);
	if (err == SOC_ERR_MEMORY)
		return soc_fail(msg, err, "%s", why.text);
	FAULT(r, at, "design.assumptions", "%s", why.text);
	return SOC_OK;
}

enum soc_err soc_experiment_read_arms(struct soc_experiment_reader *r, const struct soc_node *map,
                                      struct soc_msg *msg)
{
	int row = 0;
	if (map->kind != SOC_NODE_MAP || map->count < 1 || map->count > SOC_ARMS_MAX) {
		FAULT(r, map, "design.arms", "a map of 1 to %d arms is needed", SOC_ARMS_MAX);
		return SOC_OK;
	}
	r->e->cell = soc_calloc(map->count * SOC_FACTORS_MAX, sizeof *r->e->cell);
	if (r->e->cell == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the arms");
	r->e->design.rows = (int64_t)map->count;
	for (const struct soc_node *c = map->first; c != NULL; c = c->next)
		read_arm(r, c, row++);
	pack_rows(r->e);
	r->e->arms = (int)map->count;
	const struct soc_node *without = soc_tree_get(soc_tree_get(r->root, "design"), "without");
	if (without != NULL)
		read_without(r, without);
	if (r->shelved == SOC_EXPERIMENT_PLAN)
		return SOC_OK;
	return r->e->design.assumptions > 0 && r->tree.diagnostics->errors == 0 ? add_draws(r, msg) : SOC_OK;
}
