/* Replay: one community again, month by month, from the seed and the stored fields. Nothing else is needed,
 * because a community-month depends on nothing but its own columns, the fields, the rules and the draws. */
#ifndef SOC_RUN_REPLAY_H
#define SOC_RUN_REPLAY_H

#include "input/compile/rules.h"
#include "run/world.h"

struct soc_replay {
	const struct soc_scenario *s;
	struct soc_plan plan;
	struct soc_rule_sets rule_sets;
	struct soc_world world;
	struct soc_scratch *scratch; /* after a step: the month's month log of the community */
	struct soc_columns columns;
	struct soc_place_time at;
	uint32_t community, month; /* month: the next to be stepped */
	unsigned row;              /* of the person */
	int32_t place;
	const struct soc_rules *rules; /* of the last month stepped */
};

/* Errors: SOC_ERR_USAGE when there is no such person or replicate, those of the plan and the rule sets,
 * SOC_ERR_MEMORY. The scenario must outlive the replay. Cost: as building the plan of the whole population.
 */
enum soc_err soc_replay_init(struct soc_replay *r, const struct soc_scenario *s, int64_t person,
                             int64_t replicate, struct soc_msg *msg);
void soc_replay_release(struct soc_replay *r);
/* Steps the next month; fields: those of that month for all places. */
void soc_replay_step(struct soc_replay *r, const struct soc_field *fields);

#endif
