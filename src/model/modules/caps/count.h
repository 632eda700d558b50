/* What is counted of caps and floors by which a list decides the grade. */
#ifndef SOC_MODEL_CAPS_COUNT_H
#define SOC_MODEL_CAPS_COUNT_H

#include "model/indicators/count.h"

/* At sampled months people whose grade comes from a list and not from their score, and for whom that is
 * wrong. */
void soc_caps_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
