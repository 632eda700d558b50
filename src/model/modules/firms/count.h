/* What is counted of the people whom firms employ and are headed by. */
#ifndef SOC_MODEL_FIRMS_COUNT_H
#define SOC_MODEL_FIRMS_COUNT_H

#include "model/indicators/count.h"

/* Heads and employees of firms: entered, dismissed, under a listed employer. Adds nothing when there are no
 * firms. Cost: about 1 ns a person in the months in which stocks are counted. */
void soc_firms_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
