/* What is counted of unregistered residents, where contacts are kept. */
#ifndef SOC_MODEL_RESIDENCE_COUNT_H
#define SOC_MODEL_RESIDENCE_COUNT_H

#include "model/indicators/count.h"

/* Reports of the month by reason and by what others know; at sampled months everybody by the same. */
void soc_residence_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
