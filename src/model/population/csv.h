/* Tables of numbers as comma-separated text with a header row; every error says file:line:column.
 *
 * Lines end in LF or CRLF. A field may stand in double quotes; quotes inside quotes are not supported. */
#ifndef SOC_POPULATION_CSV_H
#define SOC_POPULATION_CSV_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#define SOC_CSV_COLUMNS 256

struct soc_csv_field {
	const char *text;
	int32_t length, column;
};                       /* column: 1-based byte in the line */
#define SOC_CELL_LEAST 5 /* people or households in a cell of a table */
#define SOC_CELL_MOST                                                                                        \
	3000000000ll /* and in all cells together: twice what is built at most, and no product of both overflows \
	              */

struct soc_csv {
	const char *name, *at, *end;
	int32_t line, columns;
	struct soc_csv_field header[SOC_CSV_COLUMNS], row[SOC_CSV_COLUMNS];
};

/* Begins; reads the header. text stays the caller's. SOC_ERR_DATA. */
enum soc_err soc_csv_open(struct soc_csv *csv, const char *name, const char *text, size_t length,
                          struct soc_msg *msg);
/* Index of a column by its header; SOC_ERR_DATA when there is none. */
enum soc_err soc_csv_column(const struct soc_csv *csv, const char *header, int32_t *index,
                            struct soc_msg *msg);
/* Whether a column has this header. */
int soc_csv_has(const struct soc_csv *csv, const char *header);
/* Next row (empty lines are skipped); *more 0 at the end. SOC_ERR_DATA when the row has more or fewer fields
 * than the header. */
enum soc_err soc_csv_next(struct soc_csv *csv, int *more, struct soc_msg *msg);
/* Whether the field is empty or NA. */
int soc_csv_missing(const struct soc_csv *csv, int32_t index);
/* A whole number 0..2^53; a number within low..high (decimal point, no exponent). */
enum soc_err soc_csv_whole(const struct soc_csv *csv, int32_t index, int64_t *out, struct soc_msg *msg);
enum soc_err soc_csv_number(const struct soc_csv *csv, int32_t index, double low, double high, double *out,
                            struct soc_msg *msg);
/* Copies text of at least one byte into out[size] with its NUL; SOC_ERR_DATA when it does not fit. */
enum soc_err soc_csv_text(const struct soc_csv *csv, int32_t index, char *out, size_t size,
                          struct soc_msg *msg);
/* An error about one field: "file:line:column: <what> in column <header>: '<value>'". */
enum soc_err soc_csv_fail(const struct soc_csv *csv, int32_t index, const char *what, struct soc_msg *msg);

/* As soc_csv_whole, of people or households: a cell of 1 to 4 is refused, so that no table can tell of single
 * ones, and one above SOC_CELL_MOST. */
enum soc_err soc_csv_count(const struct soc_csv *csv, int column, int64_t *out, struct soc_msg *msg);
/* Whether `part` of `all` leaves 1 to SOC_CELL_LEAST - 1: who subtracts would read a cell that the table may
 * not have. left: what is left, in words. Errors: SOC_ERR_DATA at the field. */
enum soc_err soc_csv_rest(const struct soc_csv *csv, int column, int64_t part, int64_t all, const char *left,
                          struct soc_msg *msg);

#endif
