/* Between records and review: the way of a record from where it is made to where it is decided.
 * docs/model/hierarchy.md.
 *
 * A record climbs `levels` levels. On each it may be lost, come to be filed on another person, or come to say
 * another class; what has gone wrong on one level goes on to the next. It arrives levels * months later;
 * until then it is under way, in the community's own columns. No decision is taken here, and what is true of
 * a record goes with it. */
#ifndef SOC_MODEL_HIERARCHY_H
#define SOC_MODEL_HIERARCHY_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/month_log.h"
#include "model/truth/truth.h"

/* Sends this month's undecided records up, and puts those that arrive this month behind them in the month
 * log, undecided. */
void soc_hierarchy_carry(const struct soc_place_time *at, const struct soc_rules *rules,
                         struct soc_record *record, struct soc_month_log *month_log,
                         struct soc_true_log *true_log, struct soc_truth *truth);

#endif
