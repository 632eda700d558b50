/* To whom a record is tied: by the code of a linked identity, or by name. docs/model/linkage.md. */
#ifndef SOC_MODEL_LINKAGE_H
#define SOC_MODEL_LINKAGE_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/truth/truth.h"
#include "model/variates.h"

/* How common the name of a person is: class 0 rare .. SOC_NAME_CLASSES - 1; 0 for everybody when no channel
 * links by name. */
static inline unsigned soc_linkage_class(const struct soc_rules *rules, uint32_t word)
{
	unsigned class = 0;
	for (unsigned c = 0; c + 1 < SOC_NAME_CLASSES; c++)
		class += word >= rules->linkage.name_below[c];
	return class;
}

static inline unsigned soc_linkage_name(const struct soc_place_time *at, const struct soc_rules *rules,
                                        unsigned row)
{
	const uint64_t person = at->first_person + row;
	return soc_linkage_class(rules, SOC_VARIATE(NAME_CLASS, at->seed, person >> 2, 0, person & 3));
}

struct soc_link {
	uint16_t row;
	uint8_t how, lost;
}; /* how: enum soc_record_link; lost: tied to nobody */

/* Ties a record that names row to a person. words: four of its own. Cost: a few ns; about 1 us when it falls
 * on a namesake. */
struct soc_link soc_linkage_tie(const struct soc_place_time *at, const struct soc_rules *rules,
                                const struct soc_channel_rule *channel, unsigned row,
                                const uint32_t words[4]);
/* 1 when the lifelong electronic identity of the person is linked. */
int soc_linkage_has_identity(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row);

#endif
