/* What is counted of forecasts: the predictors when they are trained, and what came of them. */
#ifndef SOC_MODEL_PREDICTION_COUNT_H
#define SOC_MODEL_PREDICTION_COUNT_H

#include "model/indicators/count.h"
#include "model/modules/prediction/predictor.h"

/* In the last month of a period that was forecast: each predictor against what was recorded and what was
 * done. Cost: about 50 ns a person for each predictor in that month, else nothing. */
void soc_prediction_count(const struct soc_measurement *s, struct soc_tally *t);

/* The predictors themselves, in the month in which they are trained. */
void soc_prediction_count_predictor(const struct soc_predictor *p, struct soc_tally *t);
/* And back: the predictors that these counts of modules are of. Returns: 0 when they are not such as training
 * makes; *out then holds anything. */
int soc_prediction_of_counts(const int64_t *module, struct soc_predictor *out);

#endif
