/* One world over several processes, called ranks, that may run on different machines. Each holds the people
 * of a range of communities of its own and steps them; what they counted is added up, so that every rank goes
 * on from the same sums. Results are the same bytes for any number of ranks. How the processes reach one
 * another is the caller's affair: the library takes the calls below and uses no other. */
#ifndef SOCRED_RANKS_H
#define SOCRED_RANKS_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The ranks as one of them sees them. `sum` and `tell` are called by all ranks in the same order, from the
 * thread that runs the simulation, and return when the work is done; a rank that cannot be reached any more
 * is theirs to deal with (by ending the process, as MPI does unless told otherwise). Owner: the caller;
 * stands as long as the run. */
struct soc_ranks {
	void *user;
	int rank, count; /* 0 to count - 1; rank 0 leads: it alone tells an observer and writes checkpoints */
	/* numbers[i] becomes the sum of numbers[i] over all ranks. Cost to be expected: one message of 8 x count
	 * bytes a month, about 250 kB. */
	void (*sum)(void *user, int64_t *numbers, size_t count);
	/* The bytes of rank `from` come to stand in bytes of all others. */
	void (*tell)(void *user, void *bytes, size_t length, int from);
	/* The rest is for the points of an experiment alone (experiment.h) and may be NULL elsewhere. Called from
	 * any thread, by one at a time in each process, whatever the other ranks do. */
	/* 0, 1, 2 ... of a round, each to one caller among all ranks; -1 once `end` was called. A round with a
	 * higher number begins at 0; nobody asks for an earlier one then. */
	int64_t (*next)(void *user, int64_t round);
	/* An error or a stop of this rank: the others hear of it, and the `stop` of their options becomes 1. */
	void (*end)(void *user);
};

/* What all ranks return when they have come as far: SOC_OK when all have SOC_OK, else the error of the lowest
 * rank that has one, with its message. All ranks call it at the same place, or wait for those that do not.
 * ranks NULL: there is no other, and err is returned. Owner: msg is the caller's, may be NULL.
 * Errors: those of any rank. Cost: one message of 8 bytes. */
SOC_API enum soc_err soc_ranks_agree(const struct soc_ranks *ranks, enum soc_err err, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif

#endif
