/* What the columns of somebody's table mean (map.yaml), read for the building of a population of one's own.
 */
#ifndef SOC_RUN_POPULATION_MAP_H
#define SOC_RUN_POPULATION_MAP_H

#include "model/population/census.h"

#define SOC_MAP_NAME 64  /* bytes of a column's name with its NUL */
#define SOC_MAP_TEXT 256 /* bytes of a title or source with its NUL */

/* A column, or one number for all rows. */
struct soc_map_value {
	char column[SOC_MAP_NAME]; /* "": a number */
	double number;
	int given;
};

struct soc_map_band {
	int from, to;               /* years, both within; to SOC_OLDEST where it is open */
	struct soc_map_value of[2]; /* men, women */
};

struct soc_population_map {
	char name[32], title[SOC_MAP_TEXT], source[SOC_MAP_TEXT], licence[SOC_MAP_TEXT], note[SOC_MAP_TEXT];
	struct soc_map_value region, place, latin; /* columns; region not given: all in one */
	struct soc_map_value urban;                /* a column of people, or a share */
	struct soc_map_value minority_percent, longitude, latitude;
	int bands;
	struct soc_map_band band[SOC_BANDS_MAX];
	struct soc_bands made; /* the bands that people are made by: none reaches over an edge of these */
	int sizes; /* households by size, the last that many and more; 0: households and one_person are given */
	struct soc_map_value size[SOC_SIZES_MAX], households, one_person, in_households;
	struct soc_map_value generations[SOC_GENERATIONS]; /* columns, or shares that sum to 1 */
	int generations_are_shares;
};

/* Reads the text of a map. Errors: SOC_ERR_DATA with file:line:column, what was found and what is allowed;
 * SOC_ERR_MEMORY. */
enum soc_err soc_population_map_read(const char *text, size_t length, const char *name,
                                     struct soc_population_map *out, struct soc_msg *msg);

#endif
