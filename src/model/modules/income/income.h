/* Incomes: how lasting income moves, and what somebody's income is in a month. docs/model/income.md. */
#ifndef SOC_MODEL_INCOME_H
#define SOC_MODEL_INCOME_H

#include "model/community.h"
#include "model/modules/income/rules.h"
#include "model/month_log.h"
#include "model/population/population.h"

struct soc_truth; /* out of reach of whoever asks for the tables alone */

/* Fits the tables to the income law of the population: the spread of lasting income is what is left of that
 * law's spread when a year's part is taken off, so that all incomes together have the Gini coefficient of the
 * society. Nothing where income is off. Errors: SOC_ERR_SCENARIO when a year's part is as wide as the law or
 * wider. Source: docs/model/income.md. Cost: some ms. s: the scenario of these rules. */
enum soc_err soc_income_fit(struct soc_income_rules *income, const struct soc_income_law *law,
                            const struct soc_scenario *s, struct soc_msg *msg);

/* Lasting income after this month's refusals and, in the month of the year in which incomes of a household
 * move, after that; and the income quintiles that follow. What it would be without the refusals is kept
 * beside, for the counterfactual. Nothing where income is off. Cost: a look at every household, and draws for
 * a twelfth of the people. */
void soc_income_move(const struct soc_place_time *at, const struct soc_income_rules *income,
                     const struct soc_registry *registry, const struct soc_month_log *month_log,
                     struct soc_self *self, struct soc_truth *truth);

/* Log income of the middle of a class where a community is, 1 = 65536. Cost: O(1). */
int64_t soc_income_middle(const struct soc_place_time *at, const struct soc_income_rules *income,
                          unsigned class);
/* How often the incomes of the household that begins at a row have moved by the end of the month. Cost: O(1).
 */
unsigned soc_income_moves(const struct soc_place_time *at, unsigned first);
/* A year's part of the income of a household, the one after so many moves: log income, 1 = 65536. Cost: a
 * draw. */
int32_t soc_income_of_year(const struct soc_place_time *at, const struct soc_income_rules *income,
                           unsigned first, unsigned moves);
/* The income quintile, 0 the lowest, of a level, as incomes are laid out. Cost: O(1). */
static inline unsigned soc_income_quintile(const struct soc_income_rules *income, unsigned level)
{
	return income->rank[level] * 5u >> 10;
}
/* The level of a log income, 0 to SOC_INCOME_LEVELS - 1. Cost: O(1). */
unsigned soc_income_level(int64_t log_income);

#endif
