/* The people of a finished run, one by one: recomputed from the seed and the fields kept in its results,
 * never stored. Either all of them, as named columns, or those whom a condition finds. */
#ifndef SOCRED_PEOPLE_H
#define SOCRED_PEOPLE_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_result;
struct soc_people_reader;
struct soc_find;

/* ---- columns ---- */
enum soc_people_type {
	SOC_PEOPLE_FLAG,  /* uint8_t, 0 or 1 */
	SOC_PEOPLE_WHOLE, /* int32_t */
	SOC_PEOPLE_LONG,  /* int64_t */
	SOC_PEOPLE_REAL,  /* double; NaN: none */
	SOC_PEOPLE_WORD   /* int32_t, the number of one of the column's words; -1: none */
};

/* Strings are static or belong to the people. */
struct soc_people_column {
	const char *name; /* "age", "listed", "listed.defaulters", "points.judicial" */
	enum soc_people_type type;
	const char *unit; /* "" when it has none */
	const char *meaning;
	int32_t words; /* of SOC_PEOPLE_WORD: how many there are; the order of grades is that of the scale */
	int fixed;     /* 1: does not change in a run */
};

/* What is asked for. Texts may go when a function has returned. */
struct soc_people_options {
	const char *columns; /* names with commas between them; "all"; NULL: who they are and what holds them */
	const char *where;   /* a condition (docs/guide/find.md); NULL: everybody */
	const char *place;  /* a province or a place, by its Latin name, as in the data, or its code; NULL: all */
	const char *months; /* "2019-03", "2019-03..2019-08", "all": at the end of each; NULL: the last */
	int64_t replicate;  /* from 0 */
	int64_t sample;     /* so many of all people, drawn by seed before any condition, the same in each month
	                       and in every run of as many people; 0: everybody */
	const int64_t *seed; /* of the draw; NULL: the run's */
	/* Called after each community with the share done, 0..1; may be NULL. */
	void (*on_progress)(void *user, double share);
	void *user;
	/* When it becomes non-zero, the next call returns SOC_ERR_INTERRUPTED; may be NULL. */
	const volatile int *stop;
};

/* The people of one community at the end of one month, those alone who were asked for. */
struct soc_people_rows {
	int64_t month;             /* of the run, from 0 */
	char date[16];             /* the same as YYYY-MM */
	int32_t count;             /* 0 to 512; 0: nobody of this community is asked for in this month */
	const void *const *column; /* [column as chosen][row], in its type; stands until the next call */
};

/* Begins to go through the people of a result, which must outlive them.
 * Owner: *out is the caller's (soc_people_free); options may go. Errors: SOC_ERR_USAGE: no such column,
 * place, month or replicate, or a condition that is none, with the column of its text and the nearest name;
 * no fields were kept; SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: the plan of the population and the fields of a
 * replicate.
 */
SOC_API enum soc_err soc_people_open(struct soc_result *result, const struct soc_people_options *options,
                                     struct soc_people_reader **out, struct soc_msg *msg);
/* How many columns were chosen.
 * Returns: 1 or more. Cost: O(1). */
SOC_API int soc_people_columns(const struct soc_people_reader *people);
/* The chosen column i, 0 to soc_people_columns - 1.
 * Owner: the people. Returns: all 0 and NULL past the end. Cost: O(1). */
SOC_API struct soc_people_column soc_people_column(const struct soc_people_reader *people, int i);
/* A word of the chosen column i: number 0 to its words - 1.
 * Owner: the people. Returns: "" past the end and for -1; never NULL. Cost: O(1). */
SOC_API const char *soc_people_word(const struct soc_people_reader *people, int i, int32_t number);
/* The next community in the next of its months: months of one community follow one another. *more: 0 when all
 * have been told and rows are empty.
 * Owner: rows->column is of the people. Errors: SOC_ERR_INTERRUPTED, SOC_ERR_MEMORY; nothing may follow but
 * soc_people_free. Cost: the months of one community. */
SOC_API enum soc_err soc_people_next(struct soc_people_reader *people, struct soc_people_rows *rows,
                                     int *more, struct soc_msg *msg);
/* How many people have been looked at so far, each counted once: those of the place and of the sample,
 * whether the condition found them or not. Returns: people. Cost: O(1). */
SOC_API int64_t soc_people_examined(const struct soc_people_reader *people);
/* Releases them; NULL is fine. Cost: O(1). */
SOC_API void soc_people_free(struct soc_people_reader *people);

/* The head of a table as CSV, and rows as its lines: the month first, then the columns as chosen; words as
 * words, no value as nothing.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_MEMORY. Cost: O(rows x columns). */
SOC_API enum soc_err soc_people_csv_head(const struct soc_people_reader *people, char **out,
                                         struct soc_msg *msg);
SOC_API enum soc_err soc_people_csv(const struct soc_people_reader *people,
                                    const struct soc_people_rows *rows, char **out, struct soc_msg *msg);
/* The people of a result as a file of HDF5 at path, aside and renamed: a dataset for `month` and for each
 * column, a row for each person and month in the order of soc_people_next, with its meaning, its unit and, of
 * words, the dataset of the words that its numbers stand for; and what the rows were made from: title,
 * version, seed, digest and resolved scenario, and what was asked (docs/guide/find.md). options: as of
 * soc_people_open; they may go. The same question, the same bytes.
 * Errors: SOC_ERR_USAGE: as soc_people_open, or libhdf5 is not there, or was not when this was built;
 * SOC_ERR_IO with path and cause, SOC_ERR_INTERRUPTED, SOC_ERR_MEMORY, SOC_ERR_RESULTS; the old file stands.
 * Cost: as going through them, and 128 KB a column. */
SOC_API enum soc_err soc_people_hdf5(struct soc_result *result, const struct soc_people_options *options,
                                     const char *path, struct soc_msg *msg);
/* Every column that the people of a result have: name, type, unit, words, meaning; format "table", "csv" or
 * "json".
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format; SOC_ERR_RESULTS,
 * SOC_ERR_MEMORY. Cost: the plan of the population. */
SOC_API enum soc_err soc_people_columns_text(struct soc_result *result, const char *format, char **out,
                                             struct soc_msg *msg);

/* ---- those whom a condition finds ---- */
#define SOC_FIND_MOST 1000

struct soc_find_options {
	const char *where;   /* as above; NULL: everybody */
	const char *place;   /* as above */
	const char *columns; /* told of each person drawn, as above */
	const char *month;   /* YYYY-MM: what holds at its end; NULL: the last */
	int64_t replicate;   /* of the draw, from 0 */
	int all_replicates;  /* 1: who match are counted in all replicates, 0: in that one alone */
	int limit;           /* so many are drawn of those who match, 0 to SOC_FIND_MOST */
	const int64_t *seed; /* of the draw; NULL: the run's */
	void (*on_progress)(void *user, double share);
	void *user;
	const volatile int *stop; /* all three as above */
};

/* Begins to look for people in a result, which must outlive the search.
 * Owner: *out is the caller's (soc_find_free); options may go. Errors: as soc_people_open, and SOC_ERR_USAGE:
 * limit out of range. Cost: as soc_people_open. */
SOC_API enum soc_err soc_find_open(struct soc_result *result, const struct soc_find_options *options,
                                   struct soc_find **out, struct soc_msg *msg);
/* Looks through one more community; with all_replicates, through those of the other replicates after the
 * draw. *more: 0 when none is left. Errors: as soc_people_next. Cost: the months of one community. */
SOC_API enum soc_err soc_find_next(struct soc_find *find, int *more, struct soc_msg *msg);
/* People of the replicate of the draw looked at so far, those of them who match, and how many of these are
 * drawn.
 * Returns: people. Cost: O(1). */
SOC_API int64_t soc_find_examined(const struct soc_find *find);
SOC_API int64_t soc_find_matching(const struct soc_find *find);
SOC_API int soc_find_drawn(const struct soc_find *find);
/* The i-th person drawn, 0 to soc_find_drawn - 1, in the order of the draw: which depends on the seed and on
 * the person's number alone, so that nobody chooses. Row number of the person, as soc_result_explain has it.
 * Returns: -1 past the end. Cost: O(1). */
SOC_API int64_t soc_find_person(const struct soc_find *find, int i);
/* What was found: format "table" for a terminal, "csv" (a line for each person drawn) or "json".
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format; SOC_ERR_MEMORY. Cost:
 * O(people drawn x columns). */
SOC_API enum soc_err soc_find_text(const struct soc_find *find, const char *format, char **out,
                                   struct soc_msg *msg);
/* The same as a page, one HTML file without scripts: how many of how many, the people drawn, and the life of
 * the first of them. To be called when all communities were looked through; the result must still be open.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_MEMORY, and those of soc_result_explain. Cost:
 * that of soc_find_text and of one life. */
SOC_API enum soc_err soc_find_page(const struct soc_find *find, char **out, struct soc_msg *msg);
/* Releases a search; NULL is fine. Cost: O(1). */
SOC_API void soc_find_free(struct soc_find *find);

#ifdef __cplusplus
}
#endif
#endif
