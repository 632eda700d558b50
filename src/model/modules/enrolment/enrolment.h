/* Who is enrolled in a scheme that is voluntary. Nothing is stored: a person is willing or not by a
 * random variate of their own, held against what people of that grade, age and side of the city wall are
 * willing to. Who falls below the grade of the start may so leave, and who rises may enrol.
 * docs/model/enrolment.md. */
#ifndef SOC_MODEL_ENROLMENT_H
#define SOC_MODEL_ENROLMENT_H

#include "input/compile/regime.h"
#include "model/community.h"

/* 1 when measures by grade meet the person: enrolment is not required, or the person is enrolled. */
int soc_enrolment_includes(const struct soc_place_time *at, const struct soc_regime *rules,
                           const struct soc_registry *registry, unsigned grade, unsigned row);
/* The same for a person's two variates: willingness, and whether they can tell their grade. */
int soc_enrolment_by_variates(const struct soc_regime *rules, uint32_t willing, uint32_t unknowing,
                              unsigned grade, unsigned age, unsigned urban);
/* enrolled[row]: 1 or 0 for everybody of the community, by the grades that they have. Cost: about 2 ns a
 * person. */
void soc_enrolment_of_all(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, const uint8_t *grade, uint8_t *enrolled);

#endif
