/* Checks between modules: what one needs of another, and what would silently do nothing. */
#include "input/bind/check_needs.h"

#include "input/module.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#define TEXT_BYTES 512 /* of what is said: names of entries have less than 64 */

int soc_needs_written(const struct soc_fill *fill, const struct soc_target *t)
{
	return soc_notes_of(fill->notes, t)->origin != NULL;
}

/* Where a value is written, its path as problems say it, and what it is; setting: of a change, -1 in the
 * scenario itself. */
static struct soc_position found_at(const struct soc_fill *fill, const struct soc_target *t, int setting,
                                    struct soc_buf *path, struct soc_buf *value)
{
	const struct soc_scenario *s = fill->s;
	if (setting < 0) {
		soc_target_path(s, t, path);
		soc_target_write(s, t, value);
		return soc_notes_place(fill->notes, t);
	}
	const struct soc_setting *at = &s->settings[setting];
	soc_buf_add(path, "timeline.%s.set.%s", s->changes[at->change].name, at->path);
	soc_buf_puts(value, at->value);
	if (fill->notes == NULL)
		return (struct soc_position){ "", 0, 0 };
	const struct soc_note *note = &fill->notes->settings[setting];
	return (struct soc_position){ note->file != NULL ? note->file : "", note->line, note->column };
}

void soc_needs_say(struct soc_fill *fill, const struct soc_target *t, int setting, int refused,
                   const char *format, ...)
{
	struct soc_buf path = { 0 }, value = { 0 };
	char text[TEXT_BYTES];
	va_list values;
	va_start(values, format);
	vsnprintf(text, sizeof text, format, values);
	va_end(values);
	const struct soc_position at = found_at(fill, t, setting, &path, &value);
	fill->problems->out_of_memory |= path.failed || value.failed;
	(refused ? soc_problems_error : soc_problems_warn)(fill->problems, at, soc_buf_text(&path), "%s: %s",
	                                                   soc_buf_text(&value), text);
	soc_buf_release(&path);
	soc_buf_release(&value);
}

struct soc_target soc_needs_target(const char *section, int entry, const char *key, int element)
{
	struct soc_target t = { .section = soc_section_find(section), .entry = entry, .element = element };
	t.key = soc_key_find(t.section, key);
	return t;
}

static void check_need(struct soc_fill *fill, const struct soc_need *need, const struct soc_target *t)
{
	int setting;
	if (need->met(fill->s, t->entry))
		return;
	if (isnan(need->neutral) ? soc_needs_written(fill, t) && soc_needs_used(fill->s, t, t->key->def, &setting)
	                         : soc_needs_used(fill->s, t, need->neutral, &setting))
		soc_needs_say(fill, t, setting, need->refused, "%s", need->text);
}

/* Where no regime is left there is nothing that its absence could make strange. */
static int is_bare(const struct soc_scenario *s)
{
	return s->channels_count == 0 && s->components_count == 0 && s->lists_count == 0 &&
	       s->measures_count == 0 && s->instrument.table[0] == '\0';
}

static void check_needs(struct soc_fill *fill, const struct soc_need *needs)
{
	for (const struct soc_need *need = needs; need != NULL && need->section != NULL; need++) {
		struct soc_target t = { .section = soc_section_find(need->section), .entry = -1, .element = -1 };
		t.key = soc_key_find(t.section, need->key);
		if (!need->refused && is_bare(fill->s))
			continue;
		if (!t.section->named)
			check_need(fill, need, &t);
		else
			for (t.entry = 0; t.entry < soc_section_count(fill->s, t.section); t.entry++)
				check_need(fill, need, &t);
	}
}

/* ---- score ---- */

/* Components and grades make a score together; with one of them alone nobody is posted points. */
static void check_score(struct soc_fill *fill)
{
	const struct soc_scenario *s = fill->s;
	const char *section = s->grades_count == 0 ? "components" : "grades";
	if ((s->components_count == 0) == (s->grades_count == 0))
		return;
	const struct soc_target first = { soc_section_find(section), NULL, 0, -1 };
	struct soc_buf path = { 0 };
	soc_target_path(s, &first, &path);
	fill->problems->out_of_memory |= path.failed;
	soc_problems_warn(fill->problems, soc_notes_place(fill->notes, &first), soc_buf_text(&path),
	                  s->grades_count == 0
	                      ? "without grades there is no score and nobody is posted points, nor do bureaus "
	                        "find any; add grades:"
	                      : "without components there is no score to grade; add components:");
	soc_buf_release(&path);
}

void soc_fill_check_modules(struct soc_fill *fill)
{
	check_needs(fill, soc_needs);
	check_score(fill);
	for (int i = 0; i < SOC_MODULES; i++) {
		check_needs(fill, soc_modules[i]->needs);
		if (soc_modules[i]->check != NULL)
			soc_modules[i]->check(fill);
	}
}
