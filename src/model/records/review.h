/* Phase 4: hybrid decision over records. docs/model/review.md. */
#ifndef SOC_MODEL_REVIEW_H
#define SOC_MODEL_REVIEW_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/evidence/evidence.h"
#include "model/fields.h"
#include "model/month_log.h"

/* Rejects records of people below the age of responsibility, by their age in the register. Before a decision,
 * so that they take nobody's time; and after all of them, for what a rule that has taken force since found
 * waiting, and what another register had of somebody else. Cost: linear in records, none where the age is 0.
 */
void soc_review_set_aside(const struct soc_regime *rules, const struct soc_registry *registry,
                          struct soc_month_log *month_log);
/* Brings back from the docket what the reviewers have reached (queue), then decides this month's records:
 * neighbours' reports are verified, a share is decided automatically, the rest is filed. */
void soc_review_decide(const struct soc_place_time *at, const struct soc_regime *rules,
                       struct soc_queue queue, struct soc_record *record, struct soc_month_log *month_log,
                       struct soc_evidence *evidence);

#endif
