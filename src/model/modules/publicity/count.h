/* What is counted of publication, where contacts are kept. */
#ifndef SOC_MODEL_PUBLICITY_COUNT_H
#define SOC_MODEL_PUBLICITY_COUNT_H

#include "model/indicators/count.h"

/* Contacts and work that ostracism took this month, by what is true of the person's entries; at sampled
 * months those who are isolated. */
void soc_publicity_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
