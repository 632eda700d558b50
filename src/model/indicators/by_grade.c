/* People by grade and demographic cell, and who of them has done what lists are for (output.calibration). */
#include "model/indicators/count.h"

void soc_count_by_grade(const struct soc_measurement *s, struct soc_tally *t)
{
	const int lists = s->rules->regime.lists.black != 0;
	for (unsigned row = 0; row < s->at->count; row++) {
		const uint8_t situation = s->registry->situation[row];
		const unsigned place =
			SOC_AT(people_by_grade, s->record->grade[row], soc_traits_class(s->registry->traits[row]),
		           soc_nature_minority(s->self->nature[row]) != 0, soc_situation_urban(situation) != 0,
		           soc_situation_quintile(situation));
		soc_count_module(t, SOC_MOD_people_by_grade_persons, place, 1);
		if (lists && (s->truth->tags[row] & SOC_TAG_OFFENDER) != 0)
			soc_count_module(t, SOC_MOD_people_by_grade_offenders, place, 1);
	}
}
