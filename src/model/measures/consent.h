/* Who has joined a scheme that one has to join. Nothing is stored: a person is willing or not by a word of their own, held against
 * what people of that grade, age and side of the city wall are willing to. Who falls below the grade of the start may so leave,
 * and who rises may join. docs/model/consent.md. */
#ifndef SOC_MODEL_CONSENT_H
#define SOC_MODEL_CONSENT_H

#include "model/community.h"

/* 1 when measures by grade meet the person: nobody has to join, or the person has. Words as soc_consent_words gives them. */
int soc_consent_given(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry, unsigned grade,
                      unsigned row);
/* Words of everybody: willingness, and whether they can tell their grade. Room for SOC_COMMUNITY_MAX + SOC_DRAW_ROW + 3 each;
 * returns the place of row 0. */
unsigned soc_consent_words(const struct soc_place_time *at, uint32_t *willing, uint32_t *unknowing);
int soc_consent_by_words(const struct soc_rules *rules, uint32_t willing, uint32_t unknowing, unsigned grade, unsigned age, unsigned urban);

#endif
