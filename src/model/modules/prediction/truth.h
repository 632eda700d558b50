/* What people truly did in the period under way: what forecasts are held against. */
#ifndef SOC_MODEL_PREDICTION_TRUTH_H
#define SOC_MODEL_PREDICTION_TRUTH_H

#include "model/community.h"
#include "model/truth/truth.h"

/* Counts the violations of the month in truth.acts, from 0 at the start of a period. Cost: O(events); nothing
 * where no predictor is trained. */
void soc_prediction_keep_acts(const struct soc_place_time *at, const struct soc_rules *rules,
                              const struct soc_true_log *true_log, struct soc_truth *truth);

#endif
