/* Several processes over one world. Every rank makes the plan, holds a range of communities by the backend of
 * threads, and adds what it counted to what the others did. A community of another rank is sent when it is
 * asked for: by all alike (training, a checkpoint that is read), or by the rank that leads, whom the others
 * serve until it is done. */
#include "run/backend.h"

#include "base/mem.h"
#include "run/columns.h"
#include "run/packed_world.h"

#include <stddef.h>
#include <string.h>

struct ranks {
	struct soc_backend_job job; /* of all ranks */
	const struct soc_ranks *all;
	void *own;               /* the backend of threads, over this rank's communities */
	struct soc_world window; /* a community of another rank */
	uint32_t *first;         /* [count + 1]: where the ranges begin */
	uint32_t asked;          /* community that `world` gave last */
	int is_leading;
	int are_firms_apart; /* months have gone by since the firms of all places were the same everywhere */
};

/* What the leader wants of those who serve: a community of the plan, or one of these. */
enum { WANTS_FIRMS = -1, WANTS_NOTHING = -2 };

static const struct soc_backend *const threads = &soc_backend_threads;

static void tell(const struct ranks *r, void *bytes, size_t length, int from)
{
	r->all->tell(r->all->user, bytes, length, from);
}

static int holder_of(const struct ranks *r, uint32_t community)
{
	int low = 0, high = r->all->count;
	while (high - low > 1) {
		const int middle = (low + high) / 2;
		if (r->first[middle] <= community)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static void ranks_close(void *state)
{
	struct ranks *r = state;
	if (r == NULL)
		return;
	soc_world_release(&r->window);
	threads->close(r->own);
	soc_free(r->first);
	soc_free(r);
}

/* ---- opening ---- */

static enum soc_err share_out(struct ranks *r, struct soc_msg *msg)
{
	const uint32_t all = r->job.plan->communities_count, unit = r->job.packed ? SOC_PACKED_GROUP : 1;
	const uint32_t groups = (all + unit - 1) / unit;
	const int count = r->all->count;
	if ((uint32_t)count > groups)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "so few people have no community for each of the ranks: at most %u of them, not %d",
		                groups, count);
	r->first = soc_calloc((size_t)count + 1, sizeof *r->first);
	if (r->first == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the ranges of %d ranks", count);
	for (int i = 0; i <= count; i++)
		r->first[i] = soc_ranks_first(all, i, count, unit);
	return SOC_OK;
}

static enum soc_err open_own(struct ranks *r, int workers, struct soc_msg *msg)
{
	struct soc_backend_job job = r->job;
	enum soc_err err = share_out(r, msg);
	if (err != SOC_OK)
		return err;
	job.first = r->first[r->all->rank];
	job.end = r->first[r->all->rank + 1];
	job.ranks = NULL;
	err = threads->open(&r->own, &job, workers, msg);
	if (err == SOC_OK) /* its firms are those of this rank, its columns the window's own */
		err = soc_world_init_window(&r->window, soc_backend_threads_frame(r->own), msg);
	return err;
}

static enum soc_err ranks_open(void **out, const struct soc_backend_job *job, int workers,
                               struct soc_msg *msg)
{
	struct ranks *r = soc_calloc(1, sizeof *r);
	enum soc_err err = SOC_OK;
	if (r == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "no memory to begin a run");
	if (r != NULL) {
		r->job = *job;
		r->all = job->ranks;
		err = open_own(r, workers, msg);
	}
	err = soc_ranks_agree(job->ranks, err, msg);
	if (err == SOC_OK)
		*out = r;
	else
		ranks_close(r);
	return err;
}

/* ---- people and months ---- */

static enum soc_err ranks_build(void *state, struct soc_part part, struct soc_msg *msg)
{
	const struct ranks *r = state;
	return soc_ranks_agree(r->all, threads->build(r->own, part, msg), msg);
}

static enum soc_err ranks_begin(void *state, struct soc_msg *msg)
{
	struct ranks *r = state;
	r->are_firms_apart = 0;
	return soc_ranks_agree(r->all, threads->begin(r->own, msg), msg);
}

static enum soc_err ranks_step(void *state, uint64_t seed, uint32_t month, struct soc_part part,
                               struct soc_msg *msg)
{
	struct ranks *r = state;
	r->are_firms_apart = 1;
	return soc_ranks_agree(r->all, threads->step(r->own, seed, month, part, msg), msg);
}

static struct soc_tally *ranks_reduce(void *state)
{
	struct ranks *r = state;
	struct soc_tally *sum = threads->reduce(r->own);
	r->all->sum(r->all->user, (int64_t *)sum, offsetof(struct soc_tally, place) / sizeof(int64_t));
	r->all->sum(r->all->user, sum->place[0], (size_t)r->job.plan->places_count * SOC_PLACE_VALUES);
	return sum;
}

/* ---- communities of other ranks ---- */

/* The columns of a community from who holds it into the windows of the others: first how many values of each,
 * since those of a docket are as many as there are files. */
static struct soc_world *send_community(struct ranks *r, uint32_t community)
{
	struct soc_column_slice from[SOC_COLUMN_SLICES_MAX], to[SOC_COLUMN_SLICES_MAX];
	uint32_t count[SOC_COLUMN_SLICES_MAX + 1] = { 0 };
	const int holder = holder_of(r, community), is_mine = holder == r->all->rank;
	struct soc_world *world = is_mine ? threads->world(r->own, community) : &r->window;
	unsigned columns = 0;
	if (is_mine && world != NULL) {
		columns = soc_columns_list(world, community, from);
		for (unsigned i = 0; i < columns; i++)
			count[i] = (uint32_t)from[i].count;
		count[SOC_COLUMN_SLICES_MAX] = 1; /* it can be had */
	}
	tell(r, count, sizeof count, holder);
	if (!count[SOC_COLUMN_SLICES_MAX])
		return NULL;
	if (!is_mine) {
		soc_world_move(world, community);
		columns = soc_columns_list(world, community, to);
	}
	for (unsigned i = 0; i < columns; i++)
		tell(r, is_mine ? from[i].values : to[i].values, count[i] * (is_mine ? from[i].size : to[i].size),
		     holder);
	return world;
}

/* The state of the firms of every place, from the rank that counts them. */
static void send_firms(struct ranks *r)
{
	struct soc_firms *f = threads->firms(r->own);
	for (int from = 0; f->on && from < r->all->count; from++) {
		const struct soc_ranks_places places =
			soc_ranks_places(r->job.plan, r->first[from], r->first[from + 1]);
		for (int32_t p = places.counted_from; p < places.counted_to; p++) {
			struct soc_firm_range *range = &f->place[p - f->first_place];
			const size_t at = (size_t)(range->first - f->first), n = range->count;
			tell(r, &range->flagged, sizeof range->flagged, from);
			tell(r, f->fixed.kind + at, n * sizeof *f->fixed.kind, from);
#define TELL(column) tell(r, (column) + at, n * sizeof *(column), from);
			SOC_FIRMS_STATE(f, TELL)
#undef TELL
		}
	}
	r->are_firms_apart = 0;
}

static struct soc_world *ranks_world(void *state, uint32_t community)
{
	struct ranks *r = state;
	int64_t wants = community;
	if (r->is_leading)
		tell(r, &wants, sizeof wants, 0);
	r->asked = community;
	return send_community(r, community);
}

static struct soc_firms *ranks_firms(void *state)
{
	struct ranks *r = state;
	int64_t wants = WANTS_FIRMS;
	if (r->are_firms_apart && r->is_leading)
		tell(r, &wants, sizeof wants, 0);
	if (r->are_firms_apart)
		send_firms(r);
	return threads->firms(r->own);
}

static enum soc_err ranks_keep(void *state, struct soc_msg *msg)
{
	struct ranks *r = state;
	const int is_mine = holder_of(r, r->asked) == r->all->rank;
	return soc_ranks_agree(r->all, is_mine ? threads->keep(r->own, msg) : SOC_OK, msg);
}

static int ranks_leads(void *state)
{
	struct ranks *r = state;
	if (r->all->rank == 0)
		return r->is_leading = 1;
	for (;;) {
		int64_t wants = WANTS_NOTHING;
		tell(r, &wants, sizeof wants, 0);
		if (wants == WANTS_NOTHING)
			return 0;
		if (wants == WANTS_FIRMS)
			send_firms(r);
		else
			(void)send_community(r, (uint32_t)wants);
	}
}

static enum soc_err ranks_led(void *state, enum soc_err err, struct soc_msg *msg)
{
	struct ranks *r = state;
	int64_t wants = WANTS_NOTHING;
	if (r->is_leading)
		tell(r, &wants, sizeof wants, 0);
	r->is_leading = 0;
	return soc_ranks_agree(r->all, err, msg);
}

/* ---- the rest ---- */

static int ranks_agree_to_stop(void *state, int here)
{
	const struct ranks *r = state;
	int64_t asked = here != 0;
	r->all->sum(r->all->user, &asked, 1);
	return asked != 0;
}

static int ranks_workers(const void *state)
{
	const struct ranks *r = state;
	return threads->workers(r->own) * r->all->count;
}

/* Of all ranks together. */
static struct soc_backend_bytes ranks_bytes(const void *state)
{
	const struct ranks *r = state;
	const struct soc_backend_bytes own = threads->bytes(r->own);
	int64_t sum[] = { own.fixed, own.state, own.workers };
	r->all->sum(r->all->user, sum, sizeof sum / sizeof *sum);
	return (struct soc_backend_bytes){ sum[0], sum[1], sum[2] };
}

const struct soc_backend soc_backend_ranks = {
	.name = "ranks",
	.open = ranks_open,
	.build = ranks_build,
	.begin = ranks_begin,
	.step = ranks_step,
	.reduce = ranks_reduce,
	.world = ranks_world,
	.firms = ranks_firms,
	.keep = ranks_keep,
	.agree_to_stop = ranks_agree_to_stop,
	.leads = ranks_leads,
	.led = ranks_led,
	.workers = ranks_workers,
	.bytes = ranks_bytes,
	.close = ranks_close,
};
