/* What a formula may name: every indicator and every value that modules count, as one number for a replicate
 * of a result. */
#ifndef SOC_ANALYSIS_NAMES_OF_VALUES_H
#define SOC_ANALYSIS_NAMES_OF_VALUES_H

#include "analysis/statistics.h"
#include "base/formula.h"
#include "model/modules/counters.h"

/* Places of all values: the indicators, then those of the array of modules (module_counts.h). */
#define SOC_VALUES_COUNT (SOC_INDICATORS_COUNT + SOC_MODULE_VALUES)

extern const struct soc_formula_names soc_value_names;

/* The name of a value of a counter: table.column, with its key where the table has dimensions:
 * firms_appeals_by_list.upheld[firm_list=0 wrong=1]. place: 0 .. table->size - 1. */
void soc_names_of_value(const struct soc_counter_table *table, const struct soc_counter *counter, int place,
                        char out[SOC_FORMULA_NAME]);

/* The formula of a rate of everybody that is no statistic of the headline, but that the view `rates` has by
 * parts of the people, per 1,000 ("listed_wrongly"); NULL: there is no such rate. near: takes their names;
 * may be NULL. */
struct soc_suggestion;
const char *soc_names_of_rates_formula(const char *name, struct soc_suggestion *near);

/* What such a rate is, with its unit; NULL: there is no such rate. */
const char *soc_names_of_rates_label(const char *name);

#define SOC_VALUE_SQL 384 /* bytes of a statement about a value */
/* SQL of it: at the month ?2 for a stock, summed up to it for a flow, in replicate ?1; 0 where there are no
 * rows. */
void soc_names_of_value_sql(const struct soc_counter_table *table, const struct soc_counter *counter,
                            int place, char out[SOC_VALUE_SQL]);
/* SQL of how many months and replicates have it other than 0. */
void soc_names_of_value_sql_rows(const struct soc_counter_table *table, const struct soc_counter *counter,
                                 int place, char out[SOC_VALUE_SQL]);

/* Stocks at `month`, flows summed up to it; values that a run has no rows of are 0, a stock that was not
 * counted in the month (sampling.h) is NaN. Only where wanted[i]. */
enum soc_err soc_names_of_values_read(struct soc_result *r, int64_t replicate, int64_t month,
                                      const unsigned char *wanted, double *out, struct soc_msg *msg);

#endif
