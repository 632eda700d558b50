/* Encounters between strangers: one asks, the other helps or not, and whoever looks on may talk about it.
 *
 * Nothing here reaches the regime: it reads what stands on the record as anybody can, and keeps what people
 * say of each other in self.repute. docs/model/trust.md. */
#ifndef SOC_MODEL_TRUST_H
#define SOC_MODEL_TRUST_H

#include "model/indicators/count.h"
#include "model/modules/contacts/contacts.h"

enum soc_trust_repute { SOC_REPUTE_NONE, SOC_REPUTE_GOOD, SOC_REPUTE_BAD };
enum soc_trust_kind { SOC_TRUST_BY_NORM, SOC_TRUST_ALWAYS, SOC_TRUST_NEVER };
enum soc_trust_ground { SOC_GROUND_RECORD, SOC_GROUND_REPUTE, SOC_GROUND_NOTHING };
/* What stands on the record of a person; of several entries the gravest wrong. */
enum soc_trust_record {
	SOC_ON_RECORD_NOTHING,
	SOC_ON_RECORD_GRADE,
	SOC_ON_RECORD_DID,
	SOC_ON_RECORD_DID_ELSE,
	SOC_ON_RECORD_DID_NOTHING
};

/* The encounters of a month, one after another, with the record as it stands at its end; repute is renewed
 * and, where t is not NULL, the encounters and repute at the end are counted. map: of the month, read only
 * where contacts are kept. Nothing where rules.trust.encounters is 0. Cost: O(encounters), each some ten
 * random words. */
void soc_trust_meet(const struct soc_measurement *s, const struct soc_contact_map *map, struct soc_self *self,
                    struct soc_tally *t);

#endif
