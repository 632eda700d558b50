#include "model/modules/grounds/grounds.h"

#include "model/population/population.h"
#include "model/variates.h"

#define MONTHS_PER_YEAR 12u

/* A word of the person on that list in this month. */
#define GROUND_WORD(variate, at, rules, row, l) \
	SOC_VARIATE(variate, (at)->seed ^ (rules)->lists.list[l].salt, (at)->first_person + (row), (at)->month, 0)

uint8_t soc_grounds_draw(const struct soc_place_time *at, const struct soc_regime *rules,
                         const struct soc_registry *registry, unsigned row, unsigned list)
{
	const struct soc_ground_choice *choice =
		&rules->grounds.choice[list][soc_traits_class(registry->traits[row])];
	if (choice->count == 0)
		return 0;
	const uint32_t word = GROUND_WORD(GROUND_WHICH, at, rules, row, list);
	unsigned i = 0;
	while (i + 1 < choice->count && !soc_below(word, choice->below[i]))
		i++;
	const struct soc_ground_rule *ground = &rules->grounds.ground[choice->ground[i]];
	unsigned years = 0;
	if (soc_below(GROUND_WORD(GROUND_PROLONGED, at, rules, row, list), ground->prolonged))
		years = 1 + soc_pick(GROUND_WORD(GROUND_YEARS, at, rules, row, list), ground->years);
	return (uint8_t)((choice->ground[i] + 1u) | years << 4);
}

const struct soc_ground_rule *soc_grounds_of(const struct soc_regime *rules, const struct soc_record *record,
                                             unsigned row, unsigned list)
{
	if (!(rules->grounds.lists >> list & 1u) || record->ground[list][row] == 0)
		return NULL;
	return &rules->grounds.ground[soc_ground_number(record->ground[list][row])];
}

unsigned soc_grounds_term(const struct soc_regime *rules, const struct soc_record *record, unsigned row,
                          unsigned list)
{
	const struct soc_ground_rule *ground = soc_grounds_of(rules, record, row, list);
	if (ground == NULL)
		return rules->lists.list[list].term;
	if (ground->term == 0)
		return SOC_GROUND_WITHOUT_TERM;
	return ground->term + MONTHS_PER_YEAR * soc_ground_years(record->ground[list][row]);
}

int soc_grounds_spares(const struct soc_place_time *at, const struct soc_regime *rules, unsigned row,
                       unsigned list, uint8_t ground)
{
	const uint64_t chance =
		ground == 0 ? rules->grounds.grace[list] : rules->grounds.ground[soc_ground_number(ground)].grace;
	return soc_below(GROUND_WORD(GROUND_GRACE, at, rules, row, list), chance);
}
