#include "model/modules/spillover/spillover.h"

#include "base/scan.h"
#include "base/vector.h"
#include "model/measures/own.h"
#include "model/modules/enrolment/enrolment.h"
#include "model/modules/liability/liability.h"
#include "model/population/relation.h"
#include "model/variates.h"

#include <string.h>

uint16_t soc_spillover_person(const struct soc_place_time *at, const struct soc_regime *rules, unsigned row,
                              uint16_t set, unsigned kin)
{
	uint16_t out = 0;
	for (unsigned bits = set & rules->spillover.relation[kin]; bits != 0; bits &= bits - 1) {
		const unsigned m = (unsigned)__builtin_ctz(bits);
		const uint64_t p = rules->spillover.measure[m].chance[kin];
		if (p > 0xffffffffu ||
		    soc_below(SOC_VARIATE(SPILL_REACHES, at->seed ^ rules->spillover.measure[m].salt,
		                          at->first_person + row, 0, 0),
		              p))
			out |= (uint16_t)(1u << m);
	}
	return out;
}

/* What one person passes on; `met` are the measures that hold somebody already, in as many steps or fewer. */
struct passing {
	const struct soc_place_time *at;
	const struct soc_regime *rules;
	uint16_t *met, *next;
	const struct soc_groups *groups;
};

static void pass(const struct passing *p, unsigned to, uint16_t set, unsigned kin)
{
	const uint16_t fresh = set & p->rules->spillover.relation[kin] & (uint16_t)~p->met[to];
	if (fresh == 0)
		return;
	const uint16_t reached = soc_spillover_person(p->at, p->rules, to, fresh, kin);
	p->next[to] |= reached;
	p->met[to] |= reached;
}

static void pass_on(const struct passing *p, const struct soc_registry *registry, unsigned row, uint16_t set)
{
	const unsigned first = row - soc_home_position(registry->home[row]),
				   size = soc_home_size(registry->home[row]);
	for (unsigned other = first; other < first + size; other++)
		if (other != row && (set & (uint16_t)~p->met[other]) != 0)
			pass(p, other, set, soc_relation_in_household(registry, row, other));
	if (registry->kin[row] != SOC_NO_ROW)
		pass(p, registry->kin[row], set, SOC_RELATION_OUTSIDE);
	if (registry->former[row] != SOC_NO_ROW)
		pass(p, registry->former[row], set, SOC_RELATION_OUTSIDE);
	if ((set & p->rules->spillover.relation[SOC_RELATION_GROUP]) == 0)
		return;
	for (unsigned other = p->groups->first[row]; other < p->groups->end[row]; other++)
		if (other != row && registry->age[other] >= SOC_GROUP_ADULT)
			pass(p, other, set, SOC_RELATION_GROUP);
}

const uint8_t *soc_spillover_enrolled(const struct soc_place_time *at, const struct soc_regime *rules,
                                      const struct soc_registry *registry, const struct soc_record *record,
                                      struct soc_spillover *spillover)
{
	if (!rules->enrolment.required)
		return NULL;
	if (!spillover->has_enrolled)
		soc_enrolment_of_all(at, rules, registry, record->grade, spillover->enrolled);
	spillover->has_enrolled = 1;
	return spillover->enrolled;
}

/* All measures that somebody has. */
SOC_VECTOR static unsigned any_of(const uint16_t *own, unsigned count)
{
	uint16_t any = 0;
	for (unsigned i = 0; i < count; i++)
		any |= own[i];
	return any;
}

void soc_spillover_make(const struct soc_place_time *at, const struct soc_regime *rules,
                        const struct soc_registry *registry, const struct soc_record *record,
                        struct soc_spillover *spillover)
{
	uint16_t met[SOC_COMMUNITY_MAX];
	soc_measures_own_of_all(at, rules, registry, record,
	                        soc_spillover_enrolled(at, rules, registry, record, spillover), spillover->at[0]);
	memset(spillover->at[1], 0, rules->spillover.deepest * sizeof spillover->at[1]);
	memcpy(met, spillover->at[0], at->count * sizeof *met);
	/* Nobody is asked for a group whom no measure that reaches groups holds, and none spreads that is
	 * nobody's. */
	if ((rules->spillover.relation[SOC_RELATION_GROUP] & any_of(spillover->at[0], at->count)) != 0 &&
	    !spillover->has_groups) {
		soc_groups_make(registry, at->count, rules->liability.households, &spillover->groups);
		spillover->has_groups = 1;
	}
	for (unsigned d = 1; d <= rules->spillover.deepest; d++) {
		const struct passing p = { at, rules, met, spillover->at[d], &spillover->groups };
		SOC_FOR_NONZERO16(spillover->at[d - 1], at->count, row)
			if (spillover->at[d - 1][row] & rules->spillover.at_depth[d])
				pass_on(&p, registry, row, spillover->at[d - 1][row] & rules->spillover.at_depth[d]);
	}
	spillover->made = 1;
}
