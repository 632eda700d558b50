/* The interface through which run/ tells what happened; store/ implements it, so that run/ never meets
 * SQLite. */
#ifndef SOC_RUN_OBSERVER_H
#define SOC_RUN_OBSERVER_H

#include "input/schema/scenario.h"
#include "model/fields.h"
#include "model/indicators/indicators.h"
#include "model/population/population.h"

struct soc_observer {
	void *user;
	/* Once, after the plan of the population is made. */
	enum soc_err (*on_start)(void *user, const struct soc_scenario *s, const struct soc_plan *plan,
	                         struct soc_msg *msg);
	/* At the end of each month (0-based). fields are those that the month was stepped WITH (one per place).
	 */
	enum soc_err (*on_month)(void *user, int64_t replicate, int64_t month, const struct soc_tally *tally,
	                         const struct soc_field *fields, struct soc_msg *msg);
	/* When a replicate has run to its last month. What was told of a replicate that never ends is dropped,
	 * unless it is replicate 0: then it is kept and marked as partial. */
	enum soc_err (*on_replicate)(void *user, int64_t replicate, struct soc_msg *msg);
};

#endif
