/* Phase 3: what channels record of what happened, with which errors; and spurious records.
 * docs/model/records.md. */
#ifndef SOC_MODEL_RECORDS_H
#define SOC_MODEL_RECORDS_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/truth/truth.h"

/* Adds a record to the month log for every occurrence that a channel detects (the first that does, in their
 * order), and spurious records. Cost: about 60 ns an occurrence that some channel
 * could see. */
void soc_records_make(const struct soc_place_time *at, const struct soc_rules *rules,
                      const struct soc_registry *registry, const struct soc_record *record,
                      const struct soc_self *self, struct soc_month_log *month_log,
                      struct soc_true_log *truth);

/* 1 when the person is among those whom the channel covers: a fixed rank of the person. */
int soc_records_covers(const struct soc_place_time *at, const struct soc_channel_rule *c, unsigned row);

#endif
