/* What an ensemble over assumptions measures of groups of people: four counts of each group as outcomes
 * behind those of the headline, and the rates of a confusion matrix that follow from them
 * (analysis/fairness.h). */
#ifndef SOC_EXPERIMENT_ENSEMBLE_GROUPS_H
#define SOC_EXPERIMENT_ENSEMBLE_GROUPS_H

#include "experiment/runner.h"
#include "store/assumptions.h"

#define SOC_ENSEMBLE_GROUPS 24

struct soc_ensemble_groups {
	int count;                   /* groups */
	int first;                   /* the outcome that is the first count of the first group; four of each */
	int of[SOC_ENSEMBLE_GROUPS]; /* the division of each: groups of one stand together */
	char name[SOC_ENSEMBLE_GROUPS][SOC_ASSUMPTIONS_GROUP]; /* as soc_fairness_key has it */
};

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
