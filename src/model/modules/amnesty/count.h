/* What is counted of amnesties. */
#ifndef SOC_MODEL_AMNESTY_COUNT_H
#define SOC_MODEL_AMNESTY_COUNT_H

#include "model/indicators/count.h"

/* Entries deleted this month, and those that stand at its end since nobody applied, by what is true of them.
 */
void soc_amnesty_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
