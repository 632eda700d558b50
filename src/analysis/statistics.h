/* The statistics of the headline, once: `socred show` tells them of one run, `socred compare` of two. */
#ifndef SOC_ANALYSIS_STATISTICS_H
#define SOC_ANALYSIS_STATISTICS_H

#include "analysis/student.h"
#include "store/reader.h"

#define SOC_REPLICATES_MOST 1000 /* of the scenario key `replicates` */
#define SOC_FEW_CASES 100        /* fewer synthetic cases in all replicates: an order of magnitude at best */
#define SOC_LABEL_WIDTH 52
/* What a comparison says where the scenarios have none of the statistics that all others are compared by. */
#define SOC_COMPARISON_NOTHING \
	"Nothing to compare: these scenarios have none of the statistics that were asked for.\n"
#define SOC_COMPARISON_MODULES                                                                           \
	"These scenarios have no black list, no channel and no class of violations: compared is what their " \
	"modules count, of everybody.\n"

struct soc_statistic {
	const char *section;            /* NULL: that of the statistic before */
	const char *name, *label, *sql; /* ?1 is the replicate, ?2 the month it is told for */
	int scaled;                     /* multiply by what a synthetic person stands for */
	double least, most;             /* values that can be */
	const char *cases; /* synthetic cases behind it; NULL: the statistic is their number, or has none */
	const char *each;  /* of a rate: what one case adds to it in a replicate; NULL: it is no rate */
	/* Whether a scenario can have it at all; NULL: each can. Of one that cannot nothing is told: 0 would say
	 * that it might have been more. */
	int (*needs)(const struct soc_scenario *s);
	double per; /* of a share, and of a difference in acts as a share of those without the regime: what it is
	               told per, so that value * cases / per is what it counts; 0: it is none */
	/* Whether a replicate that has cases but no value lies beyond what the run saw, as a wait that half of
	 * them outlast: no mean of the others is told. */
	int beyond;
};

/* SOC_STATISTICS_COUNT statistics of the headline. */
#define SOC_STATISTICS_COUNT 25
extern const struct soc_statistic soc_statistics[SOC_STATISTICS_COUNT];
/* Every indicator, in synthetic people and as it stands: stocks at the month, flows summed up to it. */
extern const struct soc_statistic soc_statistics_all[SOC_INDICATORS_COUNT];

/* Its name with its unit: where many have one unit it stands in the name of their section alone, and is put
 * behind the label. section: "" or NULL where there is none. Cut at size - 1 bytes. Pure. */
void soc_statistic_full_label(const char *section, const char *label, char *out, size_t size);
#define SOC_FULL_LABEL 320
/* A number as the table `meta` holds it; 0 when it is none. */
double soc_statistic_number(const char *text);
/* What a synthetic person stands for in this file. */
enum soc_err soc_statistic_sampling_weight(struct soc_result *r, double *out, struct soc_msg *msg);
/* What a scenario must have for a statistic to be told of it: a black list, a channel, a class of violations.
 */
int soc_statistic_needs_list(const struct soc_scenario *s);
int soc_statistic_needs_channel(const struct soc_scenario *s);
int soc_statistic_needs_violations(const struct soc_scenario *s);
/* Whether it follows from the rows of by_cell alone. */
int soc_statistic_is_of_cells(const struct soc_statistic *f);
/* Whether a scenario can have the statistic. */
int soc_statistic_is_told(const struct soc_statistic *f, const struct soc_scenario *s);
/* The statistic at the end of a month, over the months up to it; NaN when there is none. */
enum soc_err soc_statistic_read(struct soc_result *r, const struct soc_statistic *f, int64_t replicate,
                                int64_t month, double sampling_weight, double *out, struct soc_msg *msg);

/* Adds what reading the statistic and its cases asks, for soc_kept_read. Errors: SOC_ERR_MEMORY. */
enum soc_err soc_statistic_list(const struct soc_statistic *f, struct soc_kept_list *list,
                                struct soc_msg *msg);
/* The cases behind a statistic in one replicate; NaN where it has none. Counts are their own. */
enum soc_err soc_statistic_cases(struct soc_result *r, const struct soc_statistic *f, int64_t replicate,
                                 int64_t month, double *out, struct soc_msg *msg);
/* What a statistic rests on in one replicate, by the one rule of every mark: of a share the fewer of what it
 * counts and what that is counted among, of anything else its cases. 0 where it has no value. */
double soc_statistic_rests_on(const struct soc_statistic *f, double value, double cases);
/* Whether it is a difference in acts from those of the same people without the regime, as a share of these.
 */
int soc_statistic_is_difference(const struct soc_statistic *f);
/* 1 when that is too little in all replicates together. */
int soc_statistic_is_few(double rests_on);
/* What one case adds to a statistic in a replicate, where it counts cases: what a synthetic person stands
 * for, or as its rate has it. NaN where it counts none. */
enum soc_err soc_statistic_each(struct soc_result *r, const struct soc_statistic *f, int64_t replicate,
                                int64_t month, double sampling_weight, double *out, struct soc_msg *msg);
/* Its 95% interval over n replicates: Student's t, and where they agree what so many cases leave open. low
 * and high are NaN where nothing says how many those are. each: as of soc_statistic_each; cases: of all
 * replicates together. Source: Student 1908, Biometrika 6(1), 1; Wilson 1927, Journal of the American
 * Statistical Association 22, 209. */
struct soc_interval soc_statistic_interval(const struct soc_statistic *f, const double *values, int n,
                                           double each, double cases);
/* The same of its paired differences between two runs. Where they agree, as many cases more or fewer as the
 * law of Poisson has it of those that the difference is; where it is none, up to three in all replicates
 * together. cases: of the run that has fewer. Source: as of soc_statistic_interval. */
struct soc_interval soc_statistic_paired(const struct soc_statistic *f, const double *differences, int n,
                                         double each, double cases);
/* Whether a scenario fixes it, as the number of people: chance has no part in it, and it has no interval.
 * Pure.
 */
int soc_statistic_is_fixed(const struct soc_statistic *f);
#define SOC_STATISTIC_FIXED "fixed by the scenario" /* why it has none */
/* Whether what has that unit comes in cases: sums of points, months or money do not. Pure. */
int soc_statistic_unit_is_cases(const char *unit);

#endif
