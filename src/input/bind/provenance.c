#include "input/bind/provenance.h"

#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define WORD_BYTES 192 /* the longest path of a key, and more */

struct soc_notes *soc_notes_new(void)
{
	return soc_calloc(1, sizeof(struct soc_notes));
}

void soc_notes_free(struct soc_notes *notes)
{
	if (notes == NULL)
		return;
	soc_arena_release(&notes->arena);
	soc_free(notes->values);
	soc_free(notes);
}

const char *soc_notes_text(struct soc_notes *notes, const char *text)
{
	const char *copy = soc_arena_text(&notes->arena, text, strlen(text));
	if (copy == NULL)
		notes->out_of_memory = 1;
	return copy;
}

const struct soc_note *soc_notes_of(const struct soc_notes *notes, const struct soc_target *t)
{
	static const struct soc_note nobody = { 0 };
	return notes != NULL ? &notes->at[soc_target_number(t)] : &nobody;
}

struct soc_position soc_notes_place(const struct soc_notes *notes, const struct soc_target *t)
{
	const struct soc_note *note = soc_notes_of(notes, t);
	if (note->file == NULL) {
		struct soc_target entry = *t;
		entry.key = NULL;
		note = soc_notes_of(notes, &entry);
	}
	return (struct soc_position){ note->file != NULL ? note->file : "", note->line, note->column };
}

/* The layer in which a target was stated, of a map its latest element; 0 by nobody. */
static int layer_of(const struct soc_notes *notes, struct soc_target t, struct soc_target *latest)
{
	int layer = soc_notes_of(notes, &t)->layer;
	*latest = t;
	if (t.key == NULL || t.key->type[0] != 'M' || t.element >= 0)
		return layer;
	for (t.element = 0; t.element < soc_key_section(t.key)->most; t.element++)
		if (soc_notes_of(notes, &t)->layer > layer) {
			layer = soc_notes_of(notes, &t)->layer;
			*latest = t;
		}
	return layer;
}

/* The key that a word of a reason names: of the same entry, or by its path. */
static int word_target(const struct soc_scenario *s, const struct soc_target *of, const char *word,
                       struct soc_target *t)
{
	struct soc_buf why = { 0 };
	*t = (struct soc_target){ of->section, soc_key_find(of->section, word), of->entry, -1 };
	if (t->key != NULL || strchr(word, '.') == NULL)
		return t->key != NULL;
	const int found = soc_target_find(s, word, t, &why);
	soc_buf_release(&why);
	return found;
}

struct soc_position soc_notes_place_of_fault(const struct soc_scenario *s, const struct soc_notes *notes,
                                             const struct soc_target *t, const char *reason)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";
	struct soc_target best, other;
	int highest = layer_of(notes, *t, &best);
	for (const char *c = reason + strcspn(reason, letters); *c != '\0'; c += strcspn(c, letters)) {
		char word[WORD_BYTES];
		const size_t length = strspn(c, letters);
		size_t n = length;
		while (n > 0 && c[n - 1] == '.') /* a full stop is no part of it */
			n--;
		snprintf(word, sizeof word, "%.*s", n < sizeof word ? (int)n : 0, c);
		c += length;
		if (!word_target(s, t, word, &other))
			continue;
		const int layer = layer_of(notes, other, &other);
		if (layer > highest) {
			highest = layer;
			best = other;
		}
	}
	return soc_notes_place(notes, &best);
}

struct soc_provenance soc_provenance_of(const struct soc_scenario *s, const struct soc_target *t,
                                        const struct soc_note *note)
{
	const struct soc_key *key = t->key;
	int cited = key->source[0] != '\0' && strcmp(key->source, "assumption") != 0;
	struct soc_provenance p = { "", NAN, NAN, 0 };
	if (note->source != NULL)
		p.source = note->source;
	else if (cited && soc_target_is_default(s, t))
		p.source = key->source;
	else if (soc_key_is_quantity(key))
		p.source = "assumption";
	p.assumption = soc_key_is_quantity(key) && !strcmp(p.source, "assumption");
	if (note->has_range) {
		p.low = note->low;
		p.high = note->high;
	} else if (p.assumption) {
		p.low = key->low;
		p.high = key->high;
	}
	return p;
}

int soc_notes_shows(const struct soc_scenario *s, const struct soc_target *t)
{
	if (t->key->type[0] != 'M')
		return 1;
	double value;
	memcpy(&value, (const double *)soc_target_value(s, t) + t->element, sizeof value);
	return value != 0.0 || soc_notes_of(s->notes, t)->origin != NULL;
}

static int walk_key(const struct soc_scenario *s, struct soc_target t,
                    int (*visit)(void *, const struct soc_target *), void *user)
{
	if (t.key->type[0] != 'M')
		return visit(user, &t);
	int count = soc_section_count(s, soc_key_section(t.key));
	for (t.element = 0; t.element < count; t.element++) {
		if (soc_notes_shows(s, &t) && !visit(user, &t))
			return 0;
	}
	return 1;
}

void soc_notes_walk(const struct soc_scenario *s, int (*visit)(void *user, const struct soc_target *t),
                    void *user)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	for (size_t i = 0; i < count; i++) {
		const struct soc_section *section = &sections[i];
		int entries = soc_section_count(s, section);
		for (int entry = 0; entry < entries; entry++) {
			for (size_t k = 0; k < section->keys_count; k++) {
				struct soc_target t = { section, &section->keys[k], section->named ? entry : -1, -1 };
				if (!walk_key(s, t, visit, user))
					return;
			}
		}
	}
}

struct lister {
	struct soc_notes *notes;
	const struct soc_scenario *s;
};

static struct soc_value *values_add(struct soc_notes *notes)
{
	if (notes->values_count == notes->values_capacity) {
		size_t capacity = notes->values_capacity == 0 ? 512 : notes->values_capacity * 2;
		struct soc_value *values = soc_realloc(notes->values, capacity, sizeof *values);
		if (values == NULL) {
			notes->out_of_memory = 1;
			return NULL;
		}
		notes->values = values;
		notes->values_capacity = capacity;
	}
	return &notes->values[notes->values_count++];
}

static const char *notes_take(struct soc_notes *notes, struct soc_buf *buf)
{
	notes->out_of_memory |= buf->failed;
	const char *copy = soc_notes_text(notes, soc_buf_text(buf));
	soc_buf_release(buf);
	return copy;
}

static const char *note_origin(struct soc_notes *notes, const struct soc_note *note)
{
	struct soc_buf text = { 0 };
	if (note->origin == NULL)
		return "default";
	if (note->line == 0)
		return note->origin;
	soc_buf_add(&text, "%s:%d", note->origin, note->line);
	return notes_take(notes, &text);
}

static int list_one(struct lister *l, const struct soc_target *t, const struct soc_note *note,
                    struct soc_buf *path, struct soc_buf *text)
{
	struct soc_provenance p = soc_provenance_of(l->s, t, note);
	struct soc_value v = { .unit = t->key->unit,
		                   .meaning = t->key->meaning,
		                   .source = p.source,
		                   .low = p.low,
		                   .high = p.high,
		                   .assumption = p.assumption };
	v.key = notes_take(l->notes, path);
	v.value = notes_take(l->notes, text);
	v.origin = note_origin(l->notes, note);
	struct soc_value *row = values_add(l->notes);
	if (row != NULL)
		*row = v;
	return !l->notes->out_of_memory;
}

static int list_visit(void *user, const struct soc_target *t)
{
	struct lister *l = user;
	struct soc_buf path = { 0 }, text = { 0 };
	soc_target_path(l->s, t, &path);
	if (strchr("TWL", t->key->type[0]) != NULL)
		soc_buf_puts(&text, soc_target_value(l->s, t));
	else
		soc_target_write(l->s, t, &text);
	return list_one(l, t, soc_notes_of(l->notes, t), &path, &text);
}

/* What the timeline sets: timeline.<name>.set.<path>. */
static int list_setting(struct lister *l, int i)
{
	const struct soc_setting *setting = &l->s->settings[i];
	struct soc_target t;
	struct soc_buf path = { 0 }, text = { 0 }, why = { 0 };
	int found = soc_target_find(l->s, setting->path, &t, &why);
	soc_buf_release(&why);
	if (!found)
		return 1;
	soc_buf_add(&path, "timeline.%s.set.%s", l->s->changes[setting->change].name, setting->path);
	soc_buf_puts(&text, setting->value);
	return list_one(l, &t, &l->notes->settings[i], &path, &text);
}

int soc_notes_list(struct soc_notes *notes, const struct soc_scenario *s)
{
	struct lister l = { notes, s };
	soc_notes_walk(s, list_visit, &l);
	for (int i = 0; i < s->settings_count && !notes->out_of_memory; i++)
		list_setting(&l, i);
	return !notes->out_of_memory;
}

int soc_notes_set_origin(struct soc_scenario *s, size_t i, const char *text, size_t length)
{
	struct soc_notes *notes = (struct soc_notes *)s->notes; /* the scenario's own */
	if (notes == NULL || i >= notes->values_count)
		return 0;
	const char *copy = soc_arena_text(&notes->arena, text, length);
	if (copy != NULL)
		notes->values[i].origin = copy;
	return copy != NULL;
}
