/* Liability: groups of some successive households of a community that are liable for one another.
 * docs/model/liability.md. */
#ifndef SOC_MODEL_GROUP_H
#define SOC_MODEL_GROUP_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"

#define SOC_GROUP_ADULT 18 /* years */

/* Rows first..end - 1 of the group of a row: each `households` households from the first of the community on;
 * the last may be fewer. */
struct soc_group {
	unsigned first, end;
};
struct soc_group soc_group_of(const struct soc_registry *registry, unsigned count, unsigned households,
                              unsigned row);

/* The group of each row of a community: first and end by row. */
struct soc_groups {
	uint16_t first[SOC_FULL_COMMUNITY], end[SOC_FULL_COMMUNITY];
};
void soc_groups_make(const struct soc_registry *registry, unsigned count, unsigned households,
                     struct soc_groups *out);

/* After the month log's accepted records have been posted: those of classes that the group is liable for cost
 * (or earn) every other adult of the group a share of the points; an informer is spared. What each was posted
 * stands in the month log. */
void soc_liability_post(const struct soc_place_time *at, const struct soc_regime *rules,
                        const struct soc_registry *registry, struct soc_record *record,
                        struct soc_month_log *month_log);

#endif
