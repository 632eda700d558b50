/* A calibration: waves of history matching and particles over the points of an experiment. Which points are
 * run follows from what earlier ones gave; all of it is a function of the file and of what is measured, so
 * that it goes on where it was by running again: points that are measured are read. */
#ifndef SOC_EXPERIMENT_CALIBRATION_H
#define SOC_EXPERIMENT_CALIBRATION_H

#include "analysis/text.h"
#include "experiment/abc.h"
#include "experiment/over_ranks.h"
#include "experiment/runner.h"

struct soc_calibration {
	const struct soc_experiment *e;
	const struct soc_experiment_options *options;
	struct soc_over_ranks over;
	int only_measured; /* what is not measured ends it: nothing is run */
	struct soc_history history;
	struct soc_abc abc; /* outcomes: all of the experiment */
	int fitted;
	struct soc_target target[SOC_TARGETS_MAX]; /* those that are fitted, with their simulation errors */
	struct soc_experiment *view;               /* e with the points of a batch */
	char (*cell)[SOC_FACTOR_TEXT];             /* of all points so far, in their order */
	int64_t points, capacity;
	int batches;
};

/* soc_experiment_run, _status and _analyse of a design of kind calibration. run also writes
 * posterior.csv into the folder: a column for each factor, weight, distance, a line for each particle. A
 * status is that of the points that are known so far. */
enum soc_err soc_calibration_run(const struct soc_experiment *e, const struct soc_experiment_options *options,
                                 struct soc_experiment_state *state, struct soc_msg *msg);
enum soc_err soc_calibration_status(const struct soc_experiment *e, const char *folder,
                                    struct soc_experiment_state *state, struct soc_msg *msg);
enum soc_err soc_calibration_analyse(const struct soc_experiment *e, const char *folder,
                                     enum soc_text_form format, char **out,
                                     struct soc_experiment_state *state, struct soc_msg *msg);
/* The same numbers as soc_calibration_analyse tells: of one that is through, from what is measured in the
 * folder; nothing is run. Owner: c is the caller's (soc_calibration_close), after a failure too; e and the
 * options of c, which it keeps, must outlive it. Errors: SOC_ERR_USAGE: it is not through; as
 * soc_runner_init. Cost: that of fitting its emulators again, seconds to minutes. */
enum soc_err soc_calibration_open(struct soc_calibration *c, const struct soc_experiment *e,
                                  const struct soc_experiment_options *options,
                                  struct soc_experiment_state *state, struct soc_msg *msg);
void soc_calibration_close(struct soc_calibration *c);
/* What is told of one that is through. */
void soc_calibration_text(const struct soc_calibration *c, enum soc_text_form format, struct soc_buf *out);
/* posterior.csv. */
void soc_calibration_posterior(const struct soc_calibration *c, struct soc_buf *out);

#endif
