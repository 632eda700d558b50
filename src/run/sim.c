/* A run: plan, world, then replicates of months, each month over all communities. */
#include "socred/sim.h"

#include "base/draw.h"
#include "base/mem.h"
#include "run/observer.h"
#include "run/renew.h"
#include "run/world.h"

#include <stddef.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

/* Communities handed to a thread at once: enough to stay in one place for a while, few enough to share the
 * work evenly. */
#define CHUNK 4

struct sim {
	const struct soc_scenario *s;
	struct soc_plan plan;
	struct soc_variants variants;
	struct soc_world world;
	struct soc_fields fields;
	struct soc_tally *tally;                 /* [threads]; the first also takes the sum */
	struct soc_scratch *scratch;             /* [threads] */
	int64_t (*places)[SOC_INDICATORS_COUNT]; /* [threads * places] */
	int threads;
	int32_t months;
};

static int threads_wanted(int asked)
{
#ifdef _OPENMP
	return asked > 0 ? asked : omp_get_max_threads();
#else
	(void)asked;
	return 1;
#endif
}

static int thread_now(void)
{
#ifdef _OPENMP
	return omp_get_thread_num();
#else
	return 0;
#endif
}

static enum soc_err check_memory(const struct sim *sim, int64_t limit, struct soc_msg *msg)
{
	const struct soc_world_bytes need =
		soc_world_bytes(&sim->plan, &sim->variants, 0, sim->plan.communities_count);
	if (limit <= 0 || need.fixed + need.state <= limit)
		return SOC_OK;
	return soc_fail(
		msg, SOC_ERR_MEMORY,
		"%lld people take %.1f GB of memory and %.1f GB may be used: lower people.persons to at most %lld",
		(long long)sim->plan.persons, (double)(need.fixed + need.state) / 1e9, (double)limit / 1e9,
		(long long)((double)sim->plan.persons * ((double)limit / (double)(need.fixed + need.state)) * 0.99));
}

static enum soc_err allocate(struct sim *sim, struct soc_msg *msg)
{
	const size_t threads = (size_t)sim->threads, places = (size_t)sim->plan.places_count;
	sim->tally = soc_calloc(threads, sizeof *sim->tally);
	sim->scratch = soc_calloc(threads, sizeof *sim->scratch);
	sim->places = soc_calloc(threads * places, sizeof *sim->places);
	if (!sim->tally || !sim->scratch || !sim->places)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the sums of %d threads", sim->threads);
	for (size_t t = 0; t < threads; t++)
		sim->tally[t].place = sim->places + t * places;
	return SOC_OK;
}

static void release(struct sim *sim)
{
	soc_free(sim->tally);
	soc_free(sim->scratch);
	soc_free(sim->places);
	soc_fields_release(&sim->fields);
	soc_world_release(&sim->world);
	soc_variants_release(&sim->variants);
	soc_plan_release(&sim->plan);
}

static int is_stopped(const struct soc_run_options *o)
{
	return o->stop != NULL && *o->stop != 0;
}

static void tell(const struct sim *sim, const struct soc_run_options *o, int building, int64_t replicate,
                 int64_t month, double share)
{
	if (o->on_progress == NULL)
		return;
	const struct soc_progress p = { building,          replicate, sim->s->replicates, month, sim->months,
		                            sim->plan.persons, share };
	o->on_progress(o->user, &p);
}

static enum soc_err build(struct sim *sim, const struct soc_run_options *o, struct soc_msg *msg)
{
	const uint32_t all = sim->plan.communities_count, part = all / 16 + 1;
	for (uint32_t from = 0; from < all; from += part) {
		const uint32_t to = all - from < part ? all : from + part;
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(sim->threads)
		for (uint32_t c = from; c < to; c++)
			soc_world_fill(&sim->world, sim->s, c);
		tell(sim, o, 1, 0, 0, (double)to / all);
		if (is_stopped(o))
			return soc_fail(msg, SOC_ERR_INTERRUPTED,
			                "interrupted while the population was built; nothing was finished");
	}
	return SOC_OK;
}

static void clear_sums(struct sim *sim)
{
	for (int t = 0; t < sim->threads; t++) {
		int64_t(*place)[SOC_INDICATORS_COUNT] = sim->tally[t].place;
		memset(&sim->tally[t], 0, sizeof sim->tally[t]);
		memset(place, 0, (size_t)sim->plan.places_count * sizeof *place);
		sim->tally[t].place = place;
	}
}

/* The sums of all threads into the first's. Integers: any order gives the same. */
static struct soc_tally *add_up(struct sim *sim)
{
	struct soc_tally *sum = &sim->tally[0];
	const size_t numbers = offsetof(struct soc_tally, place) / sizeof(int64_t);
	for (int t = 1; t < sim->threads; t++) {
		const int64_t *from = (const int64_t *)&sim->tally[t];
		int64_t *to = (int64_t *)sum;
		for (size_t i = 0; i < numbers; i++)
			to[i] += from[i];
		for (int32_t p = 0; p < sim->plan.places_count; p++)
			for (int i = 0; i < SOC_INDICATORS_COUNT; i++)
				sum->place[p][i] += sim->tally[t].place[p][i];
	}
	return sum;
}

static void step_community(struct sim *sim, uint64_t seed, uint32_t month, uint32_t community)
{
	const struct soc_community *c = &sim->plan.communities[community];
	const struct soc_stratum *stratum = &sim->plan.strata[c->stratum];
	const unsigned variant = soc_variants_at(&sim->variants, month, c->stratum);
	const struct soc_place_time at = { seed,  c->first_person, community,
		                               month, c->count,        (unsigned)stratum->urban };
	struct soc_tally *tally = &sim->tally[thread_now()];
	struct soc_columns columns;
	soc_world_columns(&sim->world, community, &columns);
	tally->place_now = tally->place[stratum->place];
	soc_step(&at, &sim->variants.rules[variant], variant, &sim->variants.rates,
	         &sim->fields.now[stratum->place], &columns, &sim->scratch[thread_now()], tally);
}

/* Firms span communities: they live when all of those have had their month, which read their flags of the
 * month before. */
static void step_firms(struct sim *sim, uint64_t seed, uint32_t month)
{
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(sim->threads)
	for (int32_t p = 0; p < sim->world.firms.places; p++)
		soc_world_step_firms(&sim->world, &sim->variants, sim->world.firms.first_place + p, seed, month,
		                     &sim->tally[thread_now()]);
}

static enum soc_err run_month(struct sim *sim, uint64_t seed, int64_t replicate, int32_t month,
                              struct soc_observer *observer, struct soc_run_stats *stats, struct soc_msg *msg)
{
	clear_sums(sim);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(sim->threads)
	for (uint32_t c = 0; c < sim->plan.communities_count; c++)
		step_community(sim, seed, (uint32_t)month, c);
	step_firms(sim, seed, (uint32_t)month);
	struct soc_tally *sum = add_up(sim);
	soc_fields_count(&sim->fields, &sim->variants, (uint32_t)month, sum);
	for (int k = 0; k < sim->s->events_count; k++) {
		stats->events += sum->event[k][SOC_CLASS_happened];
		stats->records += sum->event[k][SOC_CLASS_records_right] + sum->event[k][SOC_CLASS_records_other] +
		                  sum->event[k][SOC_CLASS_records_nothing];
	}
	enum soc_err err = SOC_OK;
	if (observer != NULL && observer->on_month != NULL)
		err = observer->on_month(observer->user, replicate, month, sum, sim->fields.now, msg);
	soc_fields_renew(&sim->fields, &sim->plan, &sim->variants, (uint32_t)month, sum);
	soc_variants_weigh(&sim->variants, sim->fields.now[0].weight);
	return err;
}

static void begin_replicate(struct sim *sim)
{
	soc_world_begin_firms(&sim->world, &sim->variants);
	soc_fields_begin(&sim->fields, &sim->variants.rules[soc_variants_at(&sim->variants, 0, 0)]);
	soc_variants_weigh(&sim->variants, SOC_WEIGHT_ONE);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(sim->threads)
	for (uint32_t c = 0; c < sim->plan.communities_count; c++)
		soc_world_begin(
			&sim->world,
			&sim->variants.rules[soc_variants_at(&sim->variants, 0, sim->plan.communities[c].stratum)], c);
}

static enum soc_err run_replicate(struct sim *sim, int64_t replicate, const struct soc_run_options *o,
                                  struct soc_observer *observer, struct soc_run_stats *stats,
                                  struct soc_msg *msg)
{
	const uint64_t seed = soc_draw_replicate((uint64_t)sim->s->seed, (uint32_t)replicate);
	begin_replicate(sim);
	for (int32_t month = 0; month < sim->months; month++) {
		enum soc_err err = run_month(sim, seed, replicate, month, observer, stats, msg);
		if (err != SOC_OK)
			return err;
		tell(sim, o, 0, replicate, month + 1,
		     ((double)replicate + (double)(month + 1) / sim->months) / (double)sim->s->replicates);
		if (is_stopped(o) && (replicate + 1 < sim->s->replicates || month + 1 < sim->months)) {
			if (month + 1 == sim->months && observer != NULL && observer->on_replicate != NULL)
				err = observer->on_replicate(observer->user, replicate, msg);
			return err != SOC_OK
			           ? err
			           : soc_fail(msg, SOC_ERR_INTERRUPTED,
			                      "interrupted in month %d of %d of replicate %lld of %lld", month + 1,
			                      sim->months, (long long)replicate + 1, (long long)sim->s->replicates);
		}
	}
	stats->replicates_finished++;
	return observer != NULL && observer->on_replicate != NULL
	           ? observer->on_replicate(observer->user, replicate, msg)
	           : SOC_OK;
}

static enum soc_err prepare(struct sim *sim, const struct soc_run_options *o, struct soc_run_stats *stats,
                            struct soc_msg *msg)
{
	enum soc_err err = soc_plan_init(&sim->plan, sim->s, msg);
	if (err == SOC_OK)
		err = soc_variants_init(&sim->variants, sim->s, &sim->plan, msg);
	if (err == SOC_OK)
		err = check_memory(sim, o->memory_limit, msg);
	if (err == SOC_OK)
		err = soc_fields_init(&sim->fields, &sim->plan, sim->months, msg);
	if (err == SOC_OK)
		err = soc_world_init(&sim->world, &sim->plan, &sim->variants, 0, sim->plan.communities_count, msg);
	if (err == SOC_OK)
		err = allocate(sim, msg);
	if (err != SOC_OK)
		return err;
	const struct soc_world_bytes bytes =
		soc_world_bytes(&sim->plan, &sim->variants, 0, sim->plan.communities_count);
	stats->persons = sim->plan.persons;
	stats->months = sim->months;
	stats->communities = sim->plan.communities_count;
	stats->bytes_state = bytes.state;
	stats->bytes_fixed = bytes.fixed;
	stats->bytes_total = bytes.state + bytes.fixed +
	                     (int64_t)sim->plan.communities_count * (int64_t)sizeof(struct soc_community) +
	                     (int64_t)sim->threads * (int64_t)(sizeof *sim->tally + sizeof *sim->scratch) +
	                     (int64_t)sim->threads * sim->plan.places_count * (int64_t)sizeof *sim->places;
	stats->threads = sim->threads;
	return SOC_OK;
}

enum soc_err soc_sim_run(const struct soc_scenario *scenario, const struct soc_run_options *options,
                         struct soc_observer *observer, struct soc_run_stats *stats, struct soc_msg *msg)
{
	static const struct soc_run_options defaults;
	struct soc_run_stats unused;
	struct sim sim;
	const struct soc_run_options *o = options != NULL ? options : &defaults;
	memset(&sim, 0, sizeof sim);
	stats = stats != NULL ? stats : &unused;
	memset(stats, 0, sizeof *stats);
	sim.s = scenario;
	sim.months = (int32_t)(scenario->span.to - scenario->span.from + 1);
	sim.threads = threads_wanted(o->threads);
	enum soc_err err = prepare(&sim, o, stats, msg);
	if (err == SOC_OK && observer != NULL && observer->on_start != NULL)
		err = observer->on_start(observer->user, scenario, &sim.plan, msg);
	if (err == SOC_OK)
		err = build(&sim, o, msg);
	for (int64_t r = 0; err == SOC_OK && r < scenario->replicates; r++)
		err = run_replicate(&sim, r, o, observer, stats, msg);
	release(&sim);
	return err;
}
