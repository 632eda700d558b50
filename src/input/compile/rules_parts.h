/* When stocks of modules are counted: part of struct soc_rules. */
#ifndef SOC_INPUT_RULES_PARTS_H
#define SOC_INPUT_RULES_PARTS_H

#include "input/schema/scenario.h"

#include <stdint.h>

/* Months in which the stocks of modules that take a look at everybody are counted (output.modules): each, or
 * the ends of years and of the run. from, to: its first and last month, year * 12 + month - 1. */
struct soc_look_rule {
	int yearly;
	int64_t from, to;
};
static inline struct soc_look_rule soc_look_rule_of(const struct soc_scenario *s)
{
	return (struct soc_look_rule){ s->output.modules == SOC_MODULES_YEARLY, s->span.from, s->span.to };
}
/* month: of the run, from 0. */
static inline int soc_looks_in(const struct soc_look_rule *rule, int64_t month)
{
	return !rule->yearly || (rule->from + month) % 12 == 11 || rule->from + month == rule->to;
}

#endif
