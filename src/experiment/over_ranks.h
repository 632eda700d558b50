/* The points of an experiment over several processes (socred/ranks.h): every rank knows all points, each
 * point is run by one of them, and what is measured comes together on the disk that all see. */
#ifndef SOC_EXPERIMENT_OVER_RANKS_H
#define SOC_EXPERIMENT_OVER_RANKS_H

#include "experiment/runner.h"
#include "socred/ranks.h"

/* What a rank knows of the others; all zero where there are none. */
struct soc_over_ranks {
	const struct soc_ranks *all; /* NULL: this process is the only one */
	int64_t round;               /* of points handed out so far */
	int has_ended;               /* all have heard of an error: nothing is agreed any more */
};

/* All ranks come to one mind, as soc_ranks_agree: an error of any of them ends all. An interrupt counts less
 * than any other error, since the ranks are interrupted that hear of one. Who fails between two agreements
 * calls this too, and the others hear it at their next one; after an error it returns err at once.
 * Cost: two messages of 8 bytes. */
enum soc_err soc_over_ranks_agree(struct soc_over_ranks *o, enum soc_err err, struct soc_msg *msg);
/* The points that the first rank has found missing, *count of todo[firsts], to all; a new round begins.
 * Errors: SOC_ERR_USAGE: the ranks have other points than the first; those of other ranks. Cost: a message of
 * 8 bytes a point. */
enum soc_err soc_over_ranks_tell(struct soc_over_ranks *o, const struct soc_runner *r, int64_t *todo,
                                 int64_t *count, struct soc_msg *msg);
/* The place in todo of the point to run next; -1 when the ranks are to end. From any thread, one at a time.
 * Cost: a message there and back. */
int64_t soc_over_ranks_next(const struct soc_over_ranks *o);
/* The other ranks end soon as well. Likewise. */
void soc_over_ranks_end(const struct soc_over_ranks *o);
/* 1 where this process writes what comes of all points. */
int soc_over_ranks_writes(const struct soc_over_ranks *o);

#endif
