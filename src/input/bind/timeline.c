/* The timeline: a list of changes, each with a name, months, places, and a map from keys to values. */
#include "input/bind/bind.h"

#include "base/suggestion.h"

#include <stdio.h>
#include <string.h>

#define PATH_BYTES 256
#define SECTION "timeline"

static void change_unknown_key(struct soc_binding *binding, const struct soc_section *section,
                               const struct soc_node *node, const char *path)
{
	struct soc_suggestion n;
	soc_suggestion_begin(&n, node->key);
	soc_suggestion_try(&n, "where");
	for (size_t i = 0; i < soc_section_change()->keys_count; i++)
		soc_suggestion_try(&n, soc_section_change()->keys[i].name);
	for (size_t i = 0; i < section->keys_count; i++) {
		const char *dot = strrchr(section->keys[i].name, '.');
		soc_suggestion_try(&n, dot != NULL ? dot + 1 : section->keys[i].name);
	}
	soc_diagnostics_error(binding->diagnostics, soc_tree_key_place(node), path, "there is no key \"%.64s\"%s",
	                      node->key, soc_suggestion_hint(&n));
}

static void change_where(struct soc_binding *binding, const struct soc_section *section, int change,
                         const struct soc_node *where)
{
	char key[PATH_BYTES], path[PATH_BYTES + 64];
	for (const struct soc_node *c = where->first; c != NULL; c = c->next) {
		snprintf(key, sizeof key, "where.%.64s", c->key);
		struct soc_parameter t = { section, soc_key_find(section, key), change, -1 };
		snprintf(path, sizeof path, SECTION ".%s.%s", binding->s->changes[change].name, key);
		if (t.key != NULL)
			soc_bind_parameter(binding, &t, c);
		else {
			struct soc_buf why = { 0 };
			soc_params_unknown_key_below(&why, section, "where.", c->key);
			soc_bind_error(binding, soc_tree_key_place(c), path, &why);
		}
	}
}

/* 1 when every name of a list with commas has six digits, 0 when none has, -1 when some have. */
static int all_codes(const char *names)
{
	int codes = 0, others = 0;
	while (*names != '\0') {
		size_t n = strcspn(names, ",");
		if (n == 6 && strspn(names, "0123456789") == 6)
			codes++;
		else
			others++;
		names += n + (names[n] == ',');
	}
	return others == 0 ? 1 : codes == 0 ? 0 : -1;
}

static void change_places_kind(struct soc_binding *binding, const struct soc_node *node,
                               struct soc_where *where, const char *path)
{
	if (!strcmp(where->names, "all")) {
		where->kind = where->cities_above > 0.0 ? SOC_PLACES_LARGE : SOC_PLACES_ALL;
		return;
	}
	int codes = all_codes(where->names);
	if (codes < 0)
		soc_diagnostics_error(binding->diagnostics, soc_tree_key_place(node), path,
		                      "where.places mixes province names and 6-digit codes: \"%.80s\"", where->names);
	where->kind = codes > 0 ? SOC_PLACES_PREFECTURES : SOC_PLACES_PROVINCES;
}

/* Keeps one setting as text once it has proved good on a copy. */
static void setting_keep(struct soc_binding *binding, struct soc_scenario *trial, int change,
                         const struct soc_parameter *t, const struct soc_node *node, const char *path)
{
	struct soc_buf key = { 0 }, value = { 0 };
	struct soc_scenario *s = binding->s;
	soc_parameter_path(trial, t, &key);
	soc_parameter_write(trial, t, &value);
	if (key.failed || value.failed)
		binding->diagnostics->out_of_memory = 1;
	else if (s->settings_count == SOC_SETTINGS_MAX)
		soc_diagnostics_error(binding->diagnostics, soc_tree_key_place(node), path,
		                      "all changes together set at most %d values", SOC_SETTINGS_MAX);
	else if (key.length < sizeof s->settings[0].path && value.length < sizeof s->settings[0].value) {
		struct soc_setting *setting = &s->settings[s->settings_count];
		setting->change = change;
		memcpy(setting->path, key.text, key.length);
		memcpy(setting->value, value.text, value.length);
		if (binding->provenance != NULL) {
			/* The trial has left its note at the parameter: it is the setting's own. */
			struct soc_origin *origin = &binding->provenance->settings[s->settings_count];
			*origin = binding->provenance->at[soc_parameter_number(t)];
			if (origin->source == NULL)
				origin->source = soc_key_is_quantity(t->key) ? "assumption" : "";
		}
		s->settings_count++;
		s->changes[change].settings++;
	}
	soc_buf_release(&key);
	soc_buf_release(&value);
}

static void setting_try(struct soc_binding *binding, struct soc_scenario *trial, int change,
                        const struct soc_parameter *t, const struct soc_node *node, const char *path)
{
	struct soc_binding aside = *binding;
	char prefix[SOC_NAME_MAX + 32];
	struct soc_origin *origin = binding->provenance != NULL
	                                ? &binding->provenance->at[soc_parameter_number(t)]
	                                : NULL,
					  kept = { 0 };
	if (origin != NULL)
		kept = *origin;
	aside.s = trial;
	aside.prefix = prefix;
	snprintf(prefix, sizeof prefix, SECTION ".%s.set.", binding->s->changes[change].name);
	if (soc_bind_parameter(&aside, t, node))
		setting_keep(binding, trial, change, t, node, path);
	if (origin != NULL)
		*origin = kept;
}

/* Maps are taken apart, so that every setting is one number or switch. */
static void setting_elements(struct soc_binding *binding, struct soc_scenario *trial, int change,
                             struct soc_parameter t, const struct soc_node *map, const char *path)
{
	for (const struct soc_node *c = map->first; c != NULL; c = c->next) {
		struct soc_buf why = { 0 };
		t.element = soc_section_entry_find(binding->s, soc_key_section(t.key), c->key);
		if (t.element >= 0) {
			setting_try(binding, trial, change, &t, c, path);
			continue;
		}
		if (soc_refused_has(binding->refused, soc_key_section(t.key), c->key))
			continue;
		soc_params_unknown_entry(&why, binding->s, soc_key_section(t.key), c->key);
		soc_bind_error(binding, soc_tree_key_place(c), path, &why);
	}
}

static void setting_fixed(struct soc_binding *binding, const struct soc_parameter *t,
                          const struct soc_node *node, const char *path)
{
	struct soc_buf why = { 0 };
	soc_buf_add(&why, "%s is fixed for a run; in %s the timeline can set:", t->key->name,
	            t->section->name[0] != '\0' ? t->section->name : "the top keys");
	int count = 0;
	for (size_t i = 0; i < t->section->keys_count; i++) {
		if (t->section->keys[i].when[0] == 'V')
			soc_buf_add(&why, "%s %s", count++ > 0 ? "," : "", t->section->keys[i].name);
	}
	if (count == 0)
		soc_buf_puts(&why, " nothing");
	soc_bind_error(binding, soc_tree_key_place(node), path, &why);
}

static void change_set(struct soc_binding *binding, struct soc_scenario *trial, int change,
                       const struct soc_node *set)
{
	char path[PATH_BYTES];
	binding->s->changes[change].first_setting = binding->s->settings_count;
	for (const struct soc_node *c = set->first; c != NULL; c = c->next) {
		struct soc_parameter t;
		struct soc_buf why = { 0 };
		snprintf(path, sizeof path, SECTION ".%s.set.%.160s", binding->s->changes[change].name, c->key);
		if (!soc_parameter_find(binding->s, c->key, &t, &why)) {
			if (soc_refused_has_path(binding->refused, c->key))
				soc_buf_release(&why);
			else
				soc_bind_error(binding, soc_tree_key_place(c), path, &why);
			continue;
		}
		soc_buf_release(&why);
		if (t.key->when[0] != 'V')
			setting_fixed(binding, &t, c, path);
		else if (t.key->type[0] == 'M' && t.element < 0 && c->kind == SOC_NODE_MAP && !soc_tree_is_form(c))
			setting_elements(binding, trial, change, t, c, path);
		else
			setting_try(binding, trial, change, &t, c, path);
	}
}

static int needs_map(struct soc_binding *binding, const struct soc_node *node, const char *path,
                     const char *key)
{
	if (node == NULL || node->kind == SOC_NODE_MAP)
		return node != NULL;
	soc_diagnostics_error(binding->diagnostics, soc_tree_place(node), path, "%s is a map", key);
	return 0;
}

static void bind_change(struct soc_binding *binding, struct soc_scenario *trial,
                        const struct soc_section *section, int change, const struct soc_node *node)
{
	char path[PATH_BYTES];
	struct soc_change *c = &binding->s->changes[change];
	const struct soc_node *where = soc_tree_get(node, "where"), *set = soc_tree_get(node, "set");
	snprintf(path, sizeof path, SECTION ".%s", c->name);
	for (const struct soc_node *k = node->first; k != NULL; k = k->next) {
		struct soc_parameter t = { section, soc_key_find(section, k->key), change, -1 };
		if (t.key != NULL && strchr(k->key, '.') == NULL)
			soc_bind_parameter(binding, &t, k);
		else if (k != where && soc_key_find(soc_section_change(), k->key) == NULL)
			change_unknown_key(binding, section, k, path);
	}
	if (needs_map(binding, where, path, "where"))
		change_where(binding, section, change, where);
	change_places_kind(binding, node, &c->where, path);
	if (needs_map(binding, set, path, "set"))
		change_set(binding, trial, change, set);
	if (soc_tree_get(node, "from") == NULL)
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(node), path,
		                      "from: is missing: the first month, as YYYY-MM");
	if (set == NULL || set->count == 0)
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(node), path,
		                      "set: is missing: a map from keys to values, such as "
		                      "{channels.camera.enabled: true}");
}

/* The name of an entry: its own, or change_1, change_2, ... by its place. 0 with a diagnostic. */
static int change_name(struct soc_binding *binding, const struct soc_section *section,
                       const struct soc_node *node, int place, char out[SOC_NAME_MAX])
{
	const struct soc_node *name = soc_tree_get(node, "name");
	char path[PATH_BYTES];
	snprintf(path, sizeof path, SECTION ".%d", place);
	if (node->kind != SOC_NODE_MAP) {
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(node), path,
		                      "a change is a map with name, from, to, where, set");
		return 0;
	}
	snprintf(out, SOC_NAME_MAX, "change_%d", place);
	if (name == NULL)
		return 1;
	if (!soc_bind_name(binding, section,
	                   name->kind == SOC_NODE_SCALAR && !soc_tree_is_empty(name) ? name->text : "",
	                   soc_tree_place(name), path))
		return 0;
	snprintf(out, SOC_NAME_MAX, "%.31s", name->text);
	if (soc_section_entry_find(binding->s, section, out) < 0)
		return 1;
	soc_diagnostics_error(binding->diagnostics, soc_tree_place(name), path,
	                      "two changes have the name \"%s\"", out);
	return 0;
}

void soc_bind_timeline(struct soc_binding *binding, const struct soc_node *list)
{
	const struct soc_section *section = soc_section_find(SECTION);
	char name[SOC_NAME_MAX];
	int place = 0;
	if (list->kind != SOC_NODE_LIST) {
		if (!soc_tree_is_empty(list))
			soc_diagnostics_error(binding->diagnostics, soc_tree_place(list), SECTION,
			                      "a list of changes is needed, each beginning with -");
		return;
	}
	struct soc_scenario *trial = soc_arena_take(&binding->tree->arena, sizeof *trial);
	if (trial == NULL) {
		binding->diagnostics->out_of_memory = 1;
		return;
	}
	for (const struct soc_node *c = list->first; c != NULL; c = c->next) {
		int count = binding->s->changes_count;
		if (count == section->most) {
			soc_diagnostics_error(binding->diagnostics, soc_tree_place(c), SECTION,
			                      "at most %d changes are allowed, found %zu", section->most, list->count);
			return;
		}
		if (!change_name(binding, section, c, ++place, name))
			continue;
		soc_section_entry_init(binding->s, section, count, name);
		binding->s->changes_count = count + 1;
		binding->s->changes[count].line = c->line;
		soc_bind_origin_of_entry(binding, section, count, c);
		memcpy(trial, binding->s, sizeof *trial);
		bind_change(binding, trial, section, count, c);
	}
}
