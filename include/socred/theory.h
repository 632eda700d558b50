/* Theories: small worlds of their own, each with what has been published of it, to compare with what it
 * computes here. They are apart from the national model: no scenario, no regime, no population. */
#ifndef SOCRED_THEORY_H
#define SOCRED_THEORY_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_theory_result;
struct soc_result; /* result.h */

struct soc_theory_options {
	const char *name;            /* of the theory */
	const char *const *settings; /* "KEY=VALUE", settings_count of them; of one key twice the last holds */
	size_t settings_count;       /* 0 or more */
	uint64_t seed;               /* root of every draw; any number */
	int replicates;              /* 1 to 10,000; 0: as many as the theory has by itself */
	const volatile int *stop;    /* becomes 1 when the run is to end; may be NULL */
};

/* How many theories there are.
 * Returns: 1 or more. Cost: O(1). */
SOC_API int soc_theory_count(void);
/* Name of the theory i, 0 to count - 1.
 * Owner: the library; static. Returns: NULL past the end. Cost: O(1). */
SOC_API const char *soc_theory_name(int i);
/* All theories with question, source and the row of `socred systems`; format "table", "csv" or "json".
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format; SOC_ERR_MEMORY. Cost:
 * O(theories). */
SOC_API enum soc_err soc_theory_list(const char *format, char **out, struct soc_msg *msg);
/* What the theory called name is: its question and source, what the national model takes of it and what not,
 * its parameters and its figures.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such theory, with the nearest name;
 * SOC_ERR_MEMORY. Cost: O(parameters). */
SOC_API enum soc_err soc_theory_about(const char *name, char **out, struct soc_msg *msg);
/* Runs a theory, replicate after replicate; the same options give the same bytes on any machine.
 * Owner: *out is the caller's (soc_theory_free). Errors: SOC_ERR_USAGE: no such theory or key (with the
 * nearest name), a value out of its range, replicates out of theirs; SOC_ERR_INTERRUPTED: stopped, there is
 * no result; SOC_ERR_MEMORY. Cost: as the theory says; a few seconds at most as it stands. */
SOC_API enum soc_err soc_theory_run(const struct soc_theory_options *options, struct soc_theory_result **out,
                                    struct soc_msg *msg);
/* The result as text: format "table" or "csv": its figures with 95% intervals over replicates and what is
 * published of them, or with `series` 1 its time series of the first replicate; "json": all of it.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format, or no time series;
 * SOC_ERR_MEMORY. Source: Student 1908, Biometrika 6(1), 1. Cost: O(figures + rows). */
SOC_API enum soc_err soc_theory_text(const struct soc_theory_result *result, const char *format, int series,
                                     char **out, struct soc_msg *msg);
/* Value of a figure of the result, its mean over replicates; low and high (may be NULL): its 95% interval,
 * not-a-number where there are no random numbers or one replicate.
 * Errors: SOC_ERR_USAGE: no such figure, with the nearest name. Source: as of soc_theory_text. Cost:
 * O(figures). */
SOC_API enum soc_err soc_theory_figure(const struct soc_theory_result *result, const char *figure,
                                       double *out, double *low, double *high, struct soc_msg *msg);
/* Writes the result as a results file at path, aside and renamed: parameters, figures with their intervals
 * and in each replicate, time series, and what is published (docs/guide/theory.md). command_line is kept as
 * provenance (NULL: none).
 * Errors: SOC_ERR_IO, SOC_ERR_MEMORY; the old file stands. Source: as of soc_theory_text. Cost: O(figures x
 * replicates + rows). */
SOC_API enum soc_err soc_theory_write(const struct soc_theory_result *result, const char *path,
                                      const char *command_line, struct soc_msg *msg);
/* Reads a results file of a theory, that soc_result_open_any opened: the result as it was, with the names and
 * ranges of the file.
 * Owner: *out is the caller's (soc_theory_free); result may be released before it. Errors: SOC_ERR_USAGE: of
 * a run; SOC_ERR_RESULTS: forged; SOC_ERR_MEMORY. Cost: O(figures x replicates + rows). */
SOC_API enum soc_err soc_theory_read(struct soc_result *result, struct soc_theory_result **out,
                                     struct soc_msg *msg);
/* Two results of one theory with the same seed: each figure in a and in b, and what it has more in b, with
 * its 95% interval over the replicates that both have, paired. format: "table", "csv" or "json". Owner: *out
 * is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format, or what makes them no pair;
 * SOC_ERR_MEMORY. Source: as of soc_theory_text. Cost: O(figures x replicates). */
SOC_API enum soc_err soc_theory_compare(const struct soc_theory_result *a, const struct soc_theory_result *b,
                                        const char *format, char **out, struct soc_msg *msg);
/* The result as a page at path, aside and renamed: one HTML file that needs no network, as soc_result_report
 * makes of a run.
 * Errors: SOC_ERR_IO, SOC_ERR_MEMORY; the old file stands. Cost: O(figures + rows). */
SOC_API enum soc_err soc_theory_report(const struct soc_theory_result *result, const char *path,
                                       struct soc_msg *msg);
/* Releases a result; NULL is fine. Cost: O(1). */
SOC_API void soc_theory_free(struct soc_theory_result *result);

/* Runs every case of which a figure is published, of the theory called name or (NULL) of all, with `seed`
 * (any number), and puts what came out beside what is published; format "table", "csv" or "json". *missed
 * (may be NULL): how many lie further from it than the theory allows. stop: as in the options. Owner: *out is
 * the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such theory or format; SOC_ERR_INTERRUPTED,
 * SOC_ERR_MEMORY. Cost: one run for each case; some ten seconds for all. */
SOC_API enum soc_err soc_theory_published(const char *name, uint64_t seed, const char *format,
                                          const volatile int *stop, char **out, int *missed,
                                          struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
