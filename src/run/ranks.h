/* What ranks (socred/ranks.h) do beside adding up: share out communities, and come to one mind. */
#ifndef SOC_RUN_RANKS_H
#define SOC_RUN_RANKS_H

#include "model/population/population.h"
#include "socred/ranks.h"

/* The first community of a rank's range; of rank `ranks` the number of communities. Ranges follow each other,
 * in whole groups of `unit` communities, and differ by one group at most. Pure. Cost: O(1). */
uint32_t soc_ranks_first(uint32_t communities, int rank, int ranks, uint32_t unit);

/* Places of the plan whose firms a rank steps, and those of them that it counts: a place that two ranks share
 * is stepped by both, alike, and counted by the first. */
struct soc_ranks_places {
	int32_t stepped_from, counted_from,
		counted_to; /* stepped_from..counted_to-1, counted_from..counted_to-1 */
};

/* Those of communities first..end-1, which are some. Every place is counted once by all ranks together. Pure.
 * Cost: O(1). */
struct soc_ranks_places soc_ranks_places(const struct soc_plan *plan, uint32_t first, uint32_t end);

/* The least of the values of all ranks; ranks NULL: value. All ranks call it at the same place. Cost: a small
 * message of each rank. */
int64_t soc_ranks_least(const struct soc_ranks *ranks, int64_t value);

/* As soc_ranks_agree, and an error where value is not that of rank 0: these are not processes of one run.
 * what: of what the value is. Errors: SOC_ERR_USAGE. Cost: two small messages. */
enum soc_err soc_ranks_same(const struct soc_ranks *ranks, int64_t value, const char *what,
                            struct soc_msg *msg);

#endif
