/* How incomes differ and move: part of struct soc_rules. Log incomes 1 = 65536, 0 the log of the mean income
 * of all. */
#ifndef SOC_MODEL_INCOME_RULES_H
#define SOC_MODEL_INCOME_RULES_H

#include "input/schema/scenario.h"

#include <stdint.h>

#define SOC_INCOME_NORMAL 1024 /* quantiles of the normal law */
#define SOC_INCOME_LEVELS 512  /* log incomes in steps of 1/64, the first from -4.5 on */
#define SOC_INCOME_MIDDLE 128  /* of lasting income, a byte */
#define SOC_INCOME_EFFECTS 31  /* steps of income lost or gained, from 15 lost on */

struct soc_income_rules {
	uint8_t enabled;
	uint8_t places;                     /* of the law (model/population/population.h) */
	int32_t place[128];                 /* log income of the middle of its citizens */
	int32_t class[SOC_PERSON_CLASSES];  /* added to it */
	int32_t step;                       /* of the column `income`: 1/32 of the spread of lasting income */
	int32_t keep;                       /* of lasting income over a year, 1 = 65536 */
	int32_t move;                       /* spread of what it moves by in a year; 1 = 65536 of a step */
	int32_t shared, own;                /* weights of the household and of the person in it, 1 = 4096 */
	int32_t year;                       /* spread of a year's part */
	int32_t effect[SOC_INCOME_EFFECTS]; /* log of what is left of income */
	int64_t scar[SOC_MEASURES_MAX];     /* lasting income lost by a refusal, 1 = 65536 of a step */
	int16_t normal[SOC_INCOME_NORMAL];  /* 1 = 4096 */
	uint16_t rank[SOC_INCOME_LEVELS];   /* people below, of 1024, as incomes are laid out */
	uint32_t amount[SOC_INCOME_LEVELS]; /* 1/1000 of the mean income of all */
};

#endif
