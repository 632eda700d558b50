/* How long people stay in a grade and on a list. */
#include "stays.h"

static int cohort(int since)
{
	return since >= 60 ? 5 : since / 12;
}

static int stayed(const struct ref_now *now, int since)
{
	const int months = now->month - since;
	return months <= 12 ? 0 : months <= 36 ? 1 : months <= 60 ? 2 : 3;
}

void ref_change_stay(struct ref_now *now, struct ref_person *p, int to)
{
	int64_t *module = now->ref->tally.module;
	if (!now->rules->regime.stays.on)
		return;
	if (p->came_to_grade)
		module[(to > p->grade ? SOC_MOD_stays_ended_in_grade_rises : SOC_MOD_stays_ended_in_grade_falls) +
		       (p->grade * 6 + cohort(p->since)) * 4 + stayed(now, p->since)]++;
	p->came_to_grade = 1;
	p->since = now->month;
	module[SOC_MOD_stays_begun_in_grade_persons + to * 6 + cohort(now->month)]++;
}

void ref_list_stay(struct ref_now *now, int list, const struct ref_entry *ended, int how)
{
	const int red = now->rules->regime.lists.list[list].colour == SOC_BLACK ? 0 : SOC_LISTS_MAX;
	const int since = ended != NULL ? ended->since : now->month, place = (red + list) * 6 + cohort(since);
	if (!now->rules->regime.stays.on)
		return;
	if (ended == NULL)
		now->ref->tally.module[SOC_MOD_stays_begun_on_list_persons + place]++;
	else
		now->ref->tally.module[how + place * 4 + stayed(now, since)]++;
}
