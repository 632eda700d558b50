#include "input/text/tree.h"

#include "base/suggestion.h"
#include "input/schema/params.h"

#include <stdio.h>
#include <string.h>

struct soc_node *soc_tree_node(struct soc_tree *tree, enum soc_node_kind kind)
{
	struct soc_node *node = soc_arena_take(&tree->arena, sizeof *node);
	if (node == NULL) {
		tree->diagnostics->out_of_memory = 1;
		return NULL;
	}
	node->kind = kind;
	node->text = "";
	tree->nodes++;
	return node;
}

void soc_tree_append(struct soc_node *parent, struct soc_node *child)
{
	child->next = NULL;
	if (parent->last == NULL)
		parent->first = child;
	else
		parent->last->next = child;
	parent->last = child;
	parent->count++;
}

struct soc_position soc_tree_place(const struct soc_node *node)
{
	int known = node->file != NULL && !node->file->lineless;
	return (struct soc_position){ node->file != NULL ? node->file->name : "", known ? node->line : 0,
		                          known ? node->column : 0 };
}

struct soc_position soc_tree_key_place(const struct soc_node *node)
{
	struct soc_position at = soc_tree_place(node);
	if (at.line > 0 && node->key_line > 0) {
		at.line = node->key_line;
		at.column = node->key_column;
	}
	return at;
}

struct soc_node *soc_tree_copy(struct soc_tree *tree, const struct soc_node *node, struct soc_position at)
{
	if (tree->nodes >= SOC_TREE_NODES) {
		soc_diagnostics_error(tree->diagnostics, at, "", "more than %d values once aliases are expanded",
		                      SOC_TREE_NODES);
		return NULL;
	}
	struct soc_node *copy = soc_tree_node(tree, node->kind);
	if (copy == NULL)
		return NULL;
	copy->quoted = node->quoted;
	copy->text = node->text;
	copy->file = node->file;
	copy->line = node->line;
	copy->column = node->column;
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		struct soc_node *child = soc_tree_copy(tree, c, at);
		if (child == NULL)
			return NULL;
		child->key = c->key;
		child->key_line = c->key_line;
		child->key_column = c->key_column;
		soc_tree_append(copy, child);
	}
	return copy;
}

struct soc_node *soc_tree_get(const struct soc_node *node, const char *key)
{
	if (node == NULL || node->kind != SOC_NODE_MAP)
		return NULL;
	for (struct soc_node *c = node->first; c != NULL; c = c->next) {
		if (!strcmp(c->key, key))
			return c;
	}
	return NULL;
}

void soc_tree_remove(struct soc_node *parent, const struct soc_node *child)
{
	struct soc_node *before = NULL;
	for (struct soc_node *c = parent->first; c != NULL; before = c, c = c->next) {
		if (c != child)
			continue;
		if (before == NULL)
			parent->first = c->next;
		else
			before->next = c->next;
		if (parent->last == c)
			parent->last = before;
		parent->count--;
		return;
	}
}

int soc_tree_is_form(const struct soc_node *node)
{
	if (node->kind != SOC_NODE_MAP || node->count == 0)
		return 0;
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		if (strcmp(c->key, "value") && strcmp(c->key, "source") && strcmp(c->key, "range"))
			return 0;
	}
	return 1;
}

/* In quotes too: JSON, which is YAML, has no other way to write it. */
static int is_none(const struct soc_node *node)
{
	return node->kind == SOC_NODE_SCALAR && !strcmp(node->text, "none");
}

/* Puts `fresh` where `old` stands among parent's children. */
static void tree_replace(struct soc_node *parent, struct soc_node *old, struct soc_node *fresh)
{
	fresh->next = old->next;
	if (parent->first == old)
		parent->first = fresh;
	else {
		struct soc_node *before = parent->first;
		while (before->next != old)
			before = before->next;
		before->next = fresh;
	}
	if (parent->last == old)
		parent->last = fresh;
	old->next = NULL;
}

/* A map with node's key and place that holds node under another key. */
static struct soc_node *tree_wrap(struct soc_tree *tree, struct soc_node *parent, struct soc_node *node,
                                  const char *key)
{
	struct soc_node *map = soc_tree_node(tree, SOC_NODE_MAP);
	if (map == NULL)
		return NULL;
	map->file = node->file;
	map->line = node->line;
	map->column = node->column;
	map->key = node->key;
	map->key_line = node->key_line;
	map->key_column = node->key_column;
	tree_replace(parent, node, map);
	node->key = key;
	soc_tree_append(map, node);
	return map;
}

/* {value: {a: 1}, source: s} becomes {a: {value: 1, source: s}}: what is known of the whole is known of each.
 */
static int form_distribute(struct soc_tree *tree, struct soc_node *parent, struct soc_node *form)
{
	struct soc_node *map = soc_tree_get(form, "value");
	if (map == NULL || map->kind != SOC_NODE_MAP)
		return 1;
	for (struct soc_node *c = map->first, *next; c != NULL; c = next) {
		next = c->next;
		struct soc_node *own = soc_tree_is_form(c) ? c : tree_wrap(tree, map, c, "value");
		if (own == NULL)
			return 0;
		for (struct soc_node *f = form->first; f != NULL; f = f->next) {
			if (f == map || soc_tree_get(own, f->key) != NULL)
				continue;
			struct soc_node *copy = soc_tree_copy(tree, f, soc_tree_place(f));
			if (copy == NULL)
				return 0;
			copy->key = f->key;
			soc_tree_append(own, copy);
		}
	}
	soc_tree_remove(form, map);
	map->key = form->key;
	tree_replace(parent, form, map);
	return 1;
}

int soc_tree_normalise_entry(struct soc_tree *tree, struct soc_node *entry)
{
	for (struct soc_node *f = entry->first, *next; f != NULL; f = next) {
		next = f->next;
		if (soc_tree_is_form(f) && !form_distribute(tree, entry, f))
			return 0;
	}
	return 1;
}

static int changes_normalise(struct soc_tree *tree, struct soc_node *list)
{
	for (struct soc_node *change = list->first; change != NULL; change = change->next) {
		struct soc_node *set = soc_tree_get(change, "set");
		if (set != NULL && set->kind == SOC_NODE_MAP && !soc_tree_normalise_entry(tree, set))
			return 0;
	}
	return 1;
}

int soc_tree_normalise(struct soc_tree *tree, struct soc_node *root)
{
	for (struct soc_node *part = root->first; part != NULL; part = part->next) {
		const struct soc_section *section = soc_section_find(part->key);
		if (part->kind == SOC_NODE_LIST && !changes_normalise(tree, part))
			return 0;
		if (section == NULL || !section->named || part->kind != SOC_NODE_MAP)
			continue;
		for (struct soc_node *entry = part->first, *next; entry != NULL; entry = next) {
			next = entry->next;
			int is_short = section->keys_count == 1 && !is_none(entry) &&
			               (entry->kind == SOC_NODE_SCALAR || soc_tree_is_form(entry));
			if (is_short && tree_wrap(tree, part, entry, section->keys[0].name) == NULL)
				return 0;
			if (!is_short && entry->kind == SOC_NODE_MAP && !soc_tree_normalise_entry(tree, entry))
				return 0;
		}
	}
	return 1;
}

/* A form without a value puts its source and range beside the value below; of a map beside each of its
 * values. */
static void form_merge(struct soc_tree *tree, struct soc_node *parent, struct soc_node *low,
                       struct soc_node *form)
{
	if (low->kind == SOC_NODE_MAP && !soc_tree_is_form(low)) {
		for (struct soc_node *c = low->first, *next; c != NULL; c = next) {
			struct soc_node *copy = soc_tree_copy(tree, form, soc_tree_place(form));
			next = c->next;
			if (copy == NULL)
				return;
			form_merge(tree, low, c, copy);
		}
		return;
	}
	struct soc_node *base = soc_tree_is_form(low) ? low : tree_wrap(tree, parent, low, "value");
	if (base == NULL)
		return;
	for (struct soc_node *f = form->first, *next; f != NULL; f = next) {
		next = f->next;
		struct soc_node *old = soc_tree_get(base, f->key);
		if (old != NULL)
			tree_replace(base, old, f);
		else
			soc_tree_append(base, f);
	}
}

static void map_merge(struct soc_tree *tree, struct soc_node *lower, struct soc_node *upper, int named)
{
	for (struct soc_node *u = upper->first, *next; u != NULL; u = next) {
		next = u->next;
		struct soc_node *low = soc_tree_get(lower, u->key);
		if (low == NULL)
			soc_tree_append(lower, u);
		else if (named && is_none(u))
			soc_tree_remove(lower, low);
		else if (soc_tree_is_form(u) && soc_tree_get(u, "value") == NULL)
			form_merge(tree, lower, low, u);
		else if (u->kind == SOC_NODE_MAP && low->kind == SOC_NODE_MAP && !soc_tree_is_form(u) &&
		         !soc_tree_is_form(low))
			map_merge(tree, low, u, 0);
		else
			tree_replace(lower, low, u);
	}
}

static void allow_key(struct soc_tree *tree, const struct soc_node *node, const char *where,
                      const char *const *allowed)
{
	struct soc_suggestion near;
	soc_suggestion_begin(&near, node->key);
	for (int i = 0; allowed[i] != NULL; i++) {
		if (strcmp(allowed[i], node->key) == 0)
			return;
		soc_suggestion_try(&near, allowed[i]);
	}
	soc_diagnostics_error(tree->diagnostics, soc_tree_key_place(node), where, "there is no key \"%.64s\"%s",
	                      node->key, soc_suggestion_hint(&near));
}

void soc_tree_allow_keys(struct soc_tree *tree, const struct soc_node *map, const char *where,
                         const char *const *allowed)
{
	for (const struct soc_node *c = map->first; c != NULL; c = c->next)
		allow_key(tree, c, where, allowed);
}

int soc_tree_is_empty(const struct soc_node *node)
{
	return node->kind == SOC_NODE_SCALAR && !node->quoted &&
	       (node->text[0] == '\0' || strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}

struct soc_node *soc_tree_merge(struct soc_tree *tree, struct soc_node *lower, struct soc_node *upper)
{
	if (lower == NULL || upper == NULL)
		return lower != NULL ? lower : upper;
	for (struct soc_node *u = upper->first, *next; u != NULL; u = next) {
		next = u->next;
		struct soc_node *low = soc_tree_get(lower, u->key);
		const struct soc_section *section = soc_section_find(u->key);
		if (low == NULL)
			soc_tree_append(lower, u);
		else if (section != NULL && soc_tree_is_empty(u))
			continue; /* a section without a word says nothing of what it is merged over */
		else if (section != NULL && u->kind == SOC_NODE_MAP && low->kind == SOC_NODE_MAP)
			map_merge(tree, low, u, section->named);
		else
			tree_replace(lower, low, u);
	}
	return lower;
}

/* Whether a dotted path is at or below one of regime_parts.def; * there stands for any one name. */
static int is_part(const char *path, const char *part)
{
	for (; *part != '\0'; part++) {
		if (*part == '*')
			path += strcspn(path, ".");
		else if (*part == *path)
			path++;
		else
			return 0;
	}
	return *path == '\0' || *path == '.';
}

static int belongs_to_regime(const char *path)
{
	static const char *const parts[] = {
#define PART(path) path,
#include "input/schema/regime_parts.def"
#undef PART
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (is_part(path, parts[i]))
			return 1;
	}
	return 0;
}

static void event_drop_regime(struct soc_node *event)
{
	char path[128];
	for (struct soc_node *f = event->first, *next; f != NULL; f = next) {
		next = f->next;
		snprintf(path, sizeof path, "events.*.%s", f->key != NULL ? f->key : "");
		if (belongs_to_regime(path))
			soc_tree_remove(event, f);
	}
}

static void timeline_drop_regime(struct soc_node *timeline)
{
	for (struct soc_node *change = timeline->first, *next; change != NULL; change = next) {
		next = change->next;
		struct soc_node *set = soc_tree_get(change, "set");
		if (set == NULL || set->kind != SOC_NODE_MAP || set->count == 0)
			continue;
		for (struct soc_node *s = set->first, *after; s != NULL; s = after) {
			after = s->next;
			if (belongs_to_regime(s->key))
				soc_tree_remove(set, s);
		}
		if (set->count == 0)
			soc_tree_remove(timeline, change);
	}
}

void soc_tree_drop_regime(struct soc_node *root)
{
	for (struct soc_node *part = root->first, *next; part != NULL; part = next) {
		next = part->next;
		if (belongs_to_regime(part->key))
			soc_tree_remove(root, part);
	}
	struct soc_node *timeline = soc_tree_get(root, "timeline"), *events = soc_tree_get(root, "events");
	if (timeline != NULL && timeline->kind == SOC_NODE_LIST)
		timeline_drop_regime(timeline);
	for (struct soc_node *e = events != NULL ? events->first : NULL; e != NULL; e = e->next) {
		if (e->kind == SOC_NODE_MAP)
			event_drop_regime(e);
	}
}
