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

/* Begins path.part-PID; nothing at `path` is touched until soc_result_writer_finish. command_line is kept
 * as provenance (NULL: none).
 * Owner: *out is the caller's (soc_result_writer_free). Errors: SOC_ERR_USAGE: path names no file;
 * SOC_ERR_IO, SOC_ERR_MEMORY. Cost: O(1). */
SOC_API enum soc_err soc_result_writer_open(struct soc_result_writer **out, const char *path,
                                            const char *command_line, struct soc_msg *msg);
/* The observer that fills the file; for one run.
 * Owner: the writer. Returns: never NULL. Cost: O(1). */
SOC_API struct soc_observer *soc_result_writer_observer(struct soc_result_writer *writer);
/* Digests every table, syncs, renames to path. interrupted: 1 when soc_sim_run ended with
 * SOC_ERR_INTERRUPTED: what was finished is kept and marked.
 * Errors: SOC_ERR_INTERRUPTED when no month was finished, SOC_ERR_IO, SOC_ERR_MEMORY, SOC_ERR_INTERNAL
 * when the run told nothing. The old file at path stands and the part file is removed. Cost: one reading
 * of the file. */
SOC_API enum soc_err soc_result_writer_finish(struct soc_result_writer *writer, int interrupted,
                                              struct soc_msg *msg);
/* Opens what a writer has finished, as soc_result_open does, but for computing the digests again that the
 * writer has just computed: that it is that file is asked by the digest of its content.
 * Owner: *out is the caller's (soc_result_free); the writer may be released before it. Errors: SOC_ERR_USAGE:
 * the writer has not finished; as soc_result_open. Cost: O(tables). */
SOC_API enum soc_err soc_result_open_written(struct soc_result **out, const struct soc_result_writer *writer,
                                             struct soc_msg *msg);
/* Writes a text to the file at path, aside and renamed, never through a link.
 * Errors: SOC_ERR_IO, SOC_ERR_MEMORY; the old file stands. Cost: O(length). */
SOC_API enum soc_err soc_text_write(const char *path, const char *text, struct soc_msg *msg);
/* Releases a writer; without a finish the part file is removed. NULL is fine. Cost: O(1). */
SOC_API void soc_result_writer_free(struct soc_result_writer *writer);

/* Opens the file at path read-only and checks version and digests.
 * Owner: *out is the caller's (soc_result_free). Errors: SOC_ERR_FORMAT: of a format that another version
 * reads, which msg names; SOC_ERR_RESULTS: missing, broken or changed; SOC_ERR_USAGE: of a theory;
 * SOC_ERR_IO, SOC_ERR_MEMORY. Cost: one reading of the file. */
SOC_API enum soc_err soc_result_open(struct soc_result **out, const char *path, struct soc_msg *msg);
/* The same of the file at path, and results of a theory (theory.h) as well, of which tables, queries and
 * differences can be asked (soc_result_table_text, soc_result_sql, soc_result_diff) and what theory.h reads;
 * soc_result_open refuses them.
 * Owner: *out is the caller's (soc_result_free). Errors: as soc_result_open, but for a theory. Cost: one
 * reading of the file. */
SOC_API enum soc_err soc_result_open_any(struct soc_result **out, const char *path, struct soc_msg *msg);
/* Whether these are results of a theory. Returns: 1 or 0. Cost: O(1). */
SOC_API int soc_result_is_theory(const struct soc_result *result);
/* Closes results; NULL is fine. Cost: O(1). */
SOC_API void soc_result_free(struct soc_result *result);

/* One number: column of a table or view for a month (0-based; -1: the last that every replicate reached)
 * and a replicate (0-based; -1: mean over replicates), summed over the rest. E.g. ("by_cell", "listed",
 * -1, -1). Unit: that of the column.
 * Errors: SOC_ERR_USAGE: no such table (with the nearest name, if one is near), column, month or replicate,
 * or a column of text; SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: one look at the table. */
SOC_API enum soc_err soc_result_number(struct soc_result *result, const char *table, const char *column,
                                       int64_t month, int64_t replicate, double *out, struct soc_msg *msg);
/* One figure by its name, whatever it is: a statistic of the headline, also of a module ("listed_per_1000"),
 * or a rate of everybody that the view `rates` has by parts ("listed_wrongly"), at the month, over the months
 * up to it; or an indicator ("listed": as soc_result_number has it in by_cell).
 * month: 0-based, -1 for the last; replicate: 0-based, -1 for the mean, as there; the mean is over the
 * replicates that have a value, as in the headline. NaN: it has none. Unit: as its label or its column says.
 * Errors: SOC_ERR_USAGE: no such figure (with the nearest name), month or replicate; SOC_ERR_RESULTS,
 * SOC_ERR_MEMORY. Cost: one look at the table for each replicate. */
SOC_API enum soc_err soc_result_figure(struct soc_result *result, const char *name, int64_t month,
                                       int64_t replicate, double *out, struct soc_msg *msg);
/* What such a figure is in words, with its unit, as headlines and comparisons have it: "on a black list, per
 * 1,000 people"; of an indicator its meaning, with the unit in brackets. name: as of soc_result_figure.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such figure (with the nearest name);
 * SOC_ERR_MEMORY. Cost: O(figures). */
SOC_API enum soc_err soc_result_label(const char *name, char **out, struct soc_msg *msg);
/* A table or view as text: format "table", "csv" or "json"; table NULL lists tables with their meaning.
 * limit: the most rows, 0 for all.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such table (with the nearest name,
 * if one is near) or format; SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: O(rows). */
SOC_API enum soc_err soc_result_table_text(struct soc_result *result, const char *table, const char *format,
                                           int64_t limit, char **out, struct soc_msg *msg);
#define SOC_RESULT_SQL_STEPS 50000000 /* of SQLite's machine, in one query */
/* What one query of SQLite says of the results, which it can do nothing but read: format "table", "csv" or
 * "json" (an object for each row). limit: the most rows, 1 or more. stop: ends it where another thread sets
 * *stop to 1; may be NULL.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE with SQLite's words: no query, more than
 * one, one that would do anything but read, or calls a function whose time has no bound (printf, instr,
 * replace, trim, zeroblob and their like); SOC_ERR_LIMIT: it takes more than SOC_RESULT_SQL_STEPS steps of
 * SQLite's machine, 256 MB of memory or 16 MB of text; SOC_ERR_INTERRUPTED; SOC_ERR_RESULTS,
 * SOC_ERR_MEMORY. Cost: that of the query, SOC_RESULT_SQL_STEPS at most. */
SOC_API enum soc_err soc_result_sql(struct soc_result *result, const char *query, const char *format,
                                    int64_t limit, const volatile int *stop, char **out, struct soc_msg *msg);
/* Whether a query that does this does nothing but read, for a program that opens a results file with SQLite
 * by itself and is handed queries: what its authorizer is to ask (sqlite3_set_authorizer). action: SQLite's
 * code, SQLITE_READ and so on, any number; function: the name that comes with SQLITE_FUNCTION, else ignored;
 * may be NULL. Returns: 1 or 0. Cost: O(1). */
SOC_API int soc_result_sql_is_read_only(int action, const char *function);
/* Whether the figures that a scenario's answer names (key `answer`) are statistics of a headline. Errors:
 * SOC_ERR_SCENARIO: one is not, with the nearest, or there are too many. Cost: O(figures x statistics). */
SOC_API enum soc_err soc_result_answer_check(const struct soc_scenario *scenario, struct soc_msg *msg);
/* The headline of a run with 95% intervals over replicates: format "table" for a terminal, "csv" or "json" (a
 * record for each statistic, `cases` being the synthetic cases behind it in all replicates together).
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format; SOC_ERR_RESULTS,
 * SOC_ERR_MEMORY. Source: Student 1908, Biometrika 6(1), 1; where replicates agree, Wilson 1927, Journal of
 * the American Statistical Association 22, 209, and Clopper and Pearson 1934, Biometrika 26, 404. Cost:
 * O(rows of a month x statistics). */
SOC_API enum soc_err soc_result_headline(struct soc_result *result, const char *format, char **out,
                                         struct soc_msg *msg);
/* The scenario the file was made from, complete.
 * Owner: *out is the caller's (soc_scenario_free). Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: as
 * reading a scenario. */
SOC_API enum soc_err soc_result_scenario(struct soc_result *result, struct soc_scenario **out,
                                         struct soc_msg *msg);
/* Whether replicates that were asked for are missing, since the run was interrupted. *partial: 1 or 0.
 * Errors: SOC_ERR_RESULTS. Cost: O(1). */
SOC_API enum soc_err soc_result_is_partial(struct soc_result *result, int *partial, struct soc_msg *msg);
/* Whether these are the complete results of just this scenario (every value, size and span) by this
 * version of the program, so that running it again would give them again. *of: 1 or 0.
 * Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: one reading of both scenarios. */
SOC_API enum soc_err soc_result_is_of_scenario(struct soc_result *result, const struct soc_scenario *scenario,
                                               int *of, struct soc_msg *msg);
/* Whether a and b have the same content.
 * Errors: SOC_OK: they have. SOC_ERR_DIFFERENT: msg says in which table, row and column first;
 * SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: the digests; where these differ, one reading of the first table
 * that differs. */
SOC_API enum soc_err soc_result_diff(struct soc_result *a, struct soc_result *b, struct soc_msg *msg);
/* Two paired runs: each statistic of the headline but those of modules (all: 1 for each indicator and count
 * of a module) in a and in b, and the difference with its 95% interval over replicates. month: YYYY-MM,
 * stocks at its end and flows up to it; NULL: the last. format: "table", "csv" or "json".
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE says what makes them no pair (other
 * seed, people or months) or which month or format there is; SOC_ERR_RESULTS, SOC_ERR_MEMORY. Source: as of
 * soc_result_headline. Cost: O(rows up to the month). */
SOC_API enum soc_err soc_result_compare(struct soc_result *a, struct soc_result *b, const char *month,
                                        int all, const char *format, char **out, struct soc_msg *msg);
/* What a regime stores, from the records, people and cameras of a run and what each takes
 * (docs/guide/storage.md), and how far apart the published volumes are. result: NULL for the published ones
 * alone. settings: NAME=VALUE of what a thing takes, ended by NULL; NULL: none. format: "table", "csv" or
 * "json". Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such name or format, or no
 * value; SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: one look at the tables by channel and cell. */
SOC_API enum soc_err soc_result_storage(struct soc_result *result, const char *const *settings,
                                        const char *format, char **out, struct soc_msg *msg);
/* Being selected as a test of what is true, by group: selection rate, base rate, the eight rates of error and
 * of prediction, each with its difference from and ratio to a reference group, 95% intervals, how often
 * chance alone makes a difference as large (adjusted by Holm for all that are told), and what cannot be alike
 * in two groups; of a run with output.calibration also in each grade of how many it is true
 * (docs/guide/fairness.md). Everything per 1,000. by: ways to part people, with commas between them
 * (person_class, group, stratum, quintile; with two or more also their intersections; marker alone, of an
 * instrument). list: the black list that selects, NULL: any. reference: names of groups, with commas between
 * them, NULL: the largest. format: "table", "csv" or "json".
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such way, list, group or format, or
 * nothing that selects; SOC_ERR_RESULTS, SOC_ERR_MEMORY. Source: Quenouille 1956, Biometrika 43, 353; Holm
 * 1979, Scandinavian Journal of Statistics 6(2), 65; Chouldechova 2017, Big Data 5(2), 153. Cost:
 * O(replicates x cells of a month); of one of several lists, and of sex and age where no table has them so,
 * stepping all people again. */
SOC_API enum soc_err soc_result_fairness(struct soc_result *result, const char *by, const char *list,
                                         const char *reference, const char *format, char **out,
                                         struct soc_msg *msg);
/* The text of an experiment (docs/guide/experiments.md) that measures those rates of those groups, with
 * differences and ratios, at the values of a scenario and over all that it assumes: fairness with both
 * intervals. by, reference: as above, but for marker, sex and age. rates: names of rates, with commas between
 * them, NULL: all. base: the path of the scenario, which the experiment names. Owner: *out is the caller's
 * (soc_text_free). Errors: SOC_ERR_USAGE: as above, no such rate, or more outcomes than an experiment has;
 * SOC_ERR_RESULTS, SOC_ERR_MEMORY. Source: as of soc_result_fairness. Cost: as above. */
SOC_API enum soc_err soc_result_fairness_experiment(struct soc_result *result, const char *by,
                                                    const char *reference, const char *rates,
                                                    const char *base, char **out, struct soc_msg *msg);
/* Writes the self-contained HTML report to path, aside and renamed.
 * Errors: SOC_ERR_IO, SOC_ERR_RESULTS, SOC_ERR_MEMORY; the old file stands. Cost: O(rows of the file). */
SOC_API enum soc_err soc_result_report(struct soc_result *result, const char *path, struct soc_msg *msg);
/* The same, to path, on a page that is given, as the wheel of Python holds one: page: HTML in which
 * %%SOCRED-TITLE%%, %%SOCRED-HEADLINE%% and %%SOCRED-DATA%% stand in this order (web/src/template.html);
 * NULL: the page that is built in. Errors: SOC_ERR_USAGE: one of the three is missing; as soc_result_report.
 * Cost: as soc_result_report. */
SOC_API enum soc_err soc_result_report_on(struct soc_result *result, const char *page, const char *path,
                                          struct soc_msg *msg);
/* One synthetic life, month by month, recomputed; person and replicate: 0-based; format "text", "json" or
 * "html", a page in one file without scripts. Owner: *out is the caller's (soc_text_free). Errors:
 * SOC_ERR_USAGE: no such person, replicate or format, or no fields were kept; SOC_ERR_RESULTS,
 * SOC_ERR_MEMORY. Cost: the plan of the population and the months of one community. */
SOC_API enum soc_err soc_result_explain(struct soc_result *result, int64_t person, int64_t replicate,
                                        const char *format, char **out, struct soc_msg *msg);
/* The same person under the rules of two runs, a and b, beside one another. person: 0 to people - 1, and
 * replicate: 0 to replicates - 1, as of soc_result_explain; format: "text", two columns; "json", {"lives":
 * [{"title", "digest", "life"}, ...], "notes"} with each life as soc_result_explain has it; "html", a page.
 * Owner: *out is the caller's (soc_text_free). Errors: those of soc_result_explain; SOC_ERR_USAGE as well
 * when the runs do not have the same people, random numbers and months. Cost: twice that of one life. */
SOC_API enum soc_err soc_result_explain_beside(struct soc_result *a, struct soc_result *b, int64_t person,
                                               int64_t replicate, const char *format, char **out,
                                               struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
