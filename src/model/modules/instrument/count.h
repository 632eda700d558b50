/* What is counted of an instrument that assesses people. */
#ifndef SOC_MODEL_INSTRUMENT_COUNT_H
#define SOC_MODEL_INSTRUMENT_COUNT_H

#include "model/indicators/count.h"

/* Assessments of the month, of the rows assessed, by marker: refused and passed by what is true, and what the
 * marker changed in the score. */
void soc_instrument_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
