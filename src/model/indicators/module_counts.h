/* The array of what modules count in a month: where each counter of modules/counters.def has its values, in
 * the order of its dimensions, the last running fastest: SOC_AT. */
#ifndef SOC_MODEL_MODULE_COUNTS_H
#define SOC_MODEL_MODULE_COUNTS_H

#include "model/modules/dimensions.h"

#include <assert.h>

/* How many values a counter of a table has: the product of its dimensions. */
#define SOC_TIMES_DIMENSION(name, values, form, meaning) *(values)
#define SOC_COUNTER_SIZE(table) (1 SOC_KEYS_##table(SOC_TIMES_DIMENSION))

/* First place of each counter among the values of all, and how many values there are. */
enum soc_module_count {
#define TABLE(table, meaning, counters) counters
#define COUNTER(table, column, kind, cadence, unit, meaning) \
	SOC_MOD_##table##_##column,                              \
		SOC_MOD_LAST_##table##_##column = SOC_MOD_##table##_##column + SOC_COUNTER_SIZE(table) - 1,
#include "model/modules/counters.def"
	SOC_MODULE_VALUES
};

/* The number of each table: its place in soc_counter_tables. */
enum soc_counter_table_number {
#define TABLE(table, meaning, counters) SOC_COUNTERS_##table,
#define COUNTER(table, column, kind, cadence, unit, meaning)
#include "model/modules/counters.def"
	SOC_COUNTER_TABLES
};

/* SOC_AT(table, dimension, ...): the place of a value among those of a counter, from one value of each
 * dimension in the order of SOC_KEYS_table, each from 0 below its number of values. A dimension too few or
 * too many does not compile. */
#define SOC_AT(table, ...) soc_place_##table(0, __VA_ARGS__)
#define SOC_PLACE_PARAMETER(name, values, form, meaning) , unsigned at_##name
#define SOC_PLACE_STEP(name, values, form, meaning) \
	assert(at_##name < (values));                   \
	place = place * (values) + at_##name;
#define TABLE(table, meaning, counters)                                                            \
	static inline unsigned soc_place_##table(unsigned place SOC_KEYS_##table(SOC_PLACE_PARAMETER)) \
	{                                                                                              \
		SOC_KEYS_##table(SOC_PLACE_STEP) return place;                                             \
	}
#define COUNTER(table, column, kind, cadence, unit, meaning)
#include "model/modules/counters.def"

#endif
