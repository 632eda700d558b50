/* Who is enrolled in a scheme that is voluntary. */
#include "enrolment.h"

/* A word drawn for rows of four persons. */
static uint32_t word_of_four(const struct ref_now *now, enum soc_stream stream, int person)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	return soc_draw(now->ref->seed, stream, id / 4, 0, (uint32_t)(id % 4));
}

int ref_is_enrolled(const struct ref_now *now, int person)
{
	const struct soc_enrolment_rules *rule = &now->rules->regime.enrolment;
	const struct ref_person *p = &now->c->person[person];
	int sees = p->grade < rule->start_grade ? 0 : p->grade == rule->start_grade ? 1 : 2;
	if (!rule->required)
		return 1;
	if (ref_happens(word_of_four(now, SOC_DRAW_UNKNOWING, person), rule->unknowing))
		sees = 1;
	return ref_happens(word_of_four(now, SOC_DRAW_ENROLMENT, person),
	                   rule->enrols[sees][p->age_band][p->urban]);
}

void ref_count_enrolment(struct ref_now *now)
{
	int64_t *module = now->ref->tally.module, score = 0;
	for (int i = 0; i < now->c->count && now->rules->regime.enrolment.required && ref_is_sampled(now); i++) {
		const struct ref_person *p = &now->c->person[i];
		int is_rewarded = 0;
		if (!ref_is_enrolled(now, i))
			continue;
		for (int m = 0; m < now->rules->regime.measures.count; m++)
			is_rewarded |= p->measure[m] && (now->rules->regime.measures.sanctions >> m) % 2 == 0;
		module[SOC_MOD_enrolment_by_grade_persons + p->grade]++;
		module[SOC_MOD_enrolment_by_month_rewarded] += is_rewarded;
		score += p->score;
	}
	module[SOC_MOD_enrolment_by_month_score_sum] += score / 32;
}
