#include "model/measures/own.h"

#include "base/scan.h"
#include "model/modules/enrolment/enrolment.h"
#include "model/population/population.h"

#include <string.h>

uint16_t soc_measures_own(const struct soc_place_time *at, const struct soc_regime *rules,
                          const struct soc_registry *registry, const struct soc_record *record, unsigned row)
{
	const unsigned class = soc_traits_class(registry->traits[row]);
	uint16_t set = rules->scoring.on ? rules->measures.of_grade[class][record->grade[row]] : 0;
	if (set != 0 && rules->enrolment.required &&
	    !soc_enrolment_includes(at, rules, registry, record->grade[row], row))
		set = 0;
	for (unsigned l = 0; l < rules->lists.count; l++)
		if (record->months_left[l][row] > 0)
			set |= rules->measures.of_list[class][l];
	if (rules->bureaus.meets)
		set |= soc_measures_of_bureaus(rules, class, record->refused_by[row]);
	return set;
}

uint16_t soc_measures_of_bureaus(const struct soc_regime *rules, unsigned person_class, unsigned refused_by)
{
	uint16_t set = 0;
	for (unsigned bits = refused_by & rules->bureaus.enabled; bits != 0; bits &= bits - 1)
		set |= rules->bureaus.measures_of_bureau[person_class][__builtin_ctz(bits)];
	return set;
}

void soc_measures_own_of_all(const struct soc_place_time *at, const struct soc_regime *rules,
                             const struct soc_registry *registry, const struct soc_record *record,
                             const uint8_t *enrolled, uint16_t *own)
{
	memset(own, 0, at->count * sizeof *own);
	for (unsigned i = 0; i < at->count && rules->scoring.on; i++)
		own[i] = rules->measures.of_grade[soc_traits_class(registry->traits[i])][record->grade[i]];
	for (unsigned i = 0; i < at->count && enrolled != NULL; i++)
		own[i] &= (uint16_t)(0u - enrolled[i]);
	for (unsigned l = 0; l < rules->lists.count; l++)
		SOC_FOR_NONZERO(record->months_left[l], at->count, row)
			own[row] |= rules->measures.of_list[soc_traits_class(registry->traits[row])][l];
	if (rules->bureaus.meets)
		SOC_FOR_NONZERO16(record->refused_by, at->count, row)
			own[row] |= soc_measures_of_bureaus(rules, soc_traits_class(registry->traits[row]),
			                                    record->refused_by[row]);
}
