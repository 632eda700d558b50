/* The threads of one process: an OpenMP loop over communities, sums of each thread's own, added at the end.
 */
#include "run/backend.h"

#include "base/mem.h"
#include "base/noun.h"
#include "run/world.h"

#include <stddef.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

/* Communities handed to a thread at once: enough to stay in one place for a while, few enough to share the
 * work evenly. */
#define CHUNK 4
/* People that are worth a thread of their own: their month takes about 2 ms. On a machine with other work a
 * thread that waits for another may wait for its turn on a processor, which takes as long; below this, one
 * thread is faster (docs/decisions/threads-by-work.md). */
#define PERSONS_PER_THREAD 16384

struct threads {
	struct soc_backend_job job;
	struct soc_world world;
	struct soc_tally *tally;             /* [count]; the first also takes the sum */
	struct soc_scratch *scratch;         /* [count] */
	int64_t (*places)[SOC_PLACE_VALUES]; /* [count * places] */
	int count;
};

static int thread_now(void)
{
#ifdef _OPENMP
	return omp_get_thread_num();
#else
	return 0;
#endif
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* A number that is asked for is taken, but for threads that could never get a community. */
static int suitable_count(int asked, const struct soc_plan *plan)
{
#ifdef _OPENMP
	const int64_t shares = ((int64_t)plan->communities_count + CHUNK - 1) / CHUNK;
	const int64_t wanted =
		asked > 0 ? asked : least(omp_get_max_threads(), (int64_t)plan->persons / PERSONS_PER_THREAD);
	const int64_t count = least(wanted, shares);
	return count > 1 ? (int)count : 1;
#else
	(void)asked;
	(void)plan;
	return 1;
#endif
}

static void threads_close(void *state)
{
	struct threads *t = state;
	if (t == NULL)
		return;
	soc_free(t->tally);
	soc_free(t->scratch);
	soc_free(t->places);
	soc_world_release(&t->world);
	soc_free(t);
}

static enum soc_err allocate(struct threads *t, struct soc_msg *msg)
{
	const struct soc_backend_job *job = &t->job;
	const size_t count = (size_t)t->count, places = (size_t)job->plan->places_count;
	enum soc_err err =
		soc_world_init(&t->world, job->plan, job->rule_sets, 0, job->plan->communities_count, msg);
	if (err != SOC_OK)
		return err;
	t->tally = soc_calloc(count, sizeof *t->tally);
	t->scratch = soc_calloc(count, sizeof *t->scratch);
	t->places = soc_calloc(count * places, sizeof *t->places);
	if (!t->tally || !t->scratch || !t->places)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the sums of %d %s", t->count,
		                soc_noun(t->count, "thread", "threads"));
	for (size_t i = 0; i < count; i++)
		t->tally[i].place = t->places + i * places;
	return SOC_OK;
}

static enum soc_err threads_open(void **out, const struct soc_backend_job *job, int workers,
                                 struct soc_msg *msg)
{
	struct threads *t = soc_calloc(1, sizeof *t);
	if (t == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to begin a run");
	t->job = *job;
	t->count = suitable_count(workers, job->plan);
	const enum soc_err err = allocate(t, msg);
	if (err == SOC_OK)
		*out = t;
	else
		threads_close(t);
	return err;
}

static void threads_build(void *state, uint32_t from, uint32_t to)
{
	struct threads *t = state;
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(t->count)
	for (uint32_t c = from; c < to; c++)
		soc_world_fill(&t->world, t->job.scenario, c);
}

static void threads_begin(void *state)
{
	struct threads *t = state;
	const struct soc_plan *plan = t->job.plan;
	const struct soc_rule_sets *v = t->job.rule_sets;
	soc_world_begin_firms(&t->world, v);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(t->count)
	for (uint32_t c = 0; c < plan->communities_count; c++)
		soc_world_begin(&t->world, &v->rules[soc_rule_sets_at(v, 0, plan->communities[c].stratum)], c);
}

static void clear_sums(struct threads *t)
{
	for (int i = 0; i < t->count; i++) {
		int64_t(*place)[SOC_PLACE_VALUES] = t->tally[i].place;
		memset(&t->tally[i], 0, sizeof t->tally[i]);
		memset(place, 0, (size_t)t->job.plan->places_count * sizeof *place);
		t->tally[i].place = place;
	}
}

static void step_community(struct threads *t, uint64_t seed, uint32_t month, uint32_t community)
{
	const struct soc_plan *plan = t->job.plan;
	const struct soc_rule_sets *v = t->job.rule_sets;
	const struct soc_community *c = &plan->communities[community];
	const struct soc_stratum *stratum = &plan->strata[c->stratum];
	const unsigned rule_set = soc_rule_sets_at(v, month, c->stratum);
	const struct soc_place_time at = { seed,  c->first_person, community,
		                               month, c->count,        (unsigned)stratum->urban };
	struct soc_tally *tally = &t->tally[thread_now()];
	struct soc_columns columns;
	soc_world_columns(&t->world, community, &columns);
	tally->place_now = tally->place[stratum->place];
	soc_step(&at, &v->rules[rule_set], rule_set, &v->rates, &t->job.fields->now[stratum->place], &columns,
	         &t->scratch[thread_now()], tally);
}

/* Firms span communities: they live when all of those have had their month, which read their flags of the
 * month before. */
static void threads_step(void *state, uint64_t seed, uint32_t month)
{
	struct threads *t = state;
	clear_sums(t);
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(t->count)
	for (uint32_t c = 0; c < t->job.plan->communities_count; c++)
		step_community(t, seed, month, c);
	if (!t->world.firms.on) /* no second wait for the threads of a month that has no firms */
		return;
#pragma omp parallel for schedule(dynamic, CHUNK) num_threads(t->count)
	for (int32_t p = 0; p < t->world.firms.places; p++)
		soc_world_step_firms(&t->world, t->job.rule_sets, t->world.firms.first_place + p, seed, month,
		                     &t->tally[thread_now()]);
}

/* The sums of all threads into the first's. Integers: any order gives the same. */
static struct soc_tally *threads_reduce(void *state)
{
	struct threads *t = state;
	struct soc_tally *sum = &t->tally[0];
	const size_t numbers = offsetof(struct soc_tally, place) / sizeof(int64_t);
	for (int i = 1; i < t->count; i++) {
		const int64_t *from = (const int64_t *)&t->tally[i];
		int64_t *to = (int64_t *)sum;
		for (size_t n = 0; n < numbers; n++)
			to[n] += from[n];
		for (int32_t p = 0; p < t->job.plan->places_count; p++)
			for (int n = 0; n < SOC_PLACE_VALUES; n++)
				sum->place[p][n] += t->tally[i].place[p][n];
	}
	return sum;
}

static struct soc_world *threads_world(void *state)
{
	return &((struct threads *)state)->world;
}

static int threads_agree_to_stop(void *state, int here)
{
	(void)state; /* one process: nobody else has a say */
	return here;
}

static int threads_workers(const void *state)
{
	return ((const struct threads *)state)->count;
}

static int64_t threads_bytes(const void *state)
{
	const struct threads *t = state;
	return (int64_t)t->count * (int64_t)(sizeof *t->tally + sizeof *t->scratch) +
	       (int64_t)t->count * t->job.plan->places_count * (int64_t)sizeof *t->places;
}

const struct soc_backend soc_backend_threads = {
	.name = "threads",
	.open = threads_open,
	.build = threads_build,
	.begin = threads_begin,
	.step = threads_step,
	.reduce = threads_reduce,
	.world = threads_world,
	.agree_to_stop = threads_agree_to_stop,
	.workers = threads_workers,
	.bytes = threads_bytes,
	.close = threads_close,
};
