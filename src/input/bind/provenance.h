/* Where the values of a scenario came from: source, plausible range, file and line. */
#ifndef SOC_INPUT_PROVENANCE_H
#define SOC_INPUT_PROVENANCE_H

#include "input/schema/params.h"
#include "input/text/tree.h"

struct soc_origin {
	const char *source;    /* NULL: none given */
	const char *stated_in; /* file as in provenance, "--set"; NULL: nobody wrote the value */
	const char *file;      /* file as opened, for diagnostics */
	int line, column;
	int layer; /* of the file: the higher, the later it was merged */
	int has_range;
	double low, high;
};

struct soc_provenance {
	struct soc_arena arena;                       /* owns every text below */
	struct soc_origin at[SOC_PARAMETERS_MAX];     /* by soc_parameter_number */
	struct soc_origin settings[SOC_SETTINGS_MAX]; /* by index of the setting */
	struct soc_origin population;                 /* where a population of one's own is named */
	struct soc_value *values;
	size_t values_count, values_capacity;
	int out_of_memory;
};

/* Empty provenance; NULL when memory is out. soc_provenance_free does nothing on NULL. Owner: the scenario.
 */
struct soc_provenance *soc_provenance_new(void);
void soc_provenance_free(struct soc_provenance *provenance);
/* A copy of a text that lives as long as the provenance; NULL when memory is out (kept in out_of_memory). */
const char *soc_provenance_text(struct soc_provenance *provenance, const char *text);
/* Where the value of a parameter came from; that of a default when provenance is NULL. */
const struct soc_origin *soc_provenance_of(const struct soc_provenance *provenance,
                                           const struct soc_parameter *t);
/* Where a parameter or its entry was written; a place without a line when nobody wrote it. */
struct soc_position soc_provenance_place(const struct soc_provenance *provenance,
                                         const struct soc_parameter *t);

/* Where a fault between several values is to be mended: of the parameter and every key that the reason names
 * (of its entry, or with its whole path) the place of the one that was stated last, in the topmost file or by
 * --set; the parameter's own where they were stated together. Cost: one search for each word of the reason.
 */
struct soc_position soc_provenance_place_of_fault(const struct soc_scenario *s,
                                                  const struct soc_provenance *provenance,
                                                  const struct soc_parameter *t, const char *reason);

/* The source of a value counted in China (incomes, loans) that nobody stated for a population of one's own:
 * an assumption. */
#define SOC_BORROWED "assumption: China's value, none is stated for this population"
/* 1 for such a key, at its default. */
int soc_provenance_borrows(const struct soc_scenario *s, const struct soc_parameter *t,
                           const struct soc_origin *origin);

/* 1 when an element of a map stands in tables: it is not zero or somebody wrote it. */
int soc_provenance_shows(const struct soc_scenario *s, const struct soc_parameter *t);
/* Calls visit for every value in force, in the order of a file, until it returns 0. */
void soc_provenance_walk(const struct soc_scenario *s,
                         int (*visit)(void *user, const struct soc_parameter *t), void *user);
/* Fills provenance->values from a complete scenario. 0 when memory is out. */
int soc_provenance_list(struct soc_provenance *provenance, const struct soc_scenario *s);

/* Says where value i of a scenario that was read (0 to soc_scenario_values - 1) was written first, such as
 * file:line, for tables. text: length bytes without a NUL, copied. Returns: 0 when memory is out or there is
 * no such value. Cost: O(length). */
int soc_provenance_set_origin(struct soc_scenario *s, size_t i, const char *text, size_t length);

#endif
