/* The controls of a population: a census by province and prefecture, read from CSV text and checked. */
#ifndef SOC_POPULATION_CENSUS_H
#define SOC_POPULATION_CENSUS_H

#include "model/population/csv.h"

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#define SOC_BANDS_MAX 101 /* bands of age, at most one a year */
#define SOC_OLDEST 100    /* years; the last band goes up to it */
#define SOC_SIZES_MAX 12  /* sizes of households, as counted */
#define SOC_GENERATIONS 4 /* 1, 2, 3, 4 and more */
#define SOC_REGIONS_MAX 64
#define SOC_REGION_PLACES_MAX 32

/* Bands of age: those of the shipped census (0, 1-4, 5-9, ... 85 and older), cut further where a population
 * is counted by other ages, so that what is counted of a band is made of it. */
struct soc_bands {
	int32_t count;
	uint8_t from[SOC_BANDS_MAX + 1]; /* lowest year of each; the last is open, from[count] SOC_OLDEST + 1 */
};

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
	int64_t sex_age[SOC_BANDS_MAX][2]; /* [band][0] men, [1] women */
	int64_t sizes[SOC_SIZES_MAX];      /* households of 1, 2, ... people, the last of that many and more */
	int32_t sizes_count;               /* 0: sizes were not counted */
	int32_t first_place, places;
};

struct soc_census {
	int32_t regions_count, places_count;
	struct soc_bands bands;
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

/* The bands of the shipped census, which every population has, cut further at the years of also[n], 0 to
 * SOC_OLDEST; ages above 85 are told apart only where also[] has one: by five years up to the highest. Pure.
 */
void soc_bands_init(struct soc_bands *bands, const int *also, int n);
/* The band of an age in years. Cost: O(bands). */
int soc_bands_of(const struct soc_bands *bands, unsigned age);
/* Room for the name of a band with its NUL. */
#define SOC_BAND_NAME 16
/* Its name: years with `between`, and behind the open one `open`: "15-17", "85+", or "15_17", "85_plus". */
void soc_bands_name(const struct soc_bands *bands, int band, char between, const char *open,
                    char out[SOC_BAND_NAME]);
/* Part of soc_census_read: the bands by which the header of a table counts men. SOC_ERR_DATA where years are
 * missing, or not in their order. */
enum soc_err soc_bands_read(const struct soc_csv *csv, struct soc_bands *bands, struct soc_msg *msg);

#endif
