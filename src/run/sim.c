/* A run: plan, rules, people, then replicates of months. Who steps the communities is the backend's affair.
 */
#include "run/sim_state.h"

#include "base/crc.h"
#include "base/draw.h"
#include "base/mem.h"
#include "run/checkpoint.h"
#include "run/train.h"
#include "run/world.h"

#include "socred/scenario.h"

#include <stddef.h>
#include <string.h>

int soc_sim_is_asked_to_end(const struct soc_sim *sim, int at)
{
	return sim->options.stop != NULL && *sim->options.stop >= at;
}

int soc_sim_is_stopped(const struct soc_sim *sim)
{
	return sim->backend->agree_to_stop(sim->workers, soc_sim_is_asked_to_end(sim, 1));
}

/* of_month: how much of the month under way is done. */
static void tell(const struct soc_sim *sim, int building, double share, double of_month)
{
	if (sim->options.on_progress == NULL)
		return;
	const struct soc_progress p = { building,   sim->replicate, sim->s->replicates,
		                            sim->month, sim->months,    sim->plan.persons,
		                            share,      of_month };
	sim->options.on_progress(sim->options.user, &p);
}

/* Of the whole run, with so much of the month under way. */
static double share_of_run(const struct soc_sim *sim, double of_month)
{
	return ((double)sim->replicate + ((double)sim->month + of_month) / sim->months) /
	       (double)sim->s->replicates;
}

/* What is held now; the most of all months is kept, since packed people grow. */
void soc_sim_tell_months(const struct soc_sim *sim)
{
	tell(sim, 0, share_of_run(sim, 0.0), 0.0);
}

static void count_bytes(struct soc_sim *sim)
{
	const struct soc_backend_bytes bytes = sim->backend->bytes(sim->workers);
	const int64_t plan = (int64_t)sim->plan.communities_count * (int64_t)sizeof(struct soc_community);
	struct soc_run_stats *stats = &sim->stats;
	stats->bytes_fixed = bytes.fixed;
	stats->bytes_state = bytes.state > stats->bytes_state ? bytes.state : stats->bytes_state;
	stats->bytes_total = stats->bytes_state + stats->bytes_fixed + plan + bytes.workers;
}

static void count_run(struct soc_sim *sim)
{
	struct soc_run_stats *stats = &sim->stats;
	stats->persons = sim->plan.persons;
	stats->months = sim->months;
	stats->communities = sim->plan.communities_count;
	stats->threads = sim->backend->workers(sim->workers);
	stats->packed = sim->memory.packed;
	stats->bytes_raw = sim->memory.raw.fixed + sim->memory.raw.state;
	count_bytes(sim);
}

/* Of all ranks together, as if each had what the least of them has, so that all decide alike whether people
 * are packed; 0: no limit. */
static int64_t memory_limit(const struct soc_run_options *o)
{
	const int64_t ranks = o->ranks != NULL ? o->ranks->count : 1;
	const int64_t least = soc_ranks_least(o->ranks, o->memory_limit > 0 ? o->memory_limit : INT64_MAX);
	if (least == INT64_MAX)
		return 0;
	return least <= INT64_MAX / ranks ? least * ranks : INT64_MAX;
}

/* Ranks that run different scenarios, or begin elsewhere, would wait for each other for ever. */
static enum soc_err check_same_scenario(const struct soc_sim *sim, struct soc_msg *msg)
{
	const struct soc_ranks *ranks = sim->options.ranks;
	if (ranks == NULL)
		return SOC_OK;
	char *text = soc_scenario_resolved(sim->s);
	const int64_t sum = text != NULL ? (int64_t)soc_crc_add(0, text, strlen(text)) : -1;
	soc_text_free(text);
	const enum soc_err err = soc_ranks_same(ranks, sum, "scenario", msg);
	const int64_t from = 2 * (sim->checkpoints.resume != 0) + (sim->checkpoints.from != NULL);
	return err == SOC_OK ? soc_ranks_same(ranks, from, "checkpoints to begin with", msg) : err;
}

static enum soc_err prepare(struct soc_sim *sim, struct soc_msg *msg)
{
	const int64_t limit = memory_limit(&sim->options);
	enum soc_err err = check_same_scenario(sim, msg);
	if (err == SOC_OK)
		err = soc_plan_init(&sim->plan, sim->s, msg);
	if (err == SOC_OK)
		err = soc_rule_sets_init(&sim->rule_sets, sim->s, &sim->plan, NULL, msg);
	if (err == SOC_OK) {
		sim->memory = soc_memory_choose(sim->s, &sim->plan, &sim->rule_sets, limit);
		err = soc_memory_check(&sim->memory, sim->plan.persons, limit, msg);
	}
	if (err == SOC_OK)
		err = soc_fields_init(&sim->fields, &sim->plan, sim->months, msg);
	err = soc_ranks_agree(sim->options.ranks, err, msg);
	if (err == SOC_OK) {
		const struct soc_backend_job job = { .scenario = sim->s,
			                                 .plan = &sim->plan,
			                                 .rule_sets = &sim->rule_sets,
			                                 .fields = &sim->fields,
			                                 .packed = sim->memory.packed,
			                                 .limit = sim->options.memory_limit,
			                                 .end = sim->plan.communities_count,
			                                 .ranks = sim->options.ranks,
			                                 .stop = sim->options.stop,
			                                 .cuts_months_at = soc_checkpoints_are_kept(sim) ? 2 : 1 };
		err = sim->backend->open(&sim->workers, &job, sim->options.threads, msg);
	}
	if (err == SOC_OK)
		count_run(sim);
	return err;
}

enum soc_err soc_sim_prepare(const struct soc_scenario *scenario, const struct soc_run_options *options,
                             struct soc_sim **out, struct soc_msg *msg)
{
	if (scenario == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "a run needs a scenario");
	struct soc_sim *sim = soc_calloc(1, sizeof *sim);
	if (sim == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to begin a run");
	sim->s = scenario;
	if (options != NULL)
		sim->options = *options;
	if (options != NULL && options->checkpoints != NULL)
		sim->checkpoints = *options->checkpoints;
	sim->months = (int32_t)(scenario->span.to - scenario->span.from + 1);
	sim->backend = sim->options.ranks != NULL ? &soc_backend_ranks : &soc_backend_threads;
	const enum soc_err err = prepare(sim, msg);
	if (err == SOC_OK)
		*out = sim;
	else
		soc_sim_close(&sim);
	return err;
}

/* The same on all ranks. More parts than communities would be nothing but waits. */
static uint32_t parts_of_month(const struct soc_sim *sim)
{
	const int64_t ranks = sim->options.ranks != NULL ? sim->options.ranks->count : 1,
				  part = sim->options.part > 0 ? sim->options.part : 4000000;
	const int64_t parts = sim->plan.persons / ranks / part + 1;
	return parts < sim->plan.communities_count ? (uint32_t)parts : sim->plan.communities_count;
}

static uint32_t at_least(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

enum soc_err soc_sim_build_next(struct soc_sim *sim, double *share, struct soc_msg *msg)
{
	const struct soc_part part = { sim->built, at_least(parts_of_month(sim), 16) };
	const enum soc_err err = sim->backend->build(sim->workers, part, msg);
	sim->built = err == SOC_OK ? sim->built + 1 : 0;
	sim->is_peopled = sim->built == part.parts;
	if (err != SOC_OK && err != SOC_ERR_INTERRUPTED)
		return err;
	*share = (double)sim->built / part.parts;
	if (err == SOC_OK)
		tell(sim, 1, *share, 0.0);
	return err == SOC_ERR_INTERRUPTED || soc_sim_is_stopped(sim)
	           ? soc_fail(msg, SOC_ERR_INTERRUPTED,
	                      "interrupted while the population was built; nothing was finished")
	           : SOC_OK;
}

enum soc_err soc_sim_build(struct soc_sim *sim, struct soc_msg *msg)
{
	double share = 0.0;
	enum soc_err err = SOC_OK;
	while (err == SOC_OK && !sim->is_peopled)
		err = soc_sim_build_next(sim, &share, msg);
	return err;
}

void soc_sim_draw(struct soc_sim *sim, int64_t replicate)
{
	if (!soc_plan_draw(&sim->plan, soc_plan_seed(sim->s, replicate)))
		return;
	soc_rule_sets_place(&sim->rule_sets, sim->s, &sim->plan);
	sim->built = 0;
	sim->is_peopled = 0;
}

void soc_sim_close(struct soc_sim **open)
{
	struct soc_sim *sim = open != NULL ? *open : NULL;
	if (sim == NULL)
		return;
	*open = NULL;
	if (sim->loaded != NULL)
		soc_free(sim->loaded->place);
	soc_free(sim->loaded);
	soc_buf_release(&sim->told);
	sim->backend->close(sim->workers);
	soc_fields_release(&sim->fields);
	soc_rule_sets_release(&sim->rule_sets);
	soc_plan_release(&sim->plan);
	soc_free(sim);
}

enum soc_err soc_sim_begin(struct soc_sim *sim, int64_t replicate, struct soc_msg *msg)
{
	if (sim == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "no run is open");
	if (replicate < 0 || replicate >= sim->s->replicates)
		return soc_fail(msg, SOC_ERR_USAGE, "replicate %lld: the run has 0 to %lld", (long long)replicate,
		                (long long)sim->s->replicates - 1);
	sim->seed = soc_draw_replicate((uint64_t)sim->s->seed, (uint32_t)replicate);
	sim->replicate = replicate;
	sim->month = 0;
	sim->under_way = (struct soc_part){ 0 };
	sim->tally = NULL;
	soc_buf_release(&sim->told);
	sim->told_first = 0;
	soc_sim_draw(sim, replicate);
	soc_fields_begin(&sim->fields, &sim->plan, &sim->rule_sets);
	soc_rule_sets_weigh(&sim->rule_sets, SOC_WEIGHT_ONE);
	soc_rule_sets_forget(&sim->rule_sets);
	enum soc_err err = soc_sim_build(sim, msg);
	if (err == SOC_OK)
		err = sim->backend->begin(sim->workers, msg);
	sim->is_broken = err != SOC_OK;
	count_bytes(sim);
	if (err == SOC_ERR_INTERRUPTED)
		return soc_fail(msg, err, "interrupted before the first month of replicate %lld of %lld",
		                (long long)replicate + 1, (long long)sim->s->replicates);
	return err;
}

enum soc_err soc_sim_open(const struct soc_scenario *scenario, const struct soc_run_options *options,
                          struct soc_sim **out, struct soc_msg *msg)
{
	struct soc_sim *sim = NULL;
	if (out == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "a run that is opened needs a place to stand");
	enum soc_err err = soc_sim_prepare(scenario, options, &sim, msg);
	if (err == SOC_OK)
		err = soc_sim_build(sim, msg);
	if (err == SOC_OK)
		err = soc_sim_begin(sim, 0, msg);
	if (err == SOC_OK)
		*out = sim;
	else
		soc_sim_close(&sim);
	return err;
}

void soc_sim_count_month(struct soc_sim *sim)
{
	for (int k = 0; k < sim->s->events_count; k++) {
		const int64_t *count = sim->tally->event[k];
		sim->stats.events += count[SOC_CLASS_happened];
		sim->stats.records += count[SOC_CLASS_records_true] + count[SOC_CLASS_records_misattributed] +
		                      count[SOC_CLASS_records_fabricated];
	}
	sim->stats.replicates_finished += sim->month == sim->months;
}

/* From the month that was stepped last to the one that comes. */
static void renew(struct soc_sim *sim)
{
	soc_fields_renew(&sim->fields, &sim->plan, &sim->rule_sets, (uint32_t)(sim->month - 1), sim->tally);
	soc_fields_hear(&sim->fields, &sim->plan, &sim->rule_sets, (uint32_t)sim->month);
	soc_rule_sets_weigh(&sim->rule_sets, sim->fields.now[0].weight);
}

static int columns_of(void *user, uint32_t community, struct soc_columns *out)
{
	struct soc_sim *sim = user;
	struct soc_world *world = sim->backend->world(sim->workers, community);
	if (world != NULL)
		soc_world_columns(world, community, out);
	return world != NULL;
}

/* Where it is due after the month under way. A run that fails in it is as one that broke off within the
 * month. */
static enum soc_err train_when_due(struct soc_sim *sim, struct soc_msg *msg)
{
	const struct soc_train_job job = { &sim->plan, sim->seed, (uint32_t)sim->month, columns_of, sim };
	const enum soc_err err =
		soc_ranks_agree(sim->options.ranks, soc_train(&sim->rule_sets, &job, sim->tally, msg), msg);
	if (err != SOC_OK) {
		sim->is_broken = 1;
		sim->tally = NULL;
	}
	return err;
}

/* The next part of the month of all people. */
static enum soc_err step_part(struct soc_sim *sim, struct soc_msg *msg)
{
	const struct soc_part part = sim->under_way;
	const enum soc_err err = sim->backend->step(sim->workers, sim->seed, (uint32_t)sim->month, part, msg);
	if (err == SOC_ERR_INTERRUPTED)
		return soc_fail(msg, err, "interrupted within month %d of %d of replicate %lld of %lld: %s",
		                sim->month + 1, sim->months, (long long)sim->replicate + 1,
		                (long long)sim->s->replicates, "nothing of that month is kept");
	const double done = (double)(part.part + 1) / part.parts;
	if (err == SOC_OK && part.part + 1 < part.parts)
		tell(sim, 0, share_of_run(sim, done), done);
	return err;
}

static enum soc_err begin_month(struct soc_sim *sim, struct soc_msg *msg)
{
	if (sim->month == sim->months)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "replicate %lld of %lld has had its last month, the %dth: begin the next replicate",
		                (long long)sim->replicate, (long long)sim->s->replicates, sim->months);
	if (sim->is_broken)
		return soc_fail(
			msg, SOC_ERR_USAGE,
			"month %d ended in its middle, for want of memory or a stop: begin the replicate again",
			sim->month + 1);
	if (sim->month > 0)
		renew(sim);
	return SOC_OK;
}

/* What comes of it when all parts are done. */
static enum soc_err sum_month(struct soc_sim *sim, struct soc_msg *msg)
{
	count_bytes(sim);
	sim->tally = sim->backend->reduce(sim->workers);
	soc_fields_count(&sim->fields, &sim->rule_sets, (uint32_t)sim->month, sim->tally);
	const enum soc_err trained = train_when_due(sim, msg);
	if (trained != SOC_OK)
		return trained;
	sim->month++;
	soc_sim_count_month(sim);
	return SOC_OK;
}

/* The parts of a month under way; some 4 million people each where `persons` is 0. */
static uint32_t parts_wanted(const struct soc_sim *sim, int64_t persons)
{
	const int64_t parts = persons > 0 ? sim->plan.persons / persons + 1 : parts_of_month(sim);
	return parts < sim->plan.communities_count ? (uint32_t)parts : sim->plan.communities_count;
}

enum soc_err soc_sim_step_next(struct soc_sim *sim, int64_t persons, int *is_over, struct soc_msg *msg)
{
	enum soc_err err = sim->under_way.parts == 0 ? begin_month(sim, msg) : SOC_OK;
	*is_over = 0;
	if (err != SOC_OK)
		return err;
	if (sim->under_way.parts == 0)
		sim->under_way = (struct soc_part){ 0, parts_wanted(sim, persons) };
	err = step_part(sim, msg);
	if (err == SOC_OK && ++sim->under_way.part < sim->under_way.parts)
		return SOC_OK;
	sim->under_way = (struct soc_part){ 0 };
	if (err == SOC_OK) {
		*is_over = 1;
		return sum_month(sim, msg);
	}
	sim->is_broken = 1;
	sim->tally = NULL;
	return err;
}

enum soc_err soc_sim_step(struct soc_sim *sim, struct soc_msg *msg)
{
	int is_over = 0;
	enum soc_err err = sim != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_USAGE, "no run is open");
	while (err == SOC_OK && !is_over)
		err = soc_sim_step_next(sim, 0, &is_over, msg);
	return err;
}
