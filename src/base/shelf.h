/* The shelf: the scenarios, regimes, experiments and ensembles that are shipped, built into the library byte
 * for byte (tools/shelf.py). Who may not reach the file system, as a request to the lab, finds them here by
 * name. */
#ifndef SOC_BASE_SHELF_H
#define SOC_BASE_SHELF_H

#include <stddef.h>

struct soc_shelf_file {
	const char *name; /* path from the root of the source, e.g. "regimes/points.yaml" */
	const char *text; /* a NUL follows the last byte */
	size_t length;    /* bytes without that NUL */
};

/* How many files there are. */
size_t soc_shelf_count(void);
/* The file i, in the order of names; NULL past the end. Static memory. */
const struct soc_shelf_file *soc_shelf_at(size_t i);
/* The number of the file with just this name, or -1. O(log files). */
int soc_shelf_find(const char *name);

#endif
