/* Entries that have stood long enough are deleted, whatever they are for. docs/model/amnesty.md. */
#ifndef SOC_MODEL_AMNESTY_H
#define SOC_MODEL_AMNESTY_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"

/* Ends the entries that an amnesty in force covers; the exits go to the month log, with the module's number
 * as their reason. Where it is granted on application, people who do not know of their entry do not apply.
 * Cost: nothing without an amnesty, else a look at everybody on its lists. */
void soc_amnesty_grant(const struct soc_place_time *at, const struct soc_regime *rules,
                       const struct soc_self *self, struct soc_record *record,
                       struct soc_month_log *month_log);
/* 1: the row's entry on the list has stood long enough. The row is on the list. */
int soc_amnesty_covers(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                       unsigned list);

#endif
