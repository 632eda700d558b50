/* What the arms of an experiment give: levels, and differences from the first arm, each with the interval of
 * random numbers and, where arms were run over draws of the assumptions, with that of the assumptions. */
#ifndef SOC_EXPERIMENT_ARMS_H
#define SOC_EXPERIMENT_ARMS_H

#include "experiment/matter.h"
#include "experiment/runner.h"
#include "experiment/sensitivity.h"

enum soc_arms_column {
	SOC_ARMS_MEAN, /* at the values of the scenario, Student's t over the replicates; of a share on the scale
	                * of the log odds, so that it stays between what a share can be. Where all replicates
	                * agree on a share, or on 0, from the number of cases in all of them (student.h); an
	                * outcome that is 0 in all and does not say its cases has no low and high */
	/* The arm less the first, replicate by replicate; cut to what a difference of two levels can be, but for
	 * a ratio of two differences. Of two arms that are 0 in all replicates, from what both may be. */
	SOC_ARMS_LESS_FIRST,
	/* Median and 2.5 to 97.5% of the draws, each of which has random numbers of its own; what those do is
	 * taken out (spread.h); cut to what can be. NaN without draws, where too few have a value
	 * (soc_assumptions_are_enough), and where draws differ by no more than random numbers make
	 * (soc_assumptions_differ). */
	SOC_ARMS_ASSUMED,
	SOC_ARMS_LESS_FIRST_ASSUMED,
	/* Of 100 draws, in how many the difference has the sign that it has at the values of the scenario, with
	 * the interval of a share (soc_interval_widen) over the draws that have a value. NaN for the first arm,
	 * and where the difference at those values is 0 or none. */
	SOC_ARMS_SAME_SIGN,
	SOC_ARMS_COLUMNS
};

/* Of an outcome that is told over another, levels and differences are ratios of sums over the replicates, by
 * the jackknife; of draws, replicate by replicate. A difference is over the difference in the other.
 * Estimates of one outcome: of[column][arm], the caller's. decides: [arms], which assumptions decide the
 * difference from the first arm (of a single arm its level); of the first of several none; may be NULL.
 * Errors: SOC_ERR_MEMORY. Source: Student 1908, Biometrika 6(1), 1; Quenouille 1956, Biometrika 43, 353.
 * Cost: O(arms x draws x replicates), and with decides as soc_matter_find for each arm. */
enum soc_err soc_arms_estimate(const struct soc_runner *r, int outcome, struct soc_estimate *const *of,
                               struct soc_assumptions_outcome *decides, struct soc_msg *msg);
/* Of 100 draws, those whose difference has the sign of `shipped`, with the 95% interval of a share: Wilson's;
 * where none or all have it, the exact bound of Clopper and Pearson. A difference of exactly 0 has another
 * sign, a draw without a value (NaN) is none of them. NaN where there is no sign to keep. means: [draws].
 * Pure. Source: Wilson 1927, Journal of the American Statistical Association 22, 209. Cost: O(draws). */
struct soc_estimate soc_arms_same_sign(const double *means, int64_t draws, double shipped);

#endif
