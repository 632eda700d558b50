/* The files that are shipped with the library, built into it byte for byte. */
#ifndef SOCRED_SHIPPED_H
#define SOCRED_SHIPPED_H

#include "socred/error.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The scenarios, regimes, experiments, populations and ensembles that are shipped, built into the library:
 * how many files there are. Returns: 1 or more. Cost: O(1). */
SOC_API size_t soc_shipped_count(void);
/* File i, 0 to soc_shipped_count - 1: its path from the root of the source, as "regimes/points.yaml", and its
 * text.
 * Owner: the library; static. Returns: NULL past the end. Cost: O(1). */
SOC_API const char *soc_shipped_name(size_t i);
SOC_API const char *soc_shipped_text(size_t i);

#ifdef __cplusplus
}
#endif
#endif
