/* Who has joined a scheme that one has to join, by grade, and their scores: by_module. */
#include "model/indicators/count.h"

#include "model/measures/consent.h"
#include "model/population/population.h"

void soc_count_consent(const struct soc_seen *s, struct soc_tally *t)
{
	const uint16_t rewards = (uint16_t)~s->rules->sanctions;
	uint8_t joined[SOC_COMMUNITY_MAX];
	int32_t members[SOC_GRADES_MAX] = { 0 }, rewarded = 0;
	int64_t score = 0;
	if (!s->rules->consent.needed)
		return;
	soc_consent_of_all(s->at, s->rules, s->registry, s->record->grade, joined);
	for (unsigned row = 0; row < s->at->count; row++) {
		members[s->record->grade[row]] += joined[row];
		rewarded += joined[row] & ((s->record->measures[row] & rewards) != 0);
		score += joined[row] ? s->score[row] : 0;
	}
	for (unsigned g = 0; g < SOC_GRADES_MAX; g++)
		soc_count_module(t, SOC_MOD_consent_persons, g, members[g]);
	soc_count_module(t, SOC_MOD_consent_rewarded, 0, rewarded);
	soc_count_module(t, SOC_MOD_consent_score, 0, score / SOC_POINT);
}
