/* Of which outcomes of an ensemble over assumptions there is an interval: enough points have a value, and
 * they differ by more than random numbers make. */
#ifndef SOC_ANALYSIS_ASSUMPTIONS_H
#define SOC_ANALYSIS_ASSUMPTIONS_H

#include "store/assumptions.h"

/* Whether so many of the points that could run, those that have a value, stand for all of them:
 * SOC_ASSUMPTIONS_LEAST and nine in ten. Of fewer the quantiles would be those of where there are cases.
 * Pure. */
int soc_assumptions_are_enough(int64_t points, int64_t of);
/* Whether points differ by more than random numbers make: the ratio of the mean squares between points and
 * within them, 1 + (spread / simulation_error)^2, is beyond the 95% quantile that it has where nothing but
 * random numbers is at work. An estimated spread above nothing is no sign of one, since half of such ratios
 * lie above 1. spread, simulation_error: as of struct soc_assumptions_outcome; points, replicates: 2 or more.
 * Source: the F test of the one-way analysis of variance; its quantile by the normal approximation of Paulson
 * 1942, Annals of Mathematical Statistics 13(2), 233. Pure. */
int soc_assumptions_differ(double spread, double simulation_error, int64_t points, int64_t replicates);
/* Takes away the intervals of what too few points have a value of, with what matters to it, and of outcomes
 * whose points do not differ by more than random numbers make: files of before these rules have some. What
 * matters to the latter stays: that an assumption moves an outcome can be told where by how much cannot. Of a
 * rate of a group a file does not keep by how much its points differ. */
void soc_assumptions_leave_out_unsure(struct soc_assumptions *a);

#endif
