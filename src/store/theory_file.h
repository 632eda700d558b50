/* Results of a theory as a file, row by row (theory_tables.h): private to store/ and theory/, which knows
 * what the rows mean. The file is made in memory and written in one piece, so that nothing is ever
 * half-written. */
#ifndef SOC_STORE_THEORY_FILE_H
#define SOC_STORE_THEORY_FILE_H

#include "socred/result.h"
#include "store/theory_tables.h"

#define SOC_THEORY_FILE_COLUMNS 16 /* most of a table */

/* A value of a row. */
struct soc_theory_value {
	const char *text; /* NULL: a number */
	double number;    /* NaN: NULL in the file */
	int is_whole;     /* of a number: 1 when it is written as a whole one */
};

struct soc_theory_file;

/* Begins a file in memory. command_line is kept as provenance (NULL: none). Owner: *out is the caller's
 * (soc_theory_file_free). Errors: SOC_ERR_MEMORY, SOC_ERR_INTERNAL. */
enum soc_err soc_theory_file_begin(struct soc_theory_file **out, const char *command_line,
                                   struct soc_msg *msg);
/* Appends a row: as many values as the table has columns. Errors: SOC_ERR_MEMORY, SOC_ERR_INTERNAL (a key
 * twice). */
enum soc_err soc_theory_file_row(struct soc_theory_file *file, enum soc_theory_table table,
                                 const struct soc_theory_value *values, struct soc_msg *msg);
/* Digests every table and puts the file at path, aside and renamed; the old one stands after a failure.
 * Errors: SOC_ERR_IO, SOC_ERR_MEMORY. Cost: a reading of the file. */
enum soc_err soc_theory_file_finish(struct soc_theory_file *file, const char *path, struct soc_msg *msg);
/* Safe on NULL. */
void soc_theory_file_free(struct soc_theory_file *file);

/* Hands every row of a table to take, in the order of its key; texts stand until it returns. The file may
 * come from anywhere: values are of the types of the columns, and nothing else is sure. Errors:
 * SOC_ERR_USAGE: the results are of a run; those of take; SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_theory_file_each(struct soc_result *result, enum soc_theory_table table,
                                  enum soc_err (*take)(void *user, const struct soc_theory_value *values,
                                                       struct soc_msg *msg),
                                  void *user, struct soc_msg *msg);

#endif
