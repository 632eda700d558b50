/* From a merged tree to struct soc_scenario: every value checked, every problem said, every source noted. */
#ifndef SOC_INPUT_FILL_H
#define SOC_INPUT_FILL_H

#include "input/bind/provenance.h"
#include "input/bind/refused.h"
#include "input/bind/value.h"
#include "input/text/tree.h"

struct soc_fill {
	struct soc_scenario *s;
	struct soc_notes *notes; /* NULL: nobody asks where values come from */
	struct soc_problems *problems;
	struct soc_tree *tree;
	const char *prefix;          /* before the paths of problems; NULL: nothing */
	struct soc_refused *refused; /* NULL: nothing is judged after it */
};

/* A value as written: plain, or {value, source, range}. */
struct soc_form {
	const struct soc_node *value;
	const char *source; /* NULL: none */
	int has_range;
	double low, high;
};

/* 1 and *form, or 0 with problems. */
int soc_form_read(struct soc_fill *fill, const struct soc_node *node, const char *path,
                  struct soc_form *form);
/* Sets one target from a node (whole maps element by element); on a problem nothing of that target changes. 1
 * when good. */
int soc_fill_target(struct soc_fill *fill, const struct soc_target *t, const struct soc_node *node);
/* All of a merged tree. The scenario holds defaults before. */
void soc_fill_tree(struct soc_fill *fill, const struct soc_node *root);
/* The timeline; entries have been named by soc_fill_timeline_names before. */
void soc_fill_timeline(struct soc_fill *fill, const struct soc_node *list);
/* "key=value" as on the command line. */
void soc_fill_setting(struct soc_fill *fill, const char *setting);
/* The same in two parts. */
void soc_fill_value(struct soc_fill *fill, const char *path, const char *value);
/* Checks between values, once all are in place. */
void soc_fill_check(struct soc_fill *fill);
/* What modules need of one another; the last of these checks. */
void soc_fill_check_modules(struct soc_fill *fill);
/* Notes where an entry begins. */
void soc_fill_note_entry(struct soc_fill *fill, const struct soc_section *section, int entry,
                         const struct soc_node *node);
/* Says that a new entry lacks the key that every one begins with, and the nearest name: a slip in the name of
 * an entry would make a new one. */
void soc_fill_entry_without_kind(struct soc_fill *fill, const struct soc_section *section, int entry,
                                 const struct soc_node *node, const char *path);
/* Says that there is no room for the entry at node, the last of `found`, and the nearest name. */
void soc_fill_entry_too_many(struct soc_fill *fill, const struct soc_section *section,
                             const struct soc_node *node, const char *path, size_t found);
/* 1 for a name that an entry may have; else a problem. */
int soc_fill_name(struct soc_fill *fill, const struct soc_section *section, const char *name,
                  struct soc_position at, const char *path);
/* Adds an error with the words of a buffer, then releases it. */
void soc_fill_error(struct soc_fill *fill, struct soc_position at, const char *path, struct soc_buf *why);

#endif
