/* How the people of a run are held, and what that takes: the key run.memory. */
#ifndef SOC_RUN_MEMORY_H
#define SOC_RUN_MEMORY_H

#include "run/world.h"

/* Of the memory that may be used, the share that raw columns may take where the scenario leaves the choice,
 * in 100: the rest is for results, the report and whatever else the machine does. */
#define SOC_MEMORY_RAW_SHARE 75

struct soc_memory {
	int packed;                 /* 0: raw */
	struct soc_world_bytes raw; /* what columns take as they are */
	int64_t least, most;        /* what they take as they will be held; the same where raw */
};

/* limit: bytes that may be used; 0: any, and then `auto` is raw. Pure. Cost: O(communities). */
struct soc_memory soc_memory_choose(const struct soc_scenario *s, const struct soc_plan *plan,
                                    const struct soc_rule_sets *v, int64_t limit);
/* Whether so many people fit into the limit; 0: there is none. Errors: SOC_ERR_MEMORY with how many would.
 * Cost: O(1). */
enum soc_err soc_memory_check(const struct soc_memory *m, int64_t persons, int64_t limit,
                              struct soc_msg *msg);

#endif
