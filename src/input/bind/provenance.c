#include "input/bind/provenance.h"

#include "base/mem.h"
#include "input/bind/citation.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WORD_BYTES 192 /* the longest path of a key, and more */

struct soc_provenance *soc_provenance_new(void)
{
	return soc_calloc(1, sizeof(struct soc_provenance));
}

void soc_provenance_free(struct soc_provenance *provenance)
{
	if (provenance == NULL)
		return;
	soc_arena_release(&provenance->arena);
	soc_free(provenance->values);
	soc_free(provenance);
}

const char *soc_provenance_text(struct soc_provenance *provenance, const char *text)
{
	const char *copy = soc_arena_text(&provenance->arena, text, strlen(text));
	if (copy == NULL)
		provenance->out_of_memory = 1;
	return copy;
}

const struct soc_origin *soc_provenance_of(const struct soc_provenance *provenance,
                                           const struct soc_parameter *t)
{
	static const struct soc_origin nobody = { 0 };
	return provenance != NULL ? &provenance->at[soc_parameter_number(t)] : &nobody;
}

struct soc_position soc_provenance_place(const struct soc_provenance *provenance,
                                         const struct soc_parameter *t)
{
	const struct soc_origin *origin = soc_provenance_of(provenance, t);
	if (origin->file == NULL) {
		struct soc_parameter entry = *t;
		entry.key = NULL;
		origin = soc_provenance_of(provenance, &entry);
	}
	return (struct soc_position){ origin->file != NULL ? origin->file : "", origin->line, origin->column };
}

/* The layer in which a parameter was stated, of a map its latest element; 0 by nobody. */
static int layer_of(const struct soc_provenance *provenance, struct soc_parameter t,
                    struct soc_parameter *latest)
{
	int layer = soc_provenance_of(provenance, &t)->layer;
	*latest = t;
	if (t.key == NULL || t.key->type[0] != 'M' || t.element >= 0)
		return layer;
	for (t.element = 0; t.element < soc_key_section(t.key)->most; t.element++)
		if (soc_provenance_of(provenance, &t)->layer > layer) {
			layer = soc_provenance_of(provenance, &t)->layer;
			*latest = t;
		}
	return layer;
}

/* The key that a word of a reason names: of the same entry, or by its path. */
static int word_parameter(const struct soc_scenario *s, const struct soc_parameter *of, const char *word,
                          struct soc_parameter *t)
{
	struct soc_buf why = { 0 };
	*t = (struct soc_parameter){ of->section, soc_key_find(of->section, word), of->entry, -1 };
	if (t->key != NULL || strchr(word, '.') == NULL)
		return t->key != NULL;
	const int found = soc_parameter_find(s, word, t, &why);
	soc_buf_release(&why);
	return found;
}

struct soc_position soc_provenance_place_of_fault(const struct soc_scenario *s,
                                                  const struct soc_provenance *provenance,
                                                  const struct soc_parameter *t, const char *reason)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
	struct soc_parameter best, other;
	int highest = layer_of(provenance, *t, &best);
	for (const char *c = reason + strcspn(reason, letters); *c != '\0'; c += strcspn(c, letters)) {
		char word[WORD_BYTES];
		const size_t length = strspn(c, letters);
		size_t n = length;
		while (n > 0 && c[n - 1] == '.') /* a full stop is no part of it */
			n--;
		snprintf(word, sizeof word, "%.*s", n < sizeof word ? (int)n : 0, c);
		c += length;
		if (!word_parameter(s, t, word, &other))
			continue;
		const int layer = layer_of(provenance, other, &other);
		if (layer > highest) {
			highest = layer;
			best = other;
		}
	}
	return soc_provenance_place(provenance, &best);
}

int soc_provenance_borrows(const struct soc_scenario *s, const struct soc_parameter *t,
                           const struct soc_origin *origin)
{
	static const char *const counted_in_china[] = { "income_gini", "urban_income_ratio", "borrower_share" };
	if (s->population == NULL || origin->source != NULL || origin->stated_in != NULL ||
	    strcmp(t->section->name, "society") != 0)
		return 0;
	for (size_t i = 0; i < sizeof counted_in_china / sizeof *counted_in_china; i++)
		if (strcmp(t->key->name, counted_in_china[i]) == 0)
			return 1;
	return 0;
}

int soc_provenance_shows(const struct soc_scenario *s, const struct soc_parameter *t)
{
	if (t->key->type[0] != 'M')
		return 1;
	double value;
	memcpy(&value, (const double *)soc_parameter_value(s, t) + t->element, sizeof value);
	return value != 0.0 || soc_provenance_of(s->provenance, t)->stated_in != NULL;
}

static int walk_key(const struct soc_scenario *s, struct soc_parameter t,
                    int (*visit)(void *, const struct soc_parameter *), void *user)
{
	if (t.key->type[0] != 'M')
		return visit(user, &t);
	int count = soc_section_count(s, soc_key_section(t.key));
	for (t.element = 0; t.element < count; t.element++) {
		if (soc_provenance_shows(s, &t) && !visit(user, &t))
			return 0;
	}
	return 1;
}

void soc_provenance_walk(const struct soc_scenario *s,
                         int (*visit)(void *user, const struct soc_parameter *t), void *user)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	for (size_t i = 0; i < count; i++) {
		const struct soc_section *section = &sections[i];
		int entries = soc_section_count(s, section);
		for (int entry = 0; entry < entries; entry++) {
			for (size_t k = 0; k < section->keys_count; k++) {
				struct soc_parameter t = { section, &section->keys[k], section->named ? entry : -1, -1 };
				if (!walk_key(s, t, visit, user))
					return;
			}
		}
	}
}

struct lister {
	struct soc_provenance *provenance;
	const struct soc_scenario *s;
	struct soc_switched on;
};

static struct soc_value *values_add(struct soc_provenance *provenance)
{
	if (provenance->values_count == provenance->values_capacity) {
		size_t capacity = provenance->values_capacity == 0 ? 512 : provenance->values_capacity * 2;
		struct soc_value *values = soc_realloc(provenance->values, capacity, sizeof *values);
		if (values == NULL) {
			provenance->out_of_memory = 1;
			return NULL;
		}
		provenance->values = values;
		provenance->values_capacity = capacity;
	}
	return &provenance->values[provenance->values_count++];
}

static const char *notes_take(struct soc_provenance *provenance, struct soc_buf *buf)
{
	provenance->out_of_memory |= buf->failed;
	const char *copy = soc_provenance_text(provenance, soc_buf_text(buf));
	soc_buf_release(buf);
	return copy;
}

static const char *text_of_origin(struct soc_provenance *provenance, const struct soc_origin *origin)
{
	struct soc_buf text = { 0 };
	if (origin->stated_in == NULL)
		return "default";
	if (origin->line == 0)
		return origin->stated_in;
	soc_buf_add(&text, "%s:%d", origin->stated_in, origin->line);
	return notes_take(provenance, &text);
}

static int list_one(struct lister *l, const struct soc_parameter *t, const struct soc_origin *origin,
                    const struct soc_citation *p, struct soc_buf *path, struct soc_buf *text)
{
	struct soc_value v = { .unit = t->key->unit,
		                   .meaning = t->key->meaning,
		                   .source = p->source,
		                   .low = p->low,
		                   .high = p->high,
		                   .range_from = p->range_from,
		                   .assumption = p->assumption };
	v.key = notes_take(l->provenance, path);
	v.value = notes_take(l->provenance, text);
	v.origin = text_of_origin(l->provenance, origin);
	struct soc_value *row = values_add(l->provenance);
	if (row != NULL)
		*row = v;
	return !l->provenance->out_of_memory;
}

static int list_visit(void *user, const struct soc_parameter *t)
{
	struct lister *l = user;
	struct soc_buf path = { 0 }, text = { 0 };
	soc_parameter_path(l->s, t, &path);
	if (strchr("TWL", t->key->type[0]) != NULL)
		soc_buf_puts(&text, soc_parameter_value(l->s, t));
	else
		soc_parameter_write(l->s, t, &text);
	const struct soc_origin *origin = soc_provenance_of(l->provenance, t);
	const struct soc_citation p = soc_citation_of(l->s, &l->on, t, origin);
	return list_one(l, t, origin, &p, &path, &text);
}

/* What the timeline sets: timeline.<name>.set.<path>. */
static int list_setting(struct lister *l, int i)
{
	const struct soc_setting *setting = &l->s->settings[i];
	struct soc_parameter t;
	struct soc_buf path = { 0 }, text = { 0 }, why = { 0 };
	int found = soc_parameter_find(l->s, setting->path, &t, &why);
	soc_buf_release(&why);
	if (!found)
		return 1;
	soc_buf_add(&path, "timeline.%s.set.%s", l->s->changes[setting->change].name, setting->path);
	soc_buf_puts(&text, setting->value);
	const struct soc_citation p = soc_citation_of_setting(l->s, &l->on, &t, i);
	return list_one(l, &t, &l->provenance->settings[i], &p, &path, &text);
}

int soc_provenance_list(struct soc_provenance *provenance, const struct soc_scenario *s)
{
	struct lister l = { .provenance = provenance, .s = s };
	soc_switched_find(s, &l.on);
	soc_provenance_walk(s, list_visit, &l);
	for (int i = 0; i < s->settings_count && !provenance->out_of_memory; i++)
		list_setting(&l, i);
	return !provenance->out_of_memory;
}

int soc_provenance_set_origin(struct soc_scenario *s, size_t i, const char *text, size_t length)
{
	struct soc_provenance *provenance = (struct soc_provenance *)s->provenance; /* the scenario's own */
	if (provenance == NULL || i >= provenance->values_count)
		return 0;
	const char *copy = soc_arena_text(&provenance->arena, text, length);
	if (copy != NULL)
		provenance->values[i].origin = copy;
	return copy != NULL;
}
