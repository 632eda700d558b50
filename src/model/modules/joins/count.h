/* What is counted of joined databases, and where harm arises against where its data came from. */
#ifndef SOC_MODEL_JOINS_COUNT_H
#define SOC_MODEL_JOINS_COUNT_H

#include "model/indicators/count.h"

/* Records taken over this month, those that fell on somebody else and those that found nobody. */
void soc_joins_count(const struct soc_measurement *s, struct soc_tally *t);
/* Attempts refused this month by the context that the data came from and that of the measure: called when
 * they are made, as soc_count_attempts. Nothing where no measure has a context. Cost: about 50 ns an attempt
 * refused. */
void soc_joins_count_attempts(const struct soc_measurement *s, struct soc_tally *t);

#endif
