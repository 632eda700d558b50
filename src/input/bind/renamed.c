#include "input/bind/renamed.h"

#include <stdio.h>
#include <string.h>

static void say_renamed(struct soc_tree *tree, struct soc_position at, const char *path, const char *now,
                        const struct soc_renamed *row)
{
	soc_diagnostics_warn(tree->diagnostics, at, path,
	                     "was renamed to %s in version %s; the old name still works in this version only",
	                     now, row->since);
}

void soc_renamed_key(struct soc_tree *tree, struct soc_position at, const char *path,
                     char out[SOC_RENAMED_PATH])
{
	const struct soc_renamed *row;
	if (soc_renamed_path(path, out, &row))
		say_renamed(tree, at, path, out, row);
}

/* Gives a child of a map a new key: 0 when a child has it already. */
static int child_rename(struct soc_tree *tree, struct soc_node *map, struct soc_node *child, const char *now,
                        const char *path)
{
	if (soc_tree_get(map, now) == NULL) {
		child->key = now;
		return 1;
	}
	soc_diagnostics_error(tree->diagnostics, soc_tree_key_place(child), path,
	                      "is the old name of %s, which stands here as well: keep one of them", now);
	soc_tree_remove(map, child);
	return 0;
}

/* The key of one row in one map of keys; where: the path of the map with a dot behind it. */
static void key_rename(struct soc_tree *tree, const struct soc_renamed *row, struct soc_node *map,
                       const char *where)
{
	const char *was = strchr(row->was, '.'), *now = strchr(row->now, '.');
	was = was != NULL ? was + 1 : row->was;
	now = now != NULL ? now + 1 : row->now;
	struct soc_node *child = soc_tree_get(map, was);
	char path[SOC_RENAMED_PATH], fresh[SOC_RENAMED_PATH];
	if (child == NULL)
		return;
	snprintf(path, sizeof path, "%.150s%.100s", where, was);
	snprintf(fresh, sizeof fresh, "%.150s%.100s", where, now);
	if (child_rename(tree, map, child, now, path))
		say_renamed(tree, soc_tree_key_place(child), path, fresh, row);
}

static void section_rename(struct soc_tree *tree, const struct soc_renamed *row, struct soc_node *root)
{
	char where[SOC_RENAMED_PATH], name[SOC_NAME_MAX];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(row->now, "."), row->now);
	struct soc_node *part = soc_tree_get(root, name);
	const struct soc_section *section = soc_section_find(name);
	if (part == NULL || section == NULL || part->kind != SOC_NODE_MAP)
		return;
	snprintf(where, sizeof where, "%s.", name);
	if (!section->named)
		key_rename(tree, row, part, where);
	for (struct soc_node *entry = section->named ? part->first : NULL; entry != NULL; entry = entry->next) {
		snprintf(where, sizeof where, "%s.%.64s.", name, entry->key);
		key_rename(tree, row, entry, where);
	}
}

/* Keys and choices that changes of a timeline set. */
static void settings_rename(struct soc_tree *tree, const struct soc_node *list)
{
	if (list == NULL || list->kind != SOC_NODE_LIST)
		return;
	for (const struct soc_node *change = list->first; change != NULL; change = change->next) {
		struct soc_node *set = soc_tree_get(change, "set");
		if (set == NULL || set->kind != SOC_NODE_MAP)
			continue;
		for (struct soc_node *c = set->first, *next; c != NULL; c = next) {
			const struct soc_renamed *row;
			char path[SOC_RENAMED_PATH];
			next = c->next;
			soc_renamed_value(tree, c->key, c);
			if (!soc_renamed_path(c->key, path, &row))
				continue;
			const char *was = c->key, *now = soc_arena_text(&tree->arena, path, strlen(path));
			if (now == NULL)
				tree->diagnostics->out_of_memory = 1;
			else if (child_rename(tree, set, c, now, was))
				say_renamed(tree, soc_tree_key_place(c), was, now, row);
		}
	}
}

static void word_rename(struct soc_tree *tree, const struct soc_renamed *row, const char *path,
                        struct soc_node *value)
{
	for (struct soc_node *c = value->first; c != NULL; c = c->next)
		if (value->kind == SOC_NODE_LIST || !strcmp(c->key, "value"))
			word_rename(tree, row, path, c);
	if (value->kind != SOC_NODE_SCALAR || strcmp(value->text, row->was) != 0)
		return;
	value->text = row->now;
	soc_diagnostics_warn(tree->diagnostics, soc_tree_place(value), path,
	                     "%s was renamed to %s in version %s; the old word still works in this version only",
	                     row->was, row->now, row->since);
}

void soc_renamed_value(struct soc_tree *tree, const char *path, struct soc_node *value)
{
	char now[SOC_RENAMED_PATH];
	size_t count;
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	soc_renamed_path(path, now, NULL);
	for (size_t i = 0; i < count; i++)
		if (rows[i].key != NULL && soc_renamed_is_of(now, rows[i].key))
			word_rename(tree, &rows[i], now, value);
}

static void keys_values(struct soc_tree *tree, const char *where, struct soc_node *map)
{
	char path[SOC_RENAMED_PATH];
	for (struct soc_node *c = map->kind == SOC_NODE_MAP ? map->first : NULL; c != NULL; c = c->next) {
		snprintf(path, sizeof path, "%.150s.%.100s", where, c->key);
		soc_renamed_value(tree, path, c);
	}
}

static void values_rename(struct soc_tree *tree, struct soc_node *root)
{
	char where[SOC_RENAMED_PATH];
	for (struct soc_node *part = root->first; part != NULL; part = part->next) {
		const struct soc_section *section = soc_section_find(part->key);
		if (section == NULL || part->kind != SOC_NODE_MAP)
			continue;
		if (!section->named)
			keys_values(tree, part->key, part);
		for (struct soc_node *entry = section->named ? part->first : NULL; entry != NULL;
		     entry = entry->next) {
			snprintf(where, sizeof where, "%.64s.%.64s", part->key, entry->key);
			keys_values(tree, where, entry);
		}
	}
}

/* What a module says it needs: sections and entries. */
static void needs_rename(struct soc_tree *tree, struct soc_node *needs)
{
	struct soc_node *item = needs != NULL && needs->kind == SOC_NODE_LIST ? needs->first : needs;
	for (; item != NULL; item = needs->kind == SOC_NODE_LIST ? item->next : NULL) {
		char now[SOC_RENAMED_PATH];
		if (item->kind != SOC_NODE_SCALAR)
			continue;
		soc_renamed_key(tree, soc_tree_place(item), item->text, now);
		const char *text = soc_arena_text(&tree->arena, now, strlen(now));
		if (text == NULL)
			tree->diagnostics->out_of_memory = 1;
		else if (strlen(item->text) < SOC_RENAMED_PATH)
			item->text = text;
	}
}

void soc_renamed_tree(struct soc_tree *tree, struct soc_node *root)
{
	size_t count;
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	for (size_t i = 0; i < count; i++) {
		if (rows[i].key != NULL)
			continue;
		if (strchr(rows[i].was, '.') == NULL)
			key_rename(tree, &rows[i], root, "");
		else
			section_rename(tree, &rows[i], root);
	}
	values_rename(tree, root);
	settings_rename(tree, soc_tree_get(root, "timeline"));
	settings_rename(tree, soc_tree_get(root, "timeline_add"));
	needs_rename(tree, soc_tree_get(root, "needs"));
}
