/* What an act is expected to cost the person who thinks of it (a good deed: to bring), and how often it is
 * done then. docs/model/conduct.md.
 *
 *   x = risk^certainty * (loss / gain)^severity     rate = law(x) of what it would be with nothing to lose
 *
 * Risk is what the person believes of the act's sphere, by the class's share in it; loss is what an accepted
 * record would mean for this person: grades, lists, measures that they would meet, publication, what falls on
 * relatives. Nothing here is drawn. The regime does not include this header: it would tell it what people
 * think. */
#ifndef SOC_MODEL_EXPECTED_H
#define SOC_MODEL_EXPECTED_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/fields.h"

/* Where a person stands who weighs an act. */
struct soc_weigher {
	const struct soc_place_time *at;
	const struct soc_rules *rules;
	const struct soc_field *field;
	const struct soc_registry *registry;
	const struct soc_record *record;
	const struct soc_self *self;
};

/* What weighing an act makes of its rate. */
struct soc_rate_response {
	uint32_t factor; /* on the rate, 1 = 65536; a good deed's may be above */
	int32_t slope;   /* elasticity of the rate to x, 1 = 65536: below 0 where the act is deterred */
};

/* How the rate of a class responds for a row. Cost: about 10 ns, 60 ns where there is something to lose. */
struct soc_rate_response soc_expected_response(const struct soc_weigher *w, unsigned row, unsigned event);

/* Loss of an accepted record of the class, and reward of one of a good deed, in 2^-24 of a monthly income;
 * 0 where nothing follows. */
uint64_t soc_expected_loss(const struct soc_weigher *w, unsigned row, unsigned event);
uint64_t soc_expected_reward(const struct soc_weigher *w, unsigned row, unsigned event);

/* x of the formula above: a stake (0: x is 0), as people and firms weigh it. risk: 0..SOC_RISK_ONE. stake:
 * 2^-24 of a month's income, a firm's of its turnover. inverse_gain: 1 / gain, 1 = 65536. x: 1 = 65536, at
 * most SOC_LAW_MOST. */
uint64_t soc_expected_in_gains(const struct soc_conduct_rules *c, uint32_t risk, uint64_t stake,
                               uint32_t inverse_gain);

/* What is left of the rate of those who weigh the act, by the law of the rules, and by how much per cent it
 * falls when x (1 = 65536) rises by one. */
struct soc_rate_response soc_expected_deterred(const struct soc_conduct_rules *c, uint64_t x);

/* Perceived risk of the class that is acted on, 0..SOC_RISK_ONE: own experience of its sphere and the
 * place's, of which the class has its share, and what neighbours who are liable for it add. */
uint32_t soc_expected_risk(const struct soc_weigher *w, unsigned row, unsigned event);

#endif
