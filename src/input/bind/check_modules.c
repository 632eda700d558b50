/* Checks between modules: what one needs of another, and what would silently do nothing. */
#include "input/bind/check_needs.h"

#include "input/module.h"

#include <math.h>
#include <string.h>

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
	const int bare = is_bare(binding->s);
	const struct soc_section *section = NULL; /* most needs are of the section of the one before */
	for (const struct soc_need *need = needs; need != NULL && need->section != NULL; need++) {
		if (!need->refused && bare)
			continue;
		if (section == NULL || strcmp(section->name, need->section) != 0)
			section = soc_section_find(need->section);
		struct soc_parameter t = { .section = section, .entry = -1, .element = -1 };
		t.key = soc_key_find(t.section, need->key);
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
