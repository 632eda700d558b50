/* What is counted of records on their way up. */
#ifndef SOC_MODEL_HIERARCHY_COUNT_H
#define SOC_MODEL_HIERARCHY_COUNT_H

#include "model/indicators/count.h"

/* Records of the month that were sent, arrived, were lost or changed, by level; those under way. */
void soc_hierarchy_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
