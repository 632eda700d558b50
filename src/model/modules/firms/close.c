/* Firms begin and end: one that closes leaves its seat, with its place, size, sector, head and people, to a
 * new one. */
#include "model/modules/firms/town.h"

#define GENERATIONS 128u

void soc_town_empty(struct soc_town *t, uint32_t firm)
{
	t->record.points[firm] = t->truth.false_points[firm] = 0;
	t->record.grade[firm] = (uint8_t)soc_firms_grade_of(t->rules, 0);
	t->record.flags[firm] = 0;
	t->truth.tags[firm] = 0;
	for (unsigned k = 0; k < t->rules->events; k++)
		t->risk[k][firm] = soc_town_first_risk(t, t->rules, firm, k);
}

/* After the last number comes 1: 0 is the firm that the population began with. */
static uint8_t next_seat(uint8_t seat)
{
	const uint32_t next = soc_firm_generation(seat) + 1;
	return (uint8_t)((next < GENERATIONS ? next : 1u) << 1 | 1u);
}

/* Returns whether the same people begin again. */
static unsigned take_seat(struct soc_town *t, uint32_t firm)
{
	uint32_t w[4];
	t->record.seat[firm] = next_seat(t->record.seat[firm]);
	soc_draw_block(t->at.seed, SOC_DRAW_FIRM_NEW, t->at.first + firm,
	               soc_firm_generation(t->record.seat[firm]), SOC_BLOCK(SAME_OWNER, 0), w);
	if (soc_below(w[SOC_LANE(SAME_OWNER)], t->rules->same_owner))
		return 1;
	t->fixed.kind[firm] = (uint16_t)((t->fixed.kind[firm] & ~SOC_FIRM_THETA) |
	                                 soc_firms_draw_theta(w[SOC_LANE(NEW_PRONENESS)]) << 6);
	return 0;
}

/* What the closing of a listed firm does to the lists. */
static void clear_lists(struct soc_town *t, uint32_t firm, unsigned again)
{
	unsigned rightly = 0, black = 0;
	for (unsigned l = 0; l < SOC_FIRM_LISTS_MAX && t->record.left[l] != NULL; l++) {
		const unsigned wrong = soc_tag_entry(t->truth.tags[firm], l) != SOC_DID;
		if (t->record.left[l][firm] == 0)
			continue;
		rightly |= (t->rules->black >> l & 1u) & !wrong;
		black |= t->rules->black >> l & 1u;
		soc_town_count(t, SOC_MOD_firms_closing_by_list_entries,
		               SOC_AT(firms_closing_by_list, l, again, wrong));
		soc_firms_leave(&t->record, firm, l, &t->exits);
	}
	if (black)
		soc_town_count(t, SOC_MOD_firms_closing_listed_firms, SOC_AT(firms_closing_listed, again, !rightly));
}

int soc_town_close(struct soc_town *t, uint32_t firm)
{
	const unsigned listed = (soc_firm_listed(t->record.flags[firm]) & t->rules->black) != 0;
	const uint64_t chance = t->rules->close[listed];
	t->record.seat[firm] &= (uint8_t)~1u;
	if (chance == 0 || !soc_below(SOC_FIRM_VARIATE(FIRM_CLOSES, &t->at, 0, firm, 0), chance))
		return 0;
	const unsigned again = take_seat(t, firm);
	soc_town_count(t, SOC_MOD_firms_by_size_closed, soc_firm_size(t->fixed.kind[firm]));
	clear_lists(t, firm, again);
	soc_town_empty(t, firm);
	return 1;
}
