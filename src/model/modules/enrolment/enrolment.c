#include "model/modules/enrolment/enrolment.h"

#include "base/vector.h"
#include "model/population/population.h"
#include "model/rows.h"

/* What people think their grade is: 0 below that of the start, 1 the same, 2 above. */
static unsigned believed_grade(const struct soc_enrolment_rules *rule, uint32_t unknowing, unsigned grade)
{
	return soc_below(unknowing, rule->unknowing)
	           ? 1
	           : 1 + (grade > rule->start_grade) - (grade < rule->start_grade);
}

int soc_enrolment_by_variates(const struct soc_regime *rules, uint32_t willing, uint32_t unknowing,
                              unsigned grade, unsigned age, unsigned urban)
{
	return soc_below(willing, rules->enrolment.enrols[believed_grade(&rules->enrolment, unknowing, grade)]
	                                                 [soc_population_age_band(age)][urban]);
}

/* Which of the fifteen thresholds each person's word is held against: grade as it is believed to be, and age
 * band. */
SOC_VECTOR static void choose(const struct soc_enrolment_rules *rule, const uint32_t *unknowing,
                              const uint8_t *grade, const uint8_t *age, unsigned count, uint8_t *chosen)
{
	const uint32_t last = (uint32_t)(rule->unknowing - 1);
	const uint8_t some = rule->unknowing > 0, start = rule->start_grade;
	for (unsigned i = 0; i < count; i++) {
		const uint8_t knows = (uint8_t)(((unknowing[i] <= last) & some) ^ 1),
					  sees = (uint8_t)(1 + knows * ((grade[i] > start) - (grade[i] < start)));
		chosen[i] = (uint8_t)(sees * SOC_AGE_BANDS + soc_population_age_band(age[i]));
	}
}

void soc_enrolment_of_all(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, const uint8_t *grade, uint8_t *enrolled)
{
	const struct soc_enrolment_rules *rule = &rules->enrolment;
	struct soc_row_words all, others;
	const uint32_t *willing = soc_rows_words(at, SOC_DRAW_ENROLMENT, 0, &all),
				   *unknowing = soc_rows_words(at, SOC_DRAW_UNKNOWING, 0, &others);
	uint64_t enrols[3 * SOC_AGE_BANDS];
	uint8_t chosen[SOC_COMMUNITY_MAX];
	for (unsigned i = 0; i < 3 * SOC_AGE_BANDS; i++)
		enrols[i] = rule->enrols[i / SOC_AGE_BANDS][i % SOC_AGE_BANDS][at->urban];
	choose(rule, unknowing, grade, registry->age, at->count, chosen);
	for (unsigned row = 0; row < at->count; row++)
		enrolled[row] = (uint8_t)soc_below(willing[row], enrols[chosen[row]]);
}

int soc_enrolment_includes(const struct soc_place_time *at, const struct soc_regime *rules,
                           const struct soc_registry *registry, unsigned grade, unsigned row)
{
	if (!rules->enrolment.required)
		return 1;
	const uint32_t willing = soc_rows_word(at, SOC_DRAW_ENROLMENT, 0, SOC_BLOCK(WILLING, 0), row),
				   unknowing = soc_rows_word(at, SOC_DRAW_UNKNOWING, 0, SOC_BLOCK(CANNOT_TELL, 0), row);
	return soc_enrolment_by_variates(rules, willing, unknowing, grade, registry->age[row], at->urban);
}
