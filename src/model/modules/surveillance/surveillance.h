/* Whom channels watch more than others: people with the marker, on a black list, of a sex, group or income.
 * docs/model/surveillance.md.
 */
#ifndef SOC_MODEL_SURVEILLANCE_H
#define SOC_MODEL_SURVEILLANCE_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/population/population.h"
#include "model/variates.h"

/* Whether a person has the synthetic marker: drawn once for the replicate. Returns 0 or 1. Pure. Cost: O(1),
 * one draw. */
static inline int soc_surveillance_has_marker(const struct soc_place_time *at, const struct soc_rules *rules,
                                              unsigned row)
{
	const uint64_t person = at->first_person + row;
	return soc_below(SOC_VARIATE(MARKED, at->seed, person >> 2, 0, person & 3), rules->surveillance.marker);
}

/* Whether a row stands on a black list that is in force. Returns 0 or 1. Pure. Cost: O(lists). */
static inline int soc_surveillance_is_listed(const struct soc_rules *rules, const struct soc_record *record,
                                             unsigned row)
{
	for (unsigned l = 0; l < rules->regime.lists.count; l++)
		if ((rules->regime.lists.black >> l & 1u) && record->months_left[l][row] > 0)
			return 1;
	return 0;
}

/* The threshold that each 32-bit word is below. */
#define SOC_SURVEILLANCE_CERTAIN (UINT64_C(1) << 32)

/* A threshold, 0 to SOC_SURVEILLANCE_CERTAIN, for somebody of this sex, group and income: times each factor
 * of the channel (1 = 65536) that applies, at most certain after each. Pure. Cost: O(1). */
static inline uint64_t soc_surveillance_of_groups(const struct soc_channel_rule *channel, uint64_t detect,
                                                  uint8_t nature, uint8_t situation)
{
	const uint32_t factor[] = { soc_nature_male(nature) ? 65536 : channel->women,
		                        soc_nature_minority(nature) ? channel->minority : 65536,
		                        soc_situation_quintile(situation) < 2 ? channel->poor : 65536 };
	for (unsigned i = 0; i < 3; i++) {
		detect = detect * factor[i] >> 16;
		detect = detect > SOC_SURVEILLANCE_CERTAIN ? SOC_SURVEILLANCE_CERTAIN : detect;
	}
	return detect;
}

/* How likely the channel detects an event of the person, as a threshold of a 32-bit word, 0 to
 * SOC_SURVEILLANCE_CERTAIN: the channel's own, times what it watches this person more or less by. Pure. Cost:
 * O(lists) where it watches some more, else O(1). */
static inline uint64_t soc_surveillance_detect(const struct soc_place_time *at, const struct soc_rules *rules,
                                               const struct soc_registry *registry,
                                               const struct soc_record *record, const struct soc_self *self,
                                               const struct soc_channel_rule *channel, unsigned row,
                                               unsigned event)
{
	if (channel->differential == 0)
		return channel->detect[event];
	unsigned kind = 0;
	if ((channel->differential & SOC_DIFFERENTIAL_MARKED) && soc_surveillance_has_marker(at, rules, row))
		kind |= 1u;
	if ((channel->differential & SOC_DIFFERENTIAL_LISTED) && soc_surveillance_is_listed(rules, record, row))
		kind |= 2u;
	const uint64_t detect = channel->detect_differential[kind][event];
	return channel->differential & SOC_DIFFERENTIAL_GROUPS
	           ? soc_surveillance_of_groups(channel, detect, self->nature[row], registry->situation[row])
	           : detect;
}

#endif
