/* Figures and rates of an assessment over draws of the assumptions, the same draws in every run: as an
 * experiment whose arms are the runs, written here and read back here. What the runs differ in is fixed in
 * each of them. */
#ifndef SOC_VIEW_ASSESSMENT_DRAWS_H
#define SOC_VIEW_ASSESSMENT_DRAWS_H

#include "view/assessment.h"

/* What an experiment told of an outcome: over the draws, the level in a run and what it is less that of A.
 * NaN: not computed. */
struct soc_assessment_drawn {
	struct soc_assumed value, less_a;
	/* % of the draws in which the difference has the sign that it has in the runs, and its 95% interval */
	double same_sign, same_low, same_high;
};

/* Of a figure by its formula; of a rate of a group by its decision, the group's key, and the rate. `told` is
 * what soc_experiment_analyse wrote as JSON; NULL: nothing was drawn. */
struct soc_assessment_drawn soc_assessment_draws_figure(const json_t *told, const char *formula, int run);
struct soc_assessment_drawn soc_assessment_draws_rate(const json_t *told, enum soc_decision_kind decision,
                                                      const struct soc_fairness_group *group,
                                                      enum soc_rate rate, int run);
/* The experiment as YAML: base: the path of the scenario of the first run, as it was run; draws: 40 or more.
 * Errors: SOC_ERR_USAGE: the runs differ in more than values; SOC_ERR_RESULTS, SOC_ERR_MEMORY. */
enum soc_err soc_assessment_draws_put(struct soc_assessed_runs *runs, const struct soc_form *form,
                                      const char *base, int draws, struct soc_buf *out, struct soc_msg *msg);
/* What it is less that of A: "-150 to -9; the same sign in 100% of the draws (94 to 100)", or "not computed";
 * with a mark where it does not hold the difference that the runs have. */
json_t *soc_assessment_draws_text(const struct soc_interval *difference,
                                  const struct soc_assessment_drawn *drawn);

#endif
