/* Who takes to the street. */
#include "near.h"

enum { UNTOUCHED, SANCTIONED, WRONGED };

static uint32_t word_of_row(const struct ref_now *now, enum soc_stream stream, int person, int month)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	return soc_draw(now->ref->seed, stream, id / 4, (uint32_t)month, (uint32_t)(id % 4));
}

static int standing(const struct ref_now *now, int person)
{
	const struct ref_person *p = &now->c->person[person];
	for (unsigned l = 0; l < now->rules->regime.lists.count; l++)
		if (now->rules->regime.lists.list[l].colour == SOC_BLACK && p->entry[l].months_left > 0 &&
		    p->entry[l].truth != DID)
			return WRONGED;
	for (int m = 0; m < SOC_MEASURES_MAX; m++)
		if (p->measure[m] && (now->rules->regime.measures.sanctions >> m & 1))
			return SANCTIONED;
	return UNTOUCHED;
}

static int is_sanctioned(const struct ref_now *now, int person)
{
	int any = 0;
	for (int m = 0; m < SOC_MEASURES_MAX; m++)
		any |= now->c->person[person].measure[m] && (now->rules->regime.measures.sanctions >> m & 1);
	return any;
}

/* Grievance of a person, 65536: the most. */
static int64_t grievance(const struct ref_now *now, int person, int adults, int wronged)
{
	const struct soc_unrest_rules *unrest = &now->rules->unrest;
	const struct ref_person *p = &now->c->person[person];
	const int64_t own = word_of_row(now, SOC_DRAW_UNREST_HARDSHIP, person, 0) / 65536,
				  seen = 65536LL * wronged / adults;
	const int64_t hardship = ref_bounded(
		own * unrest->hardship / 65536 + (int64_t)p->income_steps * unrest->income +
			(int64_t)p->strain * unrest->strain + (is_sanctioned(now, person) ? unrest->sanction : 0),
		0, 65536);
	const int64_t legitimacy = ref_bounded((int64_t)unrest->legitimacy - seen * unrest->wronged_seen / 65536 -
	                                           (standing(now, person) == WRONGED ? unrest->wronged : 0),
	                                       0, 65536);
	return hardship * (65536 - legitimacy) / 65536;
}

static void block(struct ref_now *now, int first, int end)
{
	const struct soc_unrest_rules *unrest = &now->rules->unrest;
	int64_t *count = now->ref->tally.module;
	int adults = 0, wronged = 0, active = 0;
	for (int i = first; i < end; i++) {
		struct ref_person *p = &now->c->person[i];
		if (p->age < 18)
			continue;
		p->jail -= p->jail > 0;
		adults++;
		active += p->active;
		wronged += standing(now, i) == WRONGED;
	}
	for (int i = first; i < end; i++) {
		struct ref_person *p = &now->c->person[i];
		if (p->age < 18 || p->jail > 0)
			continue;
		active -= p->active;
		int64_t ratio = 64LL * unrest->police * adults / (65536LL * (active + 1));
		ratio = ratio < SOC_UNREST_RATIOS ? ratio : SOC_UNREST_RATIOS - 1;
		const int64_t aversion = word_of_row(now, SOC_DRAW_UNREST_AVERSION, i, 0) / 65536;
		p->active =
			grievance(now, i, adults, wronged) - aversion * unrest->risk[ratio] / 65536 > unrest->threshold;
		active += p->active;
		count[SOC_MOD_unrest_by_standing_active + standing(now, i)] += p->active;
	}
	for (int i = first; i < end && active > 0; i++) {
		struct ref_person *p = &now->c->person[i];
		if (!p->active ||
		    !ref_happens(word_of_row(now, SOC_DRAW_UNREST_ARREST, i, now->month),
		                 (uint64_t)unrest->police * unrest->arrests * (uint64_t)adults / (uint64_t)active))
			continue;
		p->active = 0;
		p->jail = 1 + (int)soc_pick(ref_word(now, SOC_DRAW_UNREST_TERM, i, now->month, 0), unrest->jail_most);
		count[SOC_MOD_unrest_by_standing_arrests + standing(now, i)]++;
	}
	for (int i = first; i < end; i++)
		if (now->c->person[i].age >= 18) {
			count[SOC_MOD_unrest_by_standing_adults + standing(now, i)]++;
			count[SOC_MOD_unrest_by_standing_jailed + standing(now, i)] += now->c->person[i].jail > 0;
		}
	count[SOC_MOD_unrest_by_stratum_blocks + now->c->urban] += adults > 0;
	count[SOC_MOD_unrest_by_stratum_outbursts + now->c->urban] += 10 * active > adults;
}

void ref_unrest(struct ref_now *now)
{
	const int sight = now->rules->unrest.sight, count = now->c->count;
	for (int first = 0; now->rules->unrest.enabled && first < count; first += sight)
		block(now, first, first + sight < count ? first + sight : count);
}
