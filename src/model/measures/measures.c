#include "model/measures/measures.h"

#include "model/measures/own.h"
#include "model/modules/liability/liability.h"
#include "model/modules/spillover/spillover.h"
#include "model/population/population.h"
#include "model/population/relation.h"

#include <string.h>

/* Measures that one person may have from another. */
static uint16_t shared(const struct soc_place_time *at, const struct soc_regime *rules,
                       const struct soc_registry *registry, const struct soc_record *record,
                       const struct soc_spillover *spillover, unsigned row, unsigned from)
{
	uint16_t set = 0;
	if (spillover == NULL)
		return soc_measures_own(at, rules, registry, record, from);
	for (unsigned d = 1; d <= rules->spillover.deepest; d++)
		set |= spillover->at[d][row] & spillover->at[d - 1][from];
	return set;
}

void soc_measures_spilled(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, const struct soc_record *record,
                          const struct soc_spillover *spillover, unsigned row, struct soc_spill *out)
{
	memset(out, 0, sizeof *out);
	if (rules->spillover.deepest == 0)
		return;
	const unsigned first = row - soc_home_position(registry->home[row]),
				   size = soc_home_size(registry->home[row]);
	for (unsigned other = first; other < first + size; other++) {
		const uint16_t set = other != row ? shared(at, rules, registry, record, spillover, row, other) : 0;
		if (set != 0) {
			const unsigned kin = soc_relation_in_household(registry, other, row);
			out->by[kin] |= soc_spillover_person(at, rules, row, set, kin);
		}
	}
	const uint16_t outside[2] = { registry->kin[row], registry->former[row] };
	for (unsigned i = 0; i < 2; i++)
		if (outside[i] != SOC_NO_ROW)
			out->by[SOC_RELATION_OUTSIDE] |= soc_spillover_person(
				at, rules, row, shared(at, rules, registry, record, spillover, row, outside[i]),
				SOC_RELATION_OUTSIDE);
	uint16_t met =
		spillover == NULL ? 0xffff : 0; /* what may have come through the group: finding the group is dear */
	for (unsigned d = 1; spillover != NULL && d <= rules->spillover.deepest; d++)
		met |= spillover->at[d][row];
	if ((rules->spillover.relation[SOC_RELATION_GROUP] & met) == 0 || registry->age[row] < SOC_GROUP_ADULT)
		return;
	const struct soc_group group =
		spillover == NULL ? soc_group_of(registry, at->count, rules->liability.households, row)
						  : (struct soc_group){ spillover->groups.first[row], spillover->groups.end[row] };
	uint16_t set = 0; /* of all neighbours: what reaches the person is the same from each */
	for (unsigned other = group.first; other < group.end; other++)
		if (other != row)
			set |= shared(at, rules, registry, record, spillover, row, other);
	out->by[SOC_RELATION_GROUP] |= soc_spillover_person(at, rules, row, set, SOC_RELATION_GROUP);
}

static void make_row(const struct soc_place_time *at, const struct soc_regime *rules,
                     const struct soc_registry *registry, struct soc_record *record, unsigned row)
{
	struct soc_spill spill;
	soc_measures_spilled(at, rules, registry, record, NULL, row, &spill);
	uint16_t set = soc_measures_own(at, rules, registry, record, row);
	for (unsigned kin = 0; kin < SOC_RELATIONS; kin++)
		set |= spill.by[kin];
	record->measures[row] = set;
}

/* Everybody's, where nothing comes from neighbours: most have none, and nobody near them. What a grade brings
 * is taken here whether or not it meets the person, so that nobody who has any is left out. */
static void make_all(const struct soc_place_time *at, const struct soc_regime *rules,
                     const struct soc_registry *registry, struct soc_record *record)
{
	uint16_t own[SOC_COMMUNITY_MAX];
	soc_measures_own_of_all(at, rules, registry, record, NULL, own);
	for (unsigned first = 0, next; first < at->count; first = next) {
		const unsigned size = soc_home_size(registry->home[first]), end = first + (size > 0 ? size : 1);
		unsigned household = 0;
		next = end < at->count ? end : at->count;
		for (unsigned row = first; row < next; row++)
			household |= own[row];
		for (unsigned row = first; row < next; row++) {
			const unsigned kin = registry->kin[row], former = registry->former[row];
			if (household | (kin != SOC_NO_ROW ? own[kin] : 0) | (former != SOC_NO_ROW ? own[former] : 0))
				make_row(at, rules, registry, record, row);
			else
				record->measures[row] = 0;
		}
	}
}

static void make_relatives(const struct soc_place_time *at, const struct soc_regime *rules,
                           const struct soc_registry *registry, struct soc_record *record, unsigned row)
{
	const unsigned first = row - soc_home_position(registry->home[row]);
	struct soc_group near = { first, first + soc_home_size(registry->home[row]) };
	if (rules->spillover.relation[SOC_RELATION_GROUP] != 0) /* the household is part of its group */
		near = soc_group_of(registry, at->count, rules->liability.households, row);
	for (unsigned i = near.first; i < near.end; i++)
		make_row(at, rules, registry, record, i);
	if (registry->kin[row] != SOC_NO_ROW)
		make_row(at, rules, registry, record, registry->kin[row]);
	if (registry->former[row] != SOC_NO_ROW)
		make_row(at, rules, registry, record, registry->former[row]);
}

/* Beyond the first relative a change can be felt anywhere in the community: all is made anew. */
static void make_far(const struct soc_place_time *at, const struct soc_regime *rules,
                     const struct soc_registry *registry, struct soc_record *record,
                     struct soc_spillover *spillover)
{
	soc_spillover_make(at, rules, registry, record, spillover);
	memcpy(record->measures, spillover->at[0], at->count * sizeof *record->measures);
	for (unsigned d = 1; d <= rules->spillover.deepest; d++)
		for (unsigned i = 0; i < at->count; i++)
			record->measures[i] |= spillover->at[d][i];
}

static int any_touched(const struct soc_month_log *month_log)
{
	uint64_t any = 0;
	for (unsigned w = 0; w < 8; w++)
		any |= month_log->touched[w];
	return any != 0;
}

#define IS_SAME(a, b) (sizeof(a) == sizeof(b) && memcmp(&(a), &(b), sizeof(a)) == 0)

/* Whether everybody has the same measures by both rules: all that they are made from is the same. Most
 * changes of a timeline are of something else (how often people travel, how easily a court lists them). */
static int gives_the_same(const struct soc_regime *before, const struct soc_regime *rules)
{
	return before->scoring.on == rules->scoring.on && before->lists.count == rules->lists.count &&
	       IS_SAME(before->measures, rules->measures) && IS_SAME(before->spillover, rules->spillover) &&
	       IS_SAME(before->enrolment, rules->enrolment) &&
	       before->liability.households == rules->liability.households &&
	       before->bureaus.meets == rules->bureaus.meets &&
	       before->bureaus.enabled == rules->bureaus.enabled &&
	       IS_SAME(before->bureaus.measures_of_bureau, rules->bureaus.measures_of_bureau);
}

static void make_everybody(const struct soc_place_time *at, const struct soc_regime *rules,
                           const struct soc_registry *registry, struct soc_record *record,
                           struct soc_spillover *spillover)
{
	if (rules->spillover.deepest > 1)
		make_far(at, rules, registry, record, spillover);
	else if (rules->spillover.relation[SOC_RELATION_GROUP] == 0)
		make_all(at, rules, registry, record);
	else
		for (unsigned i = 0; i < at->count; i++)
			make_row(at, rules, registry, record, i);
}

void soc_measures_make(const struct soc_place_time *at, const struct soc_regime *rules, unsigned rule_set,
                       const struct soc_regime *before, const struct soc_registry *registry,
                       struct soc_record *record, struct soc_month_log *month_log,
                       struct soc_spillover *spillover)
{
	const int changed = *record->rule_set != rule_set + 1;
	*record->rule_set = (uint16_t)(rule_set + 1);
	if (changed && (before == NULL || !gives_the_same(before, rules)))
		make_everybody(at, rules, registry, record, spillover);
	else if (rules->spillover.deepest > 1 && any_touched(month_log))
		make_far(at, rules, registry, record, spillover);
	else if (rules->spillover.deepest <= 1)
		for (unsigned w = 0; w < 8; w++)
			for (uint64_t bits = month_log->touched[w]; bits != 0; bits &= bits - 1)
				make_relatives(at, rules, registry, record, w * 64 + (unsigned)__builtin_ctzll(bits));
	memset(month_log->touched, 0, sizeof month_log->touched);
}
