/* What parts of a regime that stand apart do: liability groups, what favours are worth, who stands where by
 * a threshold. */
#include "reference.h"

/* ---- liability groups ---- */

/* Number of the household of a person in the community, from 0. */
static int home_number(const struct ref_now *now, int person)
{
	int number = 0;
	for (int i = 1; i <= person; i++)
		number += now->c->person[i].home_first == i;
	return number;
}

/* Whether the households of two people are of one liability group. */
int ref_are_grouped(const struct ref_now *now, int a, int b)
{
	return home_number(now, a) / now->rules->regime.liability.households ==
	       home_number(now, b) / now->rules->regime.liability.households;
}

/* Everybody of age in the households that form a group with a person's, but that person and who reported, is
 * posted a share. */
void ref_answer(struct ref_now *now)
{
	const struct soc_rules *rules = now->rules;
	int64_t *counts = now->ref->tally.module;
	for (int i = 0; i < now->m->records; i++) {
		const struct ref_record *r = &now->m->record[i];
		const struct soc_tariff *e = &rules->regime.scoring.tariff[r->event];
		if (r->decision != ACCEPTED || !rules->regime.scoring.on || !e->has_component ||
		    rules->regime.liability.share[r->event] == 0)
			continue;
		counts[SOC_MOD_liability_by_month_records]++;
		for (int j = 0; j < now->c->count; j++) {
			struct ref_person *p = &now->c->person[j];
			if (j == r->person || j == r->informer || p->age < 18 || !ref_are_grouped(now, j, r->person))
				continue;
			counts[SOC_MOD_liability_by_month_persons]++;
			p->liability_points[e->component] +=
				ref_add_points(rules, p, e->component, rules->regime.liability.share[r->event]);
		}
	}
	for (int j = 0; j < now->c->count; j++)
		for (int f = 0; f < rules->regime.scoring.components; f++) {
			struct ref_person *p = &now->c->person[j];
			p->false_points[f] =
				(int)ref_bounded(p->false_points[f] + p->liability_points[f], INT16_MIN, INT16_MAX);
			p->liability_points[f] = 0;
		}
}

/* ---- favours ---- */

void ref_benefit(struct ref_now *now, int person, int measure)
{
	const struct soc_benefit_rule *rule = &now->rules->benefits.measure[measure];
	struct ref_person *p = &now->c->person[person];
	p->strain = (int)ref_bounded(p->strain - rule->relief, 0, 255);
	p->gain_steps += rule->gain_steps + ref_happens(ref_word_of(now, now->rules->people.attempt[measure].salt,
	                                                            SOC_DRAW_GAIN, person, now->month, 0),
	                                                rule->gain_more);
	p->gain_steps = (int)ref_bounded(p->gain_steps, 0, 15);
}

void ref_use_up(struct ref_now *now)
{
	for (int i = 0; i < now->c->count; i++) {
		struct ref_person *p = &now->c->person[i];
		if (p->gain_steps > 0 &&
		    ref_happens(ref_word(now, SOC_DRAW_GAIN, i, now->month, 16), now->rules->people.income_recovery))
			p->gain_steps--;
	}
}

/* ---- thresholds ---- */

/* Which bin of 16 around the threshold a person's score is in; -1: none. */
static int bin_of(const struct soc_rules *rules, const struct ref_person *p)
{
	if (rules->cliff.width == 0)
		return -1;
	const int64_t bin = ref_floor(ref_score(rules, p, 0) - rules->cliff.from, rules->cliff.width) + 8;
	return bin < 0 || bin > 15 ? -1 : (int)bin;
}

void ref_take_bins(struct ref_now *now)
{
	int64_t *counts = now->ref->tally.module;
	for (int i = 0; i < now->c->count; i++) {
		struct ref_person *p = &now->c->person[i];
		int sanctioned = 0;
		for (int m = 0; m < now->rules->regime.measures.count; m++)
			sanctioned |= p->measure[m] && (now->rules->regime.measures.sanctions >> m) % 2 == 1;
		p->bin = bin_of(now->rules, p);
		if (p->bin >= 0) {
			counts[SOC_MOD_cliff_by_step_persons + p->bin]++;
			counts[SOC_MOD_cliff_by_step_sanctioned + p->bin] += sanctioned;
		}
	}
}

/* first: a count of 16 values by bin. */
void ref_count_bin(struct ref_now *now, int person, int first, int64_t n)
{
	const int bin = now->c->person[person].bin;
	if (bin >= 0)
		now->ref->tally.module[first + bin] += n;
}

/* ---- spill-over ---- */

/* A person under a sanction by the fewest steps that one took; 5: of their own, but wrongly. Where all stop
 * at the first relative nobody is counted. */
void ref_count_spillover(struct ref_now *now, int person, int rightly)
{
	int least = 99;
	for (int m = 0; m < now->rules->regime.measures.count; m++)
		if ((now->rules->regime.measures.sanctions >> m) % 2 == 1 && now->c->person[person].measure[m] &&
		    now->c->person[person].steps[m] < least)
			least = now->c->person[person].steps[m];
	if (now->rules->regime.spillover.deepest > 1)
		now->ref->tally.module[SOC_MOD_spillover_by_path_persons + (least == 0 && !rightly ? 5 : least)]++;
}
