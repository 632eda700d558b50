#include "input/schema/params.h"

#include "input/schema/keys.h"

#include <stdint.h>
#include <string.h>

/* Default and member of a key; the default is a text for texts and a number for all else. */
#define KEY_TEXT(def) _Generic((def), char * : (def), default : "")
#define KEY_NUMBER(def) _Generic((def), char * : 0, default : (def))
#define KEY_ROW(owner, field, type, unit, def, low, high, when, meaning, source) \
	{ #field,                                                                    \
	  #type,                                                                     \
	  unit,                                                                      \
	  meaning,                                                                   \
	  source,                                                                    \
	  #when,                                                                     \
	  KEY_NUMBER(def),                                                           \
	  low,                                                                       \
	  high,                                                                      \
	  KEY_TEXT(def),                                                             \
	  offsetof(owner, field),                                                    \
	  sizeof(((owner *)0)->field) },

#define FILE_ROW(field, type, unit, def, low, high, when, meaning, source) \
	{ #field, #type, unit, meaning, source, #when, KEY_NUMBER(def), low, high, KEY_TEXT(def), 0, 0 },
static const struct soc_key keys_file[] = { SOC_KEYS_FILE(FILE_ROW) };
static const struct soc_key keys_change[] = { SOC_KEYS_CHANGE(FILE_ROW) };

#define X(...) KEY_ROW(struct soc_scenario, __VA_ARGS__)
static const struct soc_key keys_top[] = { SOC_KEYS_TOP(X) };
#undef X
#define X(...) KEY_ROW(struct soc_span, __VA_ARGS__)
static const struct soc_key keys_span[] = { SOC_KEYS_SPAN(X) };
#undef X
#define X(...) KEY_ROW(struct soc_people, __VA_ARGS__)
static const struct soc_key keys_people[] = { SOC_KEYS_PEOPLE(X) };
#undef X
#define X(...) KEY_ROW(struct soc_record_plan, __VA_ARGS__)
static const struct soc_key keys_record[] = { SOC_KEYS_RECORD(X) };
#undef X
#define X(...) KEY_ROW(struct soc_society, __VA_ARGS__)
static const struct soc_key keys_society[] = { SOC_KEYS_SOCIETY(X) };
#undef X
#define X(...) KEY_ROW(struct soc_identity, __VA_ARGS__)
static const struct soc_key keys_identity[] = { SOC_KEYS_IDENTITY(X) };
#undef X
#define X(...) KEY_ROW(struct soc_scale, __VA_ARGS__)
static const struct soc_key keys_scale[] = { SOC_KEYS_SCALE(X) };
#undef X
#define X(...) KEY_ROW(struct soc_consent, __VA_ARGS__)
static const struct soc_key keys_consent[] = { SOC_KEYS_CONSENT(X) };
#undef X
#define X(...) KEY_ROW(struct soc_review, __VA_ARGS__)
static const struct soc_key keys_review[] = { SOC_KEYS_REVIEW(X) };
#undef X
#define X(...) KEY_ROW(struct soc_self_correction, __VA_ARGS__)
static const struct soc_key keys_self_correction[] = { SOC_KEYS_SELF_CORRECTION(X) };
#undef X
#define X(...) KEY_ROW(struct soc_hierarchy, __VA_ARGS__)
static const struct soc_key keys_hierarchy[] = { SOC_KEYS_HIERARCHY(X) };
#undef X
#define X(...) KEY_ROW(struct soc_due_process, __VA_ARGS__)
static const struct soc_key keys_due_process[] = { SOC_KEYS_DUE_PROCESS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_conduct, __VA_ARGS__)
static const struct soc_key keys_conduct[] = { SOC_KEYS_CONDUCT(X) };
#undef X
#define X(...) KEY_ROW(struct soc_contacts, __VA_ARGS__)
static const struct soc_key keys_contacts[] = { SOC_KEYS_CONTACTS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_publicity, __VA_ARGS__)
static const struct soc_key keys_publicity[] = { SOC_KEYS_PUBLICITY(X) };
#undef X
#define X(...) KEY_ROW(struct soc_instrument, __VA_ARGS__)
static const struct soc_key keys_instrument[] = { SOC_KEYS_INSTRUMENT(X) };
#undef X
#define X(...) KEY_ROW(struct soc_grade, __VA_ARGS__)
static const struct soc_key keys_grades[] = { SOC_KEYS_GRADES(X) };
#undef X
#define X(...) KEY_ROW(struct soc_family, __VA_ARGS__)
static const struct soc_key keys_families[] = { SOC_KEYS_FAMILIES(X) };
#undef X
#define X(...) KEY_ROW(struct soc_event, __VA_ARGS__)
static const struct soc_key keys_events[] = { SOC_KEYS_EVENTS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_channel, __VA_ARGS__)
static const struct soc_key keys_channels[] = { SOC_KEYS_CHANNELS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_list, __VA_ARGS__)
static const struct soc_key keys_lists[] = { SOC_KEYS_LISTS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_measure, __VA_ARGS__)
static const struct soc_key keys_measures[] = { SOC_KEYS_MEASURES(X) };
#undef X
#define X(...) KEY_ROW(struct soc_credit, __VA_ARGS__)
static const struct soc_key keys_credit[] = { SOC_KEYS_CREDIT(X) };
#undef X
#define X(...) KEY_ROW(struct soc_bureau, __VA_ARGS__)
static const struct soc_key keys_bureaus[] = { SOC_KEYS_BUREAUS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_firms_plan, __VA_ARGS__)
static const struct soc_key keys_firms[] = { SOC_KEYS_FIRMS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_sector, __VA_ARGS__)
static const struct soc_key keys_sectors[] = { SOC_KEYS_SECTORS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_firm_event, __VA_ARGS__)
static const struct soc_key keys_firm_events[] = { SOC_KEYS_FIRM_EVENTS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_firm_channel, __VA_ARGS__)
static const struct soc_key keys_firm_channels[] = { SOC_KEYS_FIRM_CHANNELS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_firm_grade, __VA_ARGS__)
static const struct soc_key keys_firm_grades[] = { SOC_KEYS_FIRM_GRADES(X) };
#undef X
#define X(...) KEY_ROW(struct soc_firm_list, __VA_ARGS__)
static const struct soc_key keys_firm_lists[] = { SOC_KEYS_FIRM_LISTS(X) };
#undef X
#define X(...) KEY_ROW(struct soc_firm_measure, __VA_ARGS__)
static const struct soc_key keys_firm_measures[] = { SOC_KEYS_FIRM_MEASURES(X) };
#undef X
#define X(...) KEY_ROW(struct soc_change, __VA_ARGS__)
static const struct soc_key keys_timeline[] = { SOC_KEYS_TIMELINE(X) };
#undef X

#define COUNT(keys) (sizeof(keys) / sizeof *(keys))
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
#define X(field, KEYS, about)            \
	{ .name = #field,                    \
	  .meaning = about,                  \
	  .keys = keys_##field,              \
	  .keys_count = COUNT(keys_##field), \
	  .offset = offsetof(struct soc_scenario, field) },
	SOC_SINGLE_SECTIONS(X)
#undef X
#define X(field, KEYS, type, most_entries, needed, about)           \
	{ .name = #field,                                               \
	  .meaning = about,                                             \
	  .keys = keys_##field,                                         \
	  .keys_count = COUNT(keys_##field),                            \
	  .offset = offsetof(struct soc_scenario, field),               \
	  .named = 1,                                                   \
	  .kind_needed = needed,                                        \
	  .most = most_entries,                                         \
	  .entry_size = sizeof(struct soc_##type),                      \
	  .count_offset = offsetof(struct soc_scenario, field##_count), \
	  .name_offset = offsetof(struct soc_##type, name) },
		SOC_NAMED_SECTIONS(X)
#undef X
			{ .name = "timeline",
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

static const struct {
	const char *name, *words;
} choices[] = {
#define X(name, words) { #name, words },
	SOC_CHOICES(X)
#undef X
};

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

const struct soc_section *soc_section_find(const char *name)
{
	for (size_t i = 0; i < COUNT(sections); i++) {
		if (!strcmp(sections[i].name, name))
			return &sections[i];
	}
	return NULL;
}

const struct soc_key *soc_key_find(const struct soc_section *section, const char *name)
{
	for (size_t i = 0; i < section->keys_count; i++) {
		if (!strcmp(section->keys[i].name, name))
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
	return name != NULL && key->type[0] != 'C' ? soc_section_find(name) : NULL;
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

/* Calls for every type that a key of keys.h can have: the default as bytes of the member. */
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

int soc_choice_name(const struct soc_key *key, int i, char out[SOC_NAME_MAX])
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

int soc_choice_count(const struct soc_key *key)
{
	char name[SOC_NAME_MAX];
	int count = 0;
	while (soc_choice_name(key, count, name))
		count++;
	return count;
}

int soc_item_name(const struct soc_scenario *s, const struct soc_key *key, int i, char out[SOC_NAME_MAX])
{
	const struct soc_section *section = soc_key_section(key);
	if (section == NULL)
		return soc_choice_name(key, i, out);
	if (i >= soc_section_count(s, section))
		return 0;
	memcpy(out, soc_section_entry(s, section, i), SOC_NAME_MAX);
	return 1;
}

int soc_key_is_quantity(const struct soc_key *key)
{
	return key->type[0] == 'N' || soc_key_has_elements(key);
}

int soc_key_has_elements(const struct soc_key *key)
{
	return key->type[0] == 'A' || key->type[0] == 'M';
}
