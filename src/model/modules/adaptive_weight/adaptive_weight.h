/* A weight of the score that follows the regime's own outcomes. docs/model/adaptive_weight.md. */
#ifndef SOC_MODEL_ADAPTIVE_WEIGHT_H
#define SOC_MODEL_ADAPTIVE_WEIGHT_H

#include "model/indicators/indicators.h"
#include "model/modules/adaptive_weight/rules.h"

/* out: people of the classes that are looked at, and those of them in the lowest grade, by the sums of a
 * month. */
void soc_adaptive_weight_outcome(const struct soc_adaptive_weight_rules *rule, const struct soc_tally *tally,
                                 int64_t out[2]);
/* The factor of the next month, 1 = SOC_WEIGHT_ONE, within lowest to highest: weight moves by gain times what
 * is missing of the target. known: an outcome, as above; where it is of nobody the factor stays. */
uint16_t soc_adaptive_weight_next(const struct soc_adaptive_weight_rules *rule, uint16_t weight,
                                  const int64_t known[2]);
/* Counts the factor in force and the outcome of the month; nothing where no weight is adapted. */
void soc_adaptive_weight_count(const struct soc_adaptive_weight_rules *rule, uint16_t weight,
                               struct soc_tally *tally);

#endif
