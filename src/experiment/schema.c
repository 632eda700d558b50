/* The JSON Schema of an experiment file, from keys.def. */
#include "experiment/experiment.h"

#include "socred/scenario.h"

#include <string.h>

static const struct {
	const char *where, *name, *schema, *meaning;
	int needed;
} keys[] = {
#define KEY(where, name, needed, schema, meaning) { #where, #name, schema, meaning, needed },
#include "experiment/keys.def"
};
#define KEYS (sizeof keys / sizeof *keys)

static void put_object(struct soc_buf *out, const char *where)
{
	const char *between = "";
	soc_buf_puts(out, "\"type\": \"object\", \"additionalProperties\": false, \"required\": [");
	for (size_t i = 0; i < KEYS; i++)
		if (strcmp(keys[i].where, where) == 0 && keys[i].needed) {
			soc_buf_add(out, "%s\"%s\"", between, keys[i].name);
			between = ", ";
		}
	soc_buf_puts(out, "],\n  \"properties\": {");
	between = "";
	for (size_t i = 0; i < KEYS; i++)
		if (strcmp(keys[i].where, where) == 0) {
			soc_buf_add(out, "%s\n    \"%s\": {", between, keys[i].name);
			if (strcmp(where, "top") == 0 && strcmp(keys[i].name, "design") == 0)
				soc_buf_puts(out, "\"$ref\": \"#/$defs/design\"");
			else
				soc_buf_puts(out, keys[i].schema);
			if (strcmp(keys[i].name, "factors") == 0)
				soc_buf_puts(out, ", \"additionalProperties\": {\"$ref\": \"#/$defs/factor\"}");
			if (strcmp(keys[i].name, "targets") == 0)
				soc_buf_puts(out, ", \"additionalProperties\": {\"$ref\": \"#/$defs/target\"}");
			if (strcmp(keys[i].name, "outcomes") == 0)
				soc_buf_puts(out, ", \"additionalProperties\": {\"$ref\": \"#/$defs/outcome\"}");
			soc_buf_puts(out, ", \"description\": ");
			soc_buf_quote(out, keys[i].meaning, 1);
			soc_buf_puts(out, "}");
			between = ",";
		}
	soc_buf_puts(out, "}");
}

enum soc_err soc_experiment_schema(char **out, struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	soc_buf_puts(&text, "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
	                    "\"title\": \"socred experiment file\",\n\"$defs\": {\n"
	                    "\"factor\": {\"anyOf\": [{\"type\": \"null\"}, {\"const\": \"seed\"}, {");
	put_object(&text, "factor");
	soc_buf_puts(&text, "}]},\n\"outcome\": {\"anyOf\": [{\"type\": \"null\"}, {\"type\": \"string\"}, {");
	put_object(&text, "outcome");
	soc_buf_puts(&text, "}]},\n\"target\": {");
	put_object(&text, "target");
	soc_buf_puts(&text, "},\n\"design\": {");
	put_object(&text, "design");
	soc_buf_puts(&text, "}},\n");
	soc_buf_puts(&text, "\"oneOf\": [{\"required\": [\"base\"]}, {\"required\": [\"theory\"]}],\n");
	put_object(&text, "top");
	soc_buf_puts(&text, "}\n");
	return soc_buf_give(&text, "not enough memory for the schema", out, msg);
}
