/* The columns of a community one by one, under their names: for whoever does the same with all of them, such
 * as comparing two worlds or writing one down. */
#ifndef SOC_RUN_COLUMNS_H
#define SOC_RUN_COLUMNS_H

#include "run/world.h"

struct soc_column_slice {
	const char *part, *name; /* as in model/columns.def */
	unsigned copy;           /* which family or list; else 0 */
	size_t size, count;      /* bytes of a value; values in use */
	void *values;            /* owner: the world */
};

#define SOC_MOST_PERSON 1
#define SOC_MOST_FAMILY SOC_FAMILIES_MAX
#define SOC_MOST_LIST SOC_LISTS_MAX
#define SOC_MOST_COMMUNITY 1
#define SOC_MOST_DOCKET 1
#define SOC_MOST_UNDER_WAY 1
enum {
	SOC_COLUMN_SLICES_MAX = 0
#define COLUMN(part, type, name, per, when) +SOC_MOST_##per
#include "model/columns.def"
};

/* The columns that a community has, in the order of model/columns.def, with the values in use: a row of each
 * person, the files in the docket. community: index of the plan. Returns how many. Cost: under 1 us. */
unsigned soc_columns_list(struct soc_world *w, uint32_t community,
                          struct soc_column_slice out[SOC_COLUMN_SLICES_MAX]);

#endif
