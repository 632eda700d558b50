/* Phase 8: notice, appeal, review of the appeal, restoration. docs/model/due_process.md. */
#ifndef SOC_MODEL_DUE_PROCESS_H
#define SOC_MODEL_DUE_PROCESS_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/evidence/evidence.h"
#include "model/fields.h"
#include "model/month_log.h"

/* Tells people of this month's black entries: at once, or by publication. Notices go to the month log. */
void soc_due_process_notify(const struct soc_place_time *at, const struct soc_regime *rules,
                            struct soc_month_log *month_log);
/* Takes the month log's filings into the docket. */
void soc_due_process_file(const struct soc_place_time *at, const struct soc_regime *rules,
                          struct soc_record *record, struct soc_month_log *month_log);
/* Decides the appeals that the queue has reached; those whose entry has ended are closed undecided. An
 * overturned entry ends, and the points of its cause are given back. */
void soc_due_process_rule(const struct soc_place_time *at, const struct soc_regime *rules,
                          struct soc_queue queue, struct soc_record *record, struct soc_month_log *month_log,
                          struct soc_evidence *evidence);

#endif
