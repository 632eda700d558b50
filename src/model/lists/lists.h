/* Phase 6: black and red lists: entry, term, repair, expiry, publication. docs/model/lists.md. */
#ifndef SOC_MODEL_LISTS_H
#define SOC_MODEL_LISTS_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"

/* Every entry is a month older: terms run out, repairs are made, repaired entries leave when the registers
 * have caught up. */
void soc_lists_age(const struct soc_place_time *at, const struct soc_regime *rules, struct soc_record *record,
                   struct soc_month_log *month_log);
/* Enters people for accepted records and for changes of grade in the month log, and kin with them; good deeds
 * shorten black entries. Nobody below the age of responsibility is entered (review.h). */
void soc_lists_enter(const struct soc_place_time *at, const struct soc_regime *rules,
                     const struct soc_registry *registry, struct soc_record *record,
                     struct soc_month_log *month_log);
/* Enters a person as the one responsible for a firm. */
void soc_lists_enter_for_firm(const struct soc_place_time *at, const struct soc_regime *rules,
                              const struct soc_registry *registry, struct soc_record *record, unsigned row,
                              unsigned list, struct soc_month_log *month_log);
/* Ends an entry now; the exit goes to the month log. */
void soc_lists_end(const struct soc_regime *rules, struct soc_record *record, unsigned row, unsigned list,
                   unsigned reason, struct soc_month_log *month_log);
/* Months an entry has stood since it was made or last prolonged; of one that is leaving after repair, as if
 * its term ended then. */
uint8_t soc_lists_stood(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                        unsigned list);

#endif
