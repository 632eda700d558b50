#include "model/measures/measures.h"

#include "base/draw.h"
#include "model/population/population.h"

#include <string.h>

uint16_t soc_measures_own(const struct soc_rules *rules, const struct soc_registry *registry, const struct soc_record *record, unsigned row)
{
	const unsigned class = soc_traits_class(registry->traits[row]);
	uint16_t set = rules->scored ? rules->measures_of_grade[class][record->grade[row]] : 0;
	for (unsigned l = 0; l < rules->lists; l++)
		if (record->months_left[l][row] > 0)
			set |= rules->measures_of_list[class][l];
	return set;
}

/* What `from` is to `to`, both in one household, as the relation through which a measure of `from` reaches `to`. */
static unsigned relation(const struct soc_registry *registry, unsigned from, unsigned to)
{
	const unsigned a = soc_traits_role(registry->traits[from]), b = soc_traits_role(registry->traits[to]);
	const int a_heads = a == SOC_ROLE_HEAD || a == SOC_ROLE_SPOUSE, b_heads = b == SOC_ROLE_HEAD || b == SOC_ROLE_SPOUSE;
	if (a_heads && b_heads)
		return SOC_KIN_SPOUSE;
	return a_heads && b == SOC_ROLE_CHILD ? SOC_KIN_CHILD : SOC_KIN_HOUSEHOLD;
}

/* Of a relative's measures those that reach this person: fixed for the person and measure, so that luck does not flicker. */
static uint16_t reaching(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row, uint16_t set, unsigned kin)
{
	uint16_t out = 0;
	for (unsigned bits = set & rules->spills[kin]; bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		const uint64_t p = rules->measure[m].spill[kin];
		if (p > 0xffffffffu || soc_below(soc_draw(at->seed, SOC_DRAW_SPILL, at->first_person + row, 0, m), p))
			out |= (uint16_t)(1u << m);
	}
	return out;
}

void soc_measures_spilled(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry,
                          const struct soc_record *record, unsigned row, struct soc_spill *out)
{
	memset(out, 0, sizeof *out);
	if ((rules->spills[0] | rules->spills[1] | rules->spills[2] | rules->spills[3]) == 0)
		return;
	const unsigned first = row - soc_home_position(registry->home[row]), size = soc_home_size(registry->home[row]);
	for (unsigned other = first; other < first + size; other++) {
		if (other == row)
			continue;
		const unsigned kin = relation(registry, other, row);
		const uint16_t own = soc_measures_own(rules, registry, record, other);
		if (own & rules->spills[kin])
			out->by[kin] |= reaching(at, rules, row, own, kin);
	}
	const uint16_t outside[2] = { registry->kin[row], registry->former[row] };
	for (unsigned i = 0; i < 2; i++) {
		if (outside[i] == SOC_NO_ROW)
			continue;
		const uint16_t own = soc_measures_own(rules, registry, record, outside[i]);
		if (own & rules->spills[SOC_KIN_OUTSIDE])
			out->by[SOC_KIN_OUTSIDE] |= reaching(at, rules, row, own, SOC_KIN_OUTSIDE);
	}
}

static void make_row(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry,
                     struct soc_record *record, unsigned row)
{
	struct soc_spill spill;
	soc_measures_spilled(at, rules, registry, record, row, &spill);
	record->measures[row] = (uint16_t)(soc_measures_own(rules, registry, record, row) | spill.by[0] | spill.by[1] | spill.by[2] | spill.by[3]);
}

static void make_relatives(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry,
                           struct soc_record *record, unsigned row)
{
	const unsigned first = row - soc_home_position(registry->home[row]), size = soc_home_size(registry->home[row]);
	for (unsigned i = first; i < first + size; i++)
		make_row(at, rules, registry, record, i);
	if (registry->kin[row] != SOC_NO_ROW)
		make_row(at, rules, registry, record, registry->kin[row]);
	if (registry->former[row] != SOC_NO_ROW)
		make_row(at, rules, registry, record, registry->former[row]);
}

void soc_measures_make(const struct soc_place_time *at, const struct soc_rules *rules, unsigned variant,
                       const struct soc_registry *registry, struct soc_record *record, struct soc_journal *journal)
{
	if (*record->variant != variant + 1) {
		for (unsigned i = 0; i < at->count; i++)
			make_row(at, rules, registry, record, i);
		*record->variant = (uint16_t)(variant + 1);
	} else {
		for (unsigned w = 0; w < 8; w++)
			for (uint64_t bits = journal->touched[w]; bits != 0; bits &= bits - 1)
				make_relatives(at, rules, registry, record, w * 64 + (unsigned)__builtin_ctzll(bits));
	}
	memset(journal->touched, 0, sizeof journal->touched);
}
