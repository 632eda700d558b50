/* Whom channels watch more than others: people with the marker, people on a black list.
 * docs/model/surveillance.md.
 */
#ifndef SOC_MODEL_SURVEILLANCE_H
#define SOC_MODEL_SURVEILLANCE_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/variates.h"

static inline int soc_surveillance_has_marker(const struct soc_place_time *at, const struct soc_rules *rules,
                                              unsigned row)
{
	const uint64_t person = at->first_person + row;
	return soc_below(SOC_VARIATE(MARKED, at->seed, person >> 2, 0, person & 3), rules->surveillance.marker);
}

static inline int soc_surveillance_is_listed(const struct soc_rules *rules, const struct soc_record *record,
                                             unsigned row)
{
	for (unsigned l = 0; l < rules->regime.lists.count; l++)
		if ((rules->regime.lists.black >> l & 1u) && record->months_left[l][row] > 0)
			return 1;
	return 0;
}

/* Threshold of detecting an event of the person by the channel. */
static inline uint64_t soc_surveillance_detect(const struct soc_place_time *at, const struct soc_rules *rules,
                                               const struct soc_record *record,
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
	return channel->detect_differential[kind][event];
}

#endif
