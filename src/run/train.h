/* Training of predictors: between two months, over many communities at once, which no phase of a month can
 * see. It reads registry and record alone (soc_prediction_cases), and what is made of them is whole numbers
 * (model/modules/prediction/predictor.h). */
#ifndef SOC_RUN_TRAIN_H
#define SOC_RUN_TRAIN_H

#include "model/indicators/indicators.h"
#include "model/modules/prediction/prediction.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"
#include "model/step.h"

/* Where the people are. columns: gives those of a community, which stand until the next call; 0 when memory
 * ran out. */
struct soc_train_job {
	const struct soc_plan *plan;
	uint64_t seed;  /* of the replicate */
	uint32_t month; /* that was stepped last */
	int (*columns)(void *user, uint32_t community, struct soc_columns *out);
	void *user;
};

/* Trains the predictors of the rules where that is due after the month, and counts them in tally. The people
 * of some communities are taken, evenly spread over the plan from one drawn at random, at most
 * prediction.sample in all; so what it needs is bounded. Errors: SOC_ERR_MEMORY, SOC_ERR_INTERNAL what the
 * library of trees says. Cost: nothing in other months; about 5 us a person of the sample, 40 with trees. */
enum soc_err soc_train(struct soc_rule_sets *v, const struct soc_train_job *job, struct soc_tally *tally,
                       struct soc_msg *msg);

/* From cases to predictors, apart from where people stand. p: all 0. Errors: as soc_train. */
enum soc_err soc_train_on(struct soc_predictor *p, const struct soc_prediction_rules *rules,
                          const struct soc_prediction_case *cases, size_t count, struct soc_msg *msg);

#endif
