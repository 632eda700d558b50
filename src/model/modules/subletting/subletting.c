#include "model/modules/subletting/subletting.h"

#include "model/month_log.h"
#include "model/population/population.h"
#include "model/rows.h"

#include <string.h>

/* Words of TENANCY for a person: 0 whether they rent, 1 of whom. */
static unsigned landlord_of(const struct soc_place_time *at, const struct soc_registry *registry,
                            unsigned row, uint32_t word)
{
	const unsigned first = row - soc_home_position(registry->home[row]);
	unsigned other = soc_pick(word, at->count);
	for (unsigned i = 0; i < at->count; i++) {
		if (soc_traits_role(registry->traits[other]) == SOC_ROLE_HEAD &&
		    other - soc_home_position(registry->home[other]) != first)
			return other;
		other = other + 1 < at->count ? other + 1 : 0;
	}
	return SOC_NOBODY;
}

int soc_subletting_rents(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row)
{
	return soc_below(SOC_VARIATE(RENTS, at->seed, at->first_person + row, 0, 0), rules->subletting.rented);
}

unsigned soc_subletting_landlord(const struct soc_place_time *at, const struct soc_registry *registry,
                                 unsigned row)
{
	return landlord_of(at, registry, row, SOC_VARIATE(LANDLORD, at->seed, at->first_person + row, 0, 0));
}

unsigned soc_subletting_find(const struct soc_place_time *at, const struct soc_rules *rules,
                             const struct soc_registry *registry, const struct soc_self *self,
                             uint8_t sublets[SOC_FULL_COMMUNITY])
{
	struct soc_row_blocks w;
	unsigned tenants = 0;
	memset(sublets, 0, SOC_FULL_COMMUNITY);
	soc_rows_draw(at, SOC_DRAW_TENANCY, 0, SOC_BLOCK(RENTS, 0), self->life, SOC_LIFE_UNREGISTERED, &w);
	for (unsigned i = 0; i < w.count; i++) {
		if (!soc_below(w.word[i][SOC_LANE(RENTS)], rules->subletting.rented))
			continue;
		const unsigned landlord = landlord_of(at, registry, w.row[i], w.word[i][SOC_LANE(LANDLORD)]);
		tenants++;
		if (landlord != SOC_NOBODY)
			sublets[landlord] = 1;
	}
	return tenants;
}
