/* Diligence: how well a person truly does what an examination asks, fixed for a replicate. Nothing else
 * depends on it. Like every truth it is known to the bookkeeping, the evidence door and the indicators alone.
 */
#ifndef SOC_MODEL_DILIGENCE_H
#define SOC_MODEL_DILIGENCE_H

#include "model/community.h"
#include "model/variates.h"

/* In the unit of the scale, whose standard deviation it has; mean 0. */
static inline int32_t soc_ratings_diligence(const struct soc_place_time *at, int64_t scale, unsigned row)
{
	uint32_t w[4];
	soc_draw_block(at->seed, SOC_DRAW_DILIGENCE, at->first_person + row, 0, SOC_BLOCK(DILIGENCE_SPREAD, 0),
	               w);
	return soc_draw_spread(scale, w[SOC_LANE(DILIGENCE_SPREAD)], w[SOC_LANE(DILIGENCE_SPREAD) + 1]);
}

/* The error of the examination in a person's rating of this month. at: with the
 * salt of the component. */
static inline int32_t soc_truth_examination_error(const struct soc_place_time *at,
                                                  const struct soc_rating_rule *rule, unsigned row)
{
	uint32_t w[4];
	soc_draw_block(at->seed, SOC_DRAW_RATING, at->first_person + row, at->month, SOC_BLOCK(EXAM_ERROR, 0), w);
	return soc_draw_spread(rule->exam_error, w[SOC_LANE(EXAM_ERROR)], w[SOC_LANE(EXAM_ERROR) + 1]);
}

#endif
