/* Phase 9: how people respond: attempts that meet measures, appeals, learning of risk, strain, recovery.
 * docs/model, Conduct. */
#ifndef SOC_MODEL_CONDUCT_H
#define SOC_MODEL_CONDUCT_H

#include "model/community.h"
#include "model/truth/truth.h"

/* What people under a measure try this month and what comes of it; refusals add strain, cost income and teach
 * some of their entry. */
void soc_conduct_attempt(const struct soc_place_time *at, const struct soc_rules *rules,
                         const struct soc_registry *registry, const struct soc_record *record,
                         struct soc_self *self, struct soc_journal *journal);
/* People learn of entries (the journal's notices from `from` on): strain; some appeal. Filings go to the
 * journal. */
void soc_conduct_learn_of_entries(const struct soc_place_time *at, const struct soc_rules *rules,
                                  unsigned from, const struct soc_truth *truth, struct soc_self *self,
                                  struct soc_journal *journal, struct soc_true_journal *true_journal);
/* Perceived risk after own offences (Anwar and Loughran 2011), strain fades, income recovers, moves are
 * declared. */
void soc_conduct_adapt(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_journal *journal, const struct soc_true_journal *true_journal,
                       struct soc_self *self);

#endif
