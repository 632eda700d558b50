#include "input/bind/refused.h"

#include "base/suggestion.h"
#include "input/bind/bind.h"

#include <stdio.h>
#include <string.h>

#define FAR 1e9  /* in place of a bound that is none */
#define PASSES 4 /* defaults, least, greatest, and a month of the span */

/* ---- what was refused ---- */
static void add_value(struct soc_refused *refused, const struct soc_parameter *t)
{
	if (refused->count == SOC_REFUSED_MAX)
		refused->too_many = 1;
	else
		refused->at[refused->count++] = *t;
}

void soc_refused_value(struct soc_refused *refused, const struct soc_parameter *t)
{
	if (refused == NULL)
		return;
	if (t->key != NULL) {
		add_value(refused, t);
		return;
	}
	for (size_t i = 0; i < t->section->keys_count; i++)
		add_value(refused, &(struct soc_parameter){ t->section, &t->section->keys[i], t->entry, -1 });
}

void soc_refused_name(struct soc_refused *refused, const struct soc_section *section, const char *name)
{
	if (refused == NULL)
		return;
	if (refused->names_count == SOC_REFUSED_MAX) {
		refused->too_many = 1;
		return;
	}
	refused->names[refused->names_count].section = section;
	snprintf(refused->names[refused->names_count].name, SOC_NAME_MAX, "%.31s", name);
	refused->names_count++;
}

void soc_refused_section(struct soc_refused *refused, const char *word)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	struct soc_suggestion n;
	soc_suggestion_begin(&n, word);
	for (size_t i = 1; i < count; i++)
		soc_suggestion_try(&n, sections[i].name);
	const char *name = soc_suggestion_name(&n);
	const struct soc_section *near = name != NULL ? soc_section_find(name) : NULL;
	if (near != NULL && near->named)
		soc_refused_name(refused, near, "");
	else if (near != NULL)
		soc_refused_value(refused, &(struct soc_parameter){ near, NULL, -1, -1 });
}

void soc_refused_key(struct soc_refused *refused, const struct soc_section *section, int entry,
                     const char *word)
{
	struct soc_suggestion n;
	soc_suggestion_begin(&n, word);
	for (size_t i = 0; i < section->keys_count; i++)
		soc_suggestion_try(&n, section->keys[i].name);
	if (soc_suggestion_name(&n) != NULL)
		soc_refused_value(refused, &(struct soc_parameter){
									   section, soc_key_find(section, soc_suggestion_name(&n)), entry, -1 });
}

int soc_refused_has(const struct soc_refused *refused, const struct soc_section *section, const char *name)
{
	/* Capitals make no other name: they may be what was refused. */
	for (int i = 0; refused != NULL && section != NULL && i < refused->names_count; i++)
		if (refused->names[i].section == section &&
		    (refused->names[i].name[0] == '\0' || soc_suggestion_distance(refused->names[i].name, name) == 0))
			return 1;
	return 0;
}

int soc_refused_has_path(const struct soc_refused *refused, const char *path)
{
	char part[2][SOC_NAME_MAX];
	for (int i = 0; i < 2; i++) {
		const size_t n = strcspn(path, ".");
		if (n == 0 || n >= SOC_NAME_MAX)
			return 0;
		memcpy(part[i], path, n);
		part[i][n] = '\0';
		path += n + (path[n] == '.');
	}
	return soc_refused_has(refused, soc_section_find(part[0]), part[1]);
}

int soc_refused_names(const struct soc_refused *refused, const struct soc_key *key,
                      const struct soc_node *value)
{
	const struct soc_section *section = soc_key_section(key);
	if (value->kind == SOC_NODE_SCALAR)
		return soc_refused_has(refused, section, value->text);
	for (const struct soc_node *c = value->kind == SOC_NODE_LIST ? value->first : NULL; c != NULL;
	     c = c->next)
		if (c->kind == SOC_NODE_SCALAR && soc_refused_has(refused, section, c->text))
			return 1;
	return 0;
}

/* ---- what holds whatever stands in their place ---- */
static double bound(double value)
{
	return value > FAR ? FAR : value < -FAR ? -FAR : value;
}

/* A number in place of a value, in a pass after the one with the defaults. */
static double number_for(const struct soc_scenario *s, const struct soc_key *key, int pass)
{
	if (key->type[0] == 'D' && pass >= 3)
		return (double)s->span.from;
	return bound(pass == 2 ? key->high : key->low);
}

static int32_t small_for(const struct soc_scenario *s, const struct soc_key *key, int pass)
{
	const struct soc_section *section = soc_key_section(key);
	const int items = section != NULL ? soc_section_count(s, section) : soc_param_choice_count(key);
	switch (key->type[0]) {
	case 'B':
		return pass & 1;
	case 'R':
		return items > 0 ? (pass - 1) % items : -1;
	case 'S':
		return pass == 1 || items == 0 ? 0 : (int32_t)((UINT64_C(1) << items) - 1);
	default: /* C */
		return pass % items;
	}
}

static void stand_in(struct soc_scenario *s, const struct soc_parameter *t, int pass)
{
	char *at = soc_parameter_at(s, t);
	const size_t first = t->element > 0 ? (size_t)t->element : 0;
	const double number = number_for(s, t->key, pass);
	const int64_t whole = (int64_t)number;
	const int32_t small = strchr("BRSC", t->key->type[0]) != NULL ? small_for(s, t->key, pass) : 0;
	switch (t->key->type[0]) {
	case 'N':
	case 'A':
	case 'M':
		for (size_t i = 0; i < soc_value_size(t) / sizeof number; i++)
			memcpy(at + (first + i) * sizeof number, &number, sizeof number);
		break;
	case 'I':
	case 'D':
		memcpy(at, &whole, sizeof whole);
		break;
	case 'B':
	case 'R':
	case 'S':
	case 'C':
		memcpy(at, &small, sizeof small);
		break;
	default: /* texts: judged by themselves */
		break;
	}
}

static void meant(struct soc_scenario *s, const struct soc_section *section, const char *name)
{
	const int count = soc_section_count(s, section);
	if (count == section->most)
		return;
	soc_section_entry_init(s, section, count, name[0] != '\0' ? name : "refused");
	soc_section_set_count(s, section, count + 1);
}

/* The entries that were meant to be there, and one for whatever a value refused could have named. */
static void stand_in_names(struct soc_scenario *s, const struct soc_refused *refused)
{
	for (int i = 0; i < refused->names_count; i++)
		meant(s, refused->names[i].section, refused->names[i].name);
	for (int i = 0; i < refused->count; i++) {
		const struct soc_section *section = soc_key_section(refused->at[i].key);
		if (section != NULL && section->named && soc_section_count(s, section) == 0)
			meant(s, section, "");
	}
}

static int passes_for(const struct soc_refused *refused)
{
	int most = PASSES;
	for (int i = 0; i < refused->count; i++) {
		const int choices = soc_param_choice_count(refused->at[i].key) + 1;
		most = choices > most ? choices : most;
	}
	return most;
}

static int is_same(const struct soc_diagnostic *a, const struct soc_diagnostic *b)
{
	return a->line == b->line && a->column == b->column && a->warning == b->warning &&
	       strcmp(a->file, b->file) == 0 && strcmp(a->key, b->key) == 0 && strcmp(a->text, b->text) == 0;
}

static int holds(const struct soc_diagnostics *list, const struct soc_diagnostic *p)
{
	for (size_t i = 0; i < list->count; i++)
		if (is_same(&list->items[i], p))
			return 1;
	return 0;
}

/* The diagnostics of one pass; those of `all` that it lacks go. */
static void narrow(struct soc_diagnostics *all, const struct soc_diagnostics *pass)
{
	size_t kept = 0;
	for (size_t i = 0; i < all->count; i++) {
		struct soc_diagnostic swap = all->items[kept];
		if (!holds(pass, &all->items[i]))
			continue;
		all->items[kept++] = all->items[i];
		all->items[i] = swap;
	}
	for (size_t i = kept; i < all->count; i++)
		soc_diagnostic_release(&all->items[i]);
	all->count = kept;
}

static void judge(struct soc_binding *binding, struct soc_diagnostics *first, struct soc_diagnostics *pass)
{
	struct soc_binding aside = *binding;
	aside.diagnostics = first;
	soc_bind_check(&aside);
	stand_in_names(binding->s, binding->refused);
	for (int k = 1; k < passes_for(binding->refused); k++) {
		for (int i = 0; i < binding->refused->count; i++)
			stand_in(binding->s, &binding->refused->at[i], k);
		aside.diagnostics = pass;
		soc_bind_check(&aside);
		narrow(first, pass);
		soc_diagnostics_clear(pass);
	}
}

void soc_refused_check(struct soc_binding *binding)
{
	if (binding->refused == NULL ||
	    (binding->refused->count + binding->refused->names_count == 0 && !binding->refused->too_many)) {
		soc_bind_check(binding);
		return;
	}
	if (binding->refused->too_many)
		return;
	struct soc_diagnostics *first = soc_diagnostics_new(), *pass = soc_diagnostics_new();
	if (first != NULL && pass != NULL)
		judge(binding, first, pass); /* the scenario is refused: what stands in it is of no use any more */
	else
		binding->diagnostics->out_of_memory = 1;
	for (size_t i = 0; i < soc_diagnostics_count(first); i++) {
		const struct soc_diagnostic *p = &first->items[i];
		const struct soc_position at = { p->file, p->line, p->column };
		if (p->warning)
			soc_diagnostics_warn(binding->diagnostics, at, p->key, "%s", p->text);
		else
			soc_diagnostics_error(binding->diagnostics, at, p->key, "%s", p->text);
	}
	if (first != NULL && pass != NULL)
		binding->diagnostics->out_of_memory |= first->out_of_memory | pass->out_of_memory;
	soc_diagnostics_free(first);
	soc_diagnostics_free(pass);
}
