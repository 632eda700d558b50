/* Measures of people's own: by class of person, grade, lists and refusals by bureaus. docs/model/measures.md.
 */
#ifndef SOC_MODEL_OWN_H
#define SOC_MODEL_OWN_H

#include "input/compile/regime.h"
#include "model/community.h"

/* Of one person: a bit set. */
uint16_t soc_measures_own(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, const struct soc_record *record, unsigned row);

/* Those of them by refusals; refused_by: bit set of bureaus. */
uint16_t soc_measures_of_bureaus(const struct soc_regime *rules, unsigned person_class, unsigned refused_by);
/* Of everybody at once. enrolled: 1 where measures by grade meet the row (enrolment.h), NULL: everywhere.
 * Cost: about 3 ns a person. */
void soc_measures_own_of_all(const struct soc_place_time *at, const struct soc_regime *rules,
                             const struct soc_registry *registry, const struct soc_record *record,
                             const uint8_t *enrolled, uint16_t *own);

#endif
