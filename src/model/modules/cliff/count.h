/* What changes at the threshold of a grade: people by the distance of their score from it.
 * docs/model/cliff.md. */
#ifndef SOC_MODEL_CLIFF_COUNT_H
#define SOC_MODEL_CLIFF_COUNT_H

#include "model/indicators/count.h"

#define SOC_CLIFF_BINS 16   /* half of them below the threshold */
#define SOC_CLIFF_FAR 0xffu /* further away than the bins go */

/* Before the month: bin of every row by the score that it begins the month with; counts people and those
 * under a sanction. */
void soc_cliff_begin(const struct soc_measurement *s, uint8_t bin[SOC_FULL_COMMUNITY], struct soc_tally *t);
/* After the month: what the people of each bin did, and what they were refused. Nothing where output.cliff is
 * off. */
void soc_cliff_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
