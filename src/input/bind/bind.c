#include "input/bind/bind.h"

#include "input/bind/renamed.h"
#include "input/text/digits.h"
#include "input/text/number.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define PATH_BYTES 256

void soc_fill_error(struct soc_fill *fill, struct soc_position at, const char *path, struct soc_buf *why)
{
	if (why->failed)
		fill->problems->out_of_memory = 1;
	soc_problems_error(fill->problems, at, path, "%s", soc_buf_text(why));
	soc_buf_release(why);
}

static int form_range(struct soc_fill *fill, const struct soc_node *range, const char *path,
                      struct soc_form *form)
{
	double ends[2] = { 0.0, 0.0 };
	int count = 0, good = range->kind == SOC_NODE_LIST && range->count == 2;
	for (const struct soc_node *c = range->first; good && c != NULL; c = c->next)
		good = c->kind == SOC_NODE_SCALAR && !c->quoted && soc_number_read(c->text, &ends[count++]) == 1;
	if (!good || ends[0] > ends[1]) {
		soc_problems_error(fill->problems, soc_tree_place(range), path,
		                   "a range is two finite numbers without quotes, [lowest, highest]");
		return 0;
	}
	form->has_range = 1;
	form->low = ends[0];
	form->high = ends[1];
	return 1;
}

int soc_form_read(struct soc_fill *fill, const struct soc_node *node, const char *path, struct soc_form *form)
{
	*form = (struct soc_form){ .value = node };
	if (!soc_tree_is_form(node))
		return 1;
	const struct soc_node *source = soc_tree_get(node, "source"), *range = soc_tree_get(node, "range");
	form->value = soc_tree_get(node, "value");
	if (form->value == NULL) {
		soc_problems_error(fill->problems, soc_tree_place(node), path,
		                   "value: is missing beside source or range");
		return 0;
	}
	if (source != NULL &&
	    (source->kind != SOC_NODE_SCALAR || source->text[0] == '\0' || soc_tree_is_empty(source))) {
		soc_problems_error(fill->problems, soc_tree_place(source), path,
		                   "a source is a text that is not empty");
		return 0;
	}
	char why[SOC_DIGITS_WHY];
	if (source != NULL && soc_digits_refused(source->text, SOC_SOURCE_DIGITS, why)) {
		soc_problems_error(fill->problems, soc_tree_place(source), path, "the source %s", why);
		return 0;
	}
	form->source = source != NULL ? source->text : NULL;
	return range == NULL || form_range(fill, range, path, form);
}

/* A range must lie among the allowed values and hold the value. */
static int range_fits(struct soc_fill *fill, const struct soc_target *t, const struct soc_form *form,
                      const void *member, const struct soc_node *node, const char *path)
{
	double numbers[8];
	if (!form->has_range)
		return 1;
	struct soc_buf why = { 0 };
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT], found[SOC_NUMBER_TEXT];
	int count = soc_value_numbers(t, member, numbers, 8);
	soc_number_write(form->low, low);
	soc_number_write(form->high, high);
	if (count == 0)
		soc_buf_puts(&why, "a range has a meaning for numbers alone");
	for (int i = 0; i < count && why.length == 0; i++) {
		soc_number_write(numbers[i], found);
		if (numbers[i] < form->low || numbers[i] > form->high)
			soc_buf_add(&why, "the range [%s, %s] does not hold the value %s", low, high, found);
	}
	if (why.length == 0 && (form->low < t->key->low || form->high > t->key->high)) {
		soc_buf_add(&why, "the range [%s, %s] goes beyond the values allowed", low, high);
		soc_value_say_allowed(&why, fill->s, t->key);
	}
	if (why.length == 0 && !why.failed)
		return 1;
	const struct soc_node *range = soc_tree_get(node, "range");
	soc_fill_error(fill, soc_tree_place(range != NULL ? range : node), path, &why);
	return 0;
}

static void fill_note(struct soc_fill *fill, const struct soc_target *t, const struct soc_node *node,
                      const struct soc_form *form)
{
	if (fill->notes == NULL)
		return;
	struct soc_note *note = &fill->notes->at[soc_target_number(t)];
	struct soc_position at = soc_tree_key_place(node);
	note->source = form->source != NULL ? soc_notes_text(fill->notes, form->source) : NULL;
	note->origin = node->file != NULL ? soc_notes_text(fill->notes, node->file->origin) : NULL;
	note->layer = node->file != NULL ? node->file->layer : 0;
	note->file = soc_notes_text(fill->notes, at.file);
	note->line = at.line;
	note->column = at.column;
	note->has_range = form->has_range;
	note->low = form->low;
	note->high = form->high;
}

static int fill_one(struct soc_fill *fill, const struct soc_target *t, const struct soc_node *node,
                    const char *path)
{
	_Alignas(8) char member[SOC_VALUE_BYTES];
	struct soc_form form;
	struct soc_buf why = { 0 };
	if (!soc_form_read(fill, node, path, &form))
		return 0;
	if (!soc_value_read(fill->s, t, form.value, member, &why)) {
		if (soc_refused_names(fill->refused, t->key, form.value))
			soc_buf_release(&why); /* the entry that it names was refused, which is said there */
		else
			soc_fill_error(fill, soc_tree_place(form.value), path, &why);
		return 0;
	}
	if (why.failed)
		fill->problems->out_of_memory = 1;
	soc_buf_release(&why);
	if (!range_fits(fill, t, &form, member, node, path))
		return 0;
	size_t element = t->element > 0 ? (size_t)t->element : 0;
	memcpy((char *)soc_target_at(fill->s, t) + element * sizeof(double), member, soc_value_size(t));
	fill_note(fill, t, node, &form);
	return 1;
}

/* A map such as detects: {event: number}. */
static int fill_map(struct soc_fill *fill, struct soc_target t, const struct soc_node *node)
{
	const struct soc_section *events = soc_key_section(t.key);
	int good = 1;
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		struct soc_buf why = { 0 };
		t.element = soc_section_entry_find(fill->s, events, c->key);
		if (t.element >= 0) {
			good &= soc_fill_target(fill, &t, c);
			continue;
		}
		t.element = -1;
		good = 0;
		if (soc_refused_has(fill->refused, events, c->key))
			continue;
		struct soc_buf path = { 0 };
		soc_target_path(fill->s, &t, &path);
		soc_params_unknown_entry(&why, fill->s, events, c->key);
		soc_fill_error(fill, soc_tree_key_place(c), soc_buf_text(&path), &why);
		soc_buf_release(&path);
	}
	return good;
}

int soc_fill_target(struct soc_fill *fill, const struct soc_target *t, const struct soc_node *node)
{
	struct soc_buf path = { 0 };
	int good;
	if (t->key->type[0] == 'M' && t->element < 0 && node->kind == SOC_NODE_MAP && !soc_tree_is_form(node)) {
		double before[SOC_EVENTS_MAX];
		void *at = soc_target_at(fill->s, t);
		memcpy(before, at, t->key->size);
		good = fill_map(fill, *t, node);
		if (!good) {
			memcpy(at, before, t->key->size);
			soc_refused_value(fill->refused, t);
		}
		return good;
	}
	soc_buf_puts(&path, fill->prefix != NULL ? fill->prefix : "");
	soc_target_path(fill->s, t, &path);
	if (path.failed)
		fill->problems->out_of_memory = 1;
	good = !path.failed && fill_one(fill, t, node, soc_buf_text(&path));
	if (!good)
		soc_refused_value(fill->refused, t);
	soc_buf_release(&path);
	return good;
}

void soc_fill_note_entry(struct soc_fill *fill, const struct soc_section *section, int entry,
                         const struct soc_node *node)
{
	struct soc_target t = { section, NULL, entry, -1 };
	fill_note(fill, &t, node, &(struct soc_form){ 0 });
}

static int name_shape(const struct soc_section *section, const char *name)
{
	int capitals = strstr(section->name, "grades") != NULL;
	for (const char *c = name; *c != '\0'; c++) {
		int letter = (*c >= 'a' && *c <= 'z') || (capitals && *c >= 'A' && *c <= 'Z');
		if (!letter && (c == name || !((*c >= '0' && *c <= '9') || *c == '_')))
			return 0;
	}
	return name[0] != '\0' && strlen(name) < SOC_NAME_MAX;
}

int soc_fill_name(struct soc_fill *fill, const struct soc_section *section, const char *name,
                  struct soc_position at, const char *path)
{
	static const char *const reserved[] = { "none", "all", "value", "source", "range" };
	if (!name_shape(section, name)) {
		soc_problems_error(fill->problems, at, path,
		                   "\"%.64s\" is no name; a name is a letter, then letters, digits and _, "
		                   "at most %d bytes%s",
		                   name, SOC_NAME_MAX - 1,
		                   strstr(section->name, "grades") == NULL ? ", all small" : "");
		return 0;
	}
	char why[SOC_DIGITS_WHY];
	if (soc_digits_refused(name, SOC_NAME_DIGITS, why)) {
		soc_problems_error(fill->problems, at, path, "the name %s", why);
		return 0;
	}
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
		if (!strcmp(name, reserved[i])) {
			soc_problems_error(fill->problems, at, path, "\"%s\" has another meaning and cannot be a name",
			                   name);
			return 0;
		}
	}
	return 1;
}

/* First pass: names, so that references may point forward. */
static void fill_names(struct soc_fill *fill, const struct soc_section *section, const struct soc_node *node)
{
	char path[PATH_BYTES];
	int count = 0;
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		snprintf(path, sizeof path, "%s.%.64s", section->name, c->key);
		if (!soc_fill_name(fill, section, c->key, soc_tree_key_place(c), path)) {
			soc_refused_name(fill->refused, section, c->key);
			continue;
		}
		if (soc_section_entry_find(fill->s, section, c->key) >= 0)
			continue; /* said while reading: the key stands twice */
		if (count == section->most) {
			soc_fill_entry_too_many(fill, section, c, path, node->count);
			return;
		}
		soc_section_entry_init(fill->s, section, count, c->key);
		soc_fill_note_entry(fill, section, count, c);
		soc_section_set_count(fill->s, section, ++count);
	}
}

static void fill_keys(struct soc_fill *fill, const struct soc_section *section, int entry,
                      const struct soc_node *node)
{
	char path[PATH_BYTES];
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		struct soc_target t = { section, soc_key_find(section, c->key), entry, -1 };
		if (t.key != NULL) {
			soc_fill_target(fill, &t, c);
			continue;
		}
		struct soc_buf why = { 0 };
		if (entry >= 0)
			snprintf(path, sizeof path, "%s.%s.%.64s", section->name,
			         soc_section_entry(fill->s, section, entry), c->key);
		else
			snprintf(path, sizeof path, "%s.%.64s", section->name, c->key);
		soc_params_unknown_key(&why, section, c->key);
		soc_fill_error(fill, soc_tree_key_place(c), path, &why);
		soc_refused_key(fill->refused, section, entry, c->key);
	}
}

static void fill_entry(struct soc_fill *fill, const struct soc_section *section, const struct soc_node *node)
{
	char path[PATH_BYTES];
	int entry = soc_section_entry_find(fill->s, section, node->key);
	if (entry < 0)
		return; /* the name was refused */
	snprintf(path, sizeof path, "%s.%s", section->name, node->key);
	if (node->kind != SOC_NODE_MAP)
		soc_refused_value(fill->refused, &(struct soc_target){ section, NULL, entry, -1 });
	if (node->kind == SOC_NODE_SCALAR && !strcmp(node->text, "none"))
		soc_problems_error(fill->problems, soc_tree_place(node), path,
		                   "none takes away an entry of base or regime; there is none of this name");
	else if (node->kind != SOC_NODE_MAP)
		soc_problems_error(fill->problems, soc_tree_place(node), path, "a map of keys is needed, found %s",
		                   node->kind == SOC_NODE_LIST ? "a list"
		                   : node->text[0] != '\0'     ? node->text
		                                               : "nothing");
	else {
		fill_keys(fill, section, entry, node);
		if (section->kind_needed && soc_tree_get(node, section->keys[0].name) == NULL)
			soc_fill_entry_without_kind(fill, section, entry, node, path);
	}
}

static const struct soc_section *part_section(struct soc_fill *fill, const struct soc_node *part)
{
	const struct soc_section *section = soc_section_find(part->key);
	if (section == NULL || section->name[0] == '\0' || section->is_list)
		return NULL;
	if (part->kind == SOC_NODE_MAP)
		return section;
	const int empty = soc_tree_is_empty(part);
	if (!empty)
		soc_refused_section(fill->refused, part->key);
	if (!empty)
		soc_problems_error(fill->problems, soc_tree_place(part), part->key, "a map is needed, found %s",
		                   part->kind == SOC_NODE_LIST ? "a list"
		                   : part->text[0] == '\0'     ? "an empty text"
		                                               : part->text);
	return NULL;
}

static void fill_top(struct soc_fill *fill, const struct soc_node *part)
{
	struct soc_target t = { soc_section_find(""), soc_key_find(soc_section_find(""), part->key), -1, -1 };
	if (t.key != NULL) {
		soc_fill_target(fill, &t, part);
		return;
	}
	if (part->key[0] != '\0' && soc_section_find(part->key) != NULL)
		return;
	struct soc_buf why = { 0 };
	soc_params_unknown_section(&why, part->key);
	soc_fill_error(fill, soc_tree_key_place(part), part->key, &why);
}

void soc_fill_tree(struct soc_fill *fill, const struct soc_node *root)
{
	const struct soc_node *timeline = soc_tree_get(root, "timeline");
	for (const struct soc_node *part = root->first; part != NULL; part = part->next) {
		const struct soc_section *section = part_section(fill, part);
		if (soc_section_find(part->key) == NULL && soc_key_find(soc_section_find(""), part->key) == NULL)
			soc_refused_section(fill->refused, part->key);
		if (section != NULL && section->named)
			fill_names(fill, section, part);
	}
	for (const struct soc_node *part = root->first; part != NULL; part = part->next) {
		const struct soc_section *section = soc_section_find(part->key);
		fill_top(fill, part);
		if (section == NULL || section->is_list || part->kind != SOC_NODE_MAP)
			continue;
		if (!section->named)
			fill_keys(fill, section, -1, part);
		for (const struct soc_node *c = section->named ? part->first : NULL; c != NULL; c = c->next)
			fill_entry(fill, section, c);
	}
	if (timeline != NULL)
		soc_fill_timeline(fill, timeline);
}

static const struct soc_tree_file command = {
	.name = "--set", .origin = "--set", .lineless = 1, .layer = INT_MAX
};

/* Shares the source of a whole map among its values, as in a file. NULL when memory is out. */
static struct soc_node *value_normalise(struct soc_tree *tree, struct soc_node *value)
{
	struct soc_node *parent = soc_tree_node(tree, SOC_NODE_MAP);
	if (parent == NULL)
		return NULL;
	value->key = "";
	soc_tree_append(parent, value);
	return soc_tree_normalise_entry(tree, parent) ? parent->first : NULL;
}

void soc_fill_value(struct soc_fill *fill, const char *path, const char *value)
{
	struct soc_position at = { command.name, 0, 0 };
	struct soc_target t;
	struct soc_buf why = { 0 };
	char now[SOC_RENAMED_PATH] = "";
	if (strlen(path) < sizeof now) {
		soc_renamed_key(fill->tree, at, path, now);
		path = now;
	}
	if (!soc_target_find(fill->s, path, &t, &why)) {
		if (soc_refused_has_path(fill->refused, path))
			soc_buf_release(&why);
		else
			soc_fill_error(fill, at, path, &why);
		return;
	}
	soc_buf_release(&why);
	struct soc_node plain = { .kind = SOC_NODE_SCALAR, .text = value, .file = &command }, *read = NULL,
					*node = &plain;
	size_t begin = strspn(value, " ");
	/* Only what begins as YAML's lists, maps and quotes do is read as YAML: a title may hold anything else.
	 */
	if (value[begin] != '\0' && strchr("{[\"'", value[begin]) != NULL) {
		size_t before = fill->problems->errors;
		soc_tree_read(fill->tree, value, strlen(value), &command, &read);
		node = read != NULL && fill->problems->errors == before ? value_normalise(fill->tree, read) : NULL;
		if (node == NULL)
			return;
	}
	soc_renamed_value(fill->tree, path, node);
	soc_fill_target(fill, &t, node);
}

void soc_fill_setting(struct soc_fill *fill, const char *setting)
{
	char path[PATH_BYTES];
	const char *sign = strchr(setting, '=');
	if (sign == NULL || (size_t)(sign - setting) >= sizeof path) {
		soc_problems_error(fill->problems, (struct soc_position){ command.name, 0, 0 }, "",
		                   "\"%.80s\" is not of the form key=value", setting);
		return;
	}
	memcpy(path, setting, (size_t)(sign - setting));
	path[sign - setting] = '\0';
	soc_fill_value(fill, path, sign + 1);
}
