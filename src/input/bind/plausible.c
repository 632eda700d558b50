#include "input/bind/plausible.h"

#include "input/bind/citation.h"
#include "input/text/number.h"
#include "socred/scenario.h"

#include <math.h>
#include <string.h>

struct walker {
	const struct soc_scenario *s;
	int (*visit)(void *, const struct soc_plausible *);
	void *user;
	struct soc_switched on;
	int out_of_memory;
};

/* ---- ranges ---- */
/* 0 when the key is too long to be one, or memory is out. */
static int fill(struct soc_plausible *out, const struct soc_scenario *s, const struct soc_parameter *t,
                const struct soc_citation *cited, const struct soc_buf *path, int setting)
{
	*out = (struct soc_plausible){ .value = soc_citation_number(s, t, setting),
		                           .low = cited->low,
		                           .high = cited->high,
		                           .is_of_key = strcmp(cited->range_from, "stated") != 0,
		                           .is_whole = t->key->type[0] == 'I',
		                           .setting = setting };
	if (path->failed || path->length >= sizeof out->key)
		return 0;
	memcpy(out->key, soc_buf_text(path), path->length + 1);
	return 1;
}

/* The weights of an index add up to 1: none can be varied alone. */
static int is_tied(const struct soc_scenario *s, const struct soc_parameter *t)
{
	return s->scale.kind == SOC_SCALE_INDEX && strcmp(t->section->name, "components") == 0 &&
	       strcmp(t->key->name, "weight") == 0;
}

static int visit_value(void *user, const struct soc_parameter *t)
{
	struct walker *w = user;
	const struct soc_origin *origin = soc_provenance_of(w->s->provenance, t);
	const struct soc_citation cited = soc_citation_of(w->s, &w->on, t, origin);
	struct soc_buf path = { 0 };
	struct soc_plausible value;
	if (isnan(cited.low) || !soc_citation_is_number(t) || is_tied(w->s, t) ||
	    soc_switched_off(w->s, &w->on, t))
		return 1;
	soc_parameter_path(w->s, t, &path);
	const int named = fill(&value, w->s, t, &cited, &path, -1);
	w->out_of_memory |= path.failed;
	soc_buf_release(&path);
	return w->out_of_memory ? 0 : named ? w->visit(w->user, &value) : 1;
}

/* timeline.NAME.set.PATH */
static void put_setting_path(struct soc_buf *out, const struct soc_scenario *s, int i)
{
	soc_buf_add(out, "timeline.%s.set.%s", s->changes[s->settings[i].change].name, s->settings[i].path);
}

static int visit_setting(struct walker *w, int i)
{
	struct soc_parameter t;
	struct soc_buf path = { 0 }, why = { 0 };
	struct soc_plausible value;
	int found = soc_parameter_find(w->s, w->s->settings[i].path, &t, &why) && t.key != NULL;
	soc_buf_release(&why);
	if (!found)
		return 1;
	const struct soc_citation cited = soc_citation_of_setting(w->s, &w->on, &t, i);
	if (isnan(cited.low) || !soc_citation_is_number(&t))
		return 1;
	put_setting_path(&path, w->s, i);
	found = fill(&value, w->s, &t, &cited, &path, i);
	w->out_of_memory |= path.failed;
	soc_buf_release(&path);
	return w->out_of_memory ? 0 : found ? w->visit(w->user, &value) : 1;
}

struct stopper {
	struct walker w;
	int stopped;
};

static int visit_and_remember(void *user, const struct soc_parameter *t)
{
	struct stopper *stopper = user;
	stopper->stopped = !visit_value(&stopper->w, t);
	return !stopper->stopped;
}

int soc_plausible_walk(const struct soc_scenario *s, int (*visit)(void *, const struct soc_plausible *),
                       void *user)
{
	struct stopper stopper = { .w = { .s = s, .visit = visit, .user = user } };
	soc_switched_find(s, &stopper.w.on);
	soc_provenance_walk(s, visit_and_remember, &stopper);
	for (int i = 0; s->provenance != NULL && i < s->settings_count && !stopper.stopped; i++)
		stopper.stopped = !visit_setting(&stopper.w, i);
	return !stopper.w.out_of_memory;
}

static int count_one(void *user, const struct soc_plausible *v)
{
	int64_t *count = user;
	*count += strcmp(v->key, "people.persons") != 0;
	return 1;
}

int64_t soc_plausible_count(const struct soc_scenario *s)
{
	int64_t count = 0;
	return soc_plausible_walk(s, count_one, &count) ? count : -1;
}

/* ---- told ---- */
static int tell_range(void *user, const struct soc_plausible *v)
{
	struct soc_buf *b = user;
	char number[3][SOC_NUMBER_TEXT];
	soc_number_write(v->value, number[0]);
	soc_number_write(v->low, number[1]);
	soc_number_write(v->high, number[2]);
	soc_buf_puts(b, b->length > 1 ? ",\n{\"key\": " : "\n{\"key\": ");
	soc_buf_quote(b, v->key, 1);
	soc_buf_add(b, ", \"value\": %s, \"low\": %s, \"high\": %s, \"whole\": %s}", number[0], number[1],
	            number[2], v->is_whole ? "true" : "false");
	return !b->failed;
}

enum soc_err soc_scenario_ranges_text(const struct soc_scenario *s, char **out, struct soc_msg *msg)
{
	struct soc_buf b = { 0 };
	soc_buf_puts(&b, "[");
	b.failed |= !soc_plausible_walk(s, tell_range, &b);
	soc_buf_puts(&b, "\n]\n");
	return soc_buf_give(&b, "no memory for the ranges of a scenario", out, msg);
}

/* ---- setting ---- */
static int find_setting(const struct soc_scenario *s, const char *key)
{
	for (int i = 0; i < s->settings_count; i++) {
		struct soc_buf path = { 0 };
		put_setting_path(&path, s, i);
		const int same = strcmp(soc_buf_text(&path), key) == 0;
		soc_buf_release(&path);
		if (same)
			return i;
	}
	return -1;
}

enum soc_err soc_plausible_set(struct soc_scenario *s, const char *key, const char *value,
                               struct soc_msg *msg)
{
	const int i = strncmp(key, "timeline.", 9) == 0 ? find_setting(s, key) : -1;
	if (i < 0)
		return soc_scenario_set_text(s, key, value, msg);
	if (strlen(value) >= sizeof s->settings[i].value)
		return soc_fail(msg, SOC_ERR_SCENARIO, "%s: \"%.40s...\" is too long", key, value);
	memcpy(s->settings[i].value, value, strlen(value) + 1);
	return SOC_OK;
}

void soc_plausible_write(const struct soc_scenario *s, const char *key, struct soc_buf *out)
{
	const int i = strncmp(key, "timeline.", 9) == 0 ? find_setting(s, key) : -1;
	struct soc_parameter t;
	struct soc_buf why = { 0 };
	if (i >= 0)
		soc_buf_puts(out, s->settings[i].value);
	else if (soc_parameter_find(s, key, &t, &why) && t.key != NULL)
		soc_parameter_write(s, &t, out);
	soc_buf_release(&why);
}

/* ---- what a scenario is about ---- */
static int is_of_subject(const struct soc_parameter *t)
{
	static const char *const sections[] = { "output", "run" };
	static const char *const keys[] = { "title", "description", "answer", "seed", "replicates" };
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (strcmp(t->section->name, sections[i]) == 0)
			return 0;
	if (strcmp(t->section->name, "people") == 0)
		return strcmp(t->key->name, "persons") != 0;
	for (size_t i = 0; t->section->name[0] == '\0' && i < sizeof keys / sizeof *keys; i++)
		if (strcmp(t->key->name, keys[i]) == 0)
			return 0;
	return 1;
}

/* A resolved scenario writes what a key allows as the range of each assumption: it is of the same subject. */
static int narrows(const struct soc_parameter *t, const struct soc_origin *origin)
{
	return soc_citation_is_number(t) && soc_citation_states(t, origin) &&
	       (origin->low != t->key->low || origin->high != t->key->high);
}

static void put_range(struct soc_buf *out, const struct soc_parameter *t, const struct soc_origin *origin)
{
	char low[SOC_NUMBER_TEXT], high[SOC_NUMBER_TEXT];
	if (narrows(t, origin)) {
		soc_number_write(origin->low, low);
		soc_number_write(origin->high, high);
		soc_buf_add(out, " [%s, %s]", low, high);
	}
	soc_buf_puts(out, "\n");
}

struct subject {
	const struct soc_scenario *s;
	struct soc_buf *out;
};

static int put_value(void *user, const struct soc_parameter *t)
{
	const struct subject *subject = user;
	const struct soc_origin *origin = soc_provenance_of(subject->s->provenance, t);
	if (!is_of_subject(t) || (soc_parameter_is_default(subject->s, t) && !narrows(t, origin)))
		return 1;
	soc_parameter_path(subject->s, t, subject->out);
	soc_buf_puts(subject->out, ": ");
	soc_parameter_write(subject->s, t, subject->out);
	put_range(subject->out, t, origin);
	return 1;
}

static void put_entries(const struct subject *subject)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	for (size_t i = 0; i < count; i++)
		for (int entry = 0; sections[i].named && entry < soc_section_count(subject->s, &sections[i]); entry++)
			soc_buf_add(subject->out, "%s.%s\n", sections[i].name,
			            soc_section_entry(subject->s, &sections[i], entry));
}

static void put_settings(const struct subject *subject)
{
	static const struct soc_origin nobody = { 0 };
	const struct soc_scenario *s = subject->s;
	for (int i = 0; i < s->settings_count; i++) {
		struct soc_parameter t;
		struct soc_buf why = { 0 };
		put_setting_path(subject->out, s, i);
		soc_buf_add(subject->out, ": %s", s->settings[i].value);
		if (soc_parameter_find(s, s->settings[i].path, &t, &why) && t.key != NULL)
			put_range(subject->out, &t, s->provenance != NULL ? &s->provenance->settings[i] : &nobody);
		soc_buf_release(&why);
	}
}

void soc_plausible_subject(const struct soc_scenario *s, struct soc_buf *out)
{
	struct subject subject = { s, out };
	put_entries(&subject);
	soc_provenance_walk(s, put_value, &subject);
	put_settings(&subject);
}
