/* The world: the columns of all communities, in a few long arrays. A community is a range of rows; there are
 * no pointers between people. Bytes of a person: see soc_world_bytes. */
#ifndef SOC_RUN_WORLD_H
#define SOC_RUN_WORLD_H

#include "input/compile/rules.h"
#include "model/indicators/count.h"
#include "model/modules/firms/firms.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"
#include "model/step.h"

/* Parts of model/columns.def that are built with the people, who are fixed for a replicate, and those that
 * the months change; the cache is neither: it is counted anew when a month asks for it. */
#define SOC_PART_IS_FIXED_born 1
#define SOC_PART_IS_FIXED_course 1
#define SOC_PART_IS_FIXED_record 0
#define SOC_PART_IS_FIXED_self 0
#define SOC_PART_IS_FIXED_truth 0
#define SOC_PART_IS_FIXED_cache 0
#define SOC_PART_IS_STATE_born (!SOC_PART_IS_FIXED_born)
#define SOC_PART_IS_STATE_course (!SOC_PART_IS_FIXED_course)
#define SOC_PART_IS_STATE_record (!SOC_PART_IS_FIXED_record)
#define SOC_PART_IS_STATE_self (!SOC_PART_IS_FIXED_self)
#define SOC_PART_IS_STATE_truth (!SOC_PART_IS_FIXED_truth)
#define SOC_PART_IS_STATE_cache 0

struct soc_world {
	const struct soc_plan *plan;
	uint32_t first_community, communities; /* of the plan; replay holds only one */
	uint64_t first_person, persons;
	struct soc_shape shape;
	struct soc_born born; /* the columns of all persons and communities (model/columns.def) */
	struct soc_course course;
	struct soc_record record;
	struct soc_self self;
	struct soc_truth truth;
	struct soc_cache cache;
	struct soc_firms_rules firm_rules; /* what is fixed of them */
	struct soc_firms firms;            /* of the places of these communities; none: firms.on is 0 */
	int is_window;                     /* 1: the firms are those of the frame */
};

/* What a world of these people under these rules takes. */
struct soc_world_bytes {
	int64_t fixed, state;
};
struct soc_world_bytes soc_world_bytes(const struct soc_plan *plan, const struct soc_rule_sets *v,
                                       uint32_t first, uint32_t communities);

/* Allocates communities first .. first + communities - 1 of the plan. Errors: SOC_ERR_MEMORY with the figure.
 */
enum soc_err soc_world_init(struct soc_world *w, const struct soc_plan *plan, const struct soc_rule_sets *v,
                            uint32_t first, uint32_t communities, struct soc_msg *msg);
/* The same with the firms of all places of the plan, for who holds a share of the communities beside others.
 * Errors and release as above. */
enum soc_err soc_world_init_share(struct soc_world *w, const struct soc_plan *plan,
                                  const struct soc_rule_sets *v, uint32_t first, uint32_t communities,
                                  struct soc_msg *msg);
void soc_world_release(struct soc_world *w);

/* The same without columns: the frame of a world whose people are packed (run/packed_world.h). Errors and
 * release as above. Cost: O(firms). */
enum soc_err soc_world_init_frame(struct soc_world *w, const struct soc_plan *plan,
                                  const struct soc_rule_sets *v, uint32_t first, uint32_t communities,
                                  struct soc_msg *msg);
/* The columns of one community of a frame at a time, the one that soc_world_move has named; its firms are
 * the frame's. Owner: the caller; release before the frame. Errors: SOC_ERR_MEMORY. Cost: O(1). */
enum soc_err soc_world_init_window(struct soc_world *w, const struct soc_world *frame, struct soc_msg *msg);
/* community: index of the plan. What stands in the columns stays. Cost: O(1). */
void soc_world_move(struct soc_world *w, uint32_t community);

/* The firms of a world or a frame as the plan draws them now; nothing where they are so already, or there are
 * none. Before soc_world_fill. Cost: O(firms). */
void soc_world_draw_firms(struct soc_world *w);
/* Builds the fixed traits of a community (index of the plan). */
void soc_world_fill(struct soc_world *w, const struct soc_scenario *s, uint32_t community);
/* Sets the state of a community as it is before the first month. */
void soc_world_begin(struct soc_world *w, const struct soc_rules *rules, uint32_t community);
/* The firms before the first month, and a month of the firms of one place of the plan, under the rules of its
 * first stratum. */
void soc_world_begin_firms(struct soc_world *w, const struct soc_rule_sets *v);
void soc_world_step_firms(struct soc_world *w, const struct soc_rule_sets *v, int32_t place, uint64_t seed,
                          uint32_t month, struct soc_tally *tally);
/* The columns of a community. */
void soc_world_columns(struct soc_world *w, uint32_t community, struct soc_columns *out);
/* Asks for the columns of a community that a month goes through from end to end, so that they are on their
 * way to the cache while another is stepped. Changes nothing. community: index of the plan, of this world.
 * Cost: about 100 ns. */
void soc_world_fetch(const struct soc_world *w, uint32_t community);
/* Asks for what a month reads of people under measures alone: entries, relatives, ages, columns that are at
 * rest for all others. For a community that is stepped now, and whose measures are in the cache. Cost: about
 * 50 ns. */
void soc_world_fetch_held(const struct soc_world *w, uint32_t community);

#endif
