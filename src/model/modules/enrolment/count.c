/* Who is enrolled in a scheme that is voluntary, by grade, and their scores. */
#include "model/modules/enrolment/count.h"

#include "base/bytes.h"
#include "base/vector.h"

#define OUTSIDE 0xffu

/* Their grades, and OUTSIDE of those who have not joined. */
SOC_VECTOR static void grades_of_members(const uint8_t *enrolled, const uint8_t *grade, unsigned count,
                                         uint8_t *out)
{
	for (unsigned i = 0; i < count; i++)
		out[i] = enrolled[i] ? grade[i] : OUTSIDE;
}

SOC_VECTOR static int64_t sum_of(const uint8_t *enrolled, const int32_t *score, const uint16_t *measures,
                                 unsigned count, uint16_t rewards, int32_t *rewarded)
{
	int64_t sum = 0;
	int32_t n = 0;
	for (unsigned i = 0; i < count; i++) {
		n += enrolled[i] & ((measures[i] & rewards) != 0);
		sum += enrolled[i] * score[i];
	}
	*rewarded = n;
	return sum;
}

void soc_enrolment_count(const struct soc_measurement *s, struct soc_tally *t)
{
	uint8_t members[SOC_COMMUNITY_MAX];
	int32_t rewarded;
	if (!soc_measurement_is_sampled(s))
		return;
	const uint8_t *enrolled =
		soc_spillover_enrolled(s->at, &s->rules->regime, s->registry, s->record, s->spillover);
	if (enrolled == NULL)
		return;
	grades_of_members(enrolled, s->record->grade, s->at->count, members);
	for (unsigned g = 0; g < s->rules->regime.scoring.grades; g++)
		soc_count_module(t, SOC_MOD_enrolment_by_grade_persons, g,
		                 soc_bytes_equal(members, s->at->count, (uint8_t)g));
	const int64_t score = sum_of(enrolled, s->score, s->record->measures, s->at->count,
	                             (uint16_t)~s->rules->regime.measures.sanctions, &rewarded);
	soc_count_module(t, SOC_MOD_enrolment_by_month_rewarded, 0, rewarded);
	soc_count_module(t, SOC_MOD_enrolment_by_month_score_sum, 0, score / SOC_POINT);
}
