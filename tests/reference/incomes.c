/* Incomes that move. */
#include "incomes.h"

#include "near.h"

static int month_of(const struct ref_now *now, int first)
{
	const uint32_t mixed = (uint32_t)(now->c->first_person + (uint64_t)first) * 2654435769u;
	return (int)((uint64_t)(mixed / 65536) * 12 / 65536);
}

/* 1/65536 of a step and 16 bits of chance to whole steps, within a byte. */
static int stepped(int64_t income, int64_t chance)
{
	return (int)ref_bounded(ref_floor(income + chance % 65536, 65536), -128, 127);
}

/* Refusals of this month that cost a person income that does not come back by itself. */
void ref_scar(struct ref_now *now, int person, int measure)
{
	const struct soc_income_rules *income = &now->rules->income;
	struct ref_person *p = &now->c->person[person];
	if (!income->enabled || income->scar[measure] == 0)
		return;
	const uint64_t id = now->c->first_person + (uint64_t)person;
	const uint32_t key =
		(uint32_t)((id * 25717 + (uint64_t)now->month * 40503 + (uint64_t)(64 + measure) * 7919) % 65536);
	p->income = stepped(p->income * 65536LL - income->scar[measure], key * 2654435769u / 65536);
}

static int moves(const struct ref_now *now, int first)
{
	const int month = month_of(now, first);
	return now->month < month ? 0 : (now->month - month) / 12 + 1;
}

static int level(const struct ref_now *now, const struct ref_person *p, int n, int steps, int effect)
{
	const struct soc_income_rules *income = &now->rules->income;
	const int64_t year =
		(int64_t)income->normal[ref_word(now, SOC_DRAW_INCOME, p->home_first, n, 1) / 4194304] *
		income->year / 4096;
	return (int)ref_bounded(
		ref_floor(income->place[income->places > 2 ? 2 * now->c->region + p->urban : p->urban] +
	                  income->class[p->class] + year + (int64_t)steps * income->step +
	                  income->effect[15 + effect],
	              1024) +
			288,
		0, 511);
}

/* The one begun in, unless the levels stand in two: people were laid out by finer cuts. */
static int quintile_at(const struct ref_now *now, const struct ref_person *p, int steps)
{
	const uint16_t *rank = now->rules->income.rank;
	const int begun = rank[level(now, p, 0, p->standing, 0)] * 5 / 1024,
			  at = rank[level(now, p, moves(now, p->home_first), steps, 0)] * 5 / 1024;
	return at == begun ? p->quintile : at;
}

void ref_income_moves(struct ref_now *now)
{
	const struct soc_income_rules *income = &now->rules->income;
	for (int i = 0; income->enabled && i < now->c->count; i++) {
		struct ref_person *p = &now->c->person[i];
		const int n = moves(now, p->home_first);
		if (now->month % 12 != month_of(now, p->home_first))
			continue;
		const uint32_t shared = ref_word(now, SOC_DRAW_INCOME, p->home_first, n, 0),
					   own = ref_word(now, SOC_DRAW_INCOME, i, n, 2);
		const int64_t deviate = (int64_t)income->normal[shared / 4194304] * income->shared +
		                        (int64_t)income->normal[own / 4194304] * income->own;
		p->income = stepped((int64_t)p->income * income->keep + deviate * income->move / 16777216, own);
		p->spared = stepped((int64_t)p->spared * income->keep + deviate * income->move / 16777216, own);
	}
	for (int i = 0; income->enabled && i < now->c->count; i++) {
		struct ref_person *p = &now->c->person[i];
		p->quintile_now = quintile_at(now, p, p->income);
		p->quintile_spared = quintile_at(now, p, p->spared);
	}
}

void ref_count_income(struct ref_now *now)
{
	const struct soc_income_rules *income = &now->rules->income;
	int64_t *count = now->ref->tally.module;
	if (!income->enabled || !ref_is_sampled(now))
		return;
	for (int i = 0; i < now->c->count; i++) {
		const struct ref_person *p = &now->c->person[i];
		const int before = level(now, p, 0, p->standing, 0),
				  after =
					  level(now, p, moves(now, p->home_first), p->income, p->gain_steps - p->income_steps);
		const int64_t r = income->rank[before], q = income->rank[after];
		int listed = 0;
		for (unsigned l = 0; l < now->rules->regime.lists.count; l++)
			listed |= now->rules->regime.lists.list[l].colour == SOC_BLACK && p->entry[l].months_left > 0;
		const int from = (int)(r * 5 / 1024),
				  place = (((listed * 3 + p->class) * 2 + p->urban) * 5 + from) * 5 + p->age_band;
		count[SOC_MOD_income_by_level_persons + p->urban * 32 + after / 16]++;
		count[SOC_MOD_income_by_level_income + p->urban * 32 + after / 16] += income->amount[after];
		count[SOC_MOD_income_by_region_persons + now->c->region * 32 + after / 16]++;
		count[SOC_MOD_income_by_region_income + now->c->region * 32 + after / 16] += income->amount[after];
		count[SOC_MOD_income_by_quintile_persons + from * 5 + q * 5 / 1024]++;
		count[SOC_MOD_income_ranks_persons + p->urban]++;
		count[SOC_MOD_income_ranks_begun + p->urban] += r;
		count[SOC_MOD_income_ranks_now + p->urban] += q;
		count[SOC_MOD_income_ranks_begun_squares + p->urban] += r * r;
		count[SOC_MOD_income_ranks_now_squares + p->urban] += q * q;
		count[SOC_MOD_income_ranks_products + p->urban] += r * q;
		count[SOC_MOD_income_by_list_persons + place]++;
		count[SOC_MOD_income_by_list_income + place] += income->amount[after];
		count[SOC_MOD_income_by_list_income_begun + place] += income->amount[before];
	}
}
