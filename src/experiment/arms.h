/* What the arms of an experiment give: levels, and differences from the first arm, each with the interval of
 * random numbers and, where arms were run over draws of the assumptions, with that of the assumptions. */
#ifndef SOC_EXPERIMENT_ARMS_H
#define SOC_EXPERIMENT_ARMS_H

#include "experiment/matter.h"
#include "experiment/runner.h"
#include "experiment/sensitivity.h"

enum soc_arms_column {
	SOC_ARMS_MEAN,       /* at the values of the scenario, Student's t over the replicates */
	SOC_ARMS_LESS_FIRST, /* the arm less the first, replicate by replicate, likewise */
	/* Median and 2.5 to 97.5% of the draws, random numbers taken out (spread.h); NaN without draws,
	 * where fewer than SOC_ASSUMPTIONS_LEAST have a value, and where draws differ by no more than random
	 * numbers make. */
	SOC_ARMS_ASSUMED,
	SOC_ARMS_LESS_FIRST_ASSUMED,
	/* Of 100 draws, in how many the difference has the sign that it has at the values of the scenario. It has
	 * no interval of its own. NaN for the first arm, and where the difference at those values is 0 or
	 * none. */
	SOC_ARMS_SAME_SIGN,
	SOC_ARMS_COLUMNS
};

/* Estimates of one outcome: of[column][arm], the caller's. decides: [arms], which assumptions decide the
 * difference from the first arm (of a single arm its level); of the first of several none; may be NULL.
 * Errors: SOC_ERR_MEMORY. Cost: O(arms x draws x replicates), and with decides as soc_matter_find for each
 * arm. */
enum soc_err soc_arms_estimate(const struct soc_runner *r, int outcome, struct soc_estimate *const *of,
                               struct soc_assumptions_outcome *decides, struct soc_msg *msg);

#endif
