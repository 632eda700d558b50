/* The threads of one process: an OpenMP loop over communities, sums of each thread's own, added at the end.
 * Where people are packed a thread takes a group of communities and unpacks, steps and packs one by one. */
#include "run/backend.h"

#include "base/mem.h"
#include "base/noun.h"
#include "run/packed_world.h"
#include "run/sums.h"
#include "run/threads_count.h"

#ifdef _OPENMP
#include <omp.h>
#endif

struct threads {
	struct soc_backend_job job;
	struct soc_world world;              /* of raw people; else all 0 */
	struct soc_packed_world packed;      /* of packed ones; else all 0 */
	struct soc_packed_window *window;    /* [count], of packed people; the first also that of `world` */
	struct soc_tally *tally;             /* [count]; the first also takes the sum */
	struct soc_scratch *scratch;         /* [count] */
	int64_t (*places)[SOC_PLACE_VALUES]; /* [count * places] */
	int count;
	struct soc_ranks_places towns; /* whose firms live here */
	struct soc_tally *uncounted;   /* takes what another rank counts; NULL: there is nothing */
	struct soc_part_cut cut;       /* communities of what is under way that were left out */
	int64_t (*uncounted_places)[SOC_PLACE_VALUES];
};

static int thread_now(void)
{
#ifdef _OPENMP
	return omp_get_thread_num();
#else
	return 0;
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
	soc_free(t->uncounted);
	soc_free(t->uncounted_places);
	for (int i = 0; t->window != NULL && i < t->count; i++)
		soc_packed_window_release(&t->window[i]);
	soc_free(t->window);
	soc_packed_world_release(&t->packed);
	soc_world_release(&t->world);
	soc_free(t);
}

static enum soc_err allocate_people(struct threads *t, struct soc_msg *msg)
{
	const struct soc_backend_job *job = &t->job;
	if (!job->packed)
		return soc_world_init_share(&t->world, job->plan, job->rule_sets, job->first, job->end - job->first,
		                            msg);
	enum soc_err err = soc_packed_world_init(&t->packed, job->plan, job->rule_sets, job->limit, msg);
	if (err == SOC_OK && (t->window = soc_calloc((size_t)t->count, sizeof *t->window)) == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory for windows on packed people");
	for (int i = 0; err == SOC_OK && i < t->count; i++)
		err = soc_packed_window_init(&t->window[i], &t->packed, msg);
	return err;
}

/* The firms of a place that this rank shares with the one before are stepped by both and counted by that one.
 */
static enum soc_err allocate_towns(struct threads *t, struct soc_msg *msg)
{
	t->towns = soc_ranks_places(t->job.plan, t->job.first, t->job.end);
	if (t->towns.stepped_from >= t->towns.counted_from)
		return SOC_OK;
	t->uncounted = soc_calloc(1, sizeof *t->uncounted);
	t->uncounted_places = soc_calloc((size_t)t->job.plan->places_count, sizeof *t->uncounted_places);
	if (t->uncounted == NULL || t->uncounted_places == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the sums of shared places");
	t->uncounted->place = t->uncounted_places;
	return SOC_OK;
}

static enum soc_err allocate(struct threads *t, struct soc_msg *msg)
{
	const struct soc_backend_job *job = &t->job;
	const size_t count = (size_t)t->count, places = (size_t)job->plan->places_count;
	const enum soc_err err = allocate_people(t, msg);
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
	return allocate_towns(t, msg);
}

static enum soc_err threads_open(void **out, const struct soc_backend_job *job, int workers,
                                 struct soc_msg *msg)
{
	struct threads *t = soc_calloc(1, sizeof *t);
	if (t == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory to begin a run");
	t->job = *job;
	t->cut.stop = job->stop;
	t->count = soc_threads_count(workers, job);
	const enum soc_err err = allocate(t, msg);
	if (err == SOC_OK)
		*out = t;
	else
		threads_close(t);
	return err;
}

/* ---- packed people: what is done with each community of each group ---- */

static enum soc_err end_of_pass(struct threads *t, struct soc_msg *msg)
{
	return t->cut.is_made ? soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted") : SOC_OK;
}

static struct soc_part_range range_of(const struct threads *t, struct soc_part part)
{
	return soc_part_range(part, t->job.first, t->job.end, t->job.packed ? SOC_PACKED_GROUP : 1);
}

/* A community of a window, whose first `opened` pieces are unpacked; the piece `kept` is packed afterwards.
 * cut_at: as soc_part_is_cut. */
struct pass {
	struct threads *t;
	int cut_at;
	void (*visit)(const struct pass *pass, struct soc_world *w, uint32_t community);
	unsigned opened;
	enum soc_packed_piece kept;
	uint64_t seed;
	uint32_t month;
};

static enum soc_err go_over_group(const struct pass *pass, uint32_t group, struct soc_msg *msg)
{
	struct threads *t = pass->t;
	struct soc_packed_window *w = &t->window[thread_now()];
	const uint32_t first = group * SOC_PACKED_GROUP, behind = first + SOC_PACKED_GROUP,
				   end = behind < t->job.end ? behind : t->job.end;
	enum soc_err err = SOC_OK;
	for (uint32_t c = first; err == SOC_OK && c < end; c++) {
		if ((err = soc_packed_window_open(w, &t->packed, c, pass->opened, msg)) != SOC_OK)
			return err;
		pass->visit(pass, &w->world, c);
		err = soc_packed_window_keep(w, &t->packed, pass->kept, msg);
	}
	return err;
}

/* Groups whose first community is one of from..to-1. After the first failure the others are left as they are.
 */
static enum soc_err go_over_groups(const struct pass *pass, uint32_t from, uint32_t to, struct soc_msg *msg)
{
	const uint32_t first = (from + SOC_PACKED_GROUP - 1) / SOC_PACKED_GROUP,
				   end = (to + SOC_PACKED_GROUP - 1) / SOC_PACKED_GROUP;
	enum soc_err err = SOC_OK;
	int failures = 0;
#pragma omp parallel for schedule(dynamic, 1) num_threads(pass->t->count)
	for (uint32_t g = first; g < end; g++) {
		struct soc_msg why = { "" };
		int before;
#pragma omp atomic read
		before = failures;
		const int goes_on = before == 0 && !soc_part_is_cut(&pass->t->cut, pass->cut_at);
		const enum soc_err now = goes_on ? go_over_group(pass, g, &why) : SOC_OK;
		if (now == SOC_OK)
			continue;
#pragma omp atomic capture
		before = failures++;
		if (before > 0) /* the first alone tells */
			continue;
		err = now;
		if (msg != NULL)
			*msg = why;
	}
	return err == SOC_OK ? end_of_pass(pass->t, msg) : err;
}

/* ---- the people, and before their first month ---- */

static void visit_build(const struct pass *pass, struct soc_world *w, uint32_t community)
{
	soc_world_fill(w, pass->t->job.scenario, community);
}

/* The world that holds the firms. */
static struct soc_world *frame_of(struct threads *t)
{
	return t->job.packed ? &t->packed.frame : &t->world;
}

static enum soc_err threads_build(void *state, struct soc_part part, struct soc_msg *msg)
{
	struct threads *t = state;
	const struct pass pass = { t, 1, visit_build, 0, SOC_PACKED_FIXED, 0, 0 };
	const struct soc_part_range range = range_of(t, part);
	t->cut.is_made = 0;
	if (part.part == 0) /* where windows stood among the people before is nowhere now */
		for (int i = 0; t->job.packed && i < t->count; i++)
			soc_packed_window_rewind(&t->window[i]);
	if (part.part == 0)
		soc_world_draw_firms(frame_of(t));
	if (t->job.packed)
		return go_over_groups(&pass, range.from, range.to, msg);
#pragma omp parallel for schedule(dynamic, SOC_THREADS_CHUNK) num_threads(t->count)
	for (uint32_t c = range.from; c < range.to; c++)
		if (!soc_part_is_cut(&t->cut, 1))
			soc_world_fill(&t->world, t->job.scenario, c);
	return end_of_pass(t, msg);
}

static void begin_community(const struct threads *t, struct soc_world *w, uint32_t community)
{
	const struct soc_rule_sets *v = t->job.rule_sets;
	soc_world_begin(w, &v->rules[soc_rule_sets_at(v, 0, t->job.plan->communities[community].stratum)],
	                community);
}

static void visit_begin(const struct pass *pass, struct soc_world *w, uint32_t community)
{
	begin_community(pass->t, w, community);
}

const struct soc_world *soc_backend_threads_frame(void *state)
{
	return frame_of(state);
}

static enum soc_err threads_begin(void *state, struct soc_msg *msg)
{
	struct threads *t = state;
	const struct pass pass = { t, 1, visit_begin, 1, SOC_PACKED_STATE, 0, 0 };
	t->cut.is_made = 0;
	soc_world_begin_firms(frame_of(t), t->job.rule_sets);
	if (t->job.packed)
		return go_over_groups(&pass, t->job.first, t->job.end, msg);
#pragma omp parallel for schedule(dynamic, SOC_THREADS_CHUNK) num_threads(t->count)
	for (uint32_t c = t->job.first; c < t->job.end; c++)
		if (!soc_part_is_cut(&t->cut, 1))
			begin_community(t, &t->world, c);
	return end_of_pass(t, msg);
}

/* ---- a month ---- */

static void clear_sums(struct threads *t)
{
	for (int i = 0; i < t->count; i++)
		soc_sums_clear(&t->tally[i], t->job.plan->places_count);
}

static void step_community(struct threads *t, struct soc_world *w, uint64_t seed, uint32_t month,
                           uint32_t community)
{
	const struct soc_plan *plan = t->job.plan;
	const struct soc_rule_sets *v = t->job.rule_sets;
	const struct soc_community *c = &plan->communities[community];
	const struct soc_stratum *stratum = &plan->strata[c->stratum];
	const unsigned rule_set = soc_rule_sets_at(v, month, c->stratum);
	const struct soc_place_time at = { seed,
		                               c->first_person,
		                               community,
		                               month,
		                               c->count,
		                               (unsigned)stratum->urban,
		                               (unsigned)plan->places[stratum->place].region,
		                               0 };
	struct soc_tally *tally = &t->tally[thread_now()];
	struct soc_columns columns;
	soc_world_columns(w, community, &columns);
	tally->place_now = tally->place[stratum->place];
	soc_step(&at, &v->rules[rule_set], rule_set, &v->rates, &t->job.fields->now[stratum->place], &columns,
	         &t->scratch[thread_now()], tally);
}

static void visit_step(const struct pass *pass, struct soc_world *w, uint32_t community)
{
	step_community(pass->t, w, pass->seed, pass->month, community);
}

static enum soc_err step_people(struct threads *t, uint64_t seed, uint32_t month, struct soc_part_range range,
                                struct soc_msg *msg)
{
	const int cut_at = t->job.cuts_months_at;
	const struct pass pass = { t, cut_at, visit_step, SOC_PACKED_PIECES, SOC_PACKED_STATE, seed, month };
	if (t->job.packed)
		return go_over_groups(&pass, range.from, range.to, msg);
#pragma omp parallel for schedule(dynamic, SOC_THREADS_CHUNK) num_threads(t->count)
	for (uint32_t c = range.from; c < range.to; c++)
		if (!soc_part_is_cut(&t->cut, cut_at)) {
			if (c + 1 < range.to &&
			    (c + 1 - range.from) % SOC_THREADS_CHUNK != 0) /* a chunk is one thread's */
				soc_world_fetch(&t->world, c + 1);
			soc_world_fetch_held(&t->world, c);
			step_community(t, &t->world, seed, month, c);
		}
	return end_of_pass(t, msg);
}

/* Firms span communities: they live when all of those have had their month, which read their flags of the
 * month before. */
static enum soc_err threads_step(void *state, uint64_t seed, uint32_t month, struct soc_part part,
                                 struct soc_msg *msg)
{
	struct threads *t = state;
	struct soc_world *frame = frame_of(t);
	if (part.part == 0) {
		t->cut.is_made = 0;
		clear_sums(t);
		if (t->job.packed)
			soc_packed_window_rewind(&t->window[0]);
	}
	const enum soc_err err = step_people(t, seed, month, range_of(t, part), msg);
	if (err != SOC_OK || part.part + 1 < part.parts ||
	    !frame->firms.on) /* no second wait for the threads of a month that has no firms */
		return err;
#pragma omp parallel for schedule(dynamic, SOC_THREADS_CHUNK) num_threads(t->count)
	for (int32_t p = t->towns.counted_from; p < t->towns.counted_to; p++)
		soc_world_step_firms(frame, t->job.rule_sets, p, seed, month, &t->tally[thread_now()]);
	for (int32_t p = t->towns.stepped_from; p < t->towns.counted_from; p++)
		soc_world_step_firms(frame, t->job.rule_sets, p, seed, month, t->uncounted);
	return SOC_OK;
}

/* The sums of all threads into the first's. */
static struct soc_tally *threads_reduce(void *state)
{
	struct threads *t = state;
	for (int i = 1; i < t->count; i++)
		soc_sums_add(&t->tally[0], &t->tally[i], t->job.plan->places_count);
	return &t->tally[0];
}

static struct soc_world *threads_world(void *state, uint32_t community)
{
	struct threads *t = state;
	if (!t->job.packed)
		return &t->world;
	return soc_packed_window_open(&t->window[0], &t->packed, community, SOC_PACKED_PIECES, NULL) == SOC_OK
	           ? &t->window[0].world
	           : NULL;
}

static struct soc_firms *threads_firms(void *state)
{
	return &frame_of(state)->firms;
}

static enum soc_err threads_keep(void *state, struct soc_msg *msg)
{
	struct threads *t = state;
	return t->job.packed ? soc_packed_window_keep(&t->window[0], &t->packed, SOC_PACKED_STATE, msg) : SOC_OK;
}

static int threads_agree_to_stop(void *state, int here)
{
	(void)state; /* one process: nobody else has a say */
	return here;
}

static int threads_leads(void *state)
{
	(void)state;
	return 1;
}

static enum soc_err threads_led(void *state, enum soc_err err, struct soc_msg *msg)
{
	(void)state;
	(void)msg;
	return err;
}

static int threads_workers(const void *state)
{
	return ((const struct threads *)state)->count;
}

static struct soc_backend_bytes threads_bytes(const void *state)
{
	const struct threads *t = state;
	const struct soc_plan *plan = t->job.plan;
	const int64_t sums = (int64_t)sizeof *t->tally + (int64_t)sizeof *t->scratch +
	                     plan->places_count * (int64_t)sizeof *t->places;
	if (t->job.packed) {
		const struct soc_world_bytes held = soc_packed_world_held(&t->packed);
		return (struct soc_backend_bytes){ held.fixed, held.state,
			                               t->count * (sums + soc_packed_window_bytes(&t->window[0])) };
	}
	const struct soc_world_bytes raw =
		soc_world_bytes(plan, t->job.rule_sets, t->job.first, t->job.end - t->job.first);
	return (struct soc_backend_bytes){ raw.fixed, raw.state, t->count * sums };
}

const struct soc_backend soc_backend_threads = {
	.name = "threads",
	.open = threads_open,
	.build = threads_build,
	.begin = threads_begin,
	.step = threads_step,
	.reduce = threads_reduce,
	.world = threads_world,
	.firms = threads_firms,
	.keep = threads_keep,
	.agree_to_stop = threads_agree_to_stop,
	.leads = threads_leads,
	.led = threads_led,
	.workers = threads_workers,
	.bytes = threads_bytes,
	.close = threads_close,
};
