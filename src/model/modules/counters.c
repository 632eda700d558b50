#include "model/modules/counters.h"

#include <stddef.h>

#define WORDS(name) ((const char *const[]){ SOC_WORDS_##name })
#define FORM_WORD(name) WORDS(name), NULL, NULL
#define FORM_ENTRY(name) NULL, NULL, SOC_NAMES_##name
#define FORM_PROVINCE(name) FORM_NUMBER(name)
#define FORM_FLAG(name) NULL, WORDS(name), NULL
#define FORM_NUMBER(name) NULL, NULL, NULL
#define DIMENSION(name, values, form, meaning) { #name, meaning, values, FORM_##form(name) },
#define ONE(name, values, form, meaning) +1

#define KIND_S 1
#define KIND_F 0
#define COUNTER(table, column, kind, cadence, unit, meaning)                                 \
	{ #table "." #column,        #column, unit, meaning, KIND_##kind, SOC_CADENCE_##cadence, \
	  SOC_MOD_##table##_##column },

/* A table without dimensions has an empty list, which needs an entry all the same. */
#define TABLE(table, meaning, counters)                                                                 \
	{ #table,                                                                                           \
	  meaning,                                                                                          \
	  (const struct soc_dimension[]){ SOC_KEYS_##table(DIMENSION){ NULL, NULL, 0, NULL, NULL, NULL } }, \
	  (const struct soc_counter[]){ counters },                                                         \
	  0 SOC_KEYS_##table(ONE),                                                                          \
	  (int)(sizeof((const struct soc_counter[]){ counters }) / sizeof(struct soc_counter)),             \
	  SOC_COUNTER_SIZE(table) },

const struct soc_counter_table soc_counter_tables[SOC_COUNTER_TABLES] = {
#include "model/modules/counters.def"
};

int soc_counter_dimension(const struct soc_counter_table *table, int dimension, int place)
{
	for (int i = table->dimensions_count - 1; i > dimension; i--)
		place /= table->dimensions[i].values;
	return place % table->dimensions[dimension].values;
}
