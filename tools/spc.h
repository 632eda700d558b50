/* The published figures of the courts' list of judgment defaulters beside a run of the model.
 *
 * data/facts/spc_judgment_defaulter_timeline.csv says date, measure, value and kind of each figure,
 * and what it was used for (enum spc_use); here stands which count of the model it is held against.
 * docs/guide/calibration.md. */
#ifndef SOC_TOOLS_SPC_H
#define SOC_TOOLS_SPC_H

#include "input/schema/scenario.h"

#define SPC_FIGURES_MAX 64
#define SPC_REPLICATES_MAX 64

enum spc_series {
	SPC_STOCK,  /* people on the list */
	SPC_PEOPLE, /* entries of people who were not on the list, since the start */
	SPC_CASES,  /* those and the records that prolonged an entry: disclosures are counted by case */
	SPC_REPAID, /* entries ended by repair, since the start */
	SPC_AIR,
	SPC_FAST_TRAIN,
	SPC_POSTS, /* attempts refused, since the start */
	SPC_SERIES_COUNT
};
/* `used_for` of the table. fit: the search of tools/fit.c used the figure; check: it was kept aside from it;
 * posterior: the particles of experiments/court-list.yaml used it, that search did not; none: neither did. */
enum spc_use { SPC_FIT, SPC_CHECK, SPC_POSTERIOR, SPC_NONE };

struct spc_figure {
	char date[16], measure[64], kind[160];
	double published;
	int64_t month; /* year * 12 + month - 1 */
	double share;  /* of the month gone by at the end of that day, 0..1 */
	enum spc_series series;
	enum spc_use use;
	double model, half_width; /* mean over the replicates; half of its 95% interval (0: one replicate) */
};

struct spc_table {
	int count;
	struct spc_figure figure[SPC_FIGURES_MAX];
};

/* The figures that lie within the scenario's span and have a counterpart. SOC_ERR_DATA, SOC_ERR_SCENARIO (no
 * list `defaulters` or one of the measures air, fast_train, senior_posts is missing), SOC_ERR_LIMIT. */
enum soc_err spc_read(struct spc_table *table, const struct soc_scenario *s, struct soc_msg *msg);
/* Runs the scenario and fills model and half_width of the figures within its span, in people of the census.
 * At most SPC_REPLICATES_MAX replicates. Cost: that of the run. Errors: those of soc_sim_run, SOC_ERR_LIMIT.
 */
enum soc_err spc_run(struct spc_table *table, const struct soc_scenario *s, int threads, struct soc_msg *msg);
/* Model over published less 1. */
double spc_deviation(const struct spc_figure *f);
/* Root of the mean squared logarithm of model over published among the figures of one use; a model figure of
 * 0 counts as 1. */
double spc_distance(const struct spc_table *table, enum spc_use use);

#endif
