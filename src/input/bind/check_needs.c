#include "input/bind/check_needs.h"

#include "input/text/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TEXT_BYTES 512 /* of what is said: names of entries have less than 64 */

/* ---- what is ever so, in the file or by the timeline ---- */

static double number_of(const struct soc_scenario *s, const struct soc_parameter *t)
{
	const void *at = soc_parameter_value(s, t);
	switch (t->key->type[0]) {
	case 'N':
		return *(const double *)at;
	case 'M':
		return ((const double *)at)[t->element > 0 ? t->element : 0];
	case 'I':
		return (double)*(const int64_t *)at;
	case 'S':
		return *(const uint32_t *)at;
	default: /* switches, choices and references */
		return *(const int32_t *)at;
	}
}

/* *path goes on behind word and a point. */
static int goes_on(const char **path, const char *word)
{
	const size_t n = strlen(word);
	if (strncmp(*path, word, n) != 0 || (*path)[n] != '.')
		return 0;
	*path += n + 1;
	return 1;
}

/* Whether soc_parameter_path would write this path. Every point of an experiment asks it hundreds of times, so
 * none is written. */
static int is_path_of(const struct soc_scenario *s, const struct soc_parameter *t, const char *path)
{
	if (!goes_on(&path, t->section->name))
		return 0;
	if (t->entry >= 0 && !goes_on(&path, soc_section_entry(s, t->section, t->entry)))
		return 0;
	if (t->element < 0)
		return strcmp(path, t->key->name) == 0;
	return goes_on(&path, t->key->name) &&
	       strcmp(path, soc_section_entry(s, soc_key_section(t->key), t->element)) == 0;
}

/* The first setting of the timeline of this parameter whose value is not neutral, or -1. */
static int setting_of(const struct soc_scenario *s, const struct soc_parameter *t, double neutral)
{
	for (int i = 0; i < s->settings_count; i++) {
		double value = strcmp(s->settings[i].value, "true") == 0;
		if (!is_path_of(s, t, s->settings[i].path))
			continue;
		soc_number_read(s->settings[i].value, &value);
		if (value != neutral)
			return i;
	}
	return -1;
}

int soc_needs_used(const struct soc_scenario *s, const struct soc_parameter *t, double neutral, int *setting)
{
	*setting = -1;
	if (number_of(s, t) != neutral)
		return 1;
	*setting = setting_of(s, t, neutral);
	return *setting >= 0;
}

int soc_needs_ever(const struct soc_scenario *s, const char *section, int entry, const char *key, int element)
{
	struct soc_parameter t = { .section = soc_section_find(section), .entry = entry, .element = element };
	int setting;
	t.key = soc_key_find(t.section, key);
	if (!t.section->named || entry >= 0)
		return soc_needs_used(s, &t, 0.0, &setting);
	for (t.entry = 0; t.entry < soc_section_count(s, t.section); t.entry++)
		if (soc_needs_used(s, &t, 0.0, &setting))
			return 1;
	return 0;
}

/* ---- of one value: where it stands, and what is said of it ---- */

int soc_needs_written(const struct soc_binding *binding, const struct soc_parameter *t)
{
	return soc_provenance_of(binding->provenance, t)->stated_in != NULL;
}

/* Where a value is written, its path as diagnostics say it, and what it is; setting: of a change, -1 in the
 * scenario itself. */
static struct soc_position found_at(const struct soc_binding *binding, const struct soc_parameter *t,
                                    int setting, struct soc_buf *path, struct soc_buf *value)
{
	const struct soc_scenario *s = binding->s;
	if (setting < 0) {
		soc_parameter_path(s, t, path);
		soc_parameter_write(s, t, value);
		return soc_provenance_place(binding->provenance, t);
	}
	const struct soc_setting *at = &s->settings[setting];
	soc_buf_add(path, "timeline.%s.set.%s", s->changes[at->change].name, at->path);
	soc_buf_puts(value, at->value);
	if (binding->provenance == NULL)
		return (struct soc_position){ "", 0, 0 };
	const struct soc_origin *origin = &binding->provenance->settings[setting];
	return (struct soc_position){ origin->file != NULL ? origin->file : "", origin->line, origin->column };
}

void soc_needs_say(struct soc_binding *binding, const struct soc_parameter *t, int setting, int refused,
                   const char *format, ...)
{
	struct soc_buf path = { 0 }, value = { 0 };
	char text[TEXT_BYTES];
	va_list values;
	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	const struct soc_position at = found_at(binding, t, setting, &path, &value);
	binding->diagnostics->out_of_memory |= path.failed || value.failed;
	(refused ? soc_diagnostics_error : soc_diagnostics_warn)(binding->diagnostics, at, soc_buf_text(&path),
	                                                         "%s: %s", soc_buf_text(&value), text);
	soc_buf_release(&path);
	soc_buf_release(&value);
}

struct soc_parameter soc_needs_parameter(const char *section, int entry, const char *key, int element)
{
	struct soc_parameter t = { .section = soc_section_find(section), .entry = entry, .element = element };
	t.key = soc_key_find(t.section, key);
	return t;
}

int soc_needs_scored(const struct soc_scenario *s, __attribute__((unused)) int entry)
{
	return s->components_count > 0 && s->grades_count > 0;
}

/* ---- what is there ---- */

SOC_NEEDS_IF(is_neighbours) { return s->channels[entry].kind == SOC_CHANNEL_NEIGHBOURS; }
SOC_NEEDS_IF(is_violation) { return s->events[entry].kind == SOC_VIOLATION; }
SOC_NEEDS_IF(is_good_deed) { return s->events[entry].kind == SOC_GOOD_DEED; }
SOC_NEEDS_IF(is_weighed) { return s->events[entry].kind != SOC_LIFE_EVENT; }
SOC_NEEDS_IF(rules_are_known) { return SOC_NEEDS_EVER("conduct", SOC_NEEDS_ANY, "published_rules"); }

SOC_NEEDS_IF(to_know_rules_helps)
{
	return SOC_NEEDS_EVER("events", SOC_NEEDS_ANY, "avoidable") || s->grades_count > 0 || SOC_NEEDS_EVER("due_process", SOC_NEEDS_ANY, "informed_appeal") ||
	       SOC_NEEDS_EVER("due_process", SOC_NEEDS_ANY, "informed_success");
}

SOC_NEEDS_IF(fades) { return s->components[entry].kind == SOC_COMPONENT_RECORDS; }
SOC_NEEDS_IF(is_means) { return s->components[entry].kind == SOC_COMPONENT_MEANS; }

SOC_NEEDS_IF(rating_is_of_somebody)
{
	return s->components[entry].kind != SOC_COMPONENT_RATING || s->components[entry].rated_classes != 0;
}

SOC_NEEDS_IF(rating_is_ever_made)
{
	return s->components[entry].kind != SOC_COMPONENT_RATING || SOC_NEEDS_EVER("components", entry, "rating_months");
}

SOC_NEEDS_IF(is_sanction) { return s->measures[entry].kind == SOC_SANCTION; }

/* ---- the list ---- */

#define NEIGHBOURS "is for channels of kind neighbours; other channels' records are not verified and not rewarded"
#define VIOLATION "is for events of kind violation"
#define GOOD_DEED "is for events of kind good_deed"
#define UNKNOWN_RULES "nobody knows the rules; set conduct.published_rules above 0"
#define SANCTION "is for measures of kind sanction"

const struct soc_need soc_needs[] = {
	{ "channels", "reward_points", 0, SOC_NEEDS_NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "channels", "malice_response", 0, SOC_NEEDS_NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "channels", "verify_specificity", 0, SOC_NEEDS_NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "channels", "verify_sensitivity", 1, SOC_NEEDS_NO_EFFECT, is_neighbours, NEIGHBOURS },
	{ "events", "strain_effect", 0, SOC_NEEDS_NO_EFFECT, is_violation, VIOLATION },
	{ "events", "avoidable", 0, SOC_NEEDS_NO_EFFECT, is_violation, VIOLATION },
	{ "events", "crowding_out", 0, SOC_NEEDS_NO_EFFECT, is_good_deed, GOOD_DEED },
	{ "events", "gain", 0.1, SOC_NEEDS_NO_EFFECT, is_weighed, "life events are not weighed" },
	{ "events", "sphere", 0, SOC_NEEDS_NO_EFFECT, is_weighed, "life events belong to no sphere" },
	{ "events", "avoidable", 0, SOC_NEEDS_NO_EFFECT, rules_are_known, UNKNOWN_RULES },
	{ "due_process", "informed_appeal", 0, SOC_NEEDS_NO_EFFECT, rules_are_known, UNKNOWN_RULES },
	{ "due_process", "informed_success", 0, SOC_NEEDS_NO_EFFECT, rules_are_known, UNKNOWN_RULES },
	{ "conduct", "published_rules", 0, SOC_NEEDS_NO_EFFECT, to_know_rules_helps,
	  "to know the rules helps nobody; there are no grades; set events.*.avoidable or due_process.informed_appeal above 0" },
	{ "components", "half_life_months", 0, SOC_NEEDS_NO_EFFECT, fades, "only components of kind records fade" },
	{ "components", "means_slope", 0, SOC_NEEDS_NO_EFFECT, is_means, "is for components of kind means" },
	{ "components", "kind", 0, SOC_NEEDS_NO_EFFECT, rating_is_of_somebody, "rated_classes: names no class of person: nobody is rated" },
	{ "components", "kind", 0, SOC_NEEDS_NO_EFFECT, rating_is_ever_made, "rating_months is 0: nobody is rated" },
	{ "output", "spread", 0, SOC_NEEDS_NO_EFFECT, soc_needs_scored, SOC_NEEDS_GRADES },
	{ "measures", "income_loss", 0, SOC_NEEDS_NO_EFFECT, is_sanction, SANCTION },
	{ "measures", "strain", 0, SOC_NEEDS_NO_EFFECT, is_sanction, SANCTION },
	{ 0 },
};
