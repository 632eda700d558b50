/* Phase 4: hybrid decision over records. docs/model, Review. */
#ifndef SOC_MODEL_REVIEW_H
#define SOC_MODEL_REVIEW_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/evidence/evidence.h"
#include "model/fields.h"
#include "model/month_log.h"

/* Brings back from the docket what the reviewers have reached (queue), then decides this month's records:
 * neighbours' reports are verified, a share is decided automatically, the rest is filed. */
void soc_review_decide(const struct soc_place_time *at, const struct soc_regime *rules,
                       struct soc_queue queue, struct soc_record *record, struct soc_month_log *month_log,
                       struct soc_evidence *evidence);

#endif
