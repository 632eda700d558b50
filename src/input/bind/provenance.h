/* Where the values of a scenario came from: source, plausible range, file and line. */
#ifndef SOC_INPUT_NOTES_H
#define SOC_INPUT_NOTES_H

#include "input/schema/params.h"
#include "input/text/tree.h"

struct soc_note {
	const char *source; /* NULL: none given */
	const char *origin; /* file as in provenance, "--set"; NULL: nobody wrote the value */
	const char *file;   /* file as opened, for problems */
	int line, column;
	int layer; /* of the file: the higher, the later it was merged */
	int has_range;
	double low, high;
};

struct soc_notes {
	struct soc_arena arena;                     /* owns every text below */
	struct soc_note at[SOC_TARGETS_MAX];        /* by soc_target_number */
	struct soc_note settings[SOC_SETTINGS_MAX]; /* by index of the setting */
	struct soc_value *values;
	size_t values_count, values_capacity;
	int out_of_memory;
};

/* Empty notes; NULL when memory is out. Free is fine on NULL. Owner: the scenario. */
struct soc_notes *soc_notes_new(void);
void soc_notes_free(struct soc_notes *notes);
/* A copy of a text that lives as long as the notes; NULL when memory is out (kept in out_of_memory). */
const char *soc_notes_text(struct soc_notes *notes, const char *text);
/* The note of a target; of all defaults when notes is NULL. */
const struct soc_note *soc_notes_of(const struct soc_notes *notes, const struct soc_target *t);
/* Where a target or its entry was written; a place without a line when nowhere. */
struct soc_position soc_notes_place(const struct soc_notes *notes, const struct soc_target *t);

/* Where a fault between several values is to be mended: of the target and every key that the reason names (of
 * its entry, or with its whole path) the place of the one that was stated last, in the topmost file or by
 * --set; the target's own where they were stated together. Cost: one search for each word of the reason. */
struct soc_position soc_notes_place_of_fault(const struct soc_scenario *s, const struct soc_notes *notes,
                                             const struct soc_target *t, const char *reason);

/* What is said of a value in tables and in the resolved file. */
struct soc_provenance {
	const char *source; /* "assumption" when none; "" for a structural key without one */
	double low, high;   /* NaN: none */
	int assumption;
};
/* Where the value in force comes from: what the note says, else the key itself when the value is its default,
 * else an assumption. Strings belong to the note or the key. */
struct soc_provenance soc_provenance_of(const struct soc_scenario *s, const struct soc_target *t,
                                        const struct soc_note *note);
/* 1 when an element of a map stands in tables: it is not zero or somebody wrote it. */
int soc_notes_shows(const struct soc_scenario *s, const struct soc_target *t);
/* Calls visit for every value in force, in the order of a file, until it returns 0. */
void soc_notes_walk(const struct soc_scenario *s, int (*visit)(void *user, const struct soc_target *t),
                    void *user);
/* Fills notes->values from a complete scenario. 0 when memory is out. */
int soc_notes_list(struct soc_notes *notes, const struct soc_scenario *s);

/* Says where value i of a scenario that was read (0 to soc_scenario_values - 1) was written first, such as
 * file:line, for tables. text: length bytes without a NUL, copied. Returns: 0 when memory is out or there is
 * no such value. Cost: O(length). */
int soc_notes_set_origin(struct soc_scenario *s, size_t i, const char *text, size_t length);

#endif
