/* Who has joined a scheme that one has to join, by grade, and their scores: by_module. */
#include "model/indicators/count.h"

#include "base/draw.h"
#include "model/measures/consent.h"
#include "model/population/population.h"

void soc_count_consent(const struct soc_seen *s, struct soc_tally *t)
{
	uint32_t willing[SOC_COMMUNITY_MAX + SOC_DRAW_ROW + 3], unknowing[SOC_COMMUNITY_MAX + SOC_DRAW_ROW + 3];
	int64_t score = 0;
	if (!s->rules->consent.needed)
		return;
	const unsigned skip = soc_consent_words(s->at, willing, unknowing);
	for (unsigned row = 0; row < s->at->count; row++) {
		const unsigned grade = s->record->grade[row];
		if (!soc_consent_by_words(s->rules, willing[skip + row], unknowing[skip + row], grade, s->registry->age[row], s->at->urban))
			continue;
		soc_count_module(t, SOC_MOD_consent_persons, grade, 1);
		soc_count_module(t, SOC_MOD_consent_rewarded, 0, (s->record->measures[row] & (uint16_t)~s->rules->sanctions) != 0);
		score += s->score[row];
	}
	soc_count_module(t, SOC_MOD_consent_score, 0, score / SOC_POINT);
}
