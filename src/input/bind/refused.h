/* What was refused while a scenario was read, so that nothing is said that only follows from it. A value that
 * was refused leaves its default behind, and what is judged by that default would be news about nothing. */
#ifndef SOC_INPUT_REFUSED_H
#define SOC_INPUT_REFUSED_H

#include "input/schema/params.h"
#include "input/text/tree.h"

#define SOC_REFUSED_MAX 128

struct soc_binding;

struct soc_refused {
	struct soc_parameter at[SOC_REFUSED_MAX]; /* values that stand at their defaults for want of a good one */
	int count;
	struct {
		const struct soc_section *section;
		char name[SOC_NAME_MAX]; /* "": the whole section */
	} names[SOC_REFUSED_MAX];    /* entries that were meant to be there */
	int names_count;
	int too_many; /* some found no room: nothing is judged then that could follow */
};

/* Notes a value; key NULL: every key of the section or the entry. refused NULL: nobody asks. O(keys). */
void soc_refused_value(struct soc_refused *refused, const struct soc_parameter *t);
/* Notes an entry that was not taken; name "": all entries of the section. */
void soc_refused_name(struct soc_refused *refused, const struct soc_section *section, const char *name);
/* Notes what a key at the top of the file was meant for, by the nearest name: a section that nobody knows. */
void soc_refused_section(struct soc_refused *refused, const char *word);
/* Notes what a key of a section was meant for, by the nearest name. */
void soc_refused_key(struct soc_refused *refused, const struct soc_section *section, int entry,
                     const char *word);
/* 1 when an entry of this name was meant to be there. */
int soc_refused_has(const struct soc_refused *refused, const struct soc_section *section, const char *name);
/* 1 when a dotted path names such an entry. */
int soc_refused_has_path(const struct soc_refused *refused, const char *path);
/* 1 when one of the names in a value of a key was: that it is not there follows. */
int soc_refused_names(const struct soc_refused *refused, const struct soc_key *key,
                      const struct soc_node *value);
/* Judges values against one another (soc_bind_check), and keeps what holds whatever stands in place of the
 * values refused: their defaults, the least and the greatest, and each choice. */
void soc_refused_check(struct soc_binding *binding);

#endif
