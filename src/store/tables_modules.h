/* The tables of what modules count: the columns for tables.h, where their keys and the macros X stand. */
#ifndef SOC_STORE_TABLES_MODULES_H
#define SOC_STORE_TABLES_MODULES_H

#define SOC_COLUMNS_MODULE_COUNTS(X, I, N) \
	X(count, SOC_STR, "", "name of the count") \
	X(kind, SOC_STR, "", "stock: at the end of the month; flow: sum over the month") \
	X(size, SOC_INT, "values", "how many values it has: idx runs from 0 to size - 1") \
	X(unit, SOC_STR, "", "unit of the values") \
	X(index_meaning, SOC_STR, "", "what idx means") \
	X(meaning, SOC_STR, "", "what is counted")

#endif
