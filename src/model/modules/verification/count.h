/* What is counted of informers who verify reports. */
#ifndef SOC_MODEL_VERIFICATION_COUNT_H
#define SOC_MODEL_VERIFICATION_COUNT_H

#include "model/indicators/count.h"

/* Reports of the month that lapsed for want of one who confirms them. */
void soc_verification_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
