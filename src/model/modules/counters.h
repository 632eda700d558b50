/* What modules count, as data: from modules/counters.def. The store makes a table of results of each entry,
 * analysis and view find values by it. Constant; may be read by all threads. */
#ifndef SOC_MODEL_MODULES_COUNTERS_H
#define SOC_MODEL_MODULES_COUNTERS_H

#include "model/indicators/module_counts.h"

/* The months in which a counter is counted. */
enum soc_cadence {
	SOC_CADENCE_MONTH,   /* every month */
	SOC_CADENCE_SAMPLED, /* as often as output.modules says */
	SOC_CADENCE_SCORING  /* when bureaus score */
};

struct soc_dimension {
	const char *name, *meaning;
	int values;
	const char *const *words;  /* [values]; NULL: the column holds the number */
	const char *const *labels; /* [values] what a page calls the numbers, or NULL */
	const char *kind;          /* under which the table `names` has their names, or NULL */
};

struct soc_counter {
	const char *name; /* table.column */
	const char *column, *unit, *meaning;
	int is_stock;
	enum soc_cadence cadence;
	int first; /* of its values in the array of a month */
};

struct soc_counter_table {
	const char *name, *meaning;
	const struct soc_dimension *dimensions;
	const struct soc_counter *counters;
	int dimensions_count, counters_count;
	int size; /* values of each of its counters */
};

extern const struct soc_counter_table soc_counter_tables[SOC_COUNTER_TABLES];

/* Value of a dimension of a table at a place among the values of a counter, 0..size-1. Cost: the number of
 * dimensions. */
int soc_counter_dimension(const struct soc_counter_table *table, int dimension, int place);

#endif
