/* Parts of compiling rules: how far a measure reaches, what a liability group is liable for, what a benefit
 * is worth. */
#ifndef SOC_INPUT_RULES_REACH_H
#define SOC_INPUT_RULES_REACH_H

#include "input/compile/rules.h"

/* Bit sets of the measures by the steps they can take. After the measures' own rules have been compiled. */
void soc_rules_reach(struct soc_rules *r, const struct soc_scenario *s);
/* A favour's worth: sure steps of income and the chance of one more, relief. Not for sanctions. */
void soc_rules_gain(struct soc_measure_rule *rule, const struct soc_measure *m);
/* Points that every other adult of the group is posted; groups, where they answer for something or a measure
 * reaches them. */
void soc_rules_group(struct soc_rules *r, const struct soc_scenario *s);
/* 1 when the liability group is liable for a class of event. */
int soc_rules_answers(const struct soc_scenario *s, int event);
/* Chance that a channel detects a class: neighbours see more of what their group answers for. May exceed 1.
 */
double soc_rules_detects(const struct soc_scenario *s, const struct soc_channel *channel, int event);
/* Points of a class as they are posted: penalties times, rewards divided by the square root of the scale's
 * asymmetry, so that their ratio grows by the asymmetry and their geometric mean stays. */
double soc_rules_points(const struct soc_scenario *s, double points);

#endif
