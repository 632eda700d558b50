#include "input/schema/plausible_key.h"

#include <stdint.h>
#include <string.h>

/* A key's type as text: its letter, of which sections.def has the legend, and what it refers to. */
#define TYPE_N(of) "N"
#define TYPE_I(of) "I"
#define TYPE_B(of) "B"
#define TYPE_C(of) "C_" #of
#define TYPE_T(of) "T"
#define TYPE_R(of) "R_" #of
#define TYPE_S(of) "S_" #of
#define TYPE_A(of) "A"
#define TYPE_M(of) "M_" #of
#define TYPE_D(of) "D"
#define TYPE_W(of) "W_" #of
#define TYPE_L(of) "L"
#define TYPE_P(of) "P"
#define TYPE_O(of) "O"

/* The default is a text for texts and a number for all else. */
#define DEFAULT_TEXT(def) _Generic((def), char * : (def), default : "")
#define DEFAULT_NUMBER(def) _Generic((def), char * : 0, default : (def))
#define ROW(field, type, of, unit, def, low, high, when, module, meaning, source, offset, size)     \
	{ #field, TYPE_##type(of),   unit,   meaning, source, #when, #module, DEFAULT_NUMBER(def), low, \
	  high,   DEFAULT_TEXT(def), offset, size },

#define RANGE(key, kind, low, high, why) /* read in plausible_key.c */
#define TAKEN_AS(key, kind, why)
#define KEY(field, type, of, unit, def, low, high, when, module, meaning, source) \
	ROW(field, type, of, unit, def, low, high, when, module, meaning, source, 0, 0)
static const struct soc_key keys_file[] = {
#include "input/schema/file.def"
};
static const struct soc_key keys_change[] = {
#include "input/schema/change.def"
};
#undef KEY

#define KEY(field, type, of, unit, def, low, high, when, module, meaning, source)                     \
	ROW(field, type, of, unit, def, low, high, when, module, meaning, source, offsetof(OWNER, field), \
	    sizeof(((OWNER *)0)->field))
#define OWNER struct soc_scenario
static const struct soc_key keys_top[] = {
#include "input/schema/top.def"
};
#undef OWNER
#define OWNER struct soc_change
static const struct soc_key keys_timeline[] = {
#include "input/schema/timeline.def"
};
#undef OWNER
#define COUNT(keys) (sizeof(keys) / sizeof *(keys))
#include "input/schema_tables.h"
#undef KEY

static const struct soc_section file_section = {
	.name = "", .meaning = "the file", .keys = keys_file, .keys_count = COUNT(keys_file)
};
static const struct soc_section change_section = { .name = "timeline",
	                                               .meaning = "a change",
	                                               .keys = keys_change,
	                                               .keys_count = COUNT(keys_change),
	                                               .named = 1,
	                                               .is_list = 1 };
static const struct soc_section sections[] = {
	{ .name = "", .meaning = "the run", .keys = keys_top, .keys_count = COUNT(keys_top) },
	SECTIONS_OF_A_SCENARIO{ .name = "timeline",
	                        .meaning = "what changes, when and where",
	                        .keys = keys_timeline,
	                        .keys_count = COUNT(keys_timeline),
	                        .offset = offsetof(struct soc_scenario, changes),
	                        .named = 1,
	                        .is_list = 1,
	                        .most = SOC_TIMELINE_MAX,
	                        .entry_size = sizeof(struct soc_change),
	                        .count_offset = offsetof(struct soc_scenario, changes_count),
	                        .name_offset = offsetof(struct soc_change, name) },
};

/* The words of each choice, in the order of its constants. */
static const struct {
	const char *name, *words;
} choices[] = {
#define CHOICES(name, type) \
	{                       \
#name, ""
#define CHOICE(constant, word) word " "
#define CHOICES_END(name, count) \
	}                            \
	,
#include "input/schema/choices.def"
#undef CHOICES
#undef CHOICE
#undef CHOICES_END
};

#define CHOICES(name, type) const char *const soc_params_words_##name[] = {
#define CHOICE(constant, word) word,
#define CHOICES_END(name, count)                                         \
	}                                                                    \
	;                                                                    \
	const char *soc_params_word_##name(int32_t at)                       \
	{                                                                    \
		return at >= 0 && at < count ? soc_params_words_##name[at] : ""; \
	}
#include "input/schema/choices.def"
#undef CHOICES
#undef CHOICE
#undef CHOICES_END

const struct soc_section *soc_sections(size_t *count)
{
	*count = COUNT(sections);
	return sections;
}

const struct soc_section *soc_section_file(void)
{
	return &file_section;
}

const struct soc_section *soc_section_change(void)
{
	return &change_section;
}

/* Asked some hundred times for each point of an experiment: most names differ in their first letter. */
static int is_name(const char *of, const char *name)
{
	return of[0] == name[0] && strcmp(of, name) == 0;
}

const struct soc_section *soc_section_find(const char *name)
{
	for (size_t i = 0; i < COUNT(sections); i++) {
		if (is_name(sections[i].name, name))
			return &sections[i];
	}
	return NULL;
}

const struct soc_key *soc_key_find(const struct soc_section *section, const char *name)
{
	for (size_t i = 0; i < section->keys_count; i++) {
		if (is_name(section->keys[i].name, name))
			return &section->keys[i];
	}
	return NULL;
}

static const char *key_reference(const struct soc_key *key)
{
	return key->type[1] == '_' ? key->type + 2 : NULL;
}

const struct soc_section *soc_key_section(const struct soc_key *key)
{
	const char *name = key_reference(key);
	return name != NULL && key->type[0] != 'C' && key->type[0] != 'W' ? soc_section_find(name) : NULL;
}

int soc_section_count(const struct soc_scenario *s, const struct soc_section *section)
{
	int32_t count = 1;
	if (section->named)
		memcpy(&count, (const char *)s + section->count_offset, sizeof count);
	return count;
}

void soc_section_set_count(struct soc_scenario *s, const struct soc_section *section, int count)
{
	int32_t kept = count;
	memcpy((char *)s + section->count_offset, &kept, sizeof kept);
}

const char *soc_section_entry(const struct soc_scenario *s, const struct soc_section *section, int entry)
{
	return (const char *)s + section->offset + (size_t)entry * section->entry_size + section->name_offset;
}

int soc_section_entry_find(const struct soc_scenario *s, const struct soc_section *section, const char *name)
{
	int count = section->named ? soc_section_count(s, section) : 0;
	for (int i = 0; i < count; i++) {
		if (!strcmp(soc_section_entry(s, section, i), name))
			return i;
	}
	return -1;
}

/* Writes a key's default into its member of the section's struct, in the bytes of its type. */
static void key_default(const struct soc_key *key, void *member)
{
	int64_t whole = (int64_t)key->def;
	int32_t small = (int32_t)key->def;
	memset(member, 0, key->size);
	switch (key->type[0]) {
	case 'N':
		memcpy(member, &key->def, sizeof key->def);
		break;
	case 'A':
		for (size_t i = 0; i < key->size / sizeof key->def; i++)
			memcpy((char *)member + i * sizeof key->def, &key->def, sizeof key->def);
		break;
	case 'I':
	case 'D':
		memcpy(member, &whole, sizeof whole);
		break;
	case 'B':
	case 'C':
	case 'R':
	case 'S':
		memcpy(member, &small, sizeof small);
		break;
	case 'T':
	case 'W':
	case 'L':
		memcpy(member, key->def_text, strlen(key->def_text));
		break;
	default: /* maps begin with zeros */
		break;
	}
}

static void section_defaults(const struct soc_section *section, char *at)
{
	for (size_t i = 0; i < section->keys_count; i++)
		key_default(&section->keys[i], at + section->keys[i].offset);
}

void soc_section_entry_init(struct soc_scenario *s, const struct soc_section *section, int entry,
                            const char *name)
{
	char *at = (char *)s + section->offset + (size_t)entry * section->entry_size;
	memset(at, 0, section->entry_size);
	section_defaults(section, at);
	memcpy(at + section->name_offset, name, strlen(name));
}

void soc_scenario_defaults(struct soc_scenario *s)
{
	memset(s, 0, sizeof *s);
	for (size_t i = 0; i < COUNT(sections); i++) {
		if (!sections[i].named)
			section_defaults(&sections[i], (char *)s + sections[i].offset);
	}
}

int soc_param_choice_name(const struct soc_key *key, int i, char out[SOC_NAME_MAX])
{
	const char *name = key_reference(key), *words = "";
	for (size_t k = 0; name != NULL && k < COUNT(choices); k++) {
		if (!strcmp(choices[k].name, name))
			words = choices[k].words;
	}
	for (int k = 0; *words != '\0'; k++) {
		size_t n = strcspn(words, " ");
		if (k == i) {
			memcpy(out, words, n);
			out[n] = '\0';
			return 1;
		}
		words += n + (words[n] == ' ');
	}
	return 0;
}

int soc_param_choice_count(const struct soc_key *key)
{
	char name[SOC_NAME_MAX];
	int count = 0;
	while (soc_param_choice_name(key, count, name))
		count++;
	return count;
}

int soc_key_may_lack(const struct soc_key *key)
{
	return key->type[0] == 'W' && key->def_text[0] == '\0' && soc_param_choice_count(key) > 0;
}

int soc_param_item_name(const struct soc_scenario *s, const struct soc_key *key, int i,
                        char out[SOC_NAME_MAX])
{
	const struct soc_section *section = soc_key_section(key);
	if (section == NULL)
		return soc_param_choice_name(key, i, out);
	if (i >= soc_section_count(s, section))
		return 0;
	memcpy(out, soc_section_entry(s, section, i), SOC_NAME_MAX);
	return 1;
}

int soc_key_is_quantity(const struct soc_key *key)
{
	const struct soc_plausible_key *row = key->type[0] == 'I' ? soc_plausible_key_of(key) : NULL;
	return key->type[0] == 'N' || soc_key_has_elements(key) ||
	       (row != NULL && row->kind < SOC_PLAUSIBLE_NEUTRAL);
}

int soc_key_has_elements(const struct soc_key *key)
{
	return key->type[0] == 'A' || key->type[0] == 'M';
}
