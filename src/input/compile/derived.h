/* What several parts of the rules derive from a scenario in one way: for what a liability group is liable,
 * whom a channel covers, what it detects, what a class of events is worth. */
#ifndef SOC_INPUT_DERIVED_H
#define SOC_INPUT_DERIVED_H

#include "input/schema/scenario.h"

/* 1 when the liability group is liable for a class of event. */
int soc_derived_is_liable(const struct soc_scenario *s, int event);
/* Share of rural or urban (1) people whom a channel covers: as stated, and beside them whoever is regularly
 * at a place with one of its cameras; how many those are is Poisson, camera_reach for each camera per 1,000
 * people: 1 - (1 - coverage) exp(-camera_reach per_1000). docs/model/cameras.md. Source:
 * docs/model/cameras.md. */
double soc_derived_coverage(const struct soc_scenario *s, const struct soc_channel *channel, int urban);
/* Chance that a channel detects a class: neighbours see more of what their group is liable for. May exceed 1.
 */
double soc_derived_detects(const struct soc_scenario *s, const struct soc_channel *channel, int event);
/* Points of a class as they are posted: penalties times, rewards divided by the square root of the scale's
 * asymmetry, so that their ratio grows by the asymmetry and their geometric mean stays. */
double soc_derived_points(const struct soc_scenario *s, double points);

#endif
