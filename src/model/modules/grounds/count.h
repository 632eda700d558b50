/* What is counted of grounds of entry. */
#ifndef SOC_MODEL_GROUNDS_COUNT_H
#define SOC_MODEL_GROUNDS_COUNT_H

#include "model/indicators/count.h"

/* New entries and exits of the month by their ground and the person's class, cases that the grace spared; at
 * sampled months who stands on a list on which ground. */
void soc_grounds_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
