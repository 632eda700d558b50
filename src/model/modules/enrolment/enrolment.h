/* Who has joined a scheme that one has to join. Nothing is stored: a person is willing or not by a word of
 * their own, held against what people of that grade, age and side of the city wall are willing to. Who falls
 * below the grade of the start may so leave, and who rises may join. docs/model/enrolment.md. */
#ifndef SOC_MODEL_CONSENT_H
#define SOC_MODEL_CONSENT_H

#include "input/compile/regime.h"
#include "model/community.h"

/* 1 when measures by grade meet the person: nobody has to join, or the person has. */
int soc_consent_given(const struct soc_place_time *at, const struct soc_regime *rules,
                      const struct soc_registry *registry, unsigned grade, unsigned row);
/* The same for a person's two words: willingness, and whether they can tell their grade. */
int soc_consent_by_words(const struct soc_regime *rules, uint32_t willing, uint32_t unknowing, unsigned grade,
                         unsigned age, unsigned urban);
/* joined[row]: 1 or 0 for everybody of the community, by the grades that they have. Cost: about 2 ns a
 * person. */
void soc_consent_of_all(const struct soc_place_time *at, const struct soc_regime *rules,
                        const struct soc_registry *registry, const uint8_t *grade, uint8_t *joined);

#endif
