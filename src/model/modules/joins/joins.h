/* Databases joined one way: records that one channel has accepted appear in another, with the errors of the
 * link. docs/model/joins.md. */
#ifndef SOC_MODEL_JOINS_H
#define SOC_MODEL_JOINS_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/truth/truth.h"

enum soc_join_link { SOC_JOIN_NONE, SOC_JOIN_MISSED, SOC_JOIN_RIGHT, SOC_JOIN_FALSE };

/* What becomes of a record in a channel that may take it over: nothing is taken over, it finds nobody, the
 * person whom it names, or somebody else (*link says whom and how). Pure; asking again gives the same. Cost:
 * about 30 ns where it is taken over. */
enum soc_join_link soc_joins_link(const struct soc_place_time *at, const struct soc_rules *rules,
                                  unsigned channel, const struct soc_rec *rec, uint16_t *row, uint8_t *how);
/* After review: the records accepted this month are taken over, accepted as they are, by the channels joined
 * to theirs. They go no further: what a join brought is not joined again. Cost: nothing without joins. */
void soc_joins_carry(const struct soc_place_time *at, const struct soc_rules *rules,
                     struct soc_month_log *month_log, struct soc_true_log *true_log);

#endif
