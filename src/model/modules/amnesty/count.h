/* What is counted of amnesties. */
#ifndef SOC_MODEL_AMNESTY_COUNT_H
#define SOC_MODEL_AMNESTY_COUNT_H

#include "model/indicators/count.h"

/* Adds to the table amnesty_by_truth: entries that an amnesty deleted this month, and entries that it would
 * delete but that stand at the month's end since their people, who do not know of them, did not apply. s: the
 * month that ends; t: the sums it adds to. Cost: nothing without an amnesty, else a look at the column of
 * each list. */
void soc_amnesty_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
