/* What is counted of neighbours who are liable for one another. */
#ifndef SOC_MODEL_LIABILITY_COUNT_H
#define SOC_MODEL_LIABILITY_COUNT_H

#include "model/indicators/count.h"

/* Records of the month that brought points to neighbours, and the neighbours. */
void soc_liability_count(const struct soc_measurement *s, struct soc_tally *t);
/* A person whom a measure meets through the group alone. */
void soc_liability_count_measure(unsigned measure, struct soc_tally *t);

#endif
