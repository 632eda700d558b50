/* From a merged tree to struct soc_scenario: every value checked, every diagnostic said, every source noted.
 */
#ifndef SOC_INPUT_BIND_H
#define SOC_INPUT_BIND_H

#include "input/bind/provenance.h"
#include "input/bind/refused.h"
#include "input/bind/value.h"
#include "input/text/tree.h"

struct soc_binding {
	struct soc_scenario *s;
	struct soc_provenance *provenance; /* NULL: nobody asks where values come from */
	struct soc_diagnostics *diagnostics;
	struct soc_tree *tree;
	const char *prefix;          /* before the paths of diagnostics; NULL: nothing */
	struct soc_refused *refused; /* NULL: nothing is judged after it */
};

/* A value as written: plain, or {value, source, range}. */
struct soc_annotated {
	const struct soc_node *value;
	const char *source; /* NULL: none */
	int has_range;
	double low, high;
};

/* 1 and *annotated, or 0 with diagnostics. */
int soc_annotated_read(struct soc_binding *binding, const struct soc_node *node, const char *path,
                       struct soc_annotated *annotated);
/* Sets one parameter from a node (whole maps element by element); on a diagnostic nothing of that parameter
 * changes. 1 when good. */
int soc_bind_parameter(struct soc_binding *binding, const struct soc_parameter *t,
                       const struct soc_node *node);
/* All of a merged tree. The scenario holds defaults before. */
void soc_bind_tree(struct soc_binding *binding, const struct soc_node *root);
/* The timeline. */
void soc_bind_timeline(struct soc_binding *binding, const struct soc_node *list);
/* "key=value" as on the command line. */
void soc_bind_setting(struct soc_binding *binding, const char *setting);
/* The same in two parts. */
void soc_bind_value(struct soc_binding *binding, const char *path, const char *value);
/* Checks between values, once all are in place. */
void soc_bind_check(struct soc_binding *binding);
/* What modules need of one another; the last of these checks. */
void soc_bind_check_modules(struct soc_binding *binding);
/* Notes where an entry begins. */
void soc_bind_origin_of_entry(struct soc_binding *binding, const struct soc_section *section, int entry,
                              const struct soc_node *node);
/* Says that a new entry lacks the key that every one begins with, and the nearest name: a slip in the name of
 * an entry would make a new one. */
void soc_bind_entry_without_kind(struct soc_binding *binding, const struct soc_section *section, int entry,
                                 const struct soc_node *node, const char *path);
/* Says that there is no room for the entry at node, the last of `found`, and the nearest name. */
void soc_bind_entry_too_many(struct soc_binding *binding, const struct soc_section *section,
                             const struct soc_node *node, const char *path, size_t found);
/* 1 for a name that an entry may have; else a diagnostic. */
int soc_bind_name(struct soc_binding *binding, const struct soc_section *section, const char *name,
                  struct soc_position at, const char *path);
/* Adds an error with the words of a buffer, then releases it. */
void soc_bind_error(struct soc_binding *binding, struct soc_position at, const char *path,
                    struct soc_buf *why);

#endif
