#include "input/compile/reach.h"

#include "base/draw.h"
#include "base/num.h"

void soc_rules_reach(struct soc_rules *r, const struct soc_scenario *s)
{
	uint16_t any = 0;
	for (int kin = 0; kin < SOC_KIN_RELATIONS; kin++)
		any |= r->spills[kin];
	for (int i = 0; i < s->measures_count; i++) {
		r->measure[i].depth = (uint8_t)s->measures[i].spill_depth;
		if (!(any >> i & 1u))
			continue;
		for (unsigned d = 1; d <= r->measure[i].depth; d++)
			r->reach_to[d] |= (uint16_t)(1u << i);
		if (r->measure[i].depth > r->reach_most)
			r->reach_most = r->measure[i].depth;
	}
}

void soc_rules_gain(struct soc_measure_rule *rule, const struct soc_measure *m)
{
	if (m->kind != SOC_REWARD)
		return;
	const double steps = m->income_gain / SOC_INCOME_STEP;
	rule->gain_steps = (uint8_t)steps;
	rule->gain_more = soc_threshold(steps - rule->gain_steps);
	rule->relief = (uint8_t)(m->relief * 255.0 + 0.5);
}

int soc_rules_answers(const struct soc_scenario *s, int event)
{
	return s->society.liability_group_households > 0 && s->events[event].liability_share > 0.0;
}

double soc_rules_detects(const struct soc_scenario *s, const struct soc_channel *channel, int event)
{
	const int watched = channel->kind == SOC_CHANNEL_NEIGHBOURS && soc_rules_answers(s, event);
	return channel->detects[event] * (watched ? 1.0 + s->conduct.liability_reporting : 1.0);
}

double soc_rules_points(const struct soc_scenario *s, double points)
{
	if (s->scale.asymmetry == 1.0)
		return points;
	const double root = soc_num_sqrt(s->scale.asymmetry);
	return points < 0.0 ? points * root : points / root;
}

void soc_rules_group(struct soc_rules *r, const struct soc_scenario *s)
{
	if (r->spills[SOC_KIN_GROUP] != 0)
		r->group_homes = (uint8_t)s->society.liability_group_households;
	for (int k = 0; k < s->events_count; k++) {
		const struct soc_event *e = &s->events[k];
		if (!soc_rules_answers(s, k))
			continue;
		const double points = soc_rules_points(s, e->points) * e->liability_share;
		r->event[k].liability_share = (int32_t)(points * SOC_POINT + (points < 0 ? -0.5 : 0.5));
		if (r->event[k].liability_share != 0)
			r->group_homes = (uint8_t)s->society.liability_group_households;
	}
}
