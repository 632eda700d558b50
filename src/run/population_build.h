/* A population of one's own, from a table of aggregates and a map of its columns. */
#ifndef SOC_RUN_POPULATION_BUILD_H
#define SOC_RUN_POPULATION_BUILD_H

#include "socred/error.h"

#include <stddef.h>

struct soc_text_file {
	const char *name, *text; /* name: for messages */
	size_t length;
};

/* Makes the text that a scenario names with `population:`. Every cell is a count of people or households, 0
 * or at least SOC_CELL_LEAST; what cannot be built from is refused, never mended. Owner: *out is the caller's
 * (soc_free). Errors: SOC_ERR_DATA with file:line:column; SOC_ERR_MEMORY. Cost: O(cells). */
enum soc_err soc_population_build_text(const struct soc_text_file *table, const struct soc_text_file *map,
                                       char **out, struct soc_msg *msg);

#endif
