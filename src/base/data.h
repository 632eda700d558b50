/* Data files that travel inside the library: the files of data/ named in data/meson.build, byte for byte. */
#ifndef SOC_BASE_DATA_H
#define SOC_BASE_DATA_H

#include <stddef.h>

struct soc_data {
	const char *name; /* path below data/, e.g. "census/china_2020_census_province.csv" */
	const char *text; /* a NUL follows the last byte */
	size_t length;    /* bytes without that NUL */
};

/* How many files are built in. */
size_t soc_data_count(void);
/* NULL past the end. */
const struct soc_data *soc_data_at(size_t i);
/* The bytes of a file by its path below data/ or by its last part; NULL when there is none. length may be
 * NULL. Static memory. */
const char *soc_data_file(const char *name, size_t *length);

#endif
