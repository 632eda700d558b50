/* Many rules on the same people: any number of paired results against the first of them, by parts of the
 * people; and, of two, who wins and who loses, person by person. */
#ifndef SOCRED_COMPARISON_H
#define SOCRED_COMPARISON_H

#include "socred/error.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_result;
struct soc_comparison;

#define SOC_COMPARISON_RESULTS_MOST 26 /* they are called A to Z */

struct soc_comparison_options {
	const char *month; /* YYYY-MM: stocks at its end, flows up to it; NULL: the last that all have */
	const char *by;    /* "group,quintile": also for each part of the people; NULL: for everybody alone */
	const char *only;  /* "listed_per_1000,...": these statistics of the headline; NULL: all of them */
};

/* Subtracts the first of `count` results (2 to SOC_COMPARISON_RESULTS_MOST) from each other, replicate by
 * replicate, statistic by statistic; by parts of the people also what a part has more than the first part
 * (of provinces and places: than everybody), and how much of that a rule changes. Intervals of each for
 * itself and of all together (Bonferroni), tails after Holm.
 * Owner: *out is the caller's (soc_comparison_free); results and options may go. Errors: SOC_ERR_USAGE says
 * what makes them no pairs, which month, part or statistic there is, or what results do not hold;
 * SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: O(rows up to the month x statistics x divisions). */
SOC_API enum soc_err soc_comparison_make(struct soc_result *const *results, int count,
                                         const struct soc_comparison_options *options,
                                         struct soc_comparison **out, struct soc_msg *msg);
/* As text: format "table" for a terminal, "csv" or "json" (a record for each run and each statistic of each
 * part).
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format; SOC_ERR_MEMORY. Cost:
 * O(statistics x parts x results). */
SOC_API enum soc_err soc_comparison_text(const struct soc_comparison *comparison, const char *format,
                                         char **out, struct soc_msg *msg);
/* Releases a comparison; NULL is fine. Cost: O(1). */
SOC_API void soc_comparison_free(struct soc_comparison *comparison);

#ifdef __cplusplus
}
#endif
#endif
