/* Kinds of household: who lives together. One list; every table of the population is indexed by it. */
#ifndef SOC_POPULATION_HOMES_H
#define SOC_POPULATION_HOMES_H

#include "model/population/census.h"

#include <stdint.h>

#define SOC_HOME_SIZE_MAX 8
#define SOC_HOMES 20             /* kinds of household */
#define SOC_COLLECTIVE SOC_HOMES /* persons in collective quarters: units of one */
#define SOC_UNITS (SOC_HOMES + 1)
#define SOC_SLOTS 87 /* members over all units */

/* How a member's age depends on the reference age of the household (ages.c). */
enum soc_member {
	SOC_MEMBER_SELF,
	SOC_MEMBER_MAN,
	SOC_MEMBER_WOMAN,
	SOC_MEMBER_PARENT,
	SOC_MEMBER_CHILD1,
	SOC_MEMBER_CHILD2,
	SOC_MEMBER_CHILD3,
	SOC_MEMBER_ELDER,
	SOC_MEMBER_ELDER_MAN,
	SOC_MEMBER_ELDER_WOMAN,
	SOC_MEMBER_GREAT_MAN,
	SOC_MEMBER_GREAT_WOMAN,
	SOC_MEMBER_OTHER,
	SOC_MEMBERS
};
/* How common each reference age is at first (ages.c). */
enum soc_curve {
	SOC_CURVE_SINGLE,
	SOC_CURVE_COUPLE,
	SOC_CURVE_FAMILY,
	SOC_CURVE_LONE,
	SOC_CURVE_WITH_ELDER,
	SOC_CURVE_THREE,
	SOC_CURVE_FOUR,
	SOC_CURVE_COLLECTIVE,
	SOC_CURVES
};

struct soc_home {
	uint8_t generations, size, curve;
	double share;                      /* of the households of this many generations and this size */
	uint8_t member[SOC_HOME_SIZE_MAX]; /* enum soc_member */
	uint8_t role[SOC_HOME_SIZE_MAX];   /* enum soc_role */
};
/* By generations, then size; the last is the collective unit. */
extern const struct soc_home soc_homes[SOC_UNITS];
/* First slot of each unit; soc_home_slots[SOC_UNITS] = SOC_SLOTS. */
extern const uint8_t soc_home_slots[SOC_UNITS + 1];

/* Households of one province, whole numbers. */
struct soc_homes_wanted {
	int64_t persons, in_households, one_person, generations[SOC_GENERATIONS];
};

/* Decides how many of each kind a province has, so that generations, one-person households and persons in
 * households are as wanted. count[SOC_COLLECTIVE] is the rest of the persons. Returns how many households had
 * to be changed because no sizes add up (provinces of a few people only). */
int64_t soc_homes_count(const struct soc_homes_wanted *wanted, int64_t count[SOC_UNITS]);

/* Most people that these households can hold: none is built of more than SOC_HOME_SIZE_MAX. */
int64_t soc_homes_room(const struct soc_census_homes *homes);
/* Fewest people that these households can be: as many as generations, two where more than one person lives.
 */
int64_t soc_homes_need(const struct soc_census_homes *homes);

/* Strata of one province for soc_homes_place: persons exactly, and the census behind them. */
struct soc_homes_stratum {
	int64_t persons;
	int32_t urban;
	double share;      /* of its place's people */
	double collective; /* expected share of people in collective quarters */
	const struct soc_census_homes *homes;
};
/* Places the households of a province in its strata (n <= 2 * SOC_REGION_PLACES_MAX): out[i][k], each stratum
 * exactly full. Lowers count[] where no stratum can hold a household and returns the number of those. */
int64_t soc_homes_place(const struct soc_homes_stratum *strata, int n, int64_t count[SOC_UNITS],
                        int64_t (*out)[SOC_UNITS]);

#endif
