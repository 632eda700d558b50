/* A run in one go: all months of all replicates, told to an observer, with checkpoints and a stop between two
 * months. */
#include "run/sim_state.h"

#include "run/checkpoint.h"
#include "run/ranks.h"

static enum soc_err tell_start(const struct soc_sim *sim, struct soc_observer *observer, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	if (observer != NULL && observer->on_start != NULL)
		err = observer->on_start(observer->user, sim->s, &sim->plan, msg);
	return err == SOC_OK ? soc_checkpoints_clean(sim, msg) : err;
}

static enum soc_err tell_month(const struct soc_sim *sim, struct soc_observer *observer, struct soc_msg *msg)
{
	if (observer == NULL || observer->on_month == NULL)
		return SOC_OK;
	return observer->on_month(observer->user, sim->replicate, sim->month - 1, sim->tally, sim->fields.now,
	                          msg);
}

static enum soc_err tell_replicate(const struct soc_sim *sim, struct soc_observer *observer,
                                   struct soc_msg *msg)
{
	if (observer == NULL || observer->on_replicate == NULL)
		return SOC_OK;
	return observer->on_replicate(observer->user, sim->replicate, msg);
}

/* The month that was stepped last: told, written down where a checkpoint is due, and the end of the run where
 * it was asked for. */
static enum soc_err end_month(struct soc_sim *sim, struct soc_observer *observer, struct soc_msg *msg)
{
	const int64_t replicates = sim->s->replicates;
	const int ends = sim->month == sim->months;
	enum soc_err err = SOC_OK;
	soc_sim_tell_months(sim);
	if (sim->backend->leads(sim->workers)) {
		err = tell_month(sim, observer, msg);
		if (err == SOC_OK && ends)
			err = tell_replicate(sim, observer, msg);
	}
	err = sim->backend->led(sim->workers, err, msg);
	const int stops = err == SOC_OK && (sim->replicate + 1 < replicates || !ends) && soc_sim_is_stopped(sim);
	if (err == SOC_OK) {
		if (sim->backend->leads(sim->workers))
			err = soc_checkpoints_after_month(sim, stops, msg);
		err = sim->backend->led(sim->workers, err, msg);
	}
	if (err == SOC_OK && stops)
		return soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted in month %d of %d of replicate %lld of %lld",
		                sim->month, sim->months, (long long)sim->replicate + 1, (long long)replicates);
	return err;
}

static enum soc_err run_replicate(struct soc_sim *sim, int64_t replicate, struct soc_observer *observer,
                                  struct soc_msg *msg)
{
	enum soc_err err = soc_sim_begin(sim, replicate, msg);
	if (err == SOC_OK)
		err = soc_checkpoints_go_on(sim, replicate, observer, msg);
	if (err == SOC_OK && sim->month == sim->months)
		return soc_ranks_agree(sim->options.ranks, tell_replicate(sim, observer, msg), msg);
	while (err == SOC_OK && sim->month < sim->months) {
		err = soc_sim_step(sim, msg);
		if (err == SOC_OK)
			err = end_month(sim, observer, msg);
	}
	return err;
}

enum soc_err soc_sim_run(const struct soc_scenario *scenario, const struct soc_run_options *options,
                         struct soc_observer *observer, struct soc_run_stats *stats, struct soc_msg *msg)
{
	struct soc_sim *sim = NULL;
	enum soc_err err = soc_sim_prepare(scenario, options, &sim, msg);
	if (err == SOC_OK) {
		if (sim->backend->leads(sim->workers))
			err = tell_start(sim, observer, msg);
		err = sim->backend->led(sim->workers, err, msg);
	}
	if (err == SOC_OK)
		err = soc_sim_build(sim, msg);
	for (int64_t r = 0; err == SOC_OK && r < scenario->replicates; r++)
		err = run_replicate(sim, r, observer, msg);
	if (stats != NULL)
		*stats = sim != NULL ? sim->stats : (struct soc_run_stats){ 0 };
	soc_sim_close(&sim);
	return err;
}
