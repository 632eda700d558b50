/* A checkpoint: a run written down between two months, from which it goes on to the same bytes; and futures
 * that begin there. docs/guide/checkpoints.md. */
#ifndef SOCRED_CHECKPOINT_H
#define SOCRED_CHECKPOINT_H

#include "socred/error.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_sim; /* sim.h */
struct soc_scenario;

/* What soc_sim_run does with checkpoints (soc_run_options). Texts stand as long as the run. */
struct soc_checkpoints {
	const char *folder; /* they are written below it; made when missing. NULL: none are written */
	int64_t every;      /* months from one to the next; 0: as the scenario says (output.checkpoint_months) */
	int64_t keep;       /* of each replicate, the last; 0: as the scenario says (output.checkpoints_kept) */
	int resume; /* 1: goes on from the last of each replicate in `folder`, where there is one, and writes
	               them as that run did where every or keep is 0 */
	const char *from; /* a folder of one month, such as out/base/checkpoints/2020-12: every replicate goes
	                     on from there; NULL: from the start */
	const char *note; /* kept in each, given back by soc_checkpoint_scenario; may be NULL */
};

/* Writes the run as it stands to path, aside and renamed: the same bytes for any number of threads.
 * Owner: the run stays the caller's and as it was.
 * Errors: SOC_ERR_USAGE: no run, or no month stepped yet; SOC_ERR_IO, the old file then stands;
 * SOC_ERR_MEMORY.
 * Cost: O(persons), about 20 ns for each person and column; the file has about 2 to 10 bytes a person. */
SOC_API enum soc_err soc_sim_save(struct soc_sim *sim, const char *path, struct soc_msg *msg);

/* Puts the run where it stood when path was written: its replicate, its month, what can be observed. The run
 * may be of another scenario than the one that was saved, as long as all that has happened would have
 * happened under it too: people, seed, first month, columns and everything in force before that month are the
 * same, and no class of events is more frequent later than the saved run allowed for (events.rate_ceiling).
 * What its timeline changes from that month on is its own. Errors: SOC_ERR_USAGE: no run; SOC_ERR_IO: the
 * file cannot be read; SOC_ERR_CHECKPOINT: it is damaged, of another version of the program, or of a run that
 * this cannot go on from; msg says which and what differs; SOC_ERR_MEMORY. After a failure the run stands
 * before the first month of the replicate that it was at, with nothing of the file in it. Cost: as writing;
 * where the scenarios differ, two compilations of rules. */
SOC_API enum soc_err soc_sim_load(struct soc_sim *sim, const char *path, struct soc_msg *msg);

/* The scenario of the run whose checkpoints stand in a folder, as complete as when it was read, and the note
 * that was kept (NULL: not wanted). Owner: *out (soc_scenario_free) and *note (soc_text_free) are the
 * caller's. Errors: SOC_ERR_CHECKPOINT: there is none, or it is damaged or of another version; SOC_ERR_IO,
 * SOC_ERR_MEMORY; *out and *note stay as they were. Cost: as reading a scenario. */
SOC_API enum soc_err soc_checkpoint_scenario(const char *folder, struct soc_scenario **out, char **note,
                                             struct soc_msg *msg);

/* Whether a folder holds checkpoints of a run that has not ended.
 * Returns: 1, also when there are some that cannot be read, or 0; 0 when there is no such folder. Cost: a
 * look at the folder. */
SOC_API int soc_checkpoint_is_unfinished(const char *folder);

/* Removes all checkpoints below a folder, and nothing else. A folder that is not there is no failure.
 * Errors: SOC_ERR_IO with the first that cannot be removed. Cost: O(files). */
SOC_API enum soc_err soc_checkpoint_remove(const char *folder, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
