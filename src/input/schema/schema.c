/* A JSON Schema of scenario files, from the same tables that read them. */
#include "input/schema/renamed.h"

#include "input/text/number.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

/* Words with another meaning are no names (soc_bind_name). */
#define NO_WORD "(?!(none|all|value|source|range)([.]|$))"
/* Nor what has eight digits with no letter between them (SOC_NAME_DIGITS). */
#define NO_NUMBER "(?![^.]*([0-9]_*){8})"
#define NAME NO_WORD NO_NUMBER "[a-z][a-z0-9_]{0,30}"
#define GRADE NO_WORD NO_NUMBER "[A-Za-z][A-Za-z0-9_]{0,30}"
/* From 0000-01 to 3000-01, the bounds of every month (span.def, timeline.def). */
#define MONTH "^([0-2][0-9]{3}-(0[1-9]|1[0-2])|3000-01)$"

static const char *name_pattern(const struct soc_section *section)
{
	return strstr(section->name, "grades") != NULL ? GRADE : NAME;
}

static void put_number(struct soc_buf *out, const char *type, const struct soc_key *key)
{
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT];
	soc_number_write(key->low, low);
	soc_number_write(key->high, high);
	soc_buf_add(out, "{\"type\": \"%s\", \"minimum\": %s, \"maximum\": %s}", type, low, high);
}

static void put_choices(struct soc_buf *out, const struct soc_key *key)
{
	char name[SOC_NAME_MAX];
	soc_buf_puts(out, "{\"enum\": [");
	for (int i = 0; soc_param_choice_name(key, i, name); i++)
		soc_buf_add(out, "%s\"%s\"", i > 0 ? ", " : "", name);
	size_t count;
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	for (size_t i = 0; i < count; i++)
		if (rows[i].key != NULL && soc_renamed_to(&rows[i]) == key)
			soc_buf_add(out, ", \"%s\"", rows[i].was);
	if (soc_key_may_lack(key))
		soc_buf_puts(out, ", \"\", \"none\", null");
	soc_buf_puts(out, "]}");
}

static void put_item(struct soc_buf *out, const struct soc_key *key)
{
	const struct soc_section *section = soc_key_section(key);
	if (section == NULL)
		put_choices(out, key);
	else
		soc_buf_add(out, "{\"type\": \"string\", \"pattern\": \"^(%s%s)$\"}",
		            key->type[0] == 'R' ? "none|" : "", name_pattern(section));
}

static void put_form(struct soc_buf *out, const struct soc_key *key, int element);

/* No more than `most` digits of ASCII side by side; the checker knows others and what may part them. */
static void put_few_digits(struct soc_buf *out, int most)
{
	soc_buf_add(out, ", \"pattern\": \"^(?!(.|\\n)*[0-9]{%d})\"", most + 1);
}

/* The plain way to write a value; element 1: one number of a map. */
static void put_plain(struct soc_buf *out, const struct soc_key *key, int element)
{
	switch (element ? 'N' : key->type[0]) {
	case 'N':
		put_number(out, "number", key);
		break;
	case 'I':
		put_number(out, "integer", key);
		break;
	case 'B':
		soc_buf_puts(out, "{\"type\": \"boolean\"}");
		break;
	case 'C':
		put_choices(out, key);
		break;
	case 'R':
		put_item(out, key);
		break;
	case 'D':
		soc_buf_puts(out, "{\"type\": \"string\", \"pattern\": \"" MONTH "\"}");
		break;
	case 'W':
		if (soc_param_choice_count(key) > 0) {
			put_choices(out, key);
			break;
		}
		soc_buf_puts(out, "{\"type\": \"string\", \"pattern\": \"^[A-Za-z0-9_-]*$\"}");
		break;
	case 'L':
		soc_buf_puts(
			out,
			"{\"anyOf\": [{\"type\": [\"string\", \"integer\"], \"minLength\": 1}, {\"type\": \"array\", "
			"\"minItems\": 1, \"items\": "
			"{\"type\": [\"string\", \"integer\"]}}]}");
		break;
	case 'S':
		soc_buf_puts(out, "{\"anyOf\": [");
		put_item(out, key);
		soc_buf_puts(out, ", {\"type\": \"array\", \"uniqueItems\": true, \"items\": ");
		put_item(out, key);
		soc_buf_puts(out, "}]}");
		break;
	case 'A':
		soc_buf_add(out, "{\"type\": \"array\", \"minItems\": %zu, \"maxItems\": %zu, \"items\": ",
		            key->size / sizeof(double), key->size / sizeof(double));
		put_number(out, "number", key);
		soc_buf_puts(out, "}");
		break;
	case 'M':
		soc_buf_puts(
			out, "{\"type\": \"object\", \"additionalProperties\": false, \"patternProperties\": {\"^" NAME
				 "$\": ");
		put_form(out, key, 1);
		soc_buf_puts(out, "}}");
		break;
	default:
		/* What YAML reads as a number or a switch is a text here too. */
		soc_buf_puts(out, "{\"type\": [\"string\", \"number\", \"boolean\", \"null\"]");
		if (key->size > 0)
			soc_buf_add(out, ", \"maxLength\": %zu", key->size - 1);
		put_few_digits(out, SOC_TEXT_DIGITS);
		soc_buf_puts(out, "}");
		break;
	}
}

/* Both ends among the allowed values. */
static void put_range(struct soc_buf *out, const struct soc_key *key)
{
	soc_buf_puts(
		out, ", \"range\": {\"description\": \"lowest and highest plausible value\", \"type\": \"array\", "
			 "\"minItems\": 2, \"maxItems\": 2, \"items\": ");
	put_number(out, "number", key);
	soc_buf_puts(out, "}");
}

/* Plain, or {value, source, range}. */
static void put_form(struct soc_buf *out, const struct soc_key *key, int element)
{
	soc_buf_puts(out, "{\"description\": ");
	soc_buf_quote(out, key->meaning, 1);
	soc_buf_puts(out, ", \"anyOf\": [");
	put_plain(out, key, element);
	soc_buf_puts(out, ", {\"type\": \"object\", ");
	/* Of a whole map no file that it is merged over holds a form that source or range alone could amend. */
	soc_buf_puts(out, key->type[0] == 'M' && !element ? "\"required\": [\"value\"]" : "\"minProperties\": 1");
	soc_buf_puts(out, ", \"additionalProperties\": false, \"properties\": {\"value\": ");
	put_plain(out, key, element);
	soc_buf_puts(out, ", \"source\": {\"$ref\": \"#/$defs/source\"}");
	if (strchr("NIAM", key->type[0]) != NULL)
		put_range(out, key);
	soc_buf_puts(out, "}}]}");
}

static void put_key(struct soc_buf *out, const char *name, const struct soc_key *key)
{
	soc_buf_add(out, "\n    \"%s\": ", name);
	put_form(out, key, 0);
}

/* What a section had under other names: read, and marked as old. */
static void put_old_keys(struct soc_buf *out, const struct soc_section *section, const char *prefix)
{
	size_t count, n = strlen(section->name);
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	for (size_t i = 0; i < count; i++) {
		const char *name = rows[i].was + n + 1;
		if (rows[i].key != NULL || n == 0 || strncmp(rows[i].was, section->name, n) != 0 ||
		    rows[i].was[n] != '.' || strncmp(name, prefix, strlen(prefix)) != 0)
			continue;
		name += strlen(prefix);
		if (strchr(name, '.') != NULL)
			continue;
		soc_buf_add(out, ",\n    \"%s\": {\"deprecated\": true, \"allOf\": [", name);
		put_form(out, soc_renamed_to(&rows[i]), 0);
		soc_buf_puts(out, "]}");
	}
}

/* A section's or a key's name as a pattern: the old names too. path: "section" or "section.key". */
static void put_name_pattern(struct soc_buf *out, const char *path)
{
	size_t count;
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	const char *dot = strchr(path, '.');
	soc_buf_add(out, "(%s", dot != NULL ? dot + 1 : path);
	for (size_t i = 0; i < count; i++)
		if (rows[i].key == NULL && strcmp(rows[i].now, path) == 0) {
			const char *was = strchr(rows[i].was, '.');
			soc_buf_add(out, "|%s", was != NULL ? was + 1 : rows[i].was);
		}
	soc_buf_puts(out, ")");
}

/* "^section\\.entry\\.key": a setting. */
static void put_setting_pattern(struct soc_buf *out, const struct soc_section *section,
                                const struct soc_key *key)
{
	char path[SOC_RENAMED_PATH];
	snprintf(path, sizeof path, "%s.%s", section->name, key->name);
	soc_buf_puts(out, "^");
	put_name_pattern(out, section->name);
	soc_buf_add(out, "\\\\.%s%s", section->named ? name_pattern(section) : "", section->named ? "\\\\." : "");
	put_name_pattern(out, path);
}

/* What an object must be, behind "type". */
#define OBJECT "\"object\""
#define OBJECT_OR_NULL "[\"object\", \"null\"]"
#define CHANGE OBJECT ", \"required\": [\"from\", \"set\"]"

/* The keys of a section as an object; of the keys inside a map those of one prefix, else those without one.
 */
static void put_object(struct soc_buf *out, const char *type, const struct soc_section *section,
                       const char *prefix, const char *more)
{
	const char *comma = "";
	size_t n = strlen(prefix);
	soc_buf_add(out, "{\"type\": %s, \"additionalProperties\": false, \"properties\": {", type);
	for (size_t i = 0; i < section->keys_count; i++) {
		const char *name = section->keys[i].name;
		if (strncmp(name, prefix, n) != 0 || strchr(name + n, '.') != NULL)
			continue;
		soc_buf_puts(out, comma);
		put_key(out, name + n, &section->keys[i]);
		comma = ",";
	}
	put_old_keys(out, section, prefix);
	soc_buf_add(out, "%s}}", more);
}

/* How many entries there may be is no affair of one file: it may take away entries of those it is merged
 * over. */
static void put_named(struct soc_buf *out, const struct soc_section *section)
{
	soc_buf_puts(out, "{\"description\": ");
	soc_buf_quote(out, section->meaning, 1);
	soc_buf_add(out,
	            ", \"type\": [\"object\", \"null\"], \"additionalProperties\": false, "
	            "\"patternProperties\": {\"^%s$\": {\"anyOf\": [{\"const\": \"none\"}, ",
	            name_pattern(section));
	if (section->keys_count == 1) {
		put_form(out, section->keys, 0);
		soc_buf_puts(out, ", ");
	}
	put_object(out, OBJECT, section, "", "");
	soc_buf_puts(out, "]}}}");
}

/* A pattern for each key that may change: its dotted path. */
static void put_settings(struct soc_buf *out)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	const char *comma = "";
	soc_buf_puts(out, "{\"type\": \"object\", \"minProperties\": 1, \"additionalProperties\": false, "
	                  "\"patternProperties\": {");
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < sections[i].keys_count; k++) {
			const struct soc_key *key = &sections[i].keys[k];
			if (key->when[0] != 'V')
				continue;
			soc_buf_add(out, "%s\n    \"", comma);
			put_setting_pattern(out, &sections[i], key);
			soc_buf_puts(out, "$\": ");
			put_form(out, key, 0);
			comma = ",";
			if (key->type[0] != 'M')
				continue;
			soc_buf_puts(out, ",\n    \"");
			put_setting_pattern(out, &sections[i], key);
			soc_buf_puts(out, "\\\\." NAME "$\": ");
			put_form(out, key, 1);
		}
	}
	soc_buf_puts(out, "}}");
}

/* A list of changes: name, set and where stand beside the keys of the table. */
static void put_timeline(struct soc_buf *out, const struct soc_section *section)
{
	struct soc_buf more = { 0 };
	soc_buf_puts(&more,
	             ",\n    \"name\": {\"type\": \"string\", \"pattern\": \"^" NAME "$\"},\n    \"where\": ");
	put_object(&more, OBJECT, section, "where.", "");
	soc_buf_puts(&more, ",\n    \"set\": ");
	put_settings(&more);
	soc_buf_puts(out, "{\"description\": ");
	soc_buf_quote(out, section->meaning, 1);
	soc_buf_add(out, ", \"type\": [\"array\", \"null\"], \"maxItems\": %d, \"items\": ", section->most);
	put_object(out, CHANGE, section, "", soc_buf_text(&more));
	soc_buf_puts(out, "}");
	out->failed |= more.failed;
	soc_buf_release(&more);
}

static void put_file_keys(struct soc_buf *out)
{
	const struct soc_section *file = soc_section_file();
	for (size_t i = 0; i < file->keys_count; i++) {
		const struct soc_key *key = &file->keys[i];
		soc_buf_add(out, "%s\n  \"%s\": {\"description\": ", i > 0 ? "," : "", key->name);
		soc_buf_quote(out, key->meaning, 1);
		if (key->type[0] == 'I')
			soc_buf_add(out, ", \"enum\": [%d, \"%d\"]}", (int)key->def, (int)key->def);
		else if (key->type[0] == 'O')
			soc_buf_puts(out, ", \"$ref\": \"#/properties/timeline\"}");
		else if (key->type[0] == 'P')
			soc_buf_puts(out, ", \"type\": [\"string\", \"array\"], \"minLength\": 1, \"items\": {\"type\": "
			                  "\"string\", \"minLength\": 1}}");
		else
			soc_buf_puts(out, ", \"type\": \"string\", \"minLength\": 1}");
	}
}

static void put_section(struct soc_buf *out, const struct soc_section *section)
{
	if (section->name[0] == '\0') {
		for (size_t i = 0; i < section->keys_count; i++) {
			soc_buf_puts(out, ",");
			put_key(out, section->keys[i].name, &section->keys[i]);
		}
		return;
	}
	soc_buf_add(out, ",\n  \"%s\": ", section->name);
	if (section->is_list)
		put_timeline(out, section);
	else if (section->named)
		put_named(out, section);
	else
		put_object(out, OBJECT_OR_NULL, section, "", "");
}

static void put_old_sections(struct soc_buf *out)
{
	size_t count;
	const struct soc_renamed *rows = soc_renamed_rows(&count);
	for (size_t i = 0; i < count; i++)
		if (rows[i].key == NULL && strchr(rows[i].was, '.') == NULL)
			soc_buf_add(out, ",\n  \"%s\": {\"deprecated\": true, \"$ref\": \"#/properties/%s\"}",
			            rows[i].was, rows[i].now);
}

enum soc_err soc_schema_text(char **out, struct soc_msg *msg)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	struct soc_buf text = { 0 };
	soc_buf_puts(
		&text,
		"{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
		"\"title\": \"socred scenario or regime file\",\n\"type\": \"object\",\n\"required\": [\"socred\"],\n"
		"\"additionalProperties\": false,\n\"$defs\": {\n"
		"  \"source\": {\"description\": \"where the value is from; assumption when it is one\", "
		"\"type\": [\"string\", \"number\"], \"minLength\": 1}},\n\"properties\": {");
	put_file_keys(&text);
	for (size_t i = 0; i < count; i++)
		put_section(&text, &sections[i]);
	put_old_sections(&text);
	soc_buf_puts(&text, "}}\n");
	return soc_buf_give(&text, "not enough memory for the schema", out, msg);
}
