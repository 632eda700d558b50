/* The rows that were read of somebody's table, and the text that is made of them. */
#ifndef SOC_RUN_POPULATION_TABLES_H
#define SOC_RUN_POPULATION_TABLES_H

#include "base/buf.h"
#include "run/population_map.h"

/* One place. */
struct soc_population_row {
	char region[32], place[48], latin[48];
	int64_t persons, urban, sex_age[SOC_BANDS_MAX][2], sizes[SOC_SIZES_MAX];
	double minority_percent, longitude, latitude;
	struct soc_census_homes homes;
};

struct soc_population_rows {
	struct soc_population_row *row;
	int count;
	char (*region)[32]; /* names, in the order in which they first appear */
	int regions_count;
};

/* Appends the notes and the four tables. Cost: O(rows x regions). */
void soc_population_put(const struct soc_population_map *map, const struct soc_population_rows *rows,
                        struct soc_buf *out);

#endif
