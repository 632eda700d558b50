/* Results: one SQLite file per run, written aside and renamed; read back as tables, compared, reported. */
#ifndef SOCRED_RESULT_H
#define SOCRED_RESULT_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_scenario;
struct soc_observer;
struct soc_result_writer;
struct soc_result;

/* Begins path.part-PID; nothing at `path` is touched until soc_result_writer_finish. command_line is kept as
 * provenance. */
SOC_API enum soc_err soc_result_writer_open(struct soc_result_writer **out, const char *path,
                                            const char *command_line, struct soc_msg *msg);
/* The observer that fills the file; belongs to the writer. */
SOC_API struct soc_observer *soc_result_writer_observer(struct soc_result_writer *writer);
/* Digests every table, syncs, renames to path. On failure the old file at path stands and the part file is
 * removed. */
SOC_API enum soc_err soc_result_writer_finish(struct soc_result_writer *writer, int interrupted,
                                              struct soc_msg *msg);
/* Writes a text to a file, aside and renamed, never through a link. The old file stands after a failure.
 * Errors: SOC_ERR_IO. */
SOC_API enum soc_err soc_text_write(const char *path, const char *text, struct soc_msg *msg);
/* Releases; without a finish the part file is removed. NULL is fine. */
SOC_API void soc_result_writer_free(struct soc_result_writer *writer);

/* Opens read-only and checks version and digests. Errors: SOC_ERR_RESULTS, SOC_ERR_IO, SOC_ERR_MEMORY. */
SOC_API enum soc_err soc_result_open(struct soc_result **out, const char *path, struct soc_msg *msg);
SOC_API void soc_result_free(struct soc_result *result);

/* One number: column of a table or view for a month (0-based; -1: last) and replicate (-1: mean over
 * replicates), summed over the rest. E.g. ("by_cell", "listed_nothing", -1, -1). */
SOC_API enum soc_err soc_result_number(struct soc_result *result, const char *table, const char *column,
                                       int64_t month, int64_t replicate, double *out, struct soc_msg *msg);
/* A table or view as text: format "table", "csv" or "json"; table NULL lists tables with their meaning. limit
 * 0: all rows. */
SOC_API enum soc_err soc_result_table_text(struct soc_result *result, const char *table, const char *format,
                                           int64_t limit, char **out, struct soc_msg *msg);
/* The headline of a run with 95% intervals over replicates: format "table" for a terminal, "csv" or "json" (a
 * record for each statistic, `cases` being the synthetic cases behind it in all replicates together). *out:
 * soc_text_free. */
SOC_API enum soc_err soc_result_headline(struct soc_result *result, const char *format, char **out,
                                         struct soc_msg *msg);
/* The scenario the file was made from, complete. */
SOC_API enum soc_err soc_result_scenario(struct soc_result *result, struct soc_scenario **out,
                                         struct soc_msg *msg);
/* *partial: 1 when the run was interrupted, so that replicates that were asked for are missing. Errors:
 * SOC_ERR_RESULTS. */
SOC_API enum soc_err soc_result_is_partial(struct soc_result *result, int *partial, struct soc_msg *msg);
/* *of: 1 when these are the complete results of just this scenario (every value, size and span) by this
 * version of the program, so that running it again would give them again. Cost: one reading of both
 * scenarios. Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
SOC_API enum soc_err soc_result_is_of(struct soc_result *result, const struct soc_scenario *scenario, int *of,
                                      struct soc_msg *msg);
/* SOC_OK: same content. SOC_ERR_DIFFERENT: msg says in which table, row and column first. */
SOC_API enum soc_err soc_result_compare(struct soc_result *a, struct soc_result *b, struct soc_msg *msg);
/* Two paired runs: each figure of the headline but those of modules (all: each indicator and count of a
 * module) in a and in b, and the difference with its 95% interval over replicates. month: YYYY-MM, stocks at
 * its end and flows up to it; NULL: the last. format as above. SOC_ERR_USAGE says what makes them no pair:
 * other seed, people or months. */
SOC_API enum soc_err soc_result_difference(struct soc_result *a, struct soc_result *b, const char *month,
                                           int all, const char *format, char **out, struct soc_msg *msg);
/* Writes the self-contained HTML report, aside and renamed. */
SOC_API enum soc_err soc_result_report(struct soc_result *result, const char *path, struct soc_msg *msg);
/* One synthetic life, month by month, recomputed; format "text" or "json". */
SOC_API enum soc_err soc_result_explain(struct soc_result *result, int64_t person, int64_t replicate,
                                        const char *format, char **out, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
