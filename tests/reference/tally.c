/* Counting. */
#include "reference.h"

#include "enrolment.h"
#include "near.h"

/* What is counted by sex and age as well: the indicator, and the first of its ten values. */
#define BY_SEX_AGE(name)                                 \
	{                                                    \
		SOC_IND_##name, SOC_MOD_people_by_sex_age_##name \
	}
static const int by_sex_age[][2] = {
	BY_SEX_AGE(persons),
	BY_SEX_AGE(offenders),
	BY_SEX_AGE(listed),
	BY_SEX_AGE(listed_true),
	BY_SEX_AGE(listed_other_violation),
	BY_SEX_AGE(listed_no_violation),
	BY_SEX_AGE(offenders_listed),
	BY_SEX_AGE(sanctioned_effective),
	BY_SEX_AGE(sanctioned_effective_by_kin),
	BY_SEX_AGE(offences),
	BY_SEX_AGE(offences_missed),
	BY_SEX_AGE(records_true),
	BY_SEX_AGE(records_misattributed),
	BY_SEX_AGE(records_fabricated),
	BY_SEX_AGE(refused),
	BY_SEX_AGE(refused_innocent),
};

static void count_by_sex_age(struct ref_now *now, const struct ref_person *p, enum soc_indicator i, int64_t n)
{
	for (size_t k = 0; k < sizeof by_sex_age / sizeof by_sex_age[0]; k++)
		if (by_sex_age[k][0] == (int)i)
			now->ref->tally.module[by_sex_age[k][1] + (p->male ? 0 : 5) + p->age_band] += n;
}

void ref_count(struct ref_now *now, int person, enum soc_indicator i, int64_t n)
{
	const struct ref_person *p = &now->c->person[person];
	const int cell = ((p->class * 2 + p->minority) * 2 + p->urban) * 5 + p->quintile;
	now->ref->tally.cell[cell][i] += n;
	now->ref->places[now->c->place][i] += n;
	if (now->rules->indicators.sex_age)
		count_by_sex_age(now, p, i, n);
}

/* 1 when a measure would be the person's own without wrong entries and without the points of wrong records.
 */
static int is_rightly_own(const struct ref_now *now, int person, int measure)
{
	const struct soc_rules *rules = now->rules;
	const struct ref_person *p = &now->c->person[person];
	const int right_grade = ref_bound_grade(rules, p, ref_score(rules, p, 1), 1);
	if (rules->regime.scoring.on && ref_is_enrolled(now, person) &&
	    rules->regime.measures.of_grade[p->class][p->grade] != 0 &&
	    (rules->regime.measures.of_grade[p->class][right_grade] >> measure) % 2 == 1)
		return ref_own(now, person, measure);
	for (int l = 0; l < rules->regime.lists.count; l++)
		if (p->entry[l].months_left > 0 && p->entry[l].truth == DID &&
		    (rules->regime.measures.of_list[p->class][l] >> measure) % 2 == 1)
			return 1;
	for (int b = 0; b < rules->regime.bureaus.count; b++)
		if (p->refused_by[b] && !p->wronged_by[b] &&
		    (rules->regime.bureaus.measures_of_bureau[p->class][b] >> measure) % 2 == 1)
			return 1;
	return 0;
}

void ref_count_attempt(struct ref_now *now, int person, int measure, int attempts, int effective)
{
	int64_t *m = now->ref->tally.measure[measure];
	const int right = is_rightly_own(now, person, measure);
	m[SOC_MEAS_attempts] += attempts;
	m[SOC_MEAS_effective] += effective;
	if (!ref_own(now, person, measure))
		m[SOC_MEAS_effective_spilled] += effective;
	else if (!right)
		m[SOC_MEAS_effective_wronged] += effective;
	/* What is not an enabled sanction is a reward. */
	if ((now->rules->regime.measures.sanctions >> measure) % 2 == 0) {
		ref_count(now, person, SOC_IND_granted, effective);
		return;
	}
	ref_count(now, person, SOC_IND_attempts, attempts);
	ref_count(now, person, SOC_IND_refused, effective);
	ref_count_bin(now, person, SOC_MOD_cliff_by_step_refused, effective);
	ref_count_context(now, person, measure, effective, right);
	if (!right)
		ref_count(now, person, SOC_IND_refused_innocent, effective);
}

/* Whether a measure can meet a person: somebody like them tries, and somebody who tries is refused. */
static int can_meet(const struct ref_now *now, int person, int measure)
{
	const struct ref_person *p = &now->c->person[person];
	const struct soc_attempt_rule *rule = &now->rules->people.attempt[measure];
	return rule->min_age <= p->age && p->age <= rule->max_age && rule->strictness != 0 &&
	       rule->demand[p->class][now->c->urban][p->quintile][0] != 0;
}

/* The sanctions of one person: any, one of their own, one of their own by right. */
struct under {
	int any, own, right;
};

static void count_measures(struct ref_now *now, int person)
{
	static const int by_relation[] = { SOC_MEAS_people_spouse, SOC_MEAS_people_child,
		                               SOC_MEAS_people_household, SOC_MEAS_people_kin };
	const struct ref_person *p = &now->c->person[person];
	struct under formally = { 0 }, effectively = { 0 };
	int rewarded = 0;
	for (int m = 0; m < now->rules->regime.measures.count; m++) {
		int64_t *counts = now->ref->tally.measure[m];
		const int is_sanction = (now->rules->regime.measures.sanctions >> m) % 2,
				  is_own = ref_own(now, person, m);
		if (!p->measure[m])
			continue;
		counts[SOC_MEAS_people_own] += is_own;
		for (int relation = 0; relation < RELATIONS && !is_own; relation++)
			if (ref_spilled(now, person, relation, m)) {
				*(relation == GROUP
				      ? &now->ref->tally.module[SOC_MOD_liability_measures_by_measure_persons + m]
				      : &counts[by_relation[relation]]) += 1;
				break;
			}
		for (int effective = 0; effective <= 1 && is_sanction; effective++) {
			struct under *u = effective ? &effectively : &formally;
			if (effective && !can_meet(now, person, m))
				continue;
			u->any = 1;
			u->own |= is_own;
			u->right |= is_own && is_rightly_own(now, person, m);
		}
		rewarded |= !is_sanction;
	}
	ref_count(now, person, SOC_IND_sanctioned, formally.any);
	ref_count(now, person, SOC_IND_sanctioned_by_kin, formally.any && !formally.own);
	ref_count(now, person, SOC_IND_sanctioned_innocent, formally.any && !formally.right);
	ref_count(now, person, SOC_IND_sanctioned_effective, effectively.any);
	ref_count(now, person, SOC_IND_sanctioned_effective_by_kin, effectively.any && !effectively.own);
	ref_count(now, person, SOC_IND_sanctioned_effective_innocent, effectively.any && !effectively.right);
	ref_count(now, person, SOC_IND_rewarded, rewarded);
	if (formally.any)
		ref_count_spillover(now, person, formally.right);
}

/* A person counts once among the listed, by the gravest wrong. */
static void count_entries(struct ref_now *now, int person)
{
	static const enum soc_indicator by_truth[] = { SOC_IND_listed_true, SOC_IND_listed_other_violation,
		                                           SOC_IND_listed_no_violation };
	const struct ref_person *p = &now->c->person[person];
	int black = 0, red = 0, worst = DID, knows = 0;
	for (int l = 0; l < now->rules->regime.lists.count; l++) {
		const struct ref_entry *e = &p->entry[l];
		int64_t *counts = now->ref->tally.list[l];
		if (e->months_left == 0)
			continue;
		counts[SOC_LISTCOUNT_stock]++;
		counts[SOC_LISTCOUNT_stock_true + e->truth]++;
		if (now->rules->regime.lists.list[l].colour == SOC_RED) {
			red = 1;
			continue;
		}
		counts[SOC_LISTCOUNT_stock_unaware] += !e->knows;
		black = 1;
		knows |= e->knows;
		worst = e->truth > worst ? e->truth : worst;
	}
	ref_count(now, person, SOC_IND_listed_red, red);
	ref_count(now, person, SOC_IND_listed, black);
	ref_count(now, person, by_truth[worst], black);
	ref_count(now, person, SOC_IND_listed_unaware, black && !knows);
	ref_count(now, person, SOC_IND_offenders_listed, black && p->offender);
}

/* Scores are summed in 1/32 point over the people of one cell of a community and then counted in whole
 * points, the nearest. */
static void count_scores(struct ref_now *now)
{
	int counted[SOC_COMMUNITY_MAX] = { 0 };
	for (int i = 0; i < now->c->count; i++) {
		const struct ref_person *p = &now->c->person[i];
		int64_t sum = 0;
		for (int j = i; j < now->c->count; j++) {
			const struct ref_person *q = &now->c->person[j];
			if (counted[j] || p->class != q->class || p->minority != q->minority || p->urban != q->urban ||
			    p->quintile != q->quintile)
				continue;
			counted[j] = 1;
			sum += q->score;
		}
		ref_count(now, i, SOC_IND_score_sum, ref_floor(sum + SOC_POINT / 2, SOC_POINT));
	}
}

/* In every month, or in Decembers and the last. */
int ref_is_sampled(const struct ref_now *now)
{
	const struct soc_scenario *s = now->ref->s;
	const int64_t month = s->span.from + now->month;
	return s->output.modules == SOC_MODULES_MONTHLY || month % 12 == 11 || month == s->span.to;
}

/* Whose grade is not the score's; wrongly, when it would be another without the caps and floors of wrong
 * entries. */
static void count_cap(struct ref_now *now, const struct ref_person *p)
{
	int64_t *module = now->ref->tally.module;
	if (!ref_is_sampled(now) || ref_grade(now->rules, p->score) == p->grade)
		return;
	module[SOC_MOD_caps_by_grade_persons + p->grade]++;
	module[SOC_MOD_caps_by_grade_persons_wrong + p->grade] +=
		ref_bound_grade(now->rules, p, p->score, 1) != p->grade;
}

/* What black lists are for, and what of it nobody has on record. */
static void count_offences(struct ref_now *now)
{
	for (int i = 0; i < now->m->events; i++) {
		const struct ref_event *e = &now->m->event[i];
		if (!e->happened || now->rules->events.event[e->class].kind == SOC_LIFE_EVENT ||
		    !ref_is_offence(now, e->class))
			continue;
		ref_count(now, e->person, SOC_IND_offences, 1);
		if (e->record < 0 || now->m->record[e->record].truth != RECORD_TRUE ||
		    now->m->record[e->record].decision == NO_IDENTITY)
			ref_count(now, e->person, SOC_IND_offences_missed, 1);
	}
}

void ref_count_stocks(struct ref_now *now)
{
	count_offences(now);
	for (int i = 0; i < now->c->count; i++) {
		const struct ref_person *p = &now->c->person[i];
		ref_count(now, i, SOC_IND_persons, 1);
		if (now->rules->regime.scoring.on) {
			ref_count(now, i, (enum soc_indicator)(SOC_IND_grade_0 + p->grade), 1);
			count_cap(now, p);
		}
		count_entries(now, i);
		count_measures(now, i);
		ref_count(now, i, SOC_IND_strain_sum, p->strain);
		ref_count(now, i, SOC_IND_income_lost, 5 * p->income_steps);
		ref_count(now, i, SOC_IND_unregistered, p->unregistered);
		ref_count(now, i, SOC_IND_offenders, now->rules->regime.lists.black != 0 && p->offender);
		now->ref->tally.module[SOC_MOD_benefits_by_cell_income_gained +
		                       ((p->class * 2 + p->minority) * 2 + p->urban) * 5 + p->quintile] +=
			5 * p->gain_steps;
	}
	if (now->rules->regime.scoring.on)
		count_scores(now);
	for (int i = 0; ref_is_sampled(now) && now->rules->regime.scoring.on &&
	                now->rules->indicators.calibration && i < now->c->count;
	     i++) {
		const struct ref_person *p = &now->c->person[i];
		const int place = (((p->grade * 3 + p->class) * 2 + p->minority) * 2 + p->urban) * 5 + p->quintile;
		now->ref->tally.module[SOC_MOD_people_by_grade_persons + place]++;
		if (now->rules->regime.lists.black != 0 && p->offender)
			now->ref->tally.module[SOC_MOD_people_by_grade_offenders + place]++;
	}
	for (int i = 0; ref_is_sampled(now) && now->rules->regime.scoring.on && now->rules->indicators.spread &&
	                i < now->c->count;
	     i++) {
		const struct ref_person *p = &now->c->person[i];
		soc_count_module(&now->ref->tally, SOC_MOD_spread_by_month_score_squares, 0,
		                 (int64_t)(p->score / SOC_POINT) * (p->score / SOC_POINT));
		soc_count_module(&now->ref->tally, SOC_MOD_spread_by_age_score_sum, (unsigned)p->age_band,
		                 p->score / SOC_POINT);
		soc_count_module(&now->ref->tally, SOC_MOD_spread_by_age_persons, (unsigned)p->age_band, 1);
	}
	for (int i = 0; i < now->c->files; i++)
		ref_count(now, now->c->file[i].person,
		          now->c->file[i].is_appeal ? SOC_IND_pending_appeals : SOC_IND_pending_records, 1);
}
