/* What is counted of files that wrong records are part of. */
#ifndef SOC_MODEL_WRONG_FILES_COUNT_H
#define SOC_MODEL_WRONG_FILES_COUNT_H

#include "model/indicators/count.h"

/* At sampled months people whose points or grade come in part from wrong records. Nothing when it is off. */
void soc_wrong_files_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
