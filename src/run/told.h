/* What a month told, as bytes: its sums and the fields that it was stepped with. From these a results file is
 * written again, without a month being run. */
#ifndef SOC_RUN_TOLD_H
#define SOC_RUN_TOLD_H

#include "base/pack.h"
#include "model/fields.h"
#include "model/indicators/indicators.h"

/* Appends a month. places: of the plan. Owner: buf is the caller's; its `failed` tells when memory ran out.
 * Cost: about 0.2 ms, and some 10 to 40 kB for all prefectures of China. */
void soc_told_put(struct soc_buf *buf, const struct soc_tally *tally, const struct soc_field *fields,
                  int32_t places);
/* Reads it back. tally->place and fields: a row for each of `places`. A fault is told by from->bad; numbers
 * are then whatever they are. Cost: as appending. */
void soc_told_take(struct soc_packed *from, struct soc_tally *tally, struct soc_field *fields,
                   int32_t places);

#endif
