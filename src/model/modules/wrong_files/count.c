/* Whose points and grade come in part from wrong records. */
#include "model/modules/wrong_files/count.h"

#include "base/vector.h"
#include "model/modules/caps/caps.h"
#include "model/population/population.h"
#include "model/score.h"

/* Whose points hold some of wrong records; 0 when nobody's do. */
SOC_VECTOR static unsigned mark(const int16_t *false_points, unsigned count, uint8_t *wrong)
{
	unsigned any = 0;
	for (unsigned i = 0; i < count; i++) {
		wrong[i] |= false_points[i] != 0;
		any |= (uint16_t)false_points[i];
	}
	return any;
}

SOC_VECTOR static void compare(const uint8_t *wrong, const uint8_t *grade, const uint8_t *right,
                               unsigned count, int32_t out[3])
{
	int32_t n = 0, other = 0, lower = 0;
	for (unsigned i = 0; i < count; i++) {
		n += wrong[i];
		other += wrong[i] & (grade[i] != right[i]);
		lower += wrong[i] & (grade[i] < right[i]);
	}
	out[0] = n;
	out[1] = other;
	out[2] = lower;
}

void soc_wrong_files_count(const struct soc_measurement *s, struct soc_tally *t)
{
	uint8_t wrong[SOC_COMMUNITY_MAX] = { 0 }, right[SOC_COMMUNITY_MAX];
	int32_t score[SOC_COMMUNITY_MAX], n[3];
	unsigned any = 0;
	if (!s->rules->wrong_files.on || !soc_measurement_is_sampled(s))
		return;
	for (unsigned f = 0; f < s->rules->regime.scoring.components; f++)
		any |= mark(s->truth->false_points[f], s->at->count, wrong);
	if (any == 0)
		return;
	if (s->rules->regime.scoring.on) {
		soc_scores(&s->rules->regime, s->record->points, s->truth->false_points, s->at->count, score);
		soc_score_grades(&s->rules->regime, score, s->at->count, right);
	}
	if (s->rules->regime.scoring.on && s->rules->regime.caps.lists)
		SOC_FOR_NONZERO(s->true_log->bound_rightly, s->at->count, row)
			right[row] =
				(uint8_t)soc_caps_grade(&s->rules->regime, s->true_log->bound_rightly[row], right[row]);
	compare(wrong, s->record->grade, s->rules->regime.scoring.on ? right : s->record->grade, s->at->count, n);
	soc_count_module(t, SOC_MOD_wrong_files_by_month_with_points, 0, n[0]);
	soc_count_module(t, SOC_MOD_wrong_files_by_month_other_grade, 0, n[1]);
	soc_count_module(t, SOC_MOD_wrong_files_by_month_lower_grade, 0, n[2]);
}
