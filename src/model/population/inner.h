/* What a plan knows beyond population.h: quotas and tables that decide every trait. Private to this folder.
 */
#ifndef SOC_POPULATION_INNER_H
#define SOC_POPULATION_INNER_H

#include "model/population/homes.h"
#include "model/population/population.h"

#include <stdint.h>

#define SOC_OLDEST_TABLE 64
#define SOC_NORMAL_TABLE 1024

/* The members of one slot of one kind of household in one province, in the order of age: rank -> age band,
 * sex, year. */
struct soc_slot_band {
	uint64_t male_step; /* 2^32 * men / members, rounded up: carries of its multiples count exactly the men */
	uint64_t year_step; /* 2^32 * years / members; in the last band entries of the table of old ages */
	uint32_t before;    /* members in younger bands */
};
struct soc_slot {
	struct soc_slot_band *band;   /* one more than there are bands: all are before it. Owner: the plan */
	uint32_t mix, add, sex_phase; /* keys of the rank's jitter (fill.c) and of the order of the sexes */
};

struct soc_region_inner {
	uint32_t count[SOC_UNITS];     /* households of each kind */
	uint8_t block_bits[SOC_UNITS]; /* jitter moves ranks inside blocks of 2^bits */
	int64_t changed;               /* households that could not be as the census has them: too few people */
	struct soc_slot slots[SOC_SLOTS];
};

struct soc_stratum_inner {
	uint32_t count[SOC_UNITS]; /* households of each kind */
	uint32_t first[SOC_UNITS]; /* index of the first of them among the province's */
	uint32_t phase[SOC_UNITS]; /* 0..communities-1: where along the communities they begin to fall */
	uint64_t first_person;
};

struct soc_place_inner {
	int64_t persons, minority;
	uint64_t first_person;
};

/* Income as a standard normal rank plus the mean of the stratum (income.c); all in units of 1 /
 * SOC_INCOME_ONE. */
#define SOC_INCOME_ONE (1 << 24)
struct soc_income {
	int32_t normal[SOC_NORMAL_TABLE]; /* quantiles of the normal law, 1 = 4096 */
	int32_t household, person;        /* weights of the two components, 1 = 4096 */
	int32_t cuts[SOC_INCOME_PLACES]
				[4]; /* [place of the law]: upper ends of the lower four national quintiles */
	int32_t higher[SOC_PERSON_CLASSES]; /* how much higher a class stands */
	struct soc_income_law law;
};

struct soc_inner {
	struct soc_region_inner *regions;
	struct soc_slot_band *slot_bands; /* of every slot of every region; NULL in an outline */
	struct soc_stratum_inner *strata;
	struct soc_place_inner *places;
	struct soc_income income;
	uint8_t oldest[SOC_OLDEST_TABLE]; /* ages of the last band, equal shares of its people */
	struct soc_census census;         /* the controls, provinces kept */
	int has_ages;                     /* 0: an outline, from which nobody can be built */
};

static inline const struct soc_inner *soc_plan_inner(const struct soc_plan *plan)
{
	return (const struct soc_inner *)plan->inner;
}

/* Households of kind k in the communities before community j of a stratum. */
static inline uint32_t soc_population_stratum_upto(const struct soc_stratum_inner *in, uint32_t communities,
                                                   int k, uint64_t j)
{
	return (uint32_t)((j * in->count[k] + in->phase[k]) / communities);
}

/* Ages and sexes of every slot: fits and rounds, so that the province's people of each sex and band are
 * exact. wanted[2 * band] men, wanted[2 * band + 1] women, with the persons of count[] as their sum; the
 * bands outlive the ages. SOC_ERR_MEMORY. */
struct soc_ages;
enum soc_err soc_ages_new(const struct soc_bands *bands, struct soc_ages **out, struct soc_msg *msg);
void soc_ages_free(struct soc_ages *ages);
void soc_ages_fit(struct soc_ages *ages, const int64_t *wanted, const int64_t count[SOC_UNITS],
                  struct soc_region_inner *out);
/* The jitters of every slot, which the seed keys: who of the members has which age. */
void soc_ages_draw(uint64_t seed, uint32_t region, struct soc_region_inner *out);
/* Ages from `from` on, for the last band. */
void soc_ages_oldest(int from, uint8_t oldest[SOC_OLDEST_TABLE]);

/* The place of the law in which people of a region live. */
static inline unsigned soc_income_place(const struct soc_income *income, unsigned region, unsigned urban)
{
	return income->law.places > 2 ? 2 * region + urban : urban;
}
/* A region as incomes know it: share of all people, share of its own in towns, mean income in any unit. */
struct soc_income_region {
	double share, urban, mean;
};
/* working_share: of the people aged 25 to 64. regions: they differ in mean income; one: they do not. */
void soc_income_init(struct soc_income *income, const struct soc_society *society,
                     const struct soc_income_region *regions, int count, double working_share);

/* Links kin and former spouses among the filled rows of a community. */
void soc_population_link_kin(const struct soc_plan *plan, const struct soc_society *society,
                             uint32_t community, unsigned count, const struct soc_inhabitants *rows);

/* soc_plan_init on other files than the embedded ones; has_ages 0: soc_plan_outline. */
enum soc_err soc_plan_from(struct soc_plan *plan, const struct soc_scenario *s,
                           const struct soc_census_files *files, int has_ages, struct soc_msg *msg);

#endif
