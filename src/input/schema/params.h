/* The one description of every key (*.def) as tables, and the way from a dotted path to a member of struct
 * soc_scenario. */
#ifndef SOC_INPUT_PARAMS_H
#define SOC_INPUT_PARAMS_H

#include "base/buf.h"
#include "input/schema/scenario.h"

#include <stddef.h>

struct soc_key {
	const char *name; /* as in the file; "where.share" for a key inside a map */
	const char *type; /* letter and what it refers to (sections.def): "N", "C_colour", "M_events" */
	const char *unit, *meaning, *source, *when;
	const char *module;    /* that it belongs to, or "core" */
	double def, low, high; /* default of numbers, switches, choices, references, months */
	const char *def_text;  /* default of texts */
	size_t offset, size;   /* in the section's struct */
};

struct soc_section {
	const char *name; /* "" for the keys at the top of a file */
	const char *meaning;
	const struct soc_key *keys;
	size_t keys_count;
	size_t offset;   /* of the struct or of the array in struct soc_scenario */
	int named;       /* entries with names */
	int kind_needed; /* the first key of a new entry must be written */
	int is_list;     /* the timeline: a list of entries that carry their name inside */
	int most;        /* entries */
	size_t entry_size, count_offset, name_offset;
};

/* One value of a scenario: a key of a section, of which entry, and for maps and ages of which element. */
struct soc_parameter {
	const struct soc_section *section;
	const struct soc_key *key;
	int entry;   /* -1 when the section is not named */
	int element; /* -1: the whole value */
};

/* All sections that hold values, in the order of a file; the one of the top keys is first. */
const struct soc_section *soc_sections(size_t *count);
/* Keys that are no values: of a file (socred, base, regime, modules, needs, timeline_add), of a change (name,
 * set). */
const struct soc_section *soc_section_file(void);
const struct soc_section *soc_section_change(void);
/* By name, or NULL. "" finds the top keys. */
const struct soc_section *soc_section_find(const char *name);
const struct soc_key *soc_key_find(const struct soc_section *section, const char *name);
/* What R_, S_ and M_ refer to; NULL when the type refers to no section. */
const struct soc_section *soc_key_section(const struct soc_key *key);

/* Entries of a section that has many (0 up to its most), and 1 of one that stands alone. */
int soc_section_count(const struct soc_scenario *s, const struct soc_section *section);
void soc_section_set_count(struct soc_scenario *s, const struct soc_section *section, int count);
/* Name of an entry; NUL-terminated, at most SOC_NAME_MAX bytes. */
const char *soc_section_entry(const struct soc_scenario *s, const struct soc_section *section, int entry);
/* Index of an entry by name, or -1. */
int soc_section_entry_find(const struct soc_scenario *s, const struct soc_section *section, const char *name);
/* Sets an entry to its defaults under a name (shorter than SOC_NAME_MAX). */
void soc_section_entry_init(struct soc_scenario *s, const struct soc_section *section, int entry,
                            const char *name);

/* Choices of a C_ or S_ type: the i-th name copied to out; 0 past the last. */
int soc_param_choice_name(const struct soc_key *key, int i, char out[SOC_NAME_MAX]);
/* Number of choices; 0 when the type has none. */
int soc_param_choice_count(const struct soc_key *key);
/* The words of each choice (choices.def) by its constants, as a file says them; of one constant: "" for what
 * is none of them. */
#define CHOICES(name, type)
#define CHOICE(constant, word)
#define CHOICES_END(name, count)                             \
	extern const char *const soc_params_words_##name[count]; \
	const char *soc_params_word_##name(int32_t at);
#include "input/schema/choices.def"
#undef CHOICES
#undef CHOICE
#undef CHOICES_END
/* 1 for a word (W) that may be left out: "" and none are taken too. */
int soc_key_may_lack(const struct soc_key *key);
/* Name of the i-th thing a reference, set or map of this key can hold (an entry or a choice); 0 past the
 * last. */
int soc_param_item_name(const struct soc_scenario *s, const struct soc_key *key, int i,
                        char out[SOC_NAME_MAX]);

/* 1 for numbers, whose want of a source makes an assumption: types N, A, M, and whole numbers that
 * are said to be one (RANGE and TAKEN_AS of sections.def). */
int soc_key_is_quantity(const struct soc_key *key);
/* 1 for types whose elements have paths of their own (A, M). */
int soc_key_has_elements(const struct soc_key *key);

/* The bytes of a parameter's key in s. */
void *soc_parameter_at(struct soc_scenario *s, const struct soc_parameter *t);
const void *soc_parameter_value(const struct soc_scenario *s, const struct soc_parameter *t);
/* Finds what a dotted path names. 0 with an explanation and the nearest name in why when nothing. */
int soc_parameter_find(const struct soc_scenario *s, const char *path, struct soc_parameter *t,
                       struct soc_buf *why);
void soc_parameter_path(const struct soc_scenario *s, const struct soc_parameter *t, struct soc_buf *out);
/* A number below SOC_PARAMETERS_MAX for every value that a scenario can hold; key NULL: the entry itself. */
int soc_parameter_number(const struct soc_parameter *t);
#define SOC_PARAMETERS_MAX 4096

/* ", did you mean x" helpers: adds the nearest key, entry or item to a text, or the whole list when it is
 * short. */
void soc_params_unknown_key(struct soc_buf *out, const struct soc_section *section, const char *word);
/* Of those keys alone that begin with the prefix, by what follows it: the way into a map within the section.
 */
void soc_params_unknown_key_below(struct soc_buf *out, const struct soc_section *section, const char *prefix,
                                  const char *word);
void soc_params_unknown_section(struct soc_buf *out, const char *word);
void soc_params_unknown_entry(struct soc_buf *out, const struct soc_scenario *s,
                              const struct soc_section *section, const char *word);
void soc_params_unknown_item(struct soc_buf *out, const struct soc_scenario *s, const struct soc_key *key,
                             const char *word);

/* The value of a parameter as YAML on one line: numbers exact, texts quoted, lists in brackets. */
void soc_parameter_write(const struct soc_scenario *s, const struct soc_parameter *t, struct soc_buf *out);
/* 1 when the value is the default of its key. */
int soc_parameter_is_default(const struct soc_scenario *s, const struct soc_parameter *t);
/* The default of a key as it would be written. */
void soc_key_write_default(const struct soc_key *key, struct soc_buf *out);

#endif
