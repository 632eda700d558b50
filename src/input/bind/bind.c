#include "input/bind/bind.h"

#include "input/bind/renamed.h"
#include "input/text/digits.h"
#include "input/text/number.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define PATH_BYTES 256

void soc_bind_error(struct soc_binding *binding, struct soc_position at, const char *path,
                    struct soc_buf *why)
{
	if (why->failed)
		binding->diagnostics->out_of_memory = 1;
	soc_diagnostics_error(binding->diagnostics, at, path, "%s", soc_buf_text(why));
	soc_buf_release(why);
}

static int form_range(struct soc_binding *binding, const struct soc_node *range, const char *path,
                      struct soc_annotated *annotated)
{
	double ends[2] = { 0.0, 0.0 };
	int count = 0, good = range->kind == SOC_NODE_LIST && range->count == 2;
	for (const struct soc_node *c = range->first; good && c != NULL; c = c->next)
		good = c->kind == SOC_NODE_SCALAR && !c->quoted && soc_number_read(c->text, &ends[count++]) == 1;
	if (!good || ends[0] > ends[1]) {
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(range), path,
		                      "a range is two finite numbers without quotes, [lowest, highest]");
		return 0;
	}
	annotated->has_range = 1;
	annotated->low = ends[0];
	annotated->high = ends[1];
	return 1;
}

int soc_annotated_read(struct soc_binding *binding, const struct soc_node *node, const char *path,
                       struct soc_annotated *annotated)
{
	*annotated = (struct soc_annotated){ .value = node };
	if (!soc_tree_is_form(node))
		return 1;
	const struct soc_node *source = soc_tree_get(node, "source"), *range = soc_tree_get(node, "range");
	annotated->value = soc_tree_get(node, "value");
	if (annotated->value == NULL) {
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(node), path,
		                      "value: is missing beside source or range");
		return 0;
	}
	if (source != NULL &&
	    (source->kind != SOC_NODE_SCALAR || source->text[0] == '\0' || soc_tree_is_empty(source))) {
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(source), path,
		                      "a source is a text that is not empty");
		return 0;
	}
	char why[SOC_DIGITS_WHY];
	if (source != NULL && soc_digits_refused(source->text, SOC_SOURCE_DIGITS, why)) {
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(source), path, "the source %s", why);
		return 0;
	}
	annotated->source = source != NULL ? source->text : NULL;
	return range == NULL || form_range(binding, range, path, annotated);
}

/* A range must lie among the allowed values and hold the value. */
static int range_fits(struct soc_binding *binding, const struct soc_parameter *t,
                      const struct soc_annotated *annotated, const void *member, const struct soc_node *node,
                      const char *path)
{
	double numbers[8];
	if (!annotated->has_range)
		return 1;
	struct soc_buf why = { 0 };
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT], found[SOC_NUMBER_TEXT];
	int count = soc_value_numbers(t, member, numbers, 8);
	soc_number_write(annotated->low, low);
	soc_number_write(annotated->high, high);
	if (count == 0)
		soc_buf_puts(&why, "a range has a meaning for numbers alone");
	for (int i = 0; i < count && why.length == 0; i++) {
		soc_number_write(numbers[i], found);
		if (numbers[i] < annotated->low || numbers[i] > annotated->high)
			soc_buf_add(&why, "the range [%s, %s] does not hold the value %s", low, high, found);
	}
	if (why.length == 0 && (annotated->low < t->key->low || annotated->high > t->key->high)) {
		soc_buf_add(&why, "the range [%s, %s] goes beyond the values allowed", low, high);
		soc_value_say_allowed(&why, binding->s, t->key);
	}
	if (why.length == 0 && !why.failed)
		return 1;
	const struct soc_node *range = soc_tree_get(node, "range");
	soc_bind_error(binding, soc_tree_place(range != NULL ? range : node), path, &why);
	return 0;
}

static void bind_note(struct soc_binding *binding, const struct soc_parameter *t, const struct soc_node *node,
                      const struct soc_annotated *annotated)
{
	if (binding->provenance == NULL)
		return;
	struct soc_origin *origin = &binding->provenance->at[soc_parameter_number(t)];
	struct soc_position at = soc_tree_key_place(node);
	origin->source =
		annotated->source != NULL ? soc_provenance_text(binding->provenance, annotated->source) : NULL;
	origin->stated_in =
		node->file != NULL ? soc_provenance_text(binding->provenance, node->file->origin) : NULL;
	origin->layer = node->file != NULL ? node->file->layer : 0;
	origin->file = soc_provenance_text(binding->provenance, at.file);
	origin->line = at.line;
	origin->column = at.column;
	origin->has_range = annotated->has_range;
	origin->low = annotated->low;
	origin->high = annotated->high;
}

static int bind_one(struct soc_binding *binding, const struct soc_parameter *t, const struct soc_node *node,
                    const char *path)
{
	_Alignas(8) char member[SOC_VALUE_BYTES];
	struct soc_annotated annotated;
	struct soc_buf why = { 0 };
	if (!soc_annotated_read(binding, node, path, &annotated))
		return 0;
	if (!soc_value_read(binding->s, t, annotated.value, member, &why)) {
		if (soc_refused_names(binding->refused, t->key, annotated.value))
			soc_buf_release(&why); /* the entry that it names was refused, which is said there */
		else
			soc_bind_error(binding, soc_tree_place(annotated.value), path, &why);
		return 0;
	}
	if (why.failed)
		binding->diagnostics->out_of_memory = 1;
	soc_buf_release(&why);
	if (!range_fits(binding, t, &annotated, member, node, path))
		return 0;
	size_t element = t->element > 0 ? (size_t)t->element : 0;
	memcpy((char *)soc_parameter_at(binding->s, t) + element * sizeof(double), member, soc_value_size(t));
	bind_note(binding, t, node, &annotated);
	return 1;
}

/* A map such as detects: {event: number}. */
static int bind_map(struct soc_binding *binding, struct soc_parameter t, const struct soc_node *node)
{
	const struct soc_section *events = soc_key_section(t.key);
	int good = 1;
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		struct soc_buf why = { 0 };
		t.element = soc_section_entry_find(binding->s, events, c->key);
		if (t.element >= 0) {
			good &= soc_bind_parameter(binding, &t, c);
			continue;
		}
		t.element = -1;
		good = 0;
		if (soc_refused_has(binding->refused, events, c->key))
			continue;
		struct soc_buf path = { 0 };
		soc_parameter_path(binding->s, &t, &path);
		soc_params_unknown_entry(&why, binding->s, events, c->key);
		soc_bind_error(binding, soc_tree_key_place(c), soc_buf_text(&path), &why);
		soc_buf_release(&path);
	}
	return good;
}

int soc_bind_parameter(struct soc_binding *binding, const struct soc_parameter *t,
                       const struct soc_node *node)
{
	struct soc_buf path = { 0 };
	int good;
	if (t->key->type[0] == 'M' && t->element < 0 && node->kind == SOC_NODE_MAP && !soc_tree_is_form(node)) {
		double before[SOC_EVENTS_MAX];
		void *at = soc_parameter_at(binding->s, t);
		memcpy(before, at, t->key->size);
		good = bind_map(binding, *t, node);
		if (!good) {
			memcpy(at, before, t->key->size);
			soc_refused_value(binding->refused, t);
		}
		return good;
	}
	soc_buf_puts(&path, binding->prefix != NULL ? binding->prefix : "");
	soc_parameter_path(binding->s, t, &path);
	if (path.failed)
		binding->diagnostics->out_of_memory = 1;
	good = !path.failed && bind_one(binding, t, node, soc_buf_text(&path));
	if (!good)
		soc_refused_value(binding->refused, t);
	soc_buf_release(&path);
	return good;
}

void soc_bind_origin_of_entry(struct soc_binding *binding, const struct soc_section *section, int entry,
                              const struct soc_node *node)
{
	struct soc_parameter t = { section, NULL, entry, -1 };
	bind_note(binding, &t, node, &(struct soc_annotated){ 0 });
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

int soc_bind_name(struct soc_binding *binding, const struct soc_section *section, const char *name,
                  struct soc_position at, const char *path)
{
	static const char *const reserved[] = { "none", "all", "value", "source", "range" };
	if (!name_shape(section, name)) {
		soc_diagnostics_error(binding->diagnostics, at, path,
		                      "\"%.64s\" is no name; a name is a letter, then letters, digits and _, "
		                      "at most %d bytes%s",
		                      name, SOC_NAME_MAX - 1,
		                      strstr(section->name, "grades") == NULL ? ", all small" : "");
		return 0;
	}
	char why[SOC_DIGITS_WHY];
	if (soc_digits_refused(name, SOC_NAME_DIGITS, why)) {
		soc_diagnostics_error(binding->diagnostics, at, path, "the name %s", why);
		return 0;
	}
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
		if (!strcmp(name, reserved[i])) {
			soc_diagnostics_error(binding->diagnostics, at, path,
			                      "\"%s\" has another meaning and cannot be a name", name);
			return 0;
		}
	}
	return 1;
}

/* First pass: names, so that references may point forward. */
static void bind_names(struct soc_binding *binding, const struct soc_section *section,
                       const struct soc_node *node)
{
	char path[PATH_BYTES];
	int count = 0;
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		snprintf(path, sizeof path, "%s.%.64s", section->name, c->key);
		if (!soc_bind_name(binding, section, c->key, soc_tree_key_place(c), path)) {
			soc_refused_name(binding->refused, section, c->key);
			continue;
		}
		if (soc_section_entry_find(binding->s, section, c->key) >= 0)
			continue; /* said while reading: the key stands twice */
		if (count == section->most) {
			soc_bind_entry_too_many(binding, section, c, path, node->count);
			return;
		}
		soc_section_entry_init(binding->s, section, count, c->key);
		soc_bind_origin_of_entry(binding, section, count, c);
		soc_section_set_count(binding->s, section, ++count);
	}
}

static void bind_keys(struct soc_binding *binding, const struct soc_section *section, int entry,
                      const struct soc_node *node)
{
	char path[PATH_BYTES];
	for (const struct soc_node *c = node->first; c != NULL; c = c->next) {
		struct soc_parameter t = { section, soc_key_find(section, c->key), entry, -1 };
		if (t.key != NULL) {
			soc_bind_parameter(binding, &t, c);
			continue;
		}
		struct soc_buf why = { 0 };
		if (entry >= 0)
			snprintf(path, sizeof path, "%s.%s.%.64s", section->name,
			         soc_section_entry(binding->s, section, entry), c->key);
		else
			snprintf(path, sizeof path, "%s.%.64s", section->name, c->key);
		soc_params_unknown_key(&why, section, c->key);
		soc_bind_error(binding, soc_tree_key_place(c), path, &why);
		soc_refused_key(binding->refused, section, entry, c->key);
	}
}

static void bind_entry(struct soc_binding *binding, const struct soc_section *section,
                       const struct soc_node *node)
{
	char path[PATH_BYTES];
	int entry = soc_section_entry_find(binding->s, section, node->key);
	if (entry < 0)
		return; /* the name was refused */
	snprintf(path, sizeof path, "%s.%s", section->name, node->key);
	if (node->kind != SOC_NODE_MAP)
		soc_refused_value(binding->refused, &(struct soc_parameter){ section, NULL, entry, -1 });
	if (node->kind == SOC_NODE_SCALAR && !strcmp(node->text, "none"))
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(node), path,
		                      "none takes away an entry of base or regime; there is none of this name");
	else if (node->kind != SOC_NODE_MAP)
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(node), path,
		                      "a map of keys is needed, found %s",
		                      node->kind == SOC_NODE_LIST ? "a list"
		                      : node->text[0] != '\0'     ? node->text
		                                                  : "nothing");
	else {
		bind_keys(binding, section, entry, node);
		if (section->kind_needed && soc_tree_get(node, section->keys[0].name) == NULL)
			soc_bind_entry_without_kind(binding, section, entry, node, path);
	}
}

static const struct soc_section *part_section(struct soc_binding *binding, const struct soc_node *part)
{
	const struct soc_section *section = soc_section_find(part->key);
	if (section == NULL || section->name[0] == '\0' || section->is_list)
		return NULL;
	if (part->kind == SOC_NODE_MAP)
		return section;
	const int empty = soc_tree_is_empty(part);
	if (!empty)
		soc_refused_section(binding->refused, part->key);
	if (!empty)
		soc_diagnostics_error(binding->diagnostics, soc_tree_place(part), part->key,
		                      "a map is needed, found %s",
		                      part->kind == SOC_NODE_LIST ? "a list"
		                      : part->text[0] == '\0'     ? "an empty text"
		                                                  : part->text);
	return NULL;
}

static void bind_top(struct soc_binding *binding, const struct soc_node *part)
{
	struct soc_parameter t = { soc_section_find(""), soc_key_find(soc_section_find(""), part->key), -1, -1 };
	if (t.key != NULL) {
		soc_bind_parameter(binding, &t, part);
		return;
	}
	if (part->key[0] != '\0' && soc_section_find(part->key) != NULL)
		return;
	struct soc_buf why = { 0 };
	soc_params_unknown_section(&why, part->key);
	soc_bind_error(binding, soc_tree_key_place(part), part->key, &why);
}

void soc_bind_tree(struct soc_binding *binding, const struct soc_node *root)
{
	const struct soc_node *timeline = soc_tree_get(root, "timeline");
	for (const struct soc_node *part = root->first; part != NULL; part = part->next) {
		const struct soc_section *section = part_section(binding, part);
		if (soc_section_find(part->key) == NULL && soc_key_find(soc_section_find(""), part->key) == NULL)
			soc_refused_section(binding->refused, part->key);
		if (section != NULL && section->named)
			bind_names(binding, section, part);
	}
	for (const struct soc_node *part = root->first; part != NULL; part = part->next) {
		const struct soc_section *section = soc_section_find(part->key);
		bind_top(binding, part);
		if (section == NULL || section->is_list || part->kind != SOC_NODE_MAP)
			continue;
		if (!section->named)
			bind_keys(binding, section, -1, part);
		for (const struct soc_node *c = section->named ? part->first : NULL; c != NULL; c = c->next)
			bind_entry(binding, section, c);
	}
	if (timeline != NULL)
		soc_bind_timeline(binding, timeline);
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

void soc_bind_value(struct soc_binding *binding, const char *path, const char *value)
{
	struct soc_position at = { command.name, 0, 0 };
	struct soc_parameter t;
	struct soc_buf why = { 0 };
	char now[SOC_RENAMED_PATH] = "";
	if (strlen(path) < sizeof now) {
		soc_renamed_key(binding->tree, at, path, now);
		path = now;
	}
	if (!soc_parameter_find(binding->s, path, &t, &why)) {
		if (soc_refused_has_path(binding->refused, path))
			soc_buf_release(&why);
		else
			soc_bind_error(binding, at, path, &why);
		return;
	}
	soc_buf_release(&why);
	struct soc_node plain = { .kind = SOC_NODE_SCALAR, .text = value, .file = &command }, *read = NULL,
					*node = &plain;
	size_t begin = strspn(value, " ");
	/* Only what begins as YAML's lists, maps and quotes do is read as YAML: a title may hold anything else.
	 */
	if (value[begin] != '\0' && strchr("{[\"'", value[begin]) != NULL) {
		size_t before = binding->diagnostics->errors;
		soc_tree_read(binding->tree, value, strlen(value), &command, &read);
		node = read != NULL && binding->diagnostics->errors == before ? value_normalise(binding->tree, read)
		                                                              : NULL;
		if (node == NULL)
			return;
	}
	soc_renamed_value(binding->tree, path, node);
	soc_bind_parameter(binding, &t, node);
}

void soc_bind_setting(struct soc_binding *binding, const char *setting)
{
	char path[PATH_BYTES];
	const char *sign = strchr(setting, '=');
	if (sign == NULL || (size_t)(sign - setting) >= sizeof path) {
		soc_diagnostics_error(binding->diagnostics, (struct soc_position){ command.name, 0, 0 }, "",
		                      "\"%.80s\" is not of the form key=value", setting);
		return;
	}
	memcpy(path, setting, (size_t)(sign - setting));
	path[sign - setting] = '\0';
	soc_bind_value(binding, path, sign + 1);
}
