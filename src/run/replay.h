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
/* The same without a community, for one who goes through many: soc_replay_go before the first step. Errors,
 * release and cost as above. */
enum soc_err soc_replay_open(struct soc_replay *r, const struct soc_scenario *s, struct soc_msg *msg);
/* Goes to the time before the first month of a community (index of the plan) in a replicate of the scenario;
 * both must be there. Errors: SOC_ERR_MEMORY. Cost: its people. */
enum soc_err soc_replay_go(struct soc_replay *r, uint32_t community, int64_t replicate, struct soc_msg *msg);
/* The community, an index of the plan, in which a person lives; person: from 0, below the people of the plan.
 * Cost: the logarithm of the communities. */
uint32_t soc_replay_community(const struct soc_replay *r, int64_t person);
/* What holds each of its people at the end of the last month stepped. Cost: its people. */
void soc_replay_held(const struct soc_replay *r, struct soc_held_as out[SOC_COMMUNITY_MAX]);
/* Steps the next month; fields: those of that month for all places. */
void soc_replay_step(struct soc_replay *r, const struct soc_field *fields);

#endif
