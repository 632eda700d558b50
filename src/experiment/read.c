/* Reading an experiment file: its keys, and the scenario that it starts from. */
#include "experiment/experiment.h"

#include "base/shelf.h"
#include "base/suggestion.h"
#include "experiment/history.h"
#include "experiment/outcome.h"
#include "experiment/theory_points.h"
#include "input/bind/load.h"
#include "input/bind/plausible.h"
#include "input/text/digits.h"
#include "input/text/number.h"
#include "socred/sim.h"
#include "store/assumptions.h"

#include <stdio.h>
#include <string.h>

#define FAULT SOC_EXPERIMENT_FAULT

static const struct {
	const char *where, *name;
	int needed;
} keys[] = {
#define KEY(where, name, needed, schema, meaning) { #where, #name, needed },
#include "experiment/keys.def"
};
#define KEYS (sizeof keys / sizeof *keys)

/* ---- pieces ---- */
static const char *scalar(const struct soc_node *node)
{
	return node->kind == SOC_NODE_SCALAR ? node->text : node->kind == SOC_NODE_MAP ? "a map" : "a list";
}

static void check_key(struct soc_experiment_reader *r, const struct soc_node *node, const char *where,
                      const char *path)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, node->key);
	for (size_t i = 0; i < KEYS; i++) {
		if (strcmp(keys[i].where, where) != 0)
			continue;
		if (strcmp(keys[i].name, node->key) == 0)
			return;
		soc_suggestion_try(&near, keys[i].name);
	}
	soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(node), path, "there is no key \"%.64s\"%s",
	                      node->key, soc_suggestion_hint(&near));
}

void soc_experiment_check_keys(struct soc_experiment_reader *r, const struct soc_node *map, const char *where,
                               const char *path)
{
	for (const struct soc_node *c = map->first; c != NULL; c = c->next)
		check_key(r, c, where, path);
	for (size_t i = 0; i < KEYS; i++)
		if (keys[i].needed && strcmp(keys[i].where, where) == 0 && soc_tree_get(map, keys[i].name) == NULL)
			FAULT(r, map, path, "%s is needed", keys[i].name);
}

int soc_experiment_take_text(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                             char *out, size_t room)
{
	out[0] = '\0';
	if (node == NULL)
		return 0;
	if (node->kind != SOC_NODE_SCALAR || node->text[0] == '\0')
		FAULT(r, node, path, "%s; a text is needed", node->kind == SOC_NODE_SCALAR ? "empty" : scalar(node));
	else if (strlen(node->text) >= room)
		FAULT(r, node, path, "length in bytes: %zu; allowed: at most %zu", strlen(node->text), room - 1);
	else
		snprintf(out, room, "%s", node->text);
	return out[0] != '\0';
}

int soc_experiment_take_path(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                             char out[SOC_EXPERIMENT_PATH])
{
	char text[SOC_EXPERIMENT_PATH];
	out[0] = '\0';
	if (!soc_experiment_take_text(r, node, path, text, sizeof text))
		return 0;
	const char *folder = text[0] == '/' ? "" : r->folder;
	if (strlen(folder) + strlen(text) >= SOC_EXPERIMENT_PATH) {
		FAULT(r, node, path, "the path is too long");
		return 0;
	}
	snprintf(out, SOC_EXPERIMENT_PATH, "%s%s", folder, text);
	return 1;
}

/* Words for readers: no place for the number of a person. */
void soc_experiment_take_words(struct soc_experiment_reader *r, const struct soc_node *node, const char *path,
                               char *out, size_t room)
{
	char why[SOC_DIGITS_WHY];
	if (soc_experiment_take_text(r, node, path, out, room) && soc_digits_refused(out, SOC_TEXT_DIGITS, why))
		FAULT(r, node, path, "%s", why);
}

static void take_whole(struct soc_experiment_reader *r, const struct soc_node *map, const char *key,
                       const char *path, double low, double high, int64_t *out)
{
	double value = 0.0;
	const struct soc_node *node = soc_tree_get(map, key);
	if (node == NULL)
		return;
	const int is_number =
		node->kind == SOC_NODE_SCALAR && !node->quoted && soc_number_read(node->text, &value) == 1;
	if (!is_number || value < low || value > high || value != (double)(int64_t)value)
		FAULT(r, node, path, "%.40s is not allowed; allowed: a whole number from %.0f to %.0f", scalar(node),
		      low, high);
	else
		*out = (int64_t)value;
}

const struct soc_node *soc_experiment_take_map(struct soc_experiment_reader *r, const char *key, size_t most)
{
	const struct soc_node *map = soc_tree_get(r->root, key);
	if (map == NULL || (map->kind == SOC_NODE_MAP && map->count >= 1 && map->count <= most))
		return map;
	if (map->kind != SOC_NODE_MAP)
		FAULT(r, map, key, "%.40s; a map is needed", scalar(map));
	else
		FAULT(r, map, key, "number of entries: %zu; allowed: 1 to %zu", map->count, most);
	return NULL;
}

/* ---- the design ---- */
static int takes(const char *list, const char *key, int *needed)
{
	const size_t n = strlen(key);
	for (const char *at = list; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
		const size_t word = strcspn(at, " !");
		*needed = at[word] == '!';
		if (word == n && memcmp(at, key, n) == 0)
			return 1;
	}
	*needed = 0;
	return 0;
}

static void check_design_keys(struct soc_experiment_reader *r, const struct soc_node *map)
{
	const int kind = (int)r->e->design.kind;
	char allowed[SOC_DESIGN_ALLOWED];
	int needed;
	for (const struct soc_node *c = map->first; c != NULL; c = c->next)
		if (strcmp(c->key, "kind") != 0 && !takes(soc_design_keys[kind], c->key, &needed))
			soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(c), "design",
			                      "%s has no meaning for %s; allowed: %s", c->key, soc_design_names[kind],
			                      soc_design_allowed(kind, allowed));
	for (size_t i = 0; i < KEYS; i++)
		if (strcmp(keys[i].where, "design") == 0 && takes(soc_design_keys[kind], keys[i].name, &needed) &&
		    needed && soc_tree_get(map, keys[i].name) == NULL)
			FAULT(r, map, "design", "%s needs %s", soc_design_names[kind], keys[i].name);
}

static int find_kind(struct soc_experiment_reader *r, const struct soc_node *node)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, scalar(node));
	for (int i = 0; i < SOC_DESIGNS; i++) {
		if (strcmp(scalar(node), soc_design_names[i]) == 0)
			return i;
		soc_suggestion_try(&near, soc_design_names[i]);
	}
	FAULT(r, node, "design.kind",
	      "\"%.40s\" is not allowed; allowed: factorial, lhs, sobol, morris, points, arms, calibration%s",
	      scalar(node), soc_suggestion_hint(&near));
	return -1;
}

/* "n=1024" in place of what the file says. */
static void extend(struct soc_experiment_reader *r, const struct soc_node *map)
{
	struct soc_design *d = &r->e->design;
	const char *key = soc_design_extended[d->kind], *equal = strchr(r->extend, '=');
	int64_t *member = strcmp(key, "n") == 0 ? &d->n : &d->trajectories;
	double value = 0.0;
	if (key[0] == '\0')
		FAULT(r, map, "design",
		      "--extend %.60s: a design of kind %s cannot be extended (its points would be others); sobol "
		      "and morris can",
		      r->extend, soc_design_names[d->kind]);
	else if (equal == NULL || strlen(key) != (size_t)(equal - r->extend) ||
	         memcmp(key, r->extend, strlen(key)) != 0)
		FAULT(r, map, "design", "--extend %.60s: a design of kind %s is extended by %s=NUMBER", r->extend,
		      soc_design_names[d->kind], key);
	else if (soc_number_read(equal + 1, &value) != 1 || value != (double)(int64_t)value ||
	         value < (double)*member || value > SOC_POINTS_MAX)
		FAULT(r, map, "design", "--extend %.60s: allowed: a whole number from %lld, which it has, to %d",
		      r->extend, (long long)*member, SOC_POINTS_MAX);
	else
		*member = (int64_t)value;
}

static void check_design_values(struct soc_experiment_reader *r, const struct soc_node *map)
{
	struct soc_design *d = &r->e->design;
	if (d->kind == SOC_DESIGN_morris && d->levels % 2 != 0)
		FAULT(r, soc_tree_get(map, "levels"), "design.levels", "%d; morris needs an even number of levels",
		      d->levels);
	if (d->kind == SOC_DESIGN_sobol && (d->n & (d->n - 1)) != 0)
		soc_diagnostics_warn(r->tree.diagnostics, soc_tree_place(map), "design.n",
		                     "%lld is no power of two; points of Sobol' are spread best over 2, 4, 8, ...",
		                     (long long)d->n);
}

static void read_design(struct soc_experiment_reader *r)
{
	struct soc_design *d = &r->e->design;
	const struct soc_node *map = soc_experiment_take_map(r, "design", SOC_TREE_CHILDREN);
	*d = (struct soc_design){ .seed = 1, .levels = 4, .waves = 3, .particles = 200, .runs = 5000 };
	if (map == NULL)
		return;
	soc_experiment_check_keys(r, map, "design", "design");
	const struct soc_node *kind = soc_tree_get(map, "kind");
	const int found = kind != NULL ? find_kind(r, kind) : -1;
	if (found < 0)
		return;
	d->kind = (enum soc_design_kind)found;
	check_design_keys(r, map);
	int64_t levels = d->kind == SOC_DESIGN_factorial ? 2 : 4;
	take_whole(r, map, "n", "design.n", 2, SOC_POINTS_MAX, &d->n);
	take_whole(r, map, "trajectories", "design.trajectories", 2, SOC_POINTS_MAX, &d->trajectories);
	take_whole(r, map, "levels", "design.levels", 2, 1000, &levels);
	take_whole(r, map, "seed", "design.seed", 0, 9007199254740991.0, &d->seed);
	take_whole(r, map, "assumptions", "design.assumptions", SOC_ASSUMPTIONS_LEAST, SOC_ASSUMPTIONS_MOST,
	           &d->assumptions);
	take_whole(r, map, "waves", "design.waves", 1, SOC_HISTORY_WAVES, &d->waves);
	take_whole(r, map, "particles", "design.particles", 20, 10000, &d->particles);
	take_whole(r, map, "runs", "design.runs", 20, SOC_POINTS_MAX, &d->runs);
	d->levels = (int)levels;
	check_design_values(r, map);
	if (r->extend != NULL)
		extend(r, map);
}

/* ---- the file ---- */
static void read_setting(struct soc_experiment_reader *r, const struct soc_node *node)
{
	char *out = r->e->setting[r->e->settings_count];
	char path[SOC_FACTOR_KEY + 8];
	snprintf(path, sizeof path, "set.%.120s", node->key);
	if (node->kind != SOC_NODE_SCALAR)
		FAULT(r, node, path, "%s; one value is needed", scalar(node));
	else if (snprintf(out, SOC_EXPERIMENT_SETTING, "%s=%s", node->key, node->text) >= SOC_EXPERIMENT_SETTING)
		FAULT(r, node, path, "the value is too long; allowed, with its key and in bytes: %d",
		      SOC_EXPERIMENT_SETTING - 1);
	else
		r->e->settings_count++;
}

void soc_experiment_read_keys(struct soc_experiment_reader *r)
{
	struct soc_experiment *e = r->e;
	if (r->root->kind != SOC_NODE_MAP) {
		FAULT(r, r->root, "", "a map of keys is needed; the file begins with `socred: 1`");
		return;
	}
	soc_experiment_check_keys(r, r->root, "top", "");
	const struct soc_node *version = soc_tree_get(r->root, "socred");
	if (version != NULL && strcmp(scalar(version), "1") != 0)
		FAULT(r, version, "socred", "\"%.40s\" is not allowed; allowed: 1, the version of the format",
		      scalar(version));
	soc_experiment_take_words(r, soc_tree_get(r->root, "experiment"), "experiment", e->title,
	                          sizeof e->title);
	soc_experiment_take_words(r, soc_tree_get(r->root, "description"), "description", e->description,
	                          sizeof e->description);
	(void)soc_experiment_take_path(r, soc_tree_get(r->root, "base"), "base", e->base);
	soc_experiment_take_theory(r);
	take_whole(r, r->root, "replicates", "replicates", 1, 1000, &e->replicates);
	const struct soc_node *set = soc_experiment_take_map(r, "set", SOC_EXPERIMENT_SETTINGS - 1);
	for (const struct soc_node *c = set != NULL ? set->first : NULL; c != NULL; c = c->next)
		read_setting(r, c);
	read_design(r);
}

/* ---- the scenario ---- */
int soc_experiment_try(struct soc_experiment_reader *r, struct soc_position at, const char *path,
                       const char *key, const char *value)
{
	struct soc_msg why = { "" };
	if (r->e->theory != NULL)
		return soc_experiment_try_theory(r, at, path, key, value);
	struct soc_scenario copy = *r->e->scenario;
	const enum soc_err err = soc_plausible_set(&copy, key, value, &why);
	if (err == SOC_OK)
		return 1;
	r->tree.diagnostics->out_of_memory |= err == SOC_ERR_MEMORY;
	soc_diagnostics_error(r->tree.diagnostics, at, path, "%s",
	                      why.text + (strncmp(why.text, "--set: ", 7) == 0 ? 7 : 0));
	return 0;
}

static void take_over(struct soc_experiment_reader *r, struct soc_diagnostics *list)
{
	for (size_t i = 0; i < soc_diagnostics_count(list); i++) {
		const struct soc_diagnostic *p = soc_diagnostics_at(list, i);
		const struct soc_position at = { p->file, p->line, p->column };
		if (p->warning)
			soc_diagnostics_warn(r->tree.diagnostics, at, p->key, "%s", p->text);
		else
			soc_diagnostics_error(r->tree.diagnostics, at, p->key, "%s", p->text);
	}
	soc_diagnostics_free(list);
}

/* The base as it stands in its file, to place what `set` has wrong. */
static int try_settings(struct soc_experiment_reader *r)
{
	int good = 1;
	const struct soc_node *set = soc_tree_get(r->root, "set");
	for (const struct soc_node *c = set != NULL ? set->first : NULL; c != NULL; c = c->next)
		good &= soc_experiment_try(r, soc_tree_place(c), "set", c->key, c->text);
	return good;
}

static enum soc_err read_file(struct soc_experiment_reader *r, const char *const *settings, size_t count,
                              struct soc_diagnostics **list, struct soc_msg *msg)
{
	if (!r->shelved)
		return soc_scenario_read(r->e->base, settings, count, &r->e->scenario, list, msg);
	const char *name = soc_load_join(&r->tree, "", r->e->base);
	const int at = soc_shelf_find(name);
	if (at < 0)
		return soc_fail(msg, SOC_ERR_IO, "%.200s is none of the files that are built in", name);
	const struct soc_shelf_file *file = soc_shelf_at((size_t)at);
	return soc_load_shelved(file->name, file->text, file->length, settings, count, &r->e->scenario, list,
	                        msg);
}

/* Reads the base; what is wrong with it is told, warnings too where `all`. */
static enum soc_err read_with(struct soc_experiment_reader *r, const char *const *settings, size_t count,
                              int all, struct soc_msg *msg)
{
	struct soc_diagnostics *list = NULL;
	enum soc_err err = read_file(r, settings, count, &list, msg);
	if (err == SOC_OK && all)
		err = soc_sim_check(r->e->scenario, &list, msg);
	if (err == SOC_OK && !all)
		soc_diagnostics_free(list);
	else
		take_over(r, list);
	if (err == SOC_ERR_IO)
		FAULT(r, soc_tree_get(r->root, "base"), "base", "%s", msg->text);
	return err == SOC_ERR_IO ? SOC_ERR_SCENARIO : err;
}

enum soc_err soc_experiment_read_base(struct soc_experiment_reader *r, struct soc_msg *msg)
{
	struct soc_experiment *e = r->e;
	const char *settings[SOC_EXPERIMENT_SETTINGS];
	size_t count = 0;
	enum soc_err err = SOC_OK;
	if (e->settings_count > 0) {
		err = read_with(r, NULL, 0, 0, msg);
		if (err == SOC_OK && !try_settings(r))
			err = SOC_ERR_SCENARIO;
		soc_scenario_free(e->scenario);
		e->scenario = NULL;
	}
	for (; count < (size_t)e->settings_count; count++)
		settings[count] = e->setting[count];
	if (e->replicates > 0) { /* the last place is kept for it */
		snprintf(e->setting[count], SOC_EXPERIMENT_SETTING, "replicates=%lld", (long long)e->replicates);
		settings[count] = e->setting[count];
		count++;
	}
	return err == SOC_OK ? read_with(r, settings, count, 1, msg) : err;
}
