/* Running an experiment a few points at a time, for who has to do something else between two. */
#ifndef SOC_EXPERIMENT_TURNS_H
#define SOC_EXPERIMENT_TURNS_H

#include "socred/experiment.h"

struct soc_experiment_turns;

/* Begins, as soc_experiment_run does: share is 1 of 1. The experiment and the texts of the options outlive
 * it. Owner: *out is the caller's (soc_experiment_turns_close). Errors: as of soc_experiment_run. Cost: some
 * ms for each point. */
enum soc_err soc_experiment_turns_open(const struct soc_experiment *e,
                                       const struct soc_experiment_options *options,
                                       struct soc_experiment_turns **out, struct soc_msg *msg);
/* Runs the next point for each worker; behind the last it writes folder/experiment.db. *more: 0 when that is
 * done. Errors: as of soc_experiment_run; nothing may follow but soc_experiment_turns_close. Cost: that of a
 * point. */
enum soc_err soc_experiment_turns_next(struct soc_experiment_turns *t, int *more, struct soc_msg *msg);
/* Replicates that are measured, and all of them. Cost: O(1). */
void soc_experiment_turns_done(const struct soc_experiment_turns *t, int64_t *done, int64_t *all);
/* Ends it; what is measured stays. NULL is fine. */
void soc_experiment_turns_close(struct soc_experiment_turns *t);

#endif
