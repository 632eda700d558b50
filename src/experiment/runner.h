/* The work of an experiment: which points are done, running those that are not, and all of it as one table.
 */
#ifndef SOC_EXPERIMENT_RUNNER_H
#define SOC_EXPERIMENT_RUNNER_H

#include "experiment/experiment.h"
#include "experiment/shard.h"

/* A point: its key, or why it cannot run. */
struct soc_runner_point {
	char key[SOC_DIGEST_TEXT]; /* "" when reading refuses it */
	char *refused;             /* the reason; NULL when it can run as far as is known; owned */
};

struct soc_over_ranks;

struct soc_runner {
	const struct soc_experiment *e;
	struct soc_runner_point *point; /* [points] */
	char base[SOC_DIGEST_TEXT];     /* digest of the scenario that every point starts from, and the version */
	int16_t order[SOC_FACTORS_MAX]; /* factors by name */
	int64_t *first;                 /* [firsts]: the first point of each key, in the order of points */
	int64_t firsts;
	struct soc_shards shards;
	int workers;
};

/* Points at once: as asked, or one per processor where that is 0. */
int soc_runner_workers(int asked);
/* Makes the keys of all points and reads the shards of the folder. workers: 0 for one per processor. Errors:
 * SOC_ERR_INTERRUPTED, SOC_ERR_RESULTS, SOC_ERR_IO, SOC_ERR_MEMORY. Owner: the caller (soc_runner_release),
 * after a failure too. Cost: about 0.2 ms a point and worker. */
enum soc_err soc_runner_init(struct soc_runner *r, const struct soc_experiment *e, const char *folder,
                             int workers, const volatile int *stop, struct soc_msg *msg);
void soc_runner_release(struct soc_runner *r);
/* Initialises r, runs what is missing of the share, and reads the shards again, also after an interrupt.
 * over: the ranks that do so together (over_ranks.h). Errors: as soc_experiment_run. Owner: the caller
 * (soc_runner_release), after a failure too. */
enum soc_err soc_runner_run(struct soc_runner *r, const struct soc_experiment *e,
                            const struct soc_experiment_options *options, struct soc_over_ranks *over,
                            struct soc_msg *msg);
/* Reads the shards again, after lines were added. */
enum soc_err soc_runner_reread(struct soc_runner *r, const char *folder, struct soc_msg *msg);
/* Replicates of a point that are measured. */
int64_t soc_runner_measured(const struct soc_runner *r, int64_t point);
/* Why a point cannot run, or NULL. */
const char *soc_runner_refusal(const struct soc_runner *r, int64_t point);
/* Outcomes of a replicate of a point, or NULL when it is not measured. */
const double *soc_runner_values(const struct soc_runner *r, int64_t point, int32_t replicate);
/* Keeps the reason of the first point that cannot run. */
void soc_runner_tell_refused(struct soc_experiment_state *state, int64_t point, const char *why);
/* Numbers of all points. */
struct soc_experiment_state soc_runner_state(const struct soc_runner *r);

/* Writes folder/experiment.db: the same bytes for the same points, whoever measured them in which order.
 * Errors: SOC_ERR_IO, SOC_ERR_MEMORY; the old file stands. Cost: O(points x (factors + outcomes)). */
enum soc_err soc_runner_write_database(const struct soc_runner *r, const char *folder, struct soc_msg *msg);

#endif
