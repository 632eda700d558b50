/* Phase 2: what truly happens. docs/model/events.md. */
#ifndef SOC_MODEL_EVENTS_H
#define SOC_MODEL_EVENTS_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/events/rates.h"
#include "model/fields.h"
#include "model/truth/truth.h"

/* Draws the candidates of every person, keeps those that happen or would under no regime, applies life events
 * to self and marks who has offended. record is read for what people have to lose or to gain
 * (expected/expected.h). Cost: about 5 ns a person, 150 ns an event. */
void soc_events_happen(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_rates *rates, const struct soc_field *field,
                       const struct soc_registry *registry, const struct soc_record *record,
                       struct soc_self *self, struct soc_truth *truth, struct soc_true_log *out);

#endif
