#include "model/residence/letting.h"

#include "base/draw.h"
#include "base/scan.h"
#include "model/journal.h"
#include "model/population/population.h"

#include <string.h>

/* Words of TENANCY for a person: 0 whether they rent, 1 of whom. */
static unsigned landlord_of(const struct soc_place_time *at, const struct soc_registry *registry, unsigned row, uint32_t word)
{
	const unsigned first = row - soc_home_position(registry->home[row]);
	unsigned other = soc_pick(word, at->count);
	for (unsigned i = 0; i < at->count; i++) {
		if (soc_traits_role(registry->traits[other]) == SOC_ROLE_HEAD && other - soc_home_position(registry->home[other]) != first)
			return other;
		other = other + 1 < at->count ? other + 1 : 0;
	}
	return SOC_NOBODY;
}

int soc_letting_rents(const struct soc_place_time *at, const struct soc_rules *rules, unsigned row)
{
	return soc_below(soc_draw(at->seed, SOC_DRAW_TENANCY, at->first_person + row, 0, 0), rules->rented);
}

unsigned soc_letting_landlord(const struct soc_place_time *at, const struct soc_registry *registry, unsigned row)
{
	return landlord_of(at, registry, row, soc_draw(at->seed, SOC_DRAW_TENANCY, at->first_person + row, 0, 1));
}

unsigned soc_letting_find(const struct soc_place_time *at, const struct soc_rules *rules, const struct soc_registry *registry,
                          const struct soc_self *self, uint8_t lets[SOC_FULL_COMMUNITY])
{
	uint16_t rows[SOC_FULL_COMMUNITY] = { 0 };
	uint32_t w[SOC_FULL_COMMUNITY][4];
	unsigned n = 0, tenants = 0;
	memset(lets, 0, SOC_FULL_COMMUNITY);
	SOC_FOR_BITS(self->life, SOC_LIFE_UNDECLARED, at->count, row)
		rows[n++] = (uint16_t)row;
	soc_draw_rows(at->seed, SOC_DRAW_TENANCY, at->first_person, rows, n, 0, 0, w);
	for (unsigned i = 0; i < n; i++) {
		if (!soc_below(w[i][0], rules->rented))
			continue;
		const unsigned landlord = landlord_of(at, registry, rows[i], w[i][1]);
		tenants++;
		if (landlord != SOC_NOBODY)
			lets[landlord] = 1;
	}
	return tenants;
}
