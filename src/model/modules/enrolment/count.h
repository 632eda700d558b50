/* What is counted of a scheme that is voluntary. */
#ifndef SOC_MODEL_ENROLMENT_COUNT_H
#define SOC_MODEL_ENROLMENT_COUNT_H

#include "model/indicators/count.h"

/* At sampled months those enrolled by grade, the rewarded among them and the sum of their scores. Nothing
 * when everybody is enrolled. */
void soc_enrolment_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
