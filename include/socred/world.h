/* The synthetic population alone: built from a data set, measured against its census controls. */
#ifndef SOCRED_WORLD_H
#define SOCRED_WORLD_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_population_options {
	const char *data; /* name of a data set, e.g. "china-2020" */
	const char
		*population; /* text of a population of one's own instead; NULL: the data set. data then names it */
	const char *provinces; /* "all", or English names with commas; NULL: all */
	int64_t persons;       /* 1 to 1 500 000 000 */
	int64_t seed;          /* any number */
	/* Called some times a second with the share built, 0..1; may be NULL. */
	void (*on_progress)(void *user, double share);
	void *user;
	/* When it becomes non-zero, building stops with SOC_ERR_INTERRUPTED; may be NULL. */
	const volatile int *stop;
};

/* One control: census figures of one kind, scaled to the persons built. Strings are static or belong to the
 * fit. */
struct soc_control {
	const char *name;
	int64_t figures; /* how many the control has */
	double
		largest; /* largest difference of a built figure from its scaled control, in persons or households */
	double allowed;    /* what rounding explains: 1, more where whole households do not fit into few people */
	const char *where; /* the figure with the largest difference */
};

/* How plausible the families are; ages in years. */
struct soc_plausibility {
	/* How many pairs stand behind the statistics; a statistic of nobody is NAN. */
	int64_t couples, children, elders;
	double spouse_gap_median, spouse_gap_low,
		spouse_gap_high;                                    /* man's age less woman's: median, 5% and 95% */
	double child_gap_median, child_gap_low, child_gap_high; /* head's age less child's: median, 5% and 95% */
	double elder_gap_median, elder_gap_low, elder_gap_high; /* elder's age less head's: the same 3 */
	double spouse_implausible;                              /* share of couples more than 15 years apart */
	double child_implausible;   /* share of children with a head less than 16 or more than 50 years older */
	double elder_implausible;   /* share of elders less than 16 or more than 45 years older than the head */
	double kin_linked;          /* share of older couples and single elders with kin in the community */
	double former_linked;       /* share of lone parents under 60 with a former spouse in the community */
	int64_t kin_broken;         /* links that are not symmetric or stay in one household: 0 */
	double employed;            /* share of people aged 18 to 59 */
	double executive, official; /* shares of people aged 25 to 64 */
	double quintiles[3][5];     /* income quintiles of rural, urban and all people */
};

/* A population of one's own, from a table of aggregates at the path `table` (CSV: a row a place, cells are
 * counts) and the map of its columns at `map` (docs/guide/own-populations.md): the text that the key
 * `population` of a scenario names as a file. A cell of 1 to 4 people or households is refused, given or had
 * by subtraction from its whole.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_DATA with file:line:column, SOC_ERR_IO,
 * SOC_ERR_LIMIT: a file of more than 8 MiB; SOC_ERR_MEMORY. Cost: O(cells). */
SOC_API enum soc_err soc_world_build_population(const char *table, const char *map, char **out,
                                                struct soc_msg *msg);
/* Reads and checks such a text from the file at path.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_DATA: it is none; SOC_ERR_IO, SOC_ERR_LIMIT,
 * SOC_ERR_MEMORY. Cost: O(its bytes). */
SOC_API enum soc_err soc_world_read_population(const char *path, char **out, struct soc_msg *msg);

struct soc_fit; /* owner: the caller; release with soc_fit_free */

/* Builds every person of `options` once, on one core, and keeps sums only.
 * Owner: *out is the caller's (soc_fit_free); options may go.
 * Errors: SOC_ERR_SCENARIO (unknown data set or province, with the nearest name), SOC_ERR_DATA,
 * SOC_ERR_LIMIT, SOC_ERR_MEMORY, SOC_ERR_INTERRUPTED. Cost: O(persons) time; memory O(places + persons /
 * 32). */
SOC_API enum soc_err soc_population_fit(const struct soc_population_options *options, struct soc_fit **out,
                                        struct soc_msg *msg);
/* Releases a fit; NULL is fine. Cost: O(1). */
SOC_API void soc_fit_free(struct soc_fit *fit);

/* How many controls were compared: 9, and households by size where they were counted.
 * Returns: controls, 9 or 10. Cost: O(1). */
SOC_API size_t soc_fit_controls(const struct soc_fit *fit);
/* The control i, 0 to soc_fit_controls - 1.
 * Owner: strings belong to the fit or are static. Returns: an empty one past the end. Cost: O(1). */
SOC_API struct soc_control soc_fit_control(const struct soc_fit *fit, size_t i);
/* Whether every control is met, within what rounding explains.
 * Returns: 1 or 0. Cost: O(controls). */
SOC_API int soc_fit_meets_controls(const struct soc_fit *fit);
/* Whether what is missed of the controls is explained: by rounding, by too few people, where households
 * that the census has do not fit into a province or stratum of so few, or by sizes of households above one,
 * which are made by their mean alone.
 * Returns: 1 or 0; 0 is a fault of the program. Cost: O(controls). */
SOC_API int soc_fit_misses_are_explained(const struct soc_fit *fit);
/* How plausible the families are that were built.
 * Returns: ages in years, shares 0 to 1; NAN where there is nobody to ask. Cost: O(1). */
SOC_API struct soc_plausibility soc_fit_plausibility(const struct soc_fit *fit);
/* How many bands of age a fit has: 19 (0, 1-4, 5-9, ... 85+), more where people were counted by other ages.
 * Returns: 19 to 101. Cost: O(1). */
SOC_API int soc_fit_age_bands(const struct soc_fit *fit);
/* The lowest age of a band, 0 to soc_fit_age_bands - 1; it ends before the next, the last at 100.
 * Returns: years; -1 for another band. Cost: O(1). */
SOC_API int soc_fit_age_band_from(const struct soc_fit *fit, int band);
/* People built of one sex (male: 1 or 0) and age band (0 to soc_fit_age_bands - 1). *census (may be
 * NULL): the persons of the census behind them.
 * Returns: people; 0 for another band. Cost: O(provinces). */
SOC_API int64_t soc_fit_people(const struct soc_fit *fit, int male, int band, int64_t *census);
/* The fit as text: format "table" or "json".
 * Owner: *out is the caller's (soc_text_free, scenario.h). Errors: SOC_ERR_USAGE: no such format;
 * SOC_ERR_MEMORY.
 * Cost: O(size of the text). */
SOC_API enum soc_err soc_fit_text(const struct soc_fit *fit, const char *format, char **out,
                                  struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
