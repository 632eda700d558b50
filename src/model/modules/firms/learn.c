/* What firms believe of being recorded, and what they make of it. */
#include "model/modules/firms/town.h"
#include "model/score.h"

/* Offsets of fading points, scattered, a stream for each class. */
static uint32_t scattered(const struct soc_town *t, const struct soc_firms_rules *rules, uint32_t firm,
                          uint32_t month, unsigned event)
{
	return soc_score_fade_offset(t->at.first + firm, month, 1 + (unsigned)rules->event[event].salt) *
	       2654435769u;
}

uint8_t soc_town_first_risk(const struct soc_town *t, const struct soc_firms_rules *rules, uint32_t firm,
                            unsigned event)
{
	const uint32_t begin = rules->event[event].begin[soc_firm_size(t->fixed.kind[firm]) > 0];
	return (uint8_t)((begin * 255u + (scattered(t, rules, firm, 0, event) >> 16)) >> 16);
}

/* A step of learning as for people (model/conduct): rounded without bias. What nobody could have recorded
 * teaches nothing. */
void soc_town_learn(struct soc_town *t, uint32_t firm, unsigned event, int caught)
{
	if (!t->rules->event[event].is_weighed)
		return;
	const int step = (int)(caught ? t->rules->learn_caught : t->rules->learn_uncaught);
	const int risk = t->risk[event][firm],
			  offset = (int)(scattered(t, t->rules, firm, t->at.month, event) >> 24);
	t->risk[event][firm] = (uint8_t)(risk + ((((caught ? 255 : 0) - risk) * step + offset) >> 8));
}

struct soc_rate_response soc_town_response(const struct soc_town *t, uint32_t firm, unsigned event)
{
	const struct soc_firm_event_rule *e = &t->rules->event[event];
	const struct soc_rate_response none = { 65536, 0 };
	if (!e->is_weighed || t->risk[event][firm] == 0)
		return none;
	const uint64_t loss = soc_firms_loss(&t->at, t->rules, &t->record, t->fixed.kind[firm], firm, event);
	const uint32_t risk = (uint32_t)((uint64_t)t->risk[event][firm] * SOC_RISK_ONE / 255u);
	const uint64_t x = soc_expected_in_gains(t->conduct, risk, loss, e->inverse_gain);
	return x == 0 ? none : soc_expected_deterred(t->conduct, x);
}
