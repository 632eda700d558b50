/* Who sublets to whom. Nothing is stored: who lives unregistered rents or not, always from the same person,
 * by random variates of their own; a landlord sublets as long as some tenant lives unregistered.
 * docs/model/subletting.md. */
#ifndef SOC_MODEL_SUBLETTING_H
#define SOC_MODEL_SUBLETTING_H

#include "input/compile/rules.h"
#include "model/community.h"

/* 1 when a person rents, should they live unregistered. */
int soc_subletting_rents(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row);
/* The head of another household from whom the person rents, or would be said to; SOC_NOBODY where there is no
 * other. */
unsigned soc_subletting_landlord(const struct soc_place_time *at, const struct soc_registry *registry,
                                 unsigned row);
/* sublets[row]: 1 for those who sublet to somebody who lives unregistered now; returns how many rent so.
 * Cost: about 20 ns a person who lives unregistered. */
unsigned soc_subletting_find(const struct soc_place_time *at, const struct soc_rules *rules,
                             const struct soc_registry *registry, const struct soc_self *self,
                             uint8_t sublets[SOC_FULL_COMMUNITY]);

#endif
