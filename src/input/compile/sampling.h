/* When stocks that take a sample of everybody are counted: part of struct soc_rules. */
#ifndef SOC_INPUT_SAMPLING_H
#define SOC_INPUT_SAMPLING_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* Months in which the stocks of modules that go over everybody are counted (output.modules): each, or the
 * ends of years and of the run. from, to: its first and last month, year * 12 + month - 1. */
struct soc_sampling {
	int yearly;
	int64_t from, to;
};
static inline struct soc_sampling soc_sampling_of(const struct soc_scenario *s)
{
	return (struct soc_sampling){ s->output.modules == SOC_MODULES_YEARLY, s->span.from, s->span.to };
}
/* month: of the run, from 0. */
static inline int soc_sampling_has(const struct soc_sampling *sampling, int64_t month)
{
	return !sampling->yearly || (sampling->from + month) % 12 == 11 || sampling->from + month == sampling->to;
}

#endif
