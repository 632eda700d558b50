/* Publication and the warning tone: what it costs to be seen on a list. docs/model/publicity.md. */
#ifndef SOC_MODEL_PUBLICITY_H
#define SOC_MODEL_PUBLICITY_H

#include "input/compile/rules.h"
#include "model/modules/contacts/contacts.h"

/* People whose entry is published this month lose contacts and some their work; those ostracised and listed
 * lose contacts to the warning tone and, isolated, are strained. What each lost goes to the month log. */
void soc_publicity_act(const struct soc_place_time *at, const struct soc_rules *rules,
                       const struct soc_contact_map *map, const struct soc_registry *registry,
                       const struct soc_record *record, struct soc_self *self,
                       struct soc_month_log *month_log);

#endif
