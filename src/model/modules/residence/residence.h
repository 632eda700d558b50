/* Control data: does where people live match where they are registered? Reports by neighbours, checks of
 * registers, registrations. docs/model/residence.md. */
#ifndef SOC_MODEL_RESIDENCE_H
#define SOC_MODEL_RESIDENCE_H

#include "input/compile/rules.h"
#include "model/modules/contacts/contacts.h"

/* Adds this month's records of people who live elsewhere than registered, rightly or not, of those who
 * register it, and of those who are said to have sublet to them. */
void soc_residence_report(const struct soc_place_time *at, const struct soc_rules *rules,
                          const struct soc_contact_map *map, const struct soc_registry *registry,
                          const struct soc_self *self, struct soc_month_log *month_log,
                          struct soc_true_log *truth);
/* Whom the regime has accepted a record against is registered where they live, and so are a landlord's
 * tenants. */
void soc_residence_correct(const struct soc_place_time *at, const struct soc_rules *rules,
                           const struct soc_registry *registry, const struct soc_month_log *month_log,
                           struct soc_self *self);

#endif
