/* What is counted of people with and without the marker that draws surveillance. */
#ifndef SOC_MODEL_SURVEILLANCE_COUNT_H
#define SOC_MODEL_SURVEILLANCE_COUNT_H

#include "model/indicators/count.h"

/* Violations, records and entries of the month by marker; at sampled months people and listed people. Nothing
 * when nobody is marked. */
void soc_surveillance_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
