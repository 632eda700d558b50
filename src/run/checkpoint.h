/* Checkpoints of a run: one file, and the folder of a run's files. Public: socred/checkpoint.h. */
#ifndef SOC_RUN_CHECKPOINT_H
#define SOC_RUN_CHECKPOINT_H

#include "run/checkpoint_file.h"
#include "run/observer.h"
#include "run/sim_state.h"

#define SOC_CHECKPOINT_PATH 4096 /* bytes of a path with its NUL */

/* The first chunk: what run this is of, and how far it had come. */
struct soc_checkpoint_head {
	uint64_t seed, persons, first_month; /* first_month: year * 12 + month - 1 */
	uint32_t communities, places, shape; /* shape: soc_checkpoint_shape */
	uint32_t months, month;              /* of the run, finished of this replicate */
	uint32_t replicate, told_first;
	uint32_t every, kept; /* of checkpoints: months between them, 0: none; how many are kept */
};

/* Keeps what the month that was stepped last told, for the next checkpoint. Errors: SOC_ERR_MEMORY. Cost:
 * that of soc_told_put. */
enum soc_err soc_checkpoint_keep_month(struct soc_sim *sim, struct soc_msg *msg);

/* Writes a checkpoint of the run as it stands, or, where the replicate has ended, what it told. Errors and
 * cost: as soc_sim_save. */
enum soc_err soc_checkpoint_write(struct soc_sim *sim, const char *path, struct soc_msg *msg);

/* Puts the run where it stood, and tells observer (NULL: nobody) every month up to there, and the end of the
 * replicate where it had ended. replicate: that it must be of. Errors: as soc_sim_load; SOC_ERR_CHECKPOINT
 * also when the months before are to be told and were not kept; what the observer returns. Cost: as
 * soc_sim_load. */
enum soc_err soc_checkpoint_read(struct soc_sim *sim, const char *path, int64_t replicate,
                                 struct soc_observer *observer, struct soc_msg *msg);

/* Reads the head, and the scenario behind it; *s is the caller's (soc_scenario_free), *note too
 * (soc_text_free; NULL: not wanted). Errors: SOC_ERR_CHECKPOINT, SOC_ERR_MEMORY; *s and *note stay as they
 * were. Cost: as reading a scenario. */
enum soc_err soc_checkpoint_read_head(struct soc_chunk_reader *r, struct soc_checkpoint_head *head,
                                      struct soc_msg *msg);
enum soc_err soc_checkpoint_read_scenario(struct soc_chunk_reader *r, struct soc_scenario **s, char **note,
                                          struct soc_msg *msg);

/* Whether all that has happened under `base` up to the head's month would have happened in this run as well;
 * base is the scenario of the checkpoint. Errors: SOC_ERR_CHECKPOINT says what differs, or why no run can be
 * of that scenario; SOC_ERR_MEMORY. Cost: O(1) for the same scenario, else two compilations of rules. */
enum soc_err soc_checkpoint_same_past(const struct soc_sim *sim, const struct soc_chunk_reader *r,
                                      const struct soc_checkpoint_head *head, const struct soc_scenario *base,
                                      struct soc_msg *msg);

/* ---- the folder of a run: FOLDER/YYYY-MM/replicate-N.check, FOLDER/finished/replicate-N.check ---- */

/* Months from one to the next, 0: none are written; of each replicate, how many are kept. Cost: O(1). */
int64_t soc_checkpoints_every(const struct soc_sim *sim);
int64_t soc_checkpoints_kept(const struct soc_sim *sim);
/* 1 where the run writes checkpoints. Cost: O(1). */
int soc_checkpoints_are_kept(const struct soc_sim *sim);
/* After a month: writes a checkpoint where one is due, or `now`, and removes those that are too old. Nothing
 * where no folder is wanted. Errors: as soc_sim_save. Cost: O(1) or that of soc_sim_save. */
enum soc_err soc_checkpoints_after_month(struct soc_sim *sim, int now, struct soc_msg *msg);
/* Removes what killed runs were writing when they ended. Errors: SOC_ERR_IO. Cost: O(files). */
enum soc_err soc_checkpoints_clean(const struct soc_sim *sim, struct soc_msg *msg);
/* Before a replicate: puts the run where it goes on, and tells the observer what had been told; leaves it
 * before the first month where there is nothing to go on from. Errors: as soc_checkpoint_read;
 * SOC_ERR_CHECKPOINT when `from` has no checkpoint of the replicate. Cost: as soc_sim_load. */
enum soc_err soc_checkpoints_go_on(struct soc_sim *sim, int64_t replicate, struct soc_observer *observer,
                                   struct soc_msg *msg);

#endif
