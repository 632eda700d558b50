/* What an experiment measures: formulas over headline statistics, indicators and counts of modules, computed
 * from the sums of the months without a results file. */
#ifndef SOC_EXPERIMENT_OUTCOME_H
#define SOC_EXPERIMENT_OUTCOME_H

#include "base/formula.h"

/* The names that an outcome may have: those of `socred pilots`, and the statistics of the headline that
 * follow from the indicators. */
extern const struct soc_formula_names soc_outcome_names;

#endif
