#include "model/residence/letting.h"

#include "base/draw.h"
#include "base/scan.h"
#include "model/journal.h"
#include "model/population/population.h"

#include <string.h>

int soc_letting_rents(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row)
{
	return soc_below(soc_draw(at->seed, SOC_DRAW_TENANCY, at->first_person + row, 0, 0), rules->rented);
}

unsigned soc_letting_landlord(const struct soc_place_time *at, const struct soc_registry *registry, unsigned row)
{
	const unsigned first = row - soc_home_position(registry->home[row]);
	unsigned other = soc_pick(soc_draw(at->seed, SOC_DRAW_TENANCY, at->first_person + row, 0, 1), at->count);
	for (unsigned i = 0; i < at->count; i++) {
		if (soc_traits_role(registry->traits[other]) == SOC_ROLE_HEAD && other - soc_home_position(registry->home[other]) != first)
			return other;
		other = other + 1 < at->count ? other + 1 : 0;
	}
	return SOC_NOBODY;
}

void soc_letting_find(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry,
                      const struct soc_self *self, uint8_t lets[SOC_FULL_COMMUNITY])
{
	memset(lets, 0, SOC_FULL_COMMUNITY);
	SOC_FOR_NONZERO(self->life, at->count, row) {
		if (!(self->life[row] & SOC_LIFE_UNDECLARED) || !soc_letting_rents(at, rules, row))
			continue;
		const unsigned landlord = soc_letting_landlord(at, registry, row);
		if (landlord != SOC_NOBODY)
			lets[landlord] = 1;
	}
}
