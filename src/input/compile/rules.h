/* Rules: a scenario compiled into integer tables, one struct for each phase and module, which declares it in
 * its folder and is handed it. No text is looked at and no real number is computed during a month.
 *
 * Units here: points and scores in 1/32 point; probabilities as thresholds of 2^32 (draw.h); factors with 16
 * bits. */
#ifndef SOC_INPUT_RULES_H
#define SOC_INPUT_RULES_H

#include "input/compile/conduct.h"
#include "input/compile/limits.h"
#include "input/compile/regime.h"
#include "input/modules_rules.h"
#include "input/schema/scenario.h"
#include "model/conduct/rules.h"
#include "model/events/rules.h"
#include "model/evidence/rules.h"
#include "model/indicators/rules.h"
#include "model/records/rules.h"

#include <stdint.h>

/* A rule set: what is in force in a stratum in a month. */
struct soc_rules {
	struct soc_regime regime; /* what decides from records gets of all this */
	uint8_t is_changed_here; /* a change of the timeline that does not hold everywhere (soc_rule_sets_init) */

	/* What is true, and how much of it shows. */
	struct soc_events_rules events;
	struct soc_records_rules records;
	struct soc_evidence_rules evidence;
	struct soc_conduct_rules conduct;
	struct soc_people_rules people;

	struct soc_prediction_aims prediction; /* what a forecast aims; the forecast itself is the regime's */

	/* What is counted. */
	struct soc_indicators_rules indicators;

	/* Those of modules that do not decide from records, a member each with its name. */
	SOC_RULES_OF_OTHERS
};

/* Compiles the scenario as it stands. Pure. like: rules compiled before, whose tables are taken over where
 * they would be the same; NULL: there are none. The rules are the same either way. Errors: SOC_ERR_LIMIT when
 * a score or the points of a component could overflow, a channel makes more fabricated records than a month
 * has room for, a list has more than seven entry events, a measure meets too much demand, or contacts are odd
 * in number. */
enum soc_err soc_rules_compile(struct soc_rules *out, const struct soc_scenario *s,
                               const struct soc_rules *like, struct soc_msg *msg);

/* Room above the base rate that candidates of a class leave for factors that raise it. Life events are never
 * raised. */
double soc_rules_headroom(const struct soc_scenario *s, int event);

/* Lowers the acceptance of each class to the rate of these rules as a share of the highest of the run
 * (events per person-year; candidates are drawn for that one). soc_rules_compile takes the scenario's own as
 * both. */
void soc_rules_thin(struct soc_rules *rules, const struct soc_scenario *s, const double rate[SOC_EVENTS_MAX],
                    const double highest[SOC_EVENTS_MAX]);

/* Whether a black list in force is for acts of the class. */
static inline int soc_rules_is_offence(const struct soc_rules *rules, unsigned event)
{
	return (rules->conduct.act[event].lists & rules->regime.lists.black) != 0;
}

/* The acceptance threshold of a candidate of the class before the person weighs the act: strain and norm, 16
 * bits each. */
static inline uint64_t soc_rules_event_threshold(const struct soc_event_rule *e, unsigned strain,
                                                 uint32_t norm)
{
	const uint64_t t = e->base * e->by_strain[strain] >> 16;
	const int64_t shift = ((int64_t)norm - 65536) * (int64_t)e->norm_weight / 65536;
	return t * (uint64_t)(65536 + shift) >> 16;
}

#endif
