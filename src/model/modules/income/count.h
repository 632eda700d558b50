/* What is counted of incomes. */
#ifndef SOC_MODEL_INCOME_COUNT_H
#define SOC_MODEL_INCOME_COUNT_H

#include "model/indicators/count.h"

/* Stocks at the end of the month, in the months that output.modules samples. Nothing where income is off.
 * Cost: linear in people, two draws a household. */
void soc_income_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
