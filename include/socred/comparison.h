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
struct soc_transitions;

#define SOC_COMPARISON_RESULTS_MOST 26 /* they are called A to Z */

struct soc_comparison_options {
	const char *month; /* YYYY-MM: stocks at its end, flows up to it; NULL: the last that all have */
	const char *by;    /* "group,quintile": also for each part of the people; NULL: for everybody alone */
	const char *only;  /* "listed_per_1000,...": these statistics of the headline; NULL: all of them */
	const char *const
		*labels; /* what the results are called, one for each, in their order; NULL: their titles */
};

/* Whether the words of the options and the format are such as there are, before results are: for who has to
 * make results first. The month is not looked at. format: as for soc_comparison_text, or NULL.
 * Owner: all is the caller's. Errors: SOC_ERR_USAGE with what there is and the nearest. Cost: O(length). */
SOC_API enum soc_err soc_comparison_check(const struct soc_comparison_options *options, const char *format,
                                          struct soc_msg *msg);
/* Subtracts the first of `count` results (2 to SOC_COMPARISON_RESULTS_MOST) from each other, replicate by
 * replicate, statistic by statistic; by parts of the people also what a part has more than the first part (of
 * provinces and places: than everybody), and how much of that a rule changes. Intervals of each for itself
 * and of all together (Bonferroni), tails after Holm.
 * Owner: *out is the caller's (soc_comparison_free); results and options may go. Errors: SOC_ERR_USAGE says
 * what makes them no pairs, which month, part or statistic there is, or what results do not hold;
 * SOC_ERR_RESULTS, SOC_ERR_MEMORY. Source: Student 1908, Biometrika 6(1), 1; Dunn 1961, Journal of the
 * American Statistical Association 56(293), 52; Holm 1979, Scandinavian Journal of Statistics 6(2), 65. Cost:
 * O(rows up to the month x statistics x divisions). */
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

/* ---- winners and losers ---- */
#define SOC_TRANSITIONS_LIVES_MOST 1000

struct soc_transitions_options {
	const char *month; /* YYYY-MM: what holds people at its end; NULL: the last that both have */
	const char *by;    /* as above, also sex and age; NULL: everybody alone */
	/* "listed_wrongly:free": draw people whom this holds in A and that in B ("any" for all; "better",
	 * "worse"); NULL: draw nobody. */
	const char *lives;
	int limit;         /* of them so many, 0 to SOC_TRANSITIONS_LIVES_MOST, drawn by the seed */
	int64_t replicate; /* in which they are looked for, from 0 */
};

/* Steps the people of both results again from their fields, community by community in lockstep, and counts
 * each person by what holds it in a and in b: rewarded, free, under a sanction through a relative or by its
 * grade, listed rightly, listed wrongly. Nobody is stored. What comes of each run is held against its
 * results. Owner: *out is the caller's (soc_transitions_free); results and options may go. Errors:
 * SOC_ERR_USAGE: no pair, other people (which person, and in what), no fields kept, or what of the options
 * there is not; SOC_ERR_RESULTS: the people stepped again are not those of the results, as when another
 * version made them; SOC_ERR_MEMORY. Cost: that of both runs without their reports, on one thread. */
SOC_API enum soc_err soc_transitions_make(struct soc_result *a, struct soc_result *b,
                                          const struct soc_transitions_options *options,
                                          struct soc_transitions **out, struct soc_msg *msg);
/* As text: format "table", "csv" or "json".
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format; SOC_ERR_MEMORY. Cost:
 * O(parts x replicates). */
SOC_API enum soc_err soc_transitions_text(const struct soc_transitions *transitions, const char *format,
                                          char **out, struct soc_msg *msg);
/* Releases them; NULL is fine. Cost: O(1). */
SOC_API void soc_transitions_free(struct soc_transitions *transitions);

/* Both as a page: one HTML file without scripts, in the styles of the report. transitions: NULL, or of two of
 * the results, told below the comparison.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_MEMORY. Cost: O(statistics x parts x results).
 */
SOC_API enum soc_err soc_comparison_page(const struct soc_comparison *comparison,
                                         const struct soc_transitions *transitions, char **out,
                                         struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
