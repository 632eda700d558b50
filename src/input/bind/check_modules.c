/* Checks between modules: what one needs of another, and what would silently do nothing. */
#include "input/bind/check_needs.h"

#include "input/module.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#define TEXT_BYTES 512 /* of what is said: names of entries have less than 64 */

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

static void check_need(struct soc_binding *binding, const struct soc_need *need,
                       const struct soc_parameter *t)
{
	int setting;
	if (need->met(binding->s, t->entry))
		return;
	if (isnan(need->neutral)
	        ? soc_needs_written(binding, t) && soc_needs_used(binding->s, t, t->key->def, &setting)
	        : soc_needs_used(binding->s, t, need->neutral, &setting))
		soc_needs_say(binding, t, setting, need->refused, "%s", need->text);
}

/* Where no regime is left there is nothing that its absence could make strange. */
static int is_bare(const struct soc_scenario *s)
{
	return s->channels_count == 0 && s->components_count == 0 && s->lists_count == 0 &&
	       s->measures_count == 0 && s->instrument.table[0] == '\0';
}

static void check_needs(struct soc_binding *binding, const struct soc_need *needs)
{
	for (const struct soc_need *need = needs; need != NULL && need->section != NULL; need++) {
		struct soc_parameter t = { .section = soc_section_find(need->section), .entry = -1, .element = -1 };
		t.key = soc_key_find(t.section, need->key);
		if (!need->refused && is_bare(binding->s))
			continue;
		if (!t.section->named)
			check_need(binding, need, &t);
		else
			for (t.entry = 0; t.entry < soc_section_count(binding->s, t.section); t.entry++)
				check_need(binding, need, &t);
	}
}

/* ---- score ---- */

/* Components and grades make a score together; with one of them alone nobody is posted points. */
static void check_score(struct soc_binding *binding)
{
	const struct soc_scenario *s = binding->s;
	const char *section = s->grades_count == 0 ? "components" : "grades";
	if ((s->components_count == 0) == (s->grades_count == 0))
		return;
	const struct soc_parameter first = { soc_section_find(section), NULL, 0, -1 };
	struct soc_buf path = { 0 };
	soc_parameter_path(s, &first, &path);
	binding->diagnostics->out_of_memory |= path.failed;
	soc_diagnostics_warn(
		binding->diagnostics, soc_provenance_place(binding->provenance, &first), soc_buf_text(&path),
		s->grades_count == 0 ? "without grades there is no score and nobody is posted points, nor do bureaus "
							   "find any; add grades:"
							 : "without components there is no score to grade; add components:");
	soc_buf_release(&path);
}

void soc_bind_check_modules(struct soc_binding *binding)
{
	check_needs(binding, soc_needs);
	check_score(binding);
	for (int i = 0; i < SOC_MODULES; i++) {
		check_needs(binding, soc_modules[i]->needs);
		if (soc_modules[i]->check != NULL)
			soc_modules[i]->check(binding);
	}
}
