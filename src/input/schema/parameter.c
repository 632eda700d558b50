/* From a dotted path to a value and back, and the words for a path that leads nowhere. */
#include "input/schema/params.h"

#include "base/suggestion.h"

#include <stdlib.h>
#include <string.h>

#define PATH_MAX_BYTES 256
#define LIST_ALL 10 /* a list of up to so many names is said in full */

void *soc_parameter_at(struct soc_scenario *s, const struct soc_parameter *t)
{
	size_t entry = t->entry > 0 ? (size_t)t->entry : 0;
	return (char *)s + t->section->offset + entry * t->section->entry_size + t->key->offset;
}

const void *soc_parameter_value(const struct soc_scenario *s, const struct soc_parameter *t)
{
	return soc_parameter_at((struct soc_scenario *)s, t);
}

/* 1 where a name is near enough to be meant. */
static int say_suggestion(struct soc_buf *out, struct soc_suggestion *n)
{
	const char *hint = soc_suggestion_hint(n);
	soc_buf_puts(out, hint);
	return hint[0] != '\0';
}

/* Says what took the place of a key that version 0.1 had; 0 when it had none of that name. */
static int say_removed(struct soc_buf *out, const char *section, const char *word)
{
	static const struct {
		const char *section, *key, *page, *instead;
	} removed[] = {
#define REMOVED(section, key, page, instead) { section, key, page, instead },
#include "input/schema/removed.def"
#undef REMOVED
	};
	for (size_t i = 0; i < sizeof removed / sizeof *removed; i++)
		if (strcmp(removed[i].section, section) == 0 && strcmp(removed[i].key, word) == 0) {
			soc_buf_add(out, "is gone since version 0.2: %s (docs/model/%s.md)", removed[i].instead,
			            removed[i].page);
			return 1;
		}
	return 0;
}

/* What a key is called below the prefix; NULL where it stands elsewhere. */
static const char *name_below(const struct soc_key *key, const char *prefix)
{
	const size_t n = strlen(prefix);
	return strncmp(key->name, prefix, n) == 0 ? key->name + n : NULL;
}

void soc_params_unknown_key_below(struct soc_buf *out, const struct soc_section *section, const char *prefix,
                                  const char *word)
{
	struct soc_suggestion n;
	size_t count = 0, said = 0;
	soc_suggestion_begin(&n, word);
	for (size_t i = 0; i < section->keys_count; i++)
		if (name_below(&section->keys[i], prefix) != NULL) {
			soc_suggestion_try(&n, name_below(&section->keys[i], prefix));
			count++;
		}
	soc_buf_add(out, "there is no key \"%.64s\"", word);
	if (section->name[0] != '\0' && prefix[0] == '\0')
		soc_buf_add(out, " in %s", section->name);
	for (size_t i = 0; i < section->keys_count && count <= LIST_ALL; i++)
		if (name_below(&section->keys[i], prefix) != NULL)
			soc_buf_add(out, "%s %s", said++ > 0 ? "," : "; allowed:", name_below(&section->keys[i], prefix));
	if (!say_suggestion(out, &n) && count > LIST_ALL)
		soc_buf_add(out, "; 'socred params%s%s' lists them", section->name[0] != '\0' ? " " : "",
		            section->name);
}

void soc_params_unknown_key(struct soc_buf *out, const struct soc_section *section, const char *word)
{
	if (!say_removed(out, section->name, word))
		soc_params_unknown_key_below(out, section, "", word);
}

static void try_names(struct soc_suggestion *n, const struct soc_section *section)
{
	for (size_t i = 0; i < section->keys_count; i++)
		soc_suggestion_try(n, section->keys[i].name);
}

void soc_params_unknown_section(struct soc_buf *out, const char *word)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	struct soc_suggestion n;
	soc_suggestion_begin(&n, word);
	if (soc_key_find(soc_section_file(), word) != NULL) {
		soc_buf_add(out, "%.64s is a key of files, and is not set", word);
		return;
	}
	soc_buf_add(out, "there is no key \"%.64s\"", word);
	for (size_t i = 1; i < count; i++)
		if (!sections[i].named && soc_key_find(&sections[i], word) != NULL) {
			soc_buf_add(out, " by itself; did you mean %s.%s?", sections[i].name, word);
			return;
		}
	try_names(&n, &sections[0]);
	for (size_t i = 1; i < count; i++)
		soc_suggestion_try(&n, sections[i].name);
	try_names(&n, soc_section_file());
	say_suggestion(out, &n);
}

void soc_params_unknown_entry(struct soc_buf *out, const struct soc_scenario *s,
                              const struct soc_section *section, const char *word)
{
	int count = soc_section_count(s, section);
	struct soc_suggestion n;
	soc_suggestion_begin(&n, word);
	soc_buf_add(out, "there is no \"%.64s\" in %s", word, section->name);
	if (count == 0)
		soc_buf_puts(out, ", which is empty");
	for (int i = 0; i < count; i++)
		soc_suggestion_try(&n, soc_section_entry(s, section, i));
	if (count > 0 && (count <= LIST_ALL || soc_suggestion_name(&n) == NULL))
		soc_buf_puts(out, "; there are:");
	for (int i = 0; i < count && (count <= LIST_ALL || soc_suggestion_name(&n) == NULL); i++)
		soc_buf_add(out, "%s %s", i > 0 ? "," : "", soc_section_entry(s, section, i));
	say_suggestion(out, &n);
}

void soc_params_unknown_item(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key,
                             const char *word)
{
	const struct soc_section *section = soc_key_section(key);
	if (section != NULL) {
		soc_params_unknown_entry(out, s, section, word);
		return;
	}
	char names[32][SOC_NAME_MAX];
	struct soc_suggestion n;
	soc_suggestion_begin(&n, word);
	soc_buf_add(out, "\"%.64s\" is none of", word);
	for (int i = 0; i < 32 && soc_param_choice_name(key, i, names[i]); i++) {
		soc_suggestion_try(&n, names[i]);
		soc_buf_add(out, "%s %s", i > 0 ? "," : "", names[i]);
	}
	if (soc_key_may_lack(key))
		soc_buf_puts(out, ", none");
	say_suggestion(out, &n);
}

/* The element of a map or of ages. -1 with words when there is none. */
static int element_find(const struct soc_scenario *s, const struct soc_key *key, const char *word,
                        struct soc_buf *why)
{
	if (key->type[0] == 'M') {
		int found = soc_section_entry_find(s, soc_key_section(key), word);
		if (found < 0)
			soc_params_unknown_entry(why, s, soc_key_section(key), word);
		return found;
	}
	int bands = (int)(key->size / sizeof(double));
	if (word[0] >= '0' && word[0] < '0' + bands && word[1] == '\0')
		return word[0] - '0';
	soc_buf_add(why, "\"%.64s\" is no number from 0 to %d, which count the values of %s", word, bands - 1,
	            key->name);
	return -1;
}

/* A key by name, or the key of an element when the rest of the path goes on behind a dot. */
static int key_and_element(const struct soc_scenario *s, const char *rest, struct soc_parameter *t,
                           struct soc_buf *why)
{
	t->element = -1;
	t->key = soc_key_find(t->section, rest);
	if (t->key != NULL)
		return 1;
	for (size_t i = 0; i < t->section->keys_count; i++) {
		const struct soc_key *key = &t->section->keys[i];
		size_t n = strlen(key->name);
		if (strncmp(rest, key->name, n) != 0 || rest[n] != '.')
			continue;
		if (!soc_key_has_elements(key)) {
			soc_buf_add(why, "%s is one value; nothing stands below it", key->name);
			return 0;
		}
		t->key = key;
		t->element = element_find(s, key, rest + n + 1, why);
		return t->element >= 0;
	}
	soc_params_unknown_key(why, t->section, rest);
	return 0;
}

static int entry_find(const struct soc_scenario *s, char **rest, struct soc_parameter *t, struct soc_buf *why)
{
	char *word = *rest;
	size_t n = strcspn(word, ".");
	int ends = word[n] == '\0';
	word[n] = '\0';
	t->entry = soc_section_entry_find(s, t->section, word);
	if (t->entry < 0) {
		soc_params_unknown_entry(why, s, t->section, word);
		return 0;
	}
	if (ends) {
		soc_buf_add(why, "%s.%s holds keys; name one of them", t->section->name, word);
		return 0;
	}
	*rest = word + n + 1;
	return 1;
}

int soc_parameter_find(const struct soc_scenario *s, const char *path, struct soc_parameter *t,
                       struct soc_buf *why)
{
	char copy[PATH_MAX_BYTES], *rest = copy;
	if (strlen(path) >= sizeof copy) {
		soc_buf_puts(why, "the path of the key is too long");
		return 0;
	}
	memcpy(copy, path, strlen(path) + 1);
	*t = (struct soc_parameter){ .entry = -1, .element = -1, .section = soc_section_find("") };
	t->key = soc_key_find(t->section, path);
	if (t->key != NULL)
		return 1;
	size_t n = strcspn(copy, ".");
	int ends = copy[n] == '\0';
	copy[n] = '\0';
	t->section = n > 0 ? soc_section_find(copy) : NULL;
	if (t->section == NULL) {
		soc_params_unknown_section(why, copy);
		return 0;
	}
	if (ends) {
		soc_buf_add(why, "%s holds keys; name one of them", copy);
		return 0;
	}
	rest += n + 1;
	if (t->section->named && !entry_find(s, &rest, t, why))
		return 0;
	return key_and_element(s, rest, t, why);
}

void soc_parameter_path(const struct soc_scenario *s, const struct soc_parameter *t, struct soc_buf *out)
{
	soc_buf_puts(out, t->section->name);
	if (t->entry >= 0)
		soc_buf_add(out, ".%s", soc_section_entry(s, t->section, t->entry));
	if (t->key == NULL)
		return;
	soc_buf_add(out, "%s%s", t->section->name[0] != '\0' ? "." : "", t->key->name);
	if (t->element < 0)
		return;
	if (t->key->type[0] == 'M')
		soc_buf_add(out, ".%s", soc_section_entry(s, soc_key_section(t->key), t->element));
	else
		soc_buf_add(out, ".%d", t->element);
}

/* Values that a key can hold notes for: one for each element of a map, one for anything else. */
static int key_places(const struct soc_key *key)
{
	return key->type[0] == 'M' ? soc_key_section(key)->most : 1;
}

static int section_places(const struct soc_section *section)
{
	int places = 1; /* the entry itself */
	for (size_t i = 0; i < section->keys_count; i++)
		places += key_places(&section->keys[i]);
	return places;
}

int soc_parameter_number(const struct soc_parameter *t)
{
	size_t count;
	const struct soc_section *sections = soc_sections(&count);
	int number = 0;
	for (size_t i = 0; i < count && &sections[i] != t->section; i++)
		number += section_places(&sections[i]) * (sections[i].named ? sections[i].most : 1);
	number += section_places(t->section) * (t->entry > 0 ? t->entry : 0);
	if (t->key == NULL)
		return number;
	number++;
	for (const struct soc_key *key = t->section->keys; key != t->key; key++)
		number += key_places(key);
	return number + (t->key->type[0] == 'M' && t->element > 0 ? t->element : 0);
}
