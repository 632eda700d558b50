#include "input/policies/policies.h"

#include "base/mem.h"
#include "base/suggestion.h"
#include "input/bind/load.h"
#include "input/bind/renamed.h"
#include "input/text/digits.h"
#include "input/text/number.h"

#include <stdio.h>
#include <string.h>

/* Reading one file. */
struct policies_reader {
	struct soc_tree tree;
	struct soc_policies_plan *out;
	const struct soc_formula_names *names;
	const char *folder; /* of the file, with a / at the end, or "" */
};

#define PROBLEM(r, node, key, ...) \
	soc_diagnostics_error((r)->tree.diagnostics, soc_tree_place(node), key, __VA_ARGS__)

/* ---- pieces ---- */
static const struct soc_node *need(struct policies_reader *r, const struct soc_node *map, const char *key,
                                   const char *where)
{
	const struct soc_node *node = soc_tree_get(map, key);
	if (node == NULL)
		PROBLEM(r, map, where, "%s is needed", key);
	return node;
}

/* A scalar of at most room - 1 bytes; "" with a diagnostic when it is none. */
static void read_text(struct policies_reader *r, const struct soc_node *node, const char *where, char *out,
                      size_t room)
{
	out[0] = '\0';
	if (node == NULL)
		return;
	if (node->kind != SOC_NODE_SCALAR || node->text[0] == '\0')
		PROBLEM(r, node, where, "a text is needed");
	else if (strlen(node->text) >= room)
		PROBLEM(r, node, where, "more than %zu letters", room - 1);
	else
		snprintf(out, room, "%s", node->text);
}

/* Words about the policies: no place for the number of a person. */
static void read_words(struct policies_reader *r, const struct soc_node *node, const char *where, char *out,
                       size_t room)
{
	read_text(r, node, where, out, room);
	char why[SOC_DIGITS_WHY];
	if (soc_digits_refused(out, SOC_TEXT_DIGITS, why))
		PROBLEM(r, node, where, "%s", why);
}

static double read_share(struct policies_reader *r, const struct soc_node *node, const char *where)
{
	double value = 0.0;
	if (node == NULL)
		return 0.0;
	const int is_number = node->kind == SOC_NODE_SCALAR && soc_number_read(node->text, &value) == 1;
	if (is_number && node->quoted)
		PROBLEM(r, node, where, "\"%.40s\" " SOC_IN_QUOTES "; allowed: 0 to 1", node->text);
	else if (!is_number || !(value >= 0.0 && value <= 1.0))
		PROBLEM(r, node, where, "\"%.40s\" is no share; allowed: 0 to 1",
		        node->kind == SOC_NODE_SCALAR ? node->text : "a list or map");
	return value;
}

static void read_path(struct policies_reader *r, const struct soc_node *node, const char *where,
                      char out[SOC_PATH_BYTES])
{
	char text[SOC_PATH_BYTES];
	read_text(r, node, where, text, sizeof text);
	out[0] = '\0';
	const int n = snprintf(out, SOC_PATH_BYTES, "%s%s", text[0] == '/' ? "" : r->folder, text);
	if (n >= SOC_PATH_BYTES)
		PROBLEM(r, node, where, "the path is too long");
}

static int is_name(const char *text)
{
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
	return text[n] == '\0' && n > 0 && n < SOC_NAME_MAX && text[0] >= 'a' && text[0] <= 'z';
}

static int read_name(struct policies_reader *r, const struct soc_node *node, const char *where,
                     char out[SOC_NAME_MAX])
{
	char why[SOC_DIGITS_WHY];
	if (is_name(node->key) && soc_digits_refused(node->key, SOC_NAME_DIGITS, why)) {
		soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(node), where, "the name %s", why);
		return 0;
	}
	if (is_name(node->key)) {
		snprintf(out, SOC_NAME_MAX, "%s", node->key);
		return 1;
	}
	soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(node), where,
	                      "\"%.64s\" is no name; allowed: small letters, digits, _", node->key);
	return 0;
}

/* A map with entries, or NULL with a diagnostic. */
static const struct soc_node *need_map(struct policies_reader *r, const struct soc_node *root,
                                       const char *key, size_t most)
{
	const struct soc_node *map = need(r, root, key, key);
	if (map == NULL)
		return NULL;
	if (map->kind == SOC_NODE_MAP && map->count >= 1 && map->count <= most)
		return map;
	PROBLEM(r, map, key, "a map of 1 to %zu entries is needed", most);
	return NULL;
}

/* ---- variants and objectives ---- */
static void read_variants(struct policies_reader *r, const struct soc_node *root)
{
	const struct soc_node *map = need_map(r, root, "variants", SOC_POLICIES_MAX);
	for (const struct soc_node *c = map != NULL ? map->first : NULL; c != NULL; c = c->next) {
		struct soc_policies_variant *v = &r->out->variant[r->out->variants_count];
		if (!read_name(r, c, "variants", v->name))
			continue;
		if (strcmp(v->name, "rollout") == 0 || strcmp(v->name, "uniform") == 0)
			soc_diagnostics_error(r->tree.diagnostics, soc_tree_key_place(c), "variants",
			                      "\"%s\" is the folder of the roll-out: take another name", v->name);
		read_path(r, c, "variants", v->path);
		r->out->variants_count++;
	}
}

static void read_formula(struct policies_reader *r, const struct soc_node *map, const char *where,
                         struct soc_objective *o)
{
	struct soc_formula unused;
	struct soc_msg msg = { "" };
	const struct soc_node *node = need(r, map, "formula", where);
	if (node == NULL)
		return;
	read_text(r, node, where, o->formula, sizeof o->formula);
	o->line = node->line;
	o->column = node->column;
	if (o->formula[0] != '\0' && soc_formula_compile(&unused, o->formula, r->names, &msg) != SOC_OK)
		PROBLEM(r, node, where, "%s", msg.text);
}

static void read_objective(struct policies_reader *r, const struct soc_node *map, const char *where,
                           struct soc_objective *o, int with_best)
{
	static const char *const keys[] = { "formula", "meaning", "best", NULL }, *const plain[] = { "formula",
		                                                                                         "meaning",
		                                                                                         NULL };
	if (map->kind != SOC_NODE_MAP) {
		PROBLEM(r, map, where, "a map with formula%s is needed", with_best ? ", best" : "");
		return;
	}
	soc_tree_allow_keys(&r->tree, map, where, with_best ? keys : plain);
	read_formula(r, map, where, o);
	if (soc_tree_get(map, "meaning") != NULL)
		read_words(r, soc_tree_get(map, "meaning"), where, o->meaning, sizeof o->meaning);
	const struct soc_node *best = with_best ? need(r, map, "best", where) : NULL;
	if (best == NULL)
		return;
	o->lowest = best->kind == SOC_NODE_SCALAR && strcmp(best->text, "lowest") == 0;
	if (!o->lowest && (best->kind != SOC_NODE_SCALAR || strcmp(best->text, "highest") != 0))
		PROBLEM(r, best, where, "\"%.40s\" is not allowed; allowed: lowest, highest",
		        best->kind == SOC_NODE_SCALAR ? best->text : "a list or map");
}

static void read_objectives(struct policies_reader *r, const struct soc_node *root)
{
	const struct soc_node *map = need_map(r, root, "objectives", SOC_OBJECTIVES_MAX),
						  *harshness = soc_tree_get(root, "harshness");
	for (const struct soc_node *c = map != NULL ? map->first : NULL; c != NULL; c = c->next) {
		struct soc_objective *o = &r->out->objective[r->out->objectives_count];
		if (!read_name(r, c, "objectives", o->name))
			continue;
		read_objective(r, c, "objectives", o, 1);
		r->out->objectives_count++;
	}
	if (harshness != NULL)
		read_objective(r, harshness, "harshness", &r->out->harshness, 0);
}

/* ---- roll-out ---- */
static void read_rollout_objective(struct policies_reader *r, const struct soc_node *node)
{
	char name[SOC_NAME_MAX];
	struct soc_suggestion near;
	read_text(r, node, "rollout", name, sizeof name);
	soc_suggestion_begin(&near, name);
	for (int i = 0; i < r->out->objectives_count; i++) {
		soc_suggestion_try(&near, r->out->objective[i].name);
		if (strcmp(r->out->objective[i].name, name) == 0) {
			r->out->rollout.objective = i;
			return;
		}
	}
	if (node != NULL && name[0] != '\0')
		PROBLEM(r, node, "rollout", "there is no objective \"%s\"%s", name, soc_suggestion_hint(&near));
}

static void read_join(struct policies_reader *r, const struct soc_node *node)
{
	static const char *const keys[] = { "from", "share", NULL };
	struct soc_rollout *o = &r->out->rollout;
	struct soc_join *join = &o->join[o->joins_count];
	if (node->kind != SOC_NODE_MAP) {
		PROBLEM(r, node, "rollout.joins", "{from: YYYY-MM, share: 0 to 1} is needed");
		return;
	}
	soc_tree_allow_keys(&r->tree, node, "rollout.joins", keys);
	const struct soc_node *from = need(r, node, "from", "rollout.joins");
	join->share = read_share(r, need(r, node, "share", "rollout.joins"), "rollout.joins");
	if (from != NULL && (from->kind != SOC_NODE_SCALAR || !soc_month_read(from->text, &join->from)))
		PROBLEM(r, from, "rollout.joins", "\"%.40s\" is not a month; allowed: YYYY-MM",
		        from->kind == SOC_NODE_SCALAR ? from->text : "a list or map");
	o->joins_count++;
}

static void read_joins(struct policies_reader *r, const struct soc_node *list)
{
	if (list == NULL)
		return;
	if (list->kind != SOC_NODE_LIST || list->count == 0 || list->count > SOC_JOINS_MAX) {
		PROBLEM(r, list, "rollout.joins", "a list of 1 to %d months and shares is needed", SOC_JOINS_MAX);
		return;
	}
	for (const struct soc_node *c = list->first; c != NULL; c = c->next)
		read_join(r, c);
}

static int is_number_or_switch(const char *text)
{
	double value;
	return soc_number_read(text, &value) != 0 || strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
}

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

/* Keys are checked when the roll-out is read as a scenario; here only that key and value can stand on a line
 * of it: neither is empty, and what begins with a sign is a number. */
static int can_be_key(const char *text)
{
	return text[0] != '\0' && strchr(SMALL, text[0]) != NULL && text[strspn(text, SMALL DIGITS "_.")] == '\0';
}

static int can_be_value(const char *text)
{
	return text[0] != '\0' && text[strspn(text, SMALL DIGITS "_.+-")] == '\0' &&
	       (strchr(SMALL DIGITS, text[0]) != NULL || is_number_or_switch(text));
}

static void read_local(struct policies_reader *r, const struct soc_node *map)
{
	static const char *const keys[] = { "share", "set", NULL };
	struct soc_rollout *o = &r->out->rollout;
	if (map->kind != SOC_NODE_MAP) {
		PROBLEM(r, map, "rollout.local", "{share: 0 to 1, set: {KEY: VALUE}} is needed");
		return;
	}
	soc_tree_allow_keys(&r->tree, map, "rollout.local", keys);
	o->local_share = read_share(r, need(r, map, "share", "rollout.local"), "rollout.local");
	const struct soc_node *set = need_map(r, map, "set", SOC_LOCAL_MAX);
	for (const struct soc_node *c = set != NULL ? set->first : NULL; c != NULL; c = c->next) {
		struct soc_local *local = &o->local[o->local_count];
		read_text(r, c, "rollout.local.set", local->value, sizeof local->value);
		if (strlen(c->key) >= sizeof local->key || !can_be_key(c->key))
			PROBLEM(r, c, "rollout.local.set", "\"%.64s\" is no key of a scenario", c->key);
		else if (c->quoted && is_number_or_switch(local->value))
			PROBLEM(r, c, "rollout.local.set", "\"%.40s\" " SOC_IN_QUOTES, local->value);
		else if (!can_be_value(local->value))
			PROBLEM(r, c, "rollout.local.set", "a number, a switch or a word is needed");
		else {
			char now[SOC_RENAMED_PATH];
			soc_renamed_key(&r->tree, soc_tree_key_place(c), c->key, now);
			snprintf(local->key, sizeof local->key, "%.127s", now);
			o->local_count++;
		}
	}
}

static void read_rollout(struct policies_reader *r, const struct soc_node *root)
{
	static const char *const keys[] = { "objective", "national", "joins", "local", NULL };
	const struct soc_node *map = soc_tree_get(root, "rollout");
	if (map == NULL)
		return;
	if (map->kind != SOC_NODE_MAP) {
		PROBLEM(r, map, "rollout", "a map with objective, national and joins is needed");
		return;
	}
	soc_tree_allow_keys(&r->tree, map, "rollout", keys);
	r->out->rollout.wanted = 1;
	read_rollout_objective(r, need(r, map, "objective", "rollout"));
	read_path(r, need(r, map, "national", "rollout"), "rollout", r->out->rollout.national);
	read_joins(r, need(r, map, "joins", "rollout"));
	if (soc_tree_get(map, "local") != NULL)
		read_local(r, soc_tree_get(map, "local"));
}

/* ---- the file ---- */
static void read_root(struct policies_reader *r, const struct soc_node *root)
{
	static const char *const keys[] = { "socred",     "title",     "description", "variants",
		                                "objectives", "harshness", "rollout",     NULL };
	if (root->kind != SOC_NODE_MAP) {
		PROBLEM(r, root, "", "a map of keys is needed; the file begins with `socred: 1`");
		return;
	}
	soc_tree_allow_keys(&r->tree, root, "", keys);
	const struct soc_node *version = need(r, root, "socred", "socred");
	if (version != NULL && (version->kind != SOC_NODE_SCALAR || strcmp(version->text, "1") != 0))
		PROBLEM(r, version, "socred", "allowed: 1, the version of the format");
	if (soc_tree_get(root, "title") != NULL)
		read_words(r, soc_tree_get(root, "title"), "title", r->out->title, sizeof r->out->title);
	if (soc_tree_get(root, "description") != NULL)
		read_words(r, soc_tree_get(root, "description"), "description", r->out->description,
		           sizeof r->out->description);
	read_variants(r, root);
	read_objectives(r, root);
	read_rollout(r, root);
}

enum soc_err soc_policies_plan_read_text(const char *path, const char *text, size_t length,
                                         const struct soc_formula_names *names, struct soc_policies_plan *out,
                                         struct soc_diagnostics **diagnostics, struct soc_msg *msg)
{
	const struct soc_tree_file file = { .name = path, .origin = path };
	struct soc_node *root = NULL;
	char folder[SOC_PATH_BYTES];
	*diagnostics = NULL;
	memset(out, 0, sizeof *out);
	const char *slash = strrchr(path, '/');
	if (snprintf(out->file, sizeof out->file, "%s", path) >= (int)sizeof out->file)
		return soc_fail(msg, SOC_ERR_IO, "%.100s...: the path is too long", path);
	snprintf(folder, sizeof folder, "%.*s", slash != NULL ? (int)(slash - path) + 1 : 0, path);
	struct policies_reader r = { { .diagnostics = soc_diagnostics_new() }, out, names, folder };
	if (r.tree.diagnostics == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to read %s", path);
	(void)soc_load_read(&r.tree, text, length, &file, &root);
	if (root != NULL)
		read_root(&r, root);
	soc_diagnostics_close(r.tree.diagnostics);
	const enum soc_err err = soc_diagnostics_verdict(r.tree.diagnostics, msg);
	*diagnostics = r.tree.diagnostics;
	soc_arena_release(&r.tree.arena);
	return err;
}

enum soc_err soc_policies_plan_read(const char *path, const struct soc_formula_names *names,
                                    struct soc_policies_plan *out, struct soc_diagnostics **diagnostics,
                                    struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	*diagnostics = NULL;
	memset(out, 0, sizeof *out);
	enum soc_err err = soc_load_file(path, &text, &length, msg);
	if (err == SOC_OK)
		err = soc_policies_plan_read_text(path, text, length, names, out, diagnostics, msg);
	soc_free(text);
	return err;
}
