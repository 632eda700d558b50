/* What bureaus do to people, and how far they agree: counts of module_counts.h. */
#ifndef SOC_MODEL_COUNT_BUREAUS_H
#define SOC_MODEL_COUNT_BUREAUS_H

#include "model/indicators/count.h"
#include "model/modules/bureaus/bureaus.h"

/* After a scoring. */
void soc_bureaus_count(const struct soc_measurement *s, const struct soc_bureau_scratch *scratch,
                       struct soc_tally *t);
/* Every month: what borrowers truly fail to repay, by who refuses them. */
void soc_bureaus_count_defaults(const struct soc_measurement *s, struct soc_tally *t);

#endif
