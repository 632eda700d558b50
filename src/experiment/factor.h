/* A factor: a key of the scenario that an experiment varies, and the values it takes. */
#ifndef SOC_EXPERIMENT_FACTOR_H
#define SOC_EXPERIMENT_FACTOR_H

#include "input/schema/scenario.h"

#define SOC_FACTORS_MAX 1024
#define SOC_FACTOR_VALUES_MAX 32 /* values of a list */
#define SOC_FACTOR_KEY 160       /* bytes with the NUL */
#define SOC_FACTOR_TEXT 64       /* of a value, with the NUL */

enum soc_factor_distribution { SOC_FACTOR_UNIFORM, SOC_FACTOR_LOGUNIFORM, SOC_FACTOR_VALUES };
extern const char *const soc_factor_distributions[3];

struct soc_factor {
	char key[SOC_FACTOR_KEY]; /* of the scenario */
	enum soc_factor_distribution distribution;
	int is_whole;     /* a whole number: low, low + 1, ..., high are equally frequent */
	double low, high; /* of the two laws with a range */
	int values_count;
	char value[SOC_FACTOR_VALUES_MAX][SOC_FACTOR_TEXT];
};

/* The value at u, 0 to 1 (both included), as YAML. uniform: low + u (high - low); loguniform: the same of
 * the logarithms; values: the u-th of them. Owner: out is the caller's. Pure. Cost: under a microsecond. */
void soc_factor_value(const struct soc_factor *f, double u, char out[SOC_FACTOR_TEXT]);
/* A value of the factor, as soc_factor_value writes it, as a number; of words in a list, which of them it is,
 * from 0; NaN when it is none of them. Pure. Cost: O(values). */
double soc_factor_number(const struct soc_factor *f, const char *value);
/* How many values of their own a grid of at most `levels` has for the factor: the values of a list, the whole
 * numbers of a range where they are fewer. */
int soc_factor_levels(const struct soc_factor *f, int levels);
/* u of level i of so many (soc_factor_levels): from end to end of a range. */
double soc_factor_level(const struct soc_factor *f, int i, int levels);

#endif
