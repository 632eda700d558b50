/* What is counted of relatives who are entered as well. */
#ifndef SOC_MODEL_KIN_COUNT_H
#define SOC_MODEL_KIN_COUNT_H

#include "model/indicators/count.h"

/* New entries of the month that a relative's entry brought. */
void soc_kin_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
