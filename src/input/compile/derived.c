#include "input/compile/derived.h"

#include "base/num.h"

int soc_derived_is_liable(const struct soc_scenario *s, int event)
{
	return s->society.liability_group_households > 0 && s->events[event].liability_share > 0.0;
}

double soc_derived_coverage(const struct soc_scenario *s, const struct soc_channel *channel, int urban)
{
	const double stated = urban ? channel->coverage_urban : channel->coverage_rural,
				 cameras =
					 channel->camera_reach * (urban ? s->cameras.per_1000_urban : s->cameras.per_1000_rural);
	return cameras > 0.0 ? 1.0 - (1.0 - stated) * soc_num_exp(-cameras) : stated;
}

double soc_derived_detects(const struct soc_scenario *s, const struct soc_channel *channel, int event)
{
	const int watched = channel->kind == SOC_CHANNEL_NEIGHBOURS && soc_derived_is_liable(s, event);
	return channel->detects[event] * (watched ? 1.0 + s->conduct.liability_reporting : 1.0);
}

double soc_derived_points(const struct soc_scenario *s, double points)
{
	if (s->scale.asymmetry == 1.0)
		return points;
	const double root = soc_num_sqrt(s->scale.asymmetry);
	return points < 0.0 ? points * root : points / root;
}
