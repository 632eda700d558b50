/* What modules count beside the wide indicators: every count once. A count has `size` values, told apart by an index.
 *
 *   X(name, kind, size, unit, index, meaning)
 *     kind   S: stock at the end of the month, F: flow of the month
 *     index  what the index 0..size-1 means, in words for a reader of results.db
 *
 * Only values other than 0 get a row in the table by_module, so a module that is off leaves no trace in it. */
#ifndef SOC_MODEL_MODULE_COUNTS_H
#define SOC_MODEL_MODULE_COUNTS_H

#define SOC_MODULE_COUNTS(X)

/* First place of each count among the values of all, and how many values there are. */
enum soc_module_count {
#define SOC_MODULE_PLACE(name, kind, size, unit, index, meaning) SOC_MOD_##name, SOC_MOD_LAST_##name = SOC_MOD_##name + (size) - 1,
	SOC_MODULE_COUNTS(SOC_MODULE_PLACE)
#undef SOC_MODULE_PLACE
	SOC_MODULE_VALUES
};

#endif
