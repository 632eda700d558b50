/* People whose grade is a list's word and not their score's. */
#include "model/modules/caps/count.h"

#include "base/scan.h"
#include "model/modules/caps/caps.h"
#include "model/score.h"

void soc_caps_count(const struct soc_measurement *s, struct soc_tally *t)
{
	if (!s->rules->regime.caps.lists || !soc_measurement_is_sampled(s))
		return;
	SOC_FOR_NONZERO(s->month_log->bound_by, s->at->count, row) {
		const unsigned grade = s->record->grade[row],
					   number = soc_score_grade(&s->rules->regime, s->score[row]);
		if (grade == number)
			continue;
		soc_count_module(t, SOC_MOD_caps_by_grade_persons, grade, 1);
		soc_count_module(t, SOC_MOD_caps_by_grade_persons_wrong, grade,
		                 soc_caps_grade(&s->rules->regime, s->true_log->bound_rightly[row], number) != grade);
	}
}
