/* What a formula may name: every indicator and every count of a module, as one number for a replicate of a
 * result. */
#ifndef SOC_STORE_NAMES_OF_VALUES_H
#define SOC_STORE_NAMES_OF_VALUES_H

#include "analysis/figures.h"
#include "base/formula.h"
#include "store/by_module.h"

/* Places of all values: the indicators, then those of module counts (name, or name[index] where a count has
 * several). */
#define SOC_VALUES_COUNT (SOC_INDICATORS_COUNT + SOC_BY_MODULE_VALUES)

extern const struct soc_formula_names soc_value_names;

/* Stocks at `month`, flows summed up to it; counts that a run has no rows of are 0, a stock that was not
 * counted in the month (looks.h) is NaN. Only where wanted[i]. */
enum soc_err soc_names_of_values_read(struct soc_result *r, int64_t replicate, int64_t month,
                                      const unsigned char *wanted, double *out, struct soc_msg *msg);

#endif
