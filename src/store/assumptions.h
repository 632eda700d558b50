/* The ensemble over a scenario's assumptions as data, and as the text of its file
 * (docs/guide/experiments.md).
 */
#ifndef SOC_STORE_ASSUMPTIONS_H
#define SOC_STORE_ASSUMPTIONS_H

#include "base/buf.h"
#include "input/bind/plausible.h"
#include "socred/assumptions.h"
#include "store/digest.h"

#define SOC_ASSUMPTIONS_LEAST 40  /* points: with fewer the 2.5% quantile lies beyond all of them */
#define SOC_ASSUMPTIONS_MOST 4096 /* points */
#define SOC_ASSUMPTIONS_FACTORS 1024
#define SOC_ASSUMPTIONS_OUTCOMES 192
#define SOC_ASSUMPTIONS_MATTER 10 /* factors that are told of an outcome */
#define SOC_ASSUMPTIONS_NAME 96   /* bytes of the name of an outcome with its NUL */
#define SOC_ASSUMPTIONS_STATED \
	8 /* runs of the values that the scenario states, each with random numbers of its own */
#define SOC_ASSUMPTIONS_WHY 256
#define SOC_ASSUMPTIONS_GROUP 64 /* bytes of the name of a group or a rate with its NUL */
#define SOC_ASSUMPTIONS_RATES 560

struct soc_assumptions_factor {
	char key[SOC_PLAUSIBLE_KEY];
	double low, high;
	int is_log; /* spread over the logarithms */
};

/* One of those that matter: Spearman's rank correlation with the outcome, with its 95% interval. */
struct soc_assumptions_matter {
	int factor;
	double correlation, low, high;
};

struct soc_assumptions_outcome {
	char name[SOC_ASSUMPTIONS_NAME];
	int64_t points;       /* that have a value in every replicate */
	double shipped;       /* with the values that the scenario states, the mean of its runs; NaN: none */
	double shipped_error; /* its standard error; NaN: not every run has a value, or a file of before version
	                         0.3 */
	/* NaN, all five, where too few points have one (analysis/assumptions.h), or none differ by more than
	 * random numbers make */
	double low, median, high; /* 2.5, 50 and 97.5% quantiles over the points, random numbers taken out */
	double spread;            /* standard deviation of the points, random numbers taken out */
	double
		simulation_error; /* standard deviation that random numbers give the mean of a point's replicates */
	int matter_count;
	struct soc_assumptions_matter matter[SOC_ASSUMPTIONS_MATTER];
};

/* A rate of a group of people, per 1,000: as stated and over the points, and over the points its difference
 * from and its ratio to that of another group. NaN: none. Of a rate that is the complement of another the
 * ratio alone stands here. */
struct soc_assumptions_rate {
	char group[SOC_ASSUMPTIONS_GROUP], over[SOC_ASSUMPTIONS_GROUP], rate[SOC_ASSUMPTIONS_GROUP];
	int64_t points; /* that have the rate in every replicate */
	double shipped, low, median, high, simulation_error;
	double difference_low, difference_high, ratio_low, ratio_high;
};

struct soc_assumptions {
	char scenario[SOC_DIGEST_TEXT]; /* of its subject (input/bind/plausible.h) */
	char version[32];               /* of the program */
	int64_t points, seed, persons, replicates;
	int64_t stated; /* runs of the values that the scenario states; 0: one, in files of before version 0.3 */
	int64_t is_posterior; /* 1: its points are draws of a posterior, not of all plausible ranges */
	int64_t
		defaults; /* values varied in the range of their key; 0 too where keys had none when it was made */
	int64_t drawn_in, refused; /* points whose rates of events were drawn in; that cannot run */
	char first_refused[SOC_ASSUMPTIONS_WHY];
	int factors_count, outcomes_count;
	struct soc_assumptions_factor factor[SOC_ASSUMPTIONS_FACTORS];
	struct soc_assumptions_outcome outcome[SOC_ASSUMPTIONS_OUTCOMES];
	int rates_count; /* those of a group stand together; 0 in files of before version 0.3 */
	struct soc_assumptions_rate rate[SOC_ASSUMPTIONS_RATES];
	char *text; /* of the file that it was read from; owned */
};

/* The digest of what a scenario is about. Errors: SOC_ERR_MEMORY. Cost: O(values). */
enum soc_err soc_assumptions_digest(const struct soc_scenario *s, char out[SOC_DIGEST_TEXT],
                                    struct soc_msg *msg);
/* Of the rows of an ensemble's experiment, that of a run of the values as stated: 0, and those behind the
 * points. Pure. */
static inline int64_t soc_assumptions_row_as_stated(const struct soc_assumptions *a, int64_t run)
{
	return run == 0 ? 0 : a->points + run;
}
/* The text of a file: JSON, a line for each factor and outcome. */
void soc_assumptions_write(const struct soc_assumptions *a, struct soc_buf *out);
/* A file of such text, as it stands: what public readers leave out of it is the business of
 * analysis/assumptions.h. out, diagnostics, errors: as of soc_assumptions_read_text. */
enum soc_err soc_assumptions_parse(const char *path, const char *text, size_t length,
                                   struct soc_assumptions **out, struct soc_diagnostics **diagnostics,
                                   struct soc_msg *msg);
/* Of the outcome of that name, or NULL. */
const struct soc_assumptions_outcome *soc_assumptions_find(const struct soc_assumptions *a, const char *name);

#endif
