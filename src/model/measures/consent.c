#include "model/measures/consent.h"

#include "base/draw.h"

static unsigned age_band(unsigned age)
{
	return (age >= 18) + (age >= 30) + (age >= 45) + (age >= 60);
}

int soc_consent_by_words(const struct soc_rules *rules, uint32_t willing, uint32_t unknowing, unsigned grade, unsigned age, unsigned urban)
{
	const struct soc_consent_rule *rule = &rules->consent;
	const unsigned sees = soc_below(unknowing, rule->unknowing) ? 1 : 1 + (grade > rule->start_grade) - (grade < rule->start_grade);
	return soc_below(willing, rule->opts_in[sees][age_band(age)][urban]);
}

unsigned soc_consent_words(const struct soc_place_time *at, uint32_t *willing, uint32_t *unknowing)
{
	const unsigned skip = (unsigned)(at->first_person & 3);
	soc_draw_row(at->seed, SOC_DRAW_CONSENT, at->first_person - skip, at->count + skip, 0, willing);
	soc_draw_row(at->seed, SOC_DRAW_UNKNOWING, at->first_person - skip, at->count + skip, 0, unknowing);
	return skip;
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
	return soc_consent_by_words(rules, word_of(at, SOC_DRAW_CONSENT, row), word_of(at, SOC_DRAW_UNKNOWING, row), grade, registry->age[row],
	                            at->urban);
}
