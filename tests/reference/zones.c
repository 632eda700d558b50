/* What zones do to the people in them. */
#include "base/poisson.h"
#include "near.h"

static uint32_t word(const struct ref_now *now, int person, int number)
{
	return ref_word(now, SOC_DRAW_ZONE, person, now->month, number);
}

static int is_zoned(const struct ref_now *now, int person)
{
	const uint64_t id = now->c->first_person + (uint64_t)person;
	uint32_t w[4];
	soc_draw_block(now->ref->seed, SOC_DRAW_ZONED, id / 4, 0, 0, w);
	return ref_has_marker(now, person) && ref_happens(w[id % 4], now->rules->zones.share);
}

static int relatives(const struct ref_now *now, int person)
{
	const struct ref_person *p = &now->c->person[person];
	int n = 0;
	for (int i = p->home_first; i < p->home_first + p->home_size; i++)
		if (i != person && now->c->person[i].age >= 18)
			n++;
	if (p->kin != NOBODY && now->c->person[p->kin].age >= 18)
		n++;
	if (p->former != NOBODY && now->c->person[p->former].age >= 18)
		n++;
	return n < SOC_ZONE_RELATIVES ? n : SOC_ZONE_RELATIVES;
}

static void month_of(struct ref_now *now, int person)
{
	const struct soc_zones_rules *zones = &now->rules->zones;
	const int urban = now->c->urban, offended = now->c->person[person].offended;
	int64_t *count = now->ref->tally.module;
	int outside = 0, within = 0, given_up = 0, alerts, stops = 0, questionings = 0;
	for (int i = 0; i < zones->outside_parts; i++)
		outside += (int)soc_poisson_draw(zones->outside, word(now, person, i));
	for (int i = 0; i < zones->inside_parts; i++)
		within += (int)soc_poisson_draw(zones->inside, word(now, person, 32 + i));
	alerts = within;
	for (int i = 0; i < outside; i++) {
		given_up += ref_happens(word(now, person, 64 + i), zones->given_up);
		alerts += !ref_happens(word(now, person, 64 + i), zones->unnoticed);
	}
	for (int i = 0; i < alerts; i++)
		stops += ref_happens(word(now, person, 2048 + i), zones->stopped);
	for (int i = 0; i < stops; i++)
		for (int k = 0; k < relatives(now, person); k++)
			questionings +=
				ref_happens(word(now, person, 8192 + SOC_ZONE_RELATIVES * i + k), zones->questioned);
	count[SOC_MOD_zones_by_stratum_persons + urban]++;
	count[SOC_MOD_zones_by_stratum_outside + urban] += outside;
	count[SOC_MOD_zones_by_stratum_given_up + urban] += given_up;
	count[SOC_MOD_zones_by_stratum_alerts + urban] += alerts;
	count[SOC_MOD_zones_by_stratum_false_alerts + urban] += within;
	count[SOC_MOD_zones_by_stratum_stops + urban] += stops;
	count[SOC_MOD_zones_by_stratum_stopped + urban] += stops > 0;
	count[SOC_MOD_zones_by_stratum_questionings + urban] += questionings;
	count[SOC_MOD_zones_by_conduct_persons + offended]++;
	count[SOC_MOD_zones_by_conduct_stops + offended] += stops;
}

void ref_zones(struct ref_now *now)
{
	for (int i = 0; i < now->c->count && now->rules->zones.share > 0; i++)
		if (is_zoned(now, i))
			month_of(now, i);
}
