/* What is counted of benefits. */
#ifndef SOC_MODEL_BENEFITS_COUNT_H
#define SOC_MODEL_BENEFITS_COUNT_H

#include "model/indicators/count.h"

/* Income gained at the end of the month, by demographic cell: the dimensions of the table are those of
 * soc_count_cell. */
void soc_benefits_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
