/* The controls of a population: a census by province and prefecture, read from CSV text and checked. */
#ifndef SOC_POPULATION_CENSUS_H
#define SOC_POPULATION_CENSUS_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#define SOC_BANDS 19      /* ages 0, 1-4, 5-9, ... 80-84, 85 and older */
#define SOC_GENERATIONS 4 /* 1, 2, 3, 4 and more */
#define SOC_REGIONS_MAX 64
#define SOC_REGION_PLACES_MAX 32

/* Households: counts of the census, not scaled. */
struct soc_census_homes {
	int64_t households, persons, one_person, generations[SOC_GENERATIONS];
};

struct soc_census_place {
	int32_t code, region;
	char name[48],
		latin[48]; /* latin: in Latin letters, of no two places the same; name where it is in them */
	int64_t persons, urban;
	double minority_share, longitude, latitude;
	struct soc_census_homes homes;
};

struct soc_census_region {
	int32_t code, line;
	char name[32], name_zh[32];
	int64_t persons, urban;
	double minority_share;
	struct soc_census_homes homes;
	int64_t sex_age[SOC_BANDS][2]; /* [band][0] men, [1] women */
	int32_t first_place, places;
};

struct soc_census {
	int32_t regions_count, places_count;
	struct soc_census_region regions[SOC_REGIONS_MAX];
	struct soc_census_place *places; /* by region, in the order of regions */
};

struct soc_census_file {
	const char *name, *text;
	size_t length;
};
struct soc_census_files {
	struct soc_census_file provinces, prefectures, centres;
	struct soc_census_file latin; /* text NULL: names need none */
};

/* The files of a data set by name; SOC_ERR_SCENARIO with the nearest name. */
enum soc_err soc_census_find(const char *data, struct soc_census_files *files, struct soc_msg *msg);
/* The files of a population of one's own, from its text: behind lines of # four tables (provinces,
 * prefectures, centres, names in Latin letters) with a line %% between them. files point into text, which
 * must outlive them. SOC_ERR_DATA when there are fewer. */
enum soc_err soc_census_own(const char *text, struct soc_census_files *files, struct soc_msg *msg);
/* What the text says of itself under a key (name, title, source, licence), at most room - 1 bytes; "" when it
 * says nothing. */
void soc_census_own_note(const char *text, const char *key, char *out, size_t room);
/* Reads and checks: provinces' ages sum to their persons, households to their generations, prefectures not
 * above their province. Where they sum to less a place "directly administered counties" is added (code of the
 * province + 9000). census is zeroed on failure. SOC_ERR_DATA with file:line:column, SOC_ERR_MEMORY. Release
 * with soc_census_release. */
enum soc_err soc_census_read(struct soc_census *census, const struct soc_census_files *files,
                             struct soc_msg *msg);
/* Keeps the provinces named ("all", or English names with commas). SOC_ERR_SCENARIO with the nearest name. */
enum soc_err soc_census_keep(struct soc_census *census, const char *provinces, struct soc_msg *msg);
/* Part of soc_census_read: longitudes and latitudes of the places. */
enum soc_err soc_census_centres(struct soc_census *census, const struct soc_census_file *file,
                                struct soc_msg *msg);
/* Part of soc_census_read: names of places in Latin letters. */
enum soc_err soc_census_latin(struct soc_census *census, const struct soc_census_file *file,
                              struct soc_msg *msg);
void soc_census_release(struct soc_census *census);

#endif
