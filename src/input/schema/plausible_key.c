#include "input/schema/plausible_key.h"

#include <math.h>
#include <string.h>

#define KEY(field, type, of, unit, def, low, high, when, module, meaning, source)
#define RANGE(key, kind, low, high, why) { SECTION, #key, SOC_PLAUSIBLE_##kind, low, high, why },
#define TAKEN_AS(key, kind, why) RANGE(key, kind, NAN, NAN, why)
static const struct soc_plausible_key rows[] = {
#define SECTION "top"
#include "input/schema/top.def"
#undef SECTION
#include "input/schema_plausible.h"
#define SECTION "timeline"
#include "input/schema/timeline.def"
#undef SECTION
};
#undef KEY

/* The section that a key stands in; NULL for one of a file or a change. */
static const struct soc_section *section_of(const struct soc_key *key)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	for (size_t i = 0; i < count; i++)
		if (key >= sections[i].keys && key < sections[i].keys + sections[i].keys_count)
			return &sections[i];
	return NULL;
}

const struct soc_plausible_key *soc_plausible_key_of(const struct soc_key *key)
{
	/* A row says a range of numbers: other keys have none. */
	const struct soc_section *section = strchr("NIAM", key->type[0]) != NULL ? section_of(key) : NULL;
	if (section == NULL)
		return NULL;
	const char *name = section->name[0] != '\0' ? section->name : "top";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].key, key->name) == 0 && strcmp(rows[i].section, name) == 0)
			return &rows[i];
	return NULL;
}

const struct soc_plausible_key *soc_plausible_key_rows(size_t *count)
{
	*count = sizeof rows / sizeof *rows;
	return rows;
}

const char *soc_plausible_key_word(enum soc_plausible_kind kind)
{
	static const char *const words[] = { "source",  "argued", "no plausible range known",
		                                 "neutral", "rule",   "option" };
	return words[kind];
}

int soc_plausible_key_has_range(const struct soc_plausible_key *row)
{
	return row != NULL && !isnan(row->low);
}
