/* What an ensemble over assumptions measures of groups of people: four counts of each group as outcomes
 * behind those of the headline, and the rates of a confusion matrix that follow from them
 * (analysis/fairness.h). */
#ifndef SOC_EXPERIMENT_ENSEMBLE_GROUPS_H
#define SOC_EXPERIMENT_ENSEMBLE_GROUPS_H

#include "analysis/decisions.h"
#include "experiment/runner.h"
#include "store/assumptions.h"

#define SOC_ENSEMBLE_GROUPS 52

struct soc_ensemble_groups {
	int count;                   /* groups */
	int first;                   /* the outcome that is the first count of the first group; four of each */
	int of[SOC_ENSEMBLE_GROUPS]; /* the division of each: groups of one stand together */
	char name[SOC_ENSEMBLE_GROUPS][SOC_ASSUMPTIONS_GROUP]; /* as soc_fairness_key has it */
};

/* The formula of a count of a group (its key as soc_fairness_key has it): 0 of whom it is true and who are
 * selected, 1 selected, 2 of whom it is true, 3 people. Returns: 0 where no group has the key. */
int soc_ensemble_groups_formula(enum soc_decision_kind decision, const char *key, int count,
                                char out[SOC_FORMULA_TEXT + 1]);
/* Adds the counts of all groups that the experiment's scenario counts people by. */
void soc_ensemble_groups_add(struct soc_ensemble_groups *g, struct soc_experiment *e);
/* Room for the values of one rate, all the caller's. */
struct soc_ensemble_room {
	double *y;              /* [points][replicates] */
	double *means, *sorted; /* [points] */
};
/* Fills the rates of a from what r has measured at the points 1 to a->points; the largest group of a division
 * at point 0 is what the others of it are held against. Cost: O(groups rates points replicates). */
void soc_ensemble_groups_put(const struct soc_ensemble_groups *g, const struct soc_runner *r,
                             const struct soc_ensemble_room *room, struct soc_assumptions *a);

#endif
