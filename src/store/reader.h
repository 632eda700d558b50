/* A results file that has been checked: private to the library (view/ and replay read through it). */
#ifndef SOC_STORE_READER_H
#define SOC_STORE_READER_H

#include "model/fields.h"
#include "model/regime/rule_sets.h"
#include "socred/result.h"
#include "store/kept.h"
#include "store/schema.h"

#define SOC_READER_STRIDE 1000 /* steps of SQLite's machine between two looks at the bound */

struct soc_result {
	const struct soc_schema *schema; /* of a run, or of a theory */
	sqlite3 *db;
	int64_t bytes; /* of the file */
	int64_t steps; /* left to the call under way, in units of SOC_READER_STRIDE; a broken file ends, it never
	                  hangs */
	const volatile int *stop; /* ends the query of a stranger that is under way; or NULL */
	void *image;              /* of a file opened from memory; else NULL */
	char content[65];         /* SHA-256 of the content, see digest.h */
	int keeps; /* 1: a file that does not change while it is open; results that a run is still filling keep
	              nothing */
	struct soc_kept kept;          /* answers that the file has given */
	struct soc_scenario *scenario; /* read from it; NULL: not yet */
};

/* As soc_result_open, from bytes; they are copied. */
enum soc_err soc_result_open_memory(struct soc_result **out, const void *bytes, size_t length,
                                    struct soc_msg *msg);

/* What a results file says of its run, as soc_result_look reads it. */
struct soc_result_size {
	int64_t persons, months, replicates, seed;
	int64_t from; /* its first month */
	int is_partial;
};
/* Whether the file at path is one that this version reads: who made it, its format, each table and view; and
 * what it says of the size of its run, into *size. Its digests are not looked at, which takes a reading of
 * the file. Errors: as of soc_result_open. Cost: O(tables).
 */
enum soc_err soc_result_look(const char *path, struct soc_result_size *size, struct soc_msg *msg);

/* As soc_result_open_any, from bytes; they are copied. */
enum soc_err soc_result_open_any_memory(struct soc_result **out, const void *bytes, size_t length,
                                        struct soc_msg *msg);

/* SOC_ERR_USAGE of results of a theory, which have no people, regime and months, with what reads them; else
 * SOC_OK. */
enum soc_err soc_result_refuse_theory(const struct soc_result *result, struct soc_msg *msg);

/* The scenario of the results, which is read once and belongs to them. Errors: as soc_result_scenario. */
enum soc_err soc_result_scenario_kept(struct soc_result *result, const struct soc_scenario **out,
                                      struct soc_msg *msg);

/* Drops what was kept of the file, to be read again when asked for: its scenario, and answers (kept.h). Cost:
 * O(what was kept). */
void soc_result_forget(struct soc_result *result);

/* The two halves of what opening asks beside the digests, for one who changes an open file and reads on.
 * Form: forgets what was kept of the file, bounds the connection, and asks that socred made the file and each
 * of its tables and views.
 * Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_result_check_form(struct soc_result *result, struct soc_msg *msg);
/* Sense: what readers count on (replicates and their months). Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_result_check_sense(struct soc_result *result, struct soc_msg *msg);

/* The table or view of that name; SOC_ERR_USAGE with the nearest name. */
enum soc_err soc_result_find(const struct soc_result *result, const char *table, const struct soc_table **out,
                             struct soc_msg *msg);
/* The month asked for becomes a row of the calendar that exists: -1 is the last month that every kept
 * replicate reached. Errors: SOC_ERR_USAGE: there is no such month. */
enum soc_err soc_result_settle_month(struct soc_result *result, int64_t *month, struct soc_msg *msg);
/* How many replicates there are. Errors: SOC_ERR_USAGE: `replicate` is none of them, nor -1. */
enum soc_err soc_result_settle_replicate(struct soc_result *result, int64_t replicate, double *count,
                                         struct soc_msg *msg);
/* Every public call begins with this: sets the bound on the steps that SQLite may take in it. */
void soc_result_begin(struct soc_result *result);
/* Prepares a statement and binds whole numbers to its parameters. */
enum soc_err soc_result_query(struct soc_result *result, const char *sql, const int64_t *numbers, int count,
                              sqlite3_stmt **out, struct soc_msg *msg);
/* Steps: *row is 1 while there are rows. */
enum soc_err soc_result_next(struct soc_result *result, sqlite3_stmt *stmt, int *row, struct soc_msg *msg);
/* The first column of the first row; NaN when there is no row or it is NULL. */
enum soc_err soc_result_real(struct soc_result *result, const char *sql, const int64_t *numbers, int count,
                             double *out, struct soc_msg *msg);
/* The value of a key of `meta`, at most room - 1 bytes of it; "" when it is not there. */
enum soc_err soc_result_meta(struct soc_result *result, const char *key, char *out, size_t room,
                             struct soc_msg *msg);
/* A query that a stranger wrote: between begin and end the results can be read and nothing else be done, in
 * bounded steps and memory. What SQLite calls an error is then the query's, and end says it so. */
struct soc_result_guard {
	int length, columns, pattern; /* SQLite's limits as they were */
	sqlite3_int64 heap;
};
void soc_result_guard_begin(struct soc_result *result, struct soc_result_guard *guard,
                            const volatile int *stop);
/* Prepares the one statement that a text is. Errors: SOC_ERR_USAGE, SOC_ERR_MEMORY. */
enum soc_err soc_result_guard_query(struct soc_result *result, const char *query, sqlite3_stmt **out,
                                    struct soc_msg *msg);
enum soc_err soc_result_guard_end(struct soc_result *result, const struct soc_result_guard *guard,
                                  enum soc_err err, struct soc_msg *msg);

/* What asking for lives of results that keep no fields says, whole: by it the refusal is known. */
#define SOC_RESULT_NO_FIELDS \
	"the results keep no fields, from which lives are recomputed: run again with output.fields=true"
/* The fields that a month was stepped with, one per place. SOC_ERR_RESULTS when the run kept none or not so
 * many. */
enum soc_err soc_result_fields(struct soc_result *result, int64_t replicate, int64_t month,
                               struct soc_field *out, int64_t places, struct soc_msg *msg);

/* Puts the predictors that a replicate trained into force in v, for lives that are recomputed; nothing where
 * its rules train none, or it did not come so far. SOC_ERR_RESULTS when they are such as no run trains,
 * SOC_ERR_MEMORY. */
enum soc_err soc_result_predictor(struct soc_result *result, int64_t replicate, struct soc_rule_sets *v,
                                  struct soc_msg *msg);

#endif
