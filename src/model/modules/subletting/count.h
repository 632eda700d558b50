/* What is counted of those who sublet to unregistered residents. */
#ifndef SOC_MODEL_SUBLETTING_COUNT_H
#define SOC_MODEL_SUBLETTING_COUNT_H

#include "model/indicators/count.h"

/* Records of the month by reason and truth; at sampled months tenants and landlords. Nothing where no class
 * stands for it. */
void soc_subletting_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
