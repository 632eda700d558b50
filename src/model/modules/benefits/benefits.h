/* What benefits granted are worth to people: income gained for a while, strain taken away.
 * docs/model/benefits.md. */
#ifndef SOC_MODEL_BENEFITS_H
#define SOC_MODEL_BENEFITS_H

#include "input/compile/rules.h"
#include "model/community.h"

#define SOC_GAIN_MOST 15 /* steps of income that benefits can add to */

/* A person is granted what a reward gives, once or more this month. */
void soc_benefits_take(const struct soc_place_time *at, const struct soc_benefit_rule *rule,
                       struct soc_self *self, unsigned row);
/* A month passes: a step of income gained is used up as often as one of income lost is regained. */
void soc_benefits_fade(const struct soc_place_time *at, const struct soc_rules *rules, struct soc_self *self);

#endif
