/* Many paired results: every difference of a statistic from the first, of everybody and of parts of the
 * people, with what is left of it when so many are looked at. */
#ifndef SOC_ANALYSIS_COMPARISON_H
#define SOC_ANALYSIS_COMPARISON_H

#include "analysis/divisions.h"
#include "analysis/pairing.h"
#include "analysis/student.h"
#include "analysis/words.h"
#include "socred/comparison.h"

#define SOC_COMPARISON_STANDS_OUT 0.05 /* a tail after Holm below this is marked */

/* A difference of paired replicates. */
struct soc_contrast {
	struct soc_interval v;    /* 95%, for itself */
	double low_all, high_all; /* 95% of all contrasts of the comparison together (Bonferroni); NaN: none */
	double tail, holm;        /* two-sided, for itself and after Holm (1979); NaN where chance has no part */
};

/* A statistic of one part of the people, in every run. */
struct soc_figure {
	const struct soc_statistic *statistic;
	const char *section;
	int division, part; /* of soc_comparison.parts; division 0 is everybody */
	int reference;      /* part that the gap is to; -1: everybody; -2: there is no gap */
	struct soc_interval value[SOC_COMPARISON_RESULTS_MOST], gap[SOC_COMPARISON_RESULTS_MOST];
	struct soc_contrast less[SOC_COMPARISON_RESULTS_MOST];     /* less that in the first run; [0] is empty */
	struct soc_contrast gap_less[SOC_COMPARISON_RESULTS_MOST]; /* the gap less that in the first run */
	double rests_on[SOC_COMPARISON_RESULTS_MOST];              /* cases; of a difference the fewer of both */
	double cases[SOC_COMPARISON_RESULTS_MOST]; /* what it is counted among, all replicates together */
	double each; /* what one case adds to it in a replicate; NaN where it is not known, or none is counted */
};

struct soc_comparison {
	int results, replicates;
	char title[SOC_COMPARISON_RESULTS_MOST][SOC_TEXT_MAX];
	char content[SOC_COMPARISON_RESULTS_MOST][65]; /* SHA-256 of the results */
	char persons[32], seed[32], first_month[32], last_date[16];
	int64_t last_month;
	int are_draws_parted;
	struct soc_buf notes; /* of the pairing, a sentence a line */
	struct soc_parts parts[SOC_DIVISIONS];
	int divisions, with_gaps;
	struct soc_words words; /* that all runs share */
	struct soc_figure *figure;
	struct soc_statistic *summary; /* those of modules, where they are compared; for soc_summaries_at */
	int figures, contrasts;        /* contrasts: of how many an interval is known */
};

/* The word of a part, as "minority"; of everybody "everybody". Lives as the comparison. Cost: O(1). */
const char *soc_comparison_part(const struct soc_comparison *c, int division, int part);

/* The intervals of all contrasts together, and their tails after Holm. Errors: SOC_ERR_MEMORY. Source: Dunn
 * 1961, Journal of the American Statistical Association 56(293), 52; Holm 1979, Scandinavian Journal of
 * Statistics 6(2), 65. */
enum soc_err soc_comparison_adjust(struct soc_comparison *c, struct soc_msg *msg);
/* Whether a statistic is among those that were asked for; only: names with commas, NULL: all. Pure. */
int soc_comparison_is_named(const char *only, const char *name);
/* Errors: SOC_ERR_USAGE: no such statistic, with the nearest. */
enum soc_err soc_comparison_names_check(const char *only, struct soc_msg *msg);

#endif
