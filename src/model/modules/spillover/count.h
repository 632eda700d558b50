/* What is counted of measures that reach relatives of relatives. */
#ifndef SOC_MODEL_SPILLOVER_COUNT_H
#define SOC_MODEL_SPILLOVER_COUNT_H

#include "model/indicators/count.h"

/* A person under a sanction, by the shortest way that one took; rightly: by a true entry or grade of one's
 * own. Only where measures reach beyond the first relative, when s->spillover is made. */
void soc_spillover_count(const struct soc_measurement *s, unsigned row, int rightly, struct soc_tally *t);

#endif
