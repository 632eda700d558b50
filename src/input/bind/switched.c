#include "input/bind/switched.h"

#include <stdio.h>
#include <string.h>

#define PATH_BYTES 160

static int timeline_sets(const struct soc_scenario *s, const char *path)
{
	for (int i = 0; i < s->settings_count; i++)
		if (strcmp(s->settings[i].path, path) == 0)
			return 1;
	return 0;
}

static int32_t small_value(const struct soc_scenario *s, const struct soc_parameter *of, const char *name)
{
	const struct soc_parameter t = { of->section, soc_key_find(of->section, name), of->entry, -1 };
	int32_t value;
	memcpy(&value, soc_parameter_value(s, &t), sizeof value);
	return value;
}

/* An entry whose key `enabled` is off and stays so. */
static int entry_is_off(const struct soc_scenario *s, const struct soc_parameter *t)
{
	char path[PATH_BYTES];
	const struct soc_key *enabled = t->section->named ? soc_key_find(t->section, "enabled") : NULL;
	if (enabled == NULL || enabled->type[0] != 'B' || small_value(s, t, "enabled") != 0)
		return 0;
	snprintf(path, sizeof path, "%s.%s.enabled", t->section->name,
	         soc_section_entry(s, t->section, t->entry));
	return !timeline_sets(s, path);
}

static int module_is_off(const struct soc_switched *on, const struct soc_key *key)
{
	for (int i = 0; i < SOC_MODULES; i++)
		if (strcmp(soc_modules[i]->name, key->module) == 0)
			return !on->module[i];
	return 0;
}

/* Keys that an entry of another kind has no use for. */
static int is_of_other_kind(const struct soc_scenario *s, const struct soc_parameter *t)
{
	if (strcmp(t->section->name, "components") == 0)
		return strcmp(t->key->module, "ratings") == 0 && small_value(s, t, "kind") != SOC_COMPONENT_RATING;
	if (strcmp(t->section->name, "events") == 0)
		return (strcmp(t->key->name, "gain") == 0 && small_value(s, t, "kind") == SOC_LIFE_EVENT) ||
		       (strcmp(t->key->name, "exponent") == 0 &&
		        small_value(s, t, "driven_by") == SOC_DRIVEN_BY_NOTHING);
	return 0;
}

void soc_switched_find(const struct soc_scenario *s, struct soc_switched *out)
{
	for (int i = 0; i < SOC_MODULES; i++)
		out->module[i] = soc_modules[i]->affects(s).on != 0;
	for (int i = 0; i < s->settings_count; i++) {
		struct soc_parameter t;
		struct soc_buf why = { 0 };
		const int found = soc_parameter_find(s, s->settings[i].path, &t, &why);
		for (int m = 0; found && t.key != NULL && m < SOC_MODULES; m++)
			out->module[m] |= strcmp(soc_modules[m]->name, t.key->module) == 0;
		soc_buf_release(&why);
	}
}

int soc_switched_off(const struct soc_scenario *s, const struct soc_switched *on,
                     const struct soc_parameter *t)
{
	return module_is_off(on, t->key) || entry_is_off(s, t) || is_of_other_kind(s, t);
}
