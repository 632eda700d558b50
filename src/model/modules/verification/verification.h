/* Neighbours' reports that cannot all be verified: those beyond the capacity lapse.
 * docs/model/verification.md. */
#ifndef SOC_MODEL_VERIFICATION_H
#define SOC_MODEL_VERIFICATION_H

#include "input/compile/regime.h"
#include "model/community.h"
#include "model/month_log.h"

/* Of the first `fresh` records of the month log the reports that wait to be verified this month; 0 where all
 * can be. Linear in fresh. */
unsigned soc_verification_reports(const struct soc_regime *rules, const struct soc_month_log *month_log,
                                  unsigned fresh);
/* 1: nobody verifies the report. reports: of soc_verification_reports, this one among them. */
int soc_verification_lapses(const struct soc_place_time *at, const struct soc_regime *rules,
                            const struct soc_rec *rec, unsigned reports);

#endif
