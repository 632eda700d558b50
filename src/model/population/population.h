/* Who exists: places, communities, and the fixed traits of each person, all recomputable from the seed.
 *
 * A person is a row number. A community is a block of whole households, at most SOC_COMMUNITY_MAX rows,
 * inside one stratum (the urban or the rural part of one place). Ages stand still: the population is the
 * census population for the whole run, without births and deaths. */
#ifndef SOC_MODEL_POPULATION_H
#define SOC_MODEL_POPULATION_H

#include "input/schema/scenario.h"
#include "model/columns.h"
#include "socred/error.h"

#include <stdint.h>

#define SOC_COMMUNITY_MAX 512
#define SOC_NO_ROW 0xffffu

/* The band of an age in years: below 18, 30, 45, 60, and from 60. */
static inline unsigned soc_population_age_band(unsigned age)
{
	return (age >= 18) + (age >= 30) + (age >= 45) + (age >= 60);
}

#define SOC_THETA_BUCKETS 8
#define SOC_PHI_BUCKETS 4

/* ---- what a person is for life. bits 0-1 phi (helpfulness), 2-4 theta (proneness), 5 male, 6 minority ----
 */
static inline unsigned soc_nature_phi(uint8_t n)
{
	return n & 3u;
}
static inline unsigned soc_nature_theta(uint8_t n)
{
	return n >> 2 & 7u;
}
static inline unsigned soc_nature_male(uint8_t n)
{
	return n >> 5 & 1u;
}
static inline unsigned soc_nature_minority(uint8_t n)
{
	return n >> 6 & 1u;
}
#define SOC_NATURE_MINORITY 0x40u
static inline uint8_t soc_nature_pack(unsigned minority, unsigned male, unsigned theta, unsigned phi)
{
	return (uint8_t)(minority << 6 | male << 5 | theta << 2 | phi);
}

/* ---- where a person stands in life. bits 0-2 income quintile (0 lowest..4), 3-5 band of age, 6 urban ----
 */
static inline unsigned soc_situation_quintile(uint8_t s)
{
	return s & 7u;
}
static inline unsigned soc_situation_age_band(uint8_t s)
{
	return s >> 3 & 7u;
}
static inline unsigned soc_situation_urban(uint8_t s)
{
	return s >> 6 & 1u;
}
static inline uint8_t soc_situation_pack(unsigned urban, unsigned age_band, unsigned quintile)
{
	return (uint8_t)(urban << 6 | age_band << 3 | quintile);
}

/* ---- the rate cell: everything that sets how often events can happen to a person, of both ---- */
#define SOC_CELLS 8192 /* index space of its 13 bits */
static inline uint16_t soc_cell(uint8_t nature, uint8_t situation)
{
	return (uint16_t)((situation & 127u) << 6 | (nature & 63u));
}
static inline uint8_t soc_cell_nature(uint16_t cell)
{
	return cell & 63u;
}
static inline uint8_t soc_cell_situation(uint16_t cell)
{
	return (uint8_t)(cell >> 6);
}

/* Upper ends of the buckets as shares of people: the top ones are narrow because few people do most. */
#define SOC_THETA_CUTS                                \
	{                                                 \
		0.5, 0.75, 0.9, 0.95, 0.97, 0.985, 0.995, 1.0 \
	}
#define SOC_PHI_CUTS        \
	{                       \
		0.5, 0.8, 0.95, 1.0 \
	}

/* Role in the household. */
enum soc_role {
	SOC_ROLE_HEAD,
	SOC_ROLE_SPOUSE,
	SOC_ROLE_CHILD,
	SOC_ROLE_ELDER,
	SOC_ROLE_OTHER,
	SOC_ROLE_COLLECTIVE
};
/* bits 0-2 role, 3-4 class of person, 5 employed */
static inline unsigned soc_traits_role(uint8_t t)
{
	return t & 7u;
}
static inline unsigned soc_traits_class(uint8_t t)
{
	return t >> 3 & 3u;
}
static inline unsigned soc_traits_employed(uint8_t t)
{
	return t >> 5 & 1u;
}
/* Members of a household stand in successive rows. bits 0-3 position in it, 4-7 its size (1..15). */
static inline unsigned soc_home_position(uint8_t h)
{
	return h & 15u;
}
static inline unsigned soc_home_size(uint8_t h)
{
	return h >> 4;
}

/* What people are for life, and what changes in the course of it: columns of one community, rows 0..count-1.
 * Owner: the caller. */
struct soc_born {
#define COLUMN_OF_born(type, name, per, when) SOC_COLUMN_##per(type, name)
#include "model/columns.def"
};
struct soc_course {
#define COLUMN_OF_course(type, name, per, when) SOC_COLUMN_##per(type, name)
#include "model/columns.def"
};
/* Both, for those who make people or look at them whole. */
struct soc_inhabitants {
#define COLUMN_OF_born(type, name, per, when) SOC_COLUMN_##per(type, name)
#define COLUMN_OF_course(type, name, per, when) SOC_COLUMN_##per(type, name)
#include "model/columns.def"
};

struct soc_region {
	int32_t code;
	char name[32];
	int64_t census_persons;
	int32_t first_place, places;
};
struct soc_place {
	int32_t code, region;
	char name[48];  /* as in the census file (Chinese, UTF-8) */
	char latin[48]; /* in Latin letters, of no two places the same */
	int64_t census_persons, census_urban;
	double minority_share, longitude, latitude;
};
struct soc_stratum {
	int32_t place, urban;
	int64_t persons;
	uint32_t first_community, communities;
};
struct soc_community {
	uint64_t first_person;
	uint32_t stratum;
	uint16_t count;
};

/* The plan of a population: every exact quota, decided before any person is built. */
struct soc_plan {
	uint64_t seed; /* by which people and places are drawn at this time (soc_plan_draw) */
	int64_t persons, census_persons, households;
	int32_t regions_count, places_count, strata_count;
	uint32_t communities_count;
	struct soc_region *regions;
	struct soc_place *places;
	struct soc_stratum *strata;
	struct soc_community *communities;
	void *inner; /* quotas by household type, age tables, ... private to population/ */
};

/* Reads the data set, apportions people.persons over places, strata, household types, ages.
 * Cost: milliseconds plus O(persons) to cut communities. Errors: SOC_ERR_DATA (file, line, column),
 * SOC_ERR_SCENARIO (unknown data set or province, with the nearest name), SOC_ERR_MEMORY. plan is untouched
 * or zeroed on failure. */
enum soc_err soc_plan_init(struct soc_plan *plan, const struct soc_scenario *s, struct soc_msg *msg);
/* The same without the fit of ages, for questions on places and communities: nobody can be built from it
 * (soc_population_fill). Half the cost for few people. */
enum soc_err soc_plan_outline(struct soc_plan *plan, const struct soc_scenario *s, struct soc_msg *msg);
void soc_plan_release(struct soc_plan *plan);

/* Households that are not as the census has them, for want of people. Cost: O(regions). */
int64_t soc_plan_changed(const struct soc_plan *plan);
/* Households of so many people, of the last size that was counted of that many and more: how many are
 * planned, and in *counted how many they would be by the count, scaled. size: 1 to soc_plan_sizes, which is 0
 * where sizes were not counted. Cost: O(strata). */
int soc_plan_sizes(const struct soc_plan *plan);
int64_t soc_plan_of_size(const struct soc_plan *plan, int size, double *counted);

/* The seed by which the people of a replicate are drawn: the replicate's own; that of replicate 0, which is
 * the scenario's, where people are drawn once (people.drawn). Pure. */
uint64_t soc_plan_seed(const struct soc_scenario *s, int64_t replicate);
/* Draws by another seed: who stands where, and which places join a change by lot (soc_rule_sets_place).
 * Quotas and communities, how many households of which kind each of them has, stay as the plan was made, so
 * that nothing that is sized by them changes. What was built before is then nobody's. Returns: 0 when the
 * seed is the one that is drawn by already. Cost: O(regions). */
int soc_plan_draw(struct soc_plan *plan, uint64_t seed);

/* Builds the fixed traits of one community. Pure function of (plan, scenario, index); no allocation; any
 * order. The columns have room for SOC_COMMUNITY_MAX rows; employers are not set (firms/firms.h). */
void soc_population_fill(const struct soc_plan *plan, const struct soc_scenario *s, uint32_t community,
                         struct soc_inhabitants *out);

/* Provinces at most, in town and in country. */
#define SOC_INCOME_PLACES 128
/* The income law of a population: log income is normal in each place and class, with one spread. A place is
 * town or country (0 country, 1 town), in each province where provinces differ (2 region + urban). */
struct soc_income_law {
	double spread;
	int places;                                                             /* 2, or 2 for each region */
	double place_share[SOC_INCOME_PLACES], class_share[SOC_PERSON_CLASSES]; /* of the people */
	double place_mean[SOC_INCOME_PLACES]; /* of citizens, against those of the first place */
	double place_log[SOC_INCOME_PLACES], class_log[SOC_PERSON_CLASSES]; /* log income, added: of the middle */
	int32_t shared, own;   /* weights of what a household shares and of what is a person's own, 1 = 4096 */
	const int32_t *normal; /* 1024 quantiles of the normal law, 1 = 4096. Owner: the plan */
};

/* The law by which the plan lays incomes out. Cost: O(places). */
void soc_population_income(const struct soc_plan *plan, struct soc_income_law *out);
/* Share of the standard normal law below x. Source: Marsaglia 2004, Journal of Statistical
 * Software 11(4). Cost: some 100 terms of a series. */
double soc_population_normal_share(double x);

#endif
