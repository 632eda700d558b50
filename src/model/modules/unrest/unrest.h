/* Unrest by the rule of Epstein (2002) on socred's people: grievance against the risk of arrest, among those
 * in sight of one another. The regime does not learn of it. docs/model/unrest.md. */
#ifndef SOC_MODEL_UNREST_H
#define SOC_MODEL_UNREST_H

#include "model/indicators/count.h"

/* self.unrest: months of jail that are left, and whether the person was active last month. */
#define SOC_UNREST_JAIL 0x7fu
#define SOC_UNREST_ACTIVE 0x80u

/* Why somebody may have a grievance against the regime. */
enum soc_unrest_standing { SOC_STANDING_UNTOUCHED, SOC_STANDING_SANCTIONED, SOC_STANDING_WRONGED };

/* Hardship and legitimacy of a row, 0 to 65536 each. seen: share of the adults in sight who are wronged, of
 * 65536; word: that of the person's own hardship. Pure. */
uint32_t soc_unrest_hardship(const struct soc_measurement *s, unsigned row, uint32_t word);
uint32_t soc_unrest_legitimacy(const struct soc_measurement *s, unsigned row, uint32_t seen);

/* A month of unrest: whoever is not in jail decides, by row, from those in sight who are active by then;
 * police arrest some of them. What has become of people is counted where t is not NULL. Nothing where
 * rules.unrest.enabled is 0. Cost: O(persons). */
void soc_unrest_rise(const struct soc_measurement *s, struct soc_self *self, struct soc_tally *t);

#endif
