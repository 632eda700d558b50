/* Stays: how long people remain in a grade or on a list, followed from the month in which they came to it.
 * docs/model/stays.md. */
#ifndef SOC_MODEL_STAYS_H
#define SOC_MODEL_STAYS_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/indicators/indicators.h"
#include "model/month_log.h"

/* Keeps the month in which each stay began and counts those that begin and end, by the month log. Called when
 * the month's grades, entries and exits stand. tally: NULL, nothing is counted. Who was in a grade or on a
 * list before the first month is not followed. Cost: nothing where output.stays is off, else linear in the
 * changes of the month. */
void soc_stays_follow(const struct soc_place_time *at, const struct soc_regime *rules,
                      const struct soc_month_log *month_log, struct soc_record *record,
                      struct soc_tally *tally);

#endif
