/* What the communities of a month count, added up. */
#ifndef SOC_RUN_SUMS_H
#define SOC_RUN_SUMS_H

#include "model/indicators/indicators.h"

/* All 0, with the rows of its places. Cost: O(places). */
void soc_sums_clear(struct soc_tally *t, int32_t places);
/* Adds from to to. Integers: any order gives the same. Cost: O(places). */
void soc_sums_add(struct soc_tally *to, const struct soc_tally *from, int32_t places);

#endif
