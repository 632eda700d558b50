#include "model/measures/consent.h"

#include "base/draw.h"
#include "base/vector.h"
#include "model/population/population.h"

static unsigned age_band(unsigned age)
{
	return (age >= 18) + (age >= 30) + (age >= 45) + (age >= 60);
}

/* What people think their grade is: 0 below that of the start, 1 the same, 2 above. */
static unsigned seen_grade(const struct soc_consent_rule *rule, uint32_t unknowing, unsigned grade)
{
	return soc_below(unknowing, rule->unknowing) ? 1 : 1 + (grade > rule->start_grade) - (grade < rule->start_grade);
}

int soc_consent_by_words(const struct soc_rules *rules, uint32_t willing, uint32_t unknowing, unsigned grade, unsigned age, unsigned urban)
{
	return soc_below(willing, rules->consent.opts_in[seen_grade(&rules->consent, unknowing, grade)][age_band(age)][urban]);
}

/* The table of thresholds of a side of the city wall, for words that are compared 32 bits wide: at most `last`, where `any` may join. */
struct thresholds { uint32_t last[16], any[16]; };

/* Thresholds of everybody: grade seen and age band choose one of fifteen. */
SOC_VECTOR static void join(const struct thresholds *t, const struct soc_consent_rule *rule, const uint32_t *willing, const uint32_t *unknowing,
                            const uint8_t *grade, const uint8_t *age, unsigned count, uint8_t *joined)
{
	const uint32_t cannot = (uint32_t)(rule->unknowing - 1), some = 0u - (uint32_t)(rule->unknowing > 0), start = rule->start_grade;
	for (unsigned i = 0; i < count; i++) {
		const uint32_t knows = ((unknowing[i] <= cannot) & some) ^ 1u, g = grade[i], a = age[i];
		const uint32_t sees = 1u + knows * ((uint32_t)(g > start) - (uint32_t)(g < start));
		const uint32_t at = sees * SOC_AGE_BANDS + (a >= 18) + (a >= 30) + (a >= 45) + (a >= 60);
		joined[i] = (uint8_t)((willing[i] <= t->last[at]) & t->any[at]);
	}
}

void soc_consent_of_all(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry, const uint8_t *grade,
                        uint8_t *joined)
{
	const struct soc_consent_rule *rule = &rules->consent;
	const unsigned skip = (unsigned)(at->first_person & 3);
	uint32_t willing[SOC_COMMUNITY_MAX + 2 * SOC_DRAW_ROW], unknowing[SOC_COMMUNITY_MAX + 2 * SOC_DRAW_ROW];
	struct thresholds t;
	for (unsigned i = 0; i < 3 * SOC_AGE_BANDS; i++) {
		const uint64_t opts_in = rule->opts_in[i / SOC_AGE_BANDS][i % SOC_AGE_BANDS][at->urban];
		t.last[i] = (uint32_t)(opts_in - 1);
		t.any[i] = opts_in > 0;
	}
	soc_draw_row(at->seed, SOC_DRAW_CONSENT, at->first_person - skip, at->count + skip, 0, willing);
	soc_draw_row(at->seed, SOC_DRAW_UNKNOWING, at->first_person - skip, at->count + skip, 0, unknowing);
	join(&t, rule, willing + skip, unknowing + skip, grade, registry->age, at->count, joined);
}

static uint32_t word_of(const struct soc_place_time *at, enum soc_purpose purpose, unsigned row)
{
	const uint64_t person = at->first_person + row;
	uint32_t w[4];
	soc_draw_block(at->seed, purpose, person >> 2, 0, 0, w);
	return w[person & 3];
}

int soc_consent_given(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry, unsigned grade,
                      unsigned row)
{
	if (!rules->consent.needed)
		return 1;
	const unsigned band = age_band(registry->age[row]);
	const uint32_t willing = word_of(at, SOC_DRAW_CONSENT, row);
	/* Whoever would join at no grade, most people, needs no second word. */
	if (!soc_below(willing, rules->consent.opts_in[0][band][at->urban]) && !soc_below(willing, rules->consent.opts_in[1][band][at->urban]) &&
	    !soc_below(willing, rules->consent.opts_in[2][band][at->urban]))
		return 0;
	return soc_consent_by_words(rules, willing, word_of(at, SOC_DRAW_UNKNOWING, row), grade, registry->age[row], at->urban);
}
