/* Phase 9: how people respond: attempts that meet measures, appeals, learning of risk, strain, recovery.
 * docs/model/conduct.md. */
#ifndef SOC_MODEL_CONDUCT_H
#define SOC_MODEL_CONDUCT_H

#include "input/compile/rules.h"
#include "model/community.h"
#include "model/modules/contacts/contacts.h"
#include "model/truth/truth.h"

/* Before a month begins, people hear of the rules: in the first month (before == NULL) and whenever rules
 * take force under which more of a sphere is recorded than under those before, its perceived risk rises to
 * where it would begin under them. That less is recorded they find out by themselves. */
void soc_conduct_hear(const struct soc_place_time *at, const struct soc_rules *rules,
                      const struct soc_rules *before, struct soc_self *self);
/* By what perceived risks of a sphere, people's and the place's, are multiplied when rules take force: 1 =
 * 65536, 0: they begin anew, as no class of it was recorded before and is now. The risk is that of the best
 * watched class; where another comes to be that, people who have learnt nothing new fear no class more than
 * its detection has risen (nor, where the best is better watched, the others less). Pure. */
uint64_t soc_conduct_rescaled(const struct soc_conduct_rules *before, const struct soc_conduct_rules *c,
                              unsigned sphere, unsigned urban);
/* What people under a measure try this month and what comes of it; refusals add strain, cost income and teach
 * some of their entry. */
void soc_conduct_attempt(const struct soc_place_time *at, const struct soc_rules *rules,
                         const struct soc_registry *registry, const struct soc_record *record,
                         struct soc_self *self, struct soc_month_log *month_log);
/* People learn of entries (the month log's notices from `from` on): strain; some appeal. Filings go to the
 * month log. */
void soc_conduct_learn_of_entries(const struct soc_place_time *at, const struct soc_rules *rules,
                                  unsigned from, const struct soc_truth *truth, struct soc_self *self,
                                  struct soc_month_log *month_log, struct soc_true_log *true_log);
/* Perceived risk after own acts and those of contacts (Anwar and Loughran 2011), strain fades, income
 * recovers, moves are registered. map: of the month (soc_contacts_move); read where contacts are kept. */
void soc_conduct_adapt(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_contact_map *map, const struct soc_registry *registry,
                       const struct soc_month_log *month_log, const struct soc_true_log *true_log,
                       struct soc_self *self);

#endif
