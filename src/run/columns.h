/* The columns of a community one by one, under their names: for whoever does the same with all of them, such
 * as comparing two worlds or writing one down. */
#ifndef SOC_RUN_COLUMNS_H
#define SOC_RUN_COLUMNS_H

#include "run/world.h"

/* What a value of a column is. A new struct in model/columns.def gets a constant here and its members in
 * checkpoint_columns.c; without them columns.c does not compile. */
enum soc_column_kind {
	SOC_COLUMN_U8,
	SOC_COLUMN_U16,
	SOC_COLUMN_I16,
	SOC_COLUMN_U32,
	SOC_COLUMN_FILE,
	SOC_COLUMN_RECORD_UNDER_WAY,
	SOC_COLUMN_COUNTS
};

struct soc_column_slice {
	const char *part, *name; /* as in model/columns.def */
	unsigned copy;           /* which component, list or sphere; else 0 */
	size_t size, count;      /* bytes of a value; values in use */
	enum soc_column_kind kind;
	int is_state; /* changes in a run; 0: built with the people, or made anew when it is asked for */
	void *values; /* owner: the world */
};

#define SOC_MOST_PERSON 1
#define SOC_MOST_COMPONENT SOC_COMPONENTS_MAX
#define SOC_MOST_LIST SOC_LISTS_MAX
#define SOC_MOST_SPHERE SOC_SPHERES_MAX
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
