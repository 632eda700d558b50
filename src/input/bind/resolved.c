/* The whole scenario as YAML, every value with its source; it reads back to the same scenario. */
#include "input/bind/resolved.h"

#include "input/bind/citation.h"
#include "socred/scenario.h"

#include <math.h>
#include <string.h>

#include "input/text/number.h"

struct writer {
	const struct soc_scenario *s;
	struct soc_switched on;
	struct soc_buf *out;
};

static void indent(struct writer *w, int level)
{
	for (int i = 0; i < level; i++)
		soc_buf_puts(w->out, "  ");
}

/* "plain" or "{value: plain, source: ..., range: [low, high]}" and the end of the line. The range of a key is
 * the program's, and not written: read again, it would stand as if somebody had stated it. */
static void write_value(struct writer *w, const char *value, const struct soc_citation *p)
{
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT];
	const int is_stated = !isnan(p->low) && strcmp(p->range_from, "stated") == 0;
	if (p->source[0] == '\0' && !is_stated) {
		soc_buf_add(w->out, " %s\n", value);
		return;
	}
	soc_buf_add(w->out, " {value: %s", value);
	if (p->source[0] != '\0') {
		soc_buf_puts(w->out, ", source: ");
		soc_buf_quote(w->out, p->source, 0);
	}
	if (is_stated) {
		soc_number_write(p->low, low);
		soc_number_write(p->high, high);
		soc_buf_add(w->out, ", range: [%s, %s]", low, high);
	}
	soc_buf_puts(w->out, "}\n");
}

static void write_parameter(struct writer *w, const struct soc_parameter *t, const char *key, int level)
{
	struct soc_buf value = { 0 };
	struct soc_citation p = soc_citation_of(w->s, &w->on, t, soc_provenance_of(w->s->provenance, t));
	soc_parameter_write(w->s, t, &value);
	indent(w, level);
	soc_buf_add(w->out, "%s:", key);
	write_value(w, soc_buf_text(&value), &p);
	w->out->failed |= value.failed;
	soc_buf_release(&value);
}

static void write_map(struct writer *w, struct soc_parameter t, int level)
{
	const struct soc_section *events = soc_key_section(t.key);
	int count = soc_section_count(w->s, events), written = 0;
	indent(w, level);
	soc_buf_add(w->out, "%s:", t.key->name);
	for (t.element = 0; t.element < count; t.element++) {
		if (!soc_provenance_shows(w->s, &t))
			continue;
		soc_buf_puts(w->out, written++ == 0 ? "\n" : "");
		write_parameter(w, &t, soc_section_entry(w->s, events, t.element), level + 1);
	}
	soc_buf_puts(w->out, written == 0 ? " {}\n" : "");
}

static void write_keys(struct writer *w, const struct soc_section *section, int entry, int level)
{
	for (size_t i = 0; i < section->keys_count; i++) {
		struct soc_parameter t = { section, &section->keys[i], entry, -1 };
		const char *dot = strchr(t.key->name, '.');
		/* Keys inside a map stand together in their section: the first of them opens it. */
		if (dot != NULL && (i == 0 || strchr(section->keys[i - 1].name, '.') == NULL)) {
			indent(w, level);
			soc_buf_put(w->out, t.key->name, (size_t)(dot - t.key->name));
			soc_buf_puts(w->out, ":\n");
		}
		if (t.key->type[0] == 'M')
			write_map(w, t, level);
		else
			write_parameter(w, &t, dot != NULL ? dot + 1 : t.key->name, level + (dot != NULL));
	}
}

static void write_settings(struct writer *w, int change)
{
	const struct soc_change *c = &w->s->changes[change];
	soc_buf_puts(w->out, "    set:\n");
	for (int i = c->first_setting; i < c->first_setting + c->settings; i++) {
		const struct soc_setting *setting = &w->s->settings[i];
		struct soc_citation p = { "", NAN, NAN, "", 0 };
		struct soc_buf why = { 0 };
		struct soc_parameter t;
		if (w->s->provenance != NULL && soc_parameter_find(w->s, setting->path, &t, &why))
			p = soc_citation_of_setting(w->s, &w->on, &t, i);
		soc_buf_release(&why);
		soc_buf_add(w->out, "      %s:", setting->path);
		write_value(w, setting->value, &p);
	}
}

static void write_section(struct writer *w, const struct soc_section *section)
{
	int count = soc_section_count(w->s, section);
	if (section->named && count == 0)
		return;
	if (section->name[0] != '\0')
		soc_buf_add(w->out, "%s:\n", section->name);
	for (int entry = 0; entry < count; entry++) {
		if (!section->named) {
			write_keys(w, section, -1, section->name[0] != '\0');
			continue;
		}
		const char *name = soc_section_entry(w->s, section, entry);
		soc_buf_add(w->out, section->is_list ? "  - name: %s\n" : "  %s:\n", name);
		write_keys(w, section, entry, 2);
		if (section->is_list)
			write_settings(w, entry);
	}
}

#define HOW "run"

int soc_resolved_leaves_out(const char *key)
{
	return strncmp(key, HOW ".", sizeof HOW) == 0;
}

static char *resolved(const struct soc_scenario *scenario, int for_results)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	struct soc_buf out = { 0 };
	struct writer w = { .s = scenario, .out = &out };
	soc_switched_find(scenario, &w.on);
	soc_buf_puts(&out, "socred: 1\n");
	for (size_t i = 0; i < count; i++)
		if (!for_results || strcmp(sections[i].name, HOW) != 0)
			write_section(&w, &sections[i]);
	if (scenario->population != NULL) {
		soc_buf_puts(&out, "population: ");
		soc_buf_quote(&out, scenario->population, 0);
		soc_buf_puts(&out, "\n");
	}
	return soc_buf_take(&out);
}

char *soc_scenario_resolved(const struct soc_scenario *scenario)
{
	return resolved(scenario, 0);
}

char *soc_resolved_for_results(const struct soc_scenario *scenario)
{
	return resolved(scenario, 1);
}
