/* Figures by formula: what a formula of counts comes to over the replicates of a run, and by how much two
 * paired runs differ in it. */
#ifndef SOC_ANALYSIS_FIGURES_H
#define SOC_ANALYSIS_FIGURES_H

#include "analysis/student.h"
#include "base/formula.h"
#include "store/reader.h"

/* The values that formulas ask for (analysis/names_of_values.h), in each replicate. */
struct soc_figures {
	int replicates;
	double *values; /* [replicate][SOC_VALUES_COUNT]; 0 where nothing asks */
	double *mean;   /* scratch: [SOC_VALUES_COUNT] */
};

/* wanted: SOC_VALUES_COUNT flags, set for what the formula names. */
void soc_figures_want(const struct soc_formula *formula, unsigned char *wanted);
/* The values of the first `replicates` replicates, stocks at `month`, flows up to it.
 * Errors: SOC_ERR_RESULTS, SOC_ERR_MEMORY; release either way. Cost: reading the months once for each value.
 */
enum soc_err soc_figures_read(struct soc_figures *f, struct soc_result *r, int replicates, int64_t month,
                              const unsigned char *wanted, struct soc_msg *msg);
void soc_figures_release(struct soc_figures *f);

/* The formula of the means over the replicates, with the interval of the jackknife. per above 0: it is a
 * share, told per that many of `cases`: from 0 to per, and as Wilson's interval leaves it where replicates
 * agree. No interval where they agree on what is no share. Source: Quenouille 1956, Biometrika 43, 353;
 * Wilson 1927, Journal of the American Statistical Association 22, 209. */
struct soc_interval soc_figures_value(struct soc_figures *f, const struct soc_formula *formula,
                                      const struct soc_formula *cases, double per);
/* The value of b less that of a, replicate by replicate; both have as many. Of a share that is the same in
 * each, as soc_statistic_paired leaves it open; of anything else no interval then. */
struct soc_interval soc_figures_difference(struct soc_figures *a, struct soc_figures *b,
                                           const struct soc_formula *formula, const struct soc_formula *cases,
                                           double per);
/* What a share rests on: the fewer of what it counts and what that is counted among, all replicates together
 * (analysis/statistics.h). */
double soc_figures_rests_on(struct soc_figures *f, const struct soc_formula *formula,
                            const struct soc_formula *cases, double per);

#endif
