/* Running the points of an experiment that are not measured yet. */
#include "experiment/runner.h"
#include "experiment/turns.h"

#include "base/mem.h"
#include "experiment/calibration.h"
#include "experiment/lock.h"
#include "experiment/over_ranks.h"
#include "experiment/theory_points.h"
#include "socred/scenario.h"

#include <string.h>

/* What all workers share; changed by one at a time. */
struct work {
	struct soc_runner *r;
	const struct soc_experiment_options *options;
	struct soc_over_ranks *over;
	struct soc_lock lock;
	struct soc_shard_writer shard;
	int64_t *todo; /* points, and how many replicates of them are missing */
	int64_t todo_count, next;
	int64_t done, all; /* replicates */
	enum soc_err err;  /* the first that ended it */
	struct soc_msg msg;
};

struct worker {
	struct work *work;
	struct soc_outcome_meter meter;
	struct soc_scenario *scenario[2]; /* of the run that is open, and of the next */
	int open;
	struct soc_sim *sim;
	struct soc_formula *formulas; /* of a theory's outcomes, in place of the meter */
	double values[SOC_OUTCOMES_ROOM];
};

static int is_stopped(const struct work *w)
{
	return w->options->stop != NULL && *w->options->stop != 0;
}

/* ---- one point ---- */
static enum soc_err keep(struct work *w, int64_t point, int32_t replicate, const double *values,
                         const char *reason, struct soc_msg *msg)
{
	soc_lock_take(&w->lock);
	const enum soc_err err = soc_shard_write(&w->shard, w->r->point[point].key, replicate, values,
	                                         w->r->e->outcomes_count, reason, msg);
	w->done += reason == NULL ? 1 : soc_experiment_replicates(w->r->e);
	if (err == SOC_OK && w->options->on_progress != NULL)
		w->options->on_progress(w->options->user, w->done, w->all);
	soc_lock_give(&w->lock);
	return err;
}

/* The run of a point, before its first month. A point that is refused now is kept as such. */
static enum soc_err open_point(struct worker *me, int64_t point, int *refused, struct soc_msg *msg)
{
	const struct soc_run_options options = { .threads = 1,
		                                     .memory_limit = me->work->options->memory_limit,
		                                     .stop = me->work->options->stop };
	const int next = 1 - me->open;
	int kept = 0;
	*refused = 0;
	enum soc_err err =
		soc_experiment_fill(me->work->r->e, point, me->scenario[next], msg); /* it was judged */
	if (err == SOC_OK)
		err = soc_sim_reopen(&me->sim, me->scenario[next], &options, &kept, msg);
	if (err == SOC_OK)
		me->open = next;
	if (err != SOC_ERR_SCENARIO && err != SOC_ERR_LIMIT && err != SOC_ERR_DATA)
		return err;
	*refused = 1;
	const struct soc_msg why = *msg;
	return keep(me->work, point, 0, NULL, why.text, msg);
}

static enum soc_err run_point(struct worker *me, int64_t point, struct soc_msg *msg)
{
	const struct soc_runner *r = me->work->r;
	int refused;
	enum soc_err err = open_point(me, point, &refused, msg);
	if (err != SOC_OK || refused)
		return err;
	for (int32_t k = 0; k < me->sim->s->replicates && err == SOC_OK; k++) {
		if (soc_runner_values(r, point, k) != NULL)
			continue;
		if (k != 0) /* an open run stands before the first month of replicate 0 */
			err = soc_sim_begin(me->sim, k, msg);
		if (err == SOC_OK)
			err = soc_outcome_meter_run(&me->meter, me->sim, me->work->options->stop, me->values, msg);
		if (err == SOC_OK)
			err = keep(me->work, point, k, me->values, NULL, msg);
	}
	return err == SOC_ERR_INTERRUPTED ? soc_fail(msg, err, "interrupted; what was finished is kept") : err;
}

static enum soc_err run_theory(struct worker *me, int64_t point, struct soc_msg *msg)
{
	const struct soc_runner *r = me->work->r;
	struct soc_theory_point at;
	enum soc_err err = soc_theory_points_at(r->e, point, &at, msg);
	for (int32_t k = 0; k < soc_experiment_replicates(r->e) && err == SOC_OK; k++) {
		if (soc_runner_values(r, point, k) != NULL)
			continue;
		err = soc_theory_points_run(r->e, me->formulas, &at, k, me->work->options->stop, me->values, msg);
		if (err == SOC_OK)
			err = keep(me->work, point, k, me->values, NULL, msg);
	}
	return err;
}

/* ---- workers ---- */
/* Over ranks: one that no rank has taken; those that others have taken count as done. */
static void take_of_all(struct work *w)
{
	const int64_t at = soc_over_ranks_next(w->over);
	const int64_t before = at < 0 ? w->todo_count : w->next;
	w->next = at < 0 || at > w->todo_count ? w->todo_count : at;
	w->done += (w->next - before) * soc_experiment_replicates(w->r->e);
	if (w->done > w->all)
		w->done = w->all;
}

static int64_t take(struct work *w)
{
	int64_t point = -1;
	soc_lock_take(&w->lock);
	if (w->err == SOC_OK && w->over->all != NULL)
		take_of_all(w);
	if (w->err == SOC_OK && w->next < w->todo_count)
		point = w->todo[w->next++];
	soc_lock_give(&w->lock);
	return point;
}

static enum soc_err begin_worker(struct worker *me, struct soc_msg *msg)
{
	const struct soc_experiment *e = me->work->r->e;
	if (e->theory != NULL)
		return soc_theory_points_formulas(e, &me->formulas, msg);
	for (int i = 0; i < 2; i++)
		me->scenario[i] = soc_calloc(1, sizeof *me->scenario[i]);
	if (me->scenario[0] == NULL || me->scenario[1] == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a worker");
	return soc_outcome_meter_init(&me->meter, e->outcome, e->outcomes_count, e->scenario, msg);
}

static void work_on(struct work *w)
{
	struct worker me = { .work = w };
	struct soc_msg msg = { "" };
	int64_t point;
	enum soc_err err = begin_worker(&me, &msg);
	while (err == SOC_OK && (point = take(w)) >= 0) {
		if (is_stopped(w))
			err = soc_fail(&msg, SOC_ERR_INTERRUPTED, "interrupted; what was finished is kept");
		else
			err = w->r->e->theory != NULL ? run_theory(&me, point, &msg) : run_point(&me, point, &msg);
	}
	soc_lock_take(&w->lock);
	if (err != SOC_OK && w->err == SOC_OK) {
		w->err = err;
		w->msg = msg;
		soc_over_ranks_end(w->over);
	}
	soc_lock_give(&w->lock);
	soc_sim_close(&me.sim);
	soc_outcome_meter_release(&me.meter);
	soc_free(me.formulas);
	soc_free(me.scenario[0]);
	soc_free(me.scenario[1]);
}

/* ---- all of it ---- */
/* The first points of their keys that are of this share and not measured. */
static enum soc_err find_work(struct work *w, struct soc_msg *msg)
{
	const struct soc_runner *r = w->r;
	const int64_t replicates = soc_experiment_replicates(r->e);
	w->todo = soc_calloc((size_t)r->firsts + 1, sizeof *w->todo);
	if (w->todo == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points");
	for (int64_t i = 0; i < r->firsts; i++) {
		const int64_t measured = soc_runner_measured(r, r->first[i]);
		if (i % w->options->shares != w->options->share - 1 || soc_runner_refusal(r, r->first[i]) != NULL)
			continue;
		w->all += replicates;
		w->done += measured;
		if (measured < replicates)
			w->todo[w->todo_count++] = r->first[i];
	}
	return SOC_OK;
}

/* All that is to do, each worker in a thread. */
static enum soc_err run_todo(struct work *w, struct soc_msg *msg)
{
	const int64_t left = w->todo_count - w->next;
	const int workers = left < w->r->workers ? (int)left : w->r->workers;
	soc_lock_init(&w->lock);
#pragma omp parallel num_threads(workers)
	work_on(w);
	soc_lock_release(&w->lock);
	(void)workers; /* one without OpenMP */
	*msg = w->msg;
	return w->err;
}

static enum soc_err run_missing(struct work *w, struct soc_msg *msg)
{
	if (w->todo_count == 0)
		return SOC_OK;
	enum soc_err err = soc_shard_open(&w->shard, w->options->folder, w->r->shards.digest, msg);
	if (err == SOC_OK)
		err = run_todo(w, msg);
	else
		soc_over_ranks_end(w->over);
	struct soc_msg why = { "" };
	const enum soc_err closed = soc_shard_close(&w->shard, &why);
	if (err == SOC_OK && closed != SOC_OK)
		*msg = why;
	return err == SOC_OK ? closed : err;
}

static enum soc_err check_options(const struct soc_experiment *e, const struct soc_experiment_options *o,
                                  struct soc_msg *msg)
{
	if (e == NULL || o == NULL || o->folder == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "an experiment and a folder are needed");
	if (o->shares < 1 || o->share < 1 || o->share > o->shares)
		return soc_fail(msg, SOC_ERR_USAGE, "share %d of %d: allowed: 1 of 1 and more", o->share, o->shares);
	if (o->ranks != NULL && (o->ranks->next == NULL || o->ranks->end == NULL))
		return soc_fail(msg, SOC_ERR_USAGE, "these ranks cannot share out the points of an experiment");
	return SOC_OK;
}

enum soc_err soc_runner_run(struct soc_runner *r, const struct soc_experiment *e,
                            const struct soc_experiment_options *options, struct soc_over_ranks *over,
                            struct soc_msg *msg)
{
	struct work w = { .r = r, .options = options, .over = over, .shard = { .fd = -1 } };
	enum soc_err err = soc_runner_init(r, e, options->folder, options->workers, options->stop, msg);
	if (err == SOC_OK)
		err = find_work(&w, msg);
	err = soc_over_ranks_agree(over, err, msg); /* before anything is written that another would read */
	if (err == SOC_OK)
		err = soc_over_ranks_tell(over, r, w.todo, &w.todo_count, msg);
	if (err == SOC_OK)
		err = soc_over_ranks_agree(over, run_missing(&w, msg), msg);
	if (err == SOC_OK || err == SOC_ERR_INTERRUPTED) {
		struct soc_msg why = { "" };
		const enum soc_err reread = soc_runner_reread(r, options->folder, &why);
		if (reread != SOC_OK) {
			err = reread;
			*msg = why;
		}
	}
	soc_free(w.todo);
	return err;
}

enum soc_err soc_experiment_run(const struct soc_experiment *e, const struct soc_experiment_options *options,
                                struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct soc_runner r = { 0 };
	struct soc_experiment_state now = { 0 };
	enum soc_err err = check_options(e, options, msg);
	if (err != SOC_OK)
		return err;
	if (e->design.kind == SOC_DESIGN_calibration)
		return soc_calibration_run(e, options, state, msg);
	struct soc_over_ranks over = { .all = options->ranks };
	err = soc_runner_run(&r, e, options, &over, msg);
	if (err == SOC_OK || err == SOC_ERR_INTERRUPTED)
		now = soc_runner_state(&r);
	if (err == SOC_OK && now.refused == now.points)
		err = soc_fail(msg, SOC_ERR_SCENARIO, "no point can run; %s", now.first_refused);
	if (err == SOC_OK && options->shares == 1 && soc_over_ranks_writes(&over))
		err = soc_runner_write_database(&r, options->folder, msg);
	err = soc_over_ranks_agree(&over, err, msg);
	if (state != NULL)
		*state = now;
	soc_runner_release(&r);
	return err;
}

/* ---- in turns ---- */
struct soc_experiment_turns {
	struct soc_runner r;
	struct soc_experiment_options options;
	struct soc_over_ranks alone;
	struct work w;
	int64_t whole; /* points to do; w.todo_count is the end of the turn under way */
};

enum soc_err soc_experiment_turns_open(const struct soc_experiment *e,
                                       const struct soc_experiment_options *options,
                                       struct soc_experiment_turns **out, struct soc_msg *msg)
{
	enum soc_err err = check_options(e, options, msg);
	if (err != SOC_OK)
		return err;
	struct soc_experiment_turns *t = soc_calloc(1, sizeof *t);
	if (t == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an experiment");
	t->options = *options;
	t->w = (struct work){ .r = &t->r, .options = &t->options, .over = &t->alone, .shard = { .fd = -1 } };
	err = soc_runner_init(&t->r, e, options->folder, options->workers, options->stop, msg);
	if (err == SOC_OK)
		err = find_work(&t->w, msg);
	if (err == SOC_OK && t->w.todo_count > 0)
		err = soc_shard_open(&t->w.shard, options->folder, t->r.shards.digest, msg);
	t->whole = t->w.todo_count;
	if (err == SOC_OK)
		*out = t;
	else
		soc_experiment_turns_close(t);
	return err;
}

/* Behind the last point. */
static enum soc_err end_turns(struct soc_experiment_turns *t, struct soc_msg *msg)
{
	enum soc_err err = soc_shard_close(&t->w.shard, msg);
	if (err == SOC_OK)
		err = soc_runner_reread(&t->r, t->options.folder, msg);
	const struct soc_experiment_state now = soc_runner_state(&t->r);
	if (err == SOC_OK && now.refused == now.points)
		err = soc_fail(msg, SOC_ERR_SCENARIO, "no point can run; %s", now.first_refused);
	return err == SOC_OK ? soc_runner_write_database(&t->r, t->options.folder, msg) : err;
}

enum soc_err soc_experiment_turns_next(struct soc_experiment_turns *t, int *more, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	*more = 0;
	if (t->w.next < t->whole) {
		const int64_t left = t->whole - t->w.next;
		t->w.todo_count = t->w.next + (left < t->r.workers ? left : t->r.workers);
		err = run_todo(&t->w, msg);
		*more = err == SOC_OK;
	} else
		err = end_turns(t, msg);
	return err;
}

void soc_experiment_turns_done(const struct soc_experiment_turns *t, int64_t *done, int64_t *all)
{
	*done = t->w.done;
	*all = t->w.all;
}

void soc_experiment_turns_close(struct soc_experiment_turns *t)
{
	struct soc_msg ignored = { "" };
	if (t == NULL)
		return;
	(void)soc_shard_close(&t->w.shard, &ignored);
	soc_free(t->w.todo);
	soc_runner_release(&t->r);
	soc_free(t);
}

/* ---- what is asked beside it ---- */
enum soc_err soc_experiment_status(const struct soc_experiment *e, const char *folder,
                                   struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct soc_runner r = { 0 };
	if (e == NULL || folder == NULL || state == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "an experiment, a folder and room for its state are needed");
	if (e->design.kind == SOC_DESIGN_calibration)
		return soc_calibration_status(e, folder, state, msg);
	const enum soc_err err = soc_runner_init(&r, e, folder, 0, NULL, msg);
	if (err == SOC_OK)
		*state = soc_runner_state(&r);
	soc_runner_release(&r);
	return err;
}

static enum soc_err measure_theory(const struct soc_experiment *e, const volatile int *stop,
                                   struct soc_run_stats *stats, struct soc_msg *msg)
{
	struct soc_theory_point at;
	struct soc_formula *formulas = NULL;
	double values[SOC_OUTCOMES_ROOM];
	enum soc_err err = SOC_ERR_SCENARIO;
	for (int64_t i = 0; i < e->points && err == SOC_ERR_SCENARIO; i++)
		err = soc_theory_points_at(e, i, &at, msg);
	if (err == SOC_OK)
		err = soc_theory_points_formulas(e, &formulas, msg);
	if (err == SOC_OK)
		err = soc_theory_points_run(e, formulas, &at, 0, stop, values, msg);
	if (err == SOC_OK)
		*stats = (struct soc_run_stats){ 0 };
	soc_free(formulas);
	return err;
}

enum soc_err soc_experiment_run_one(const struct soc_experiment *e, const volatile int *stop,
                                    struct soc_run_stats *stats, struct soc_msg *msg)
{
	struct soc_outcome_meter meter = { 0 };
	struct soc_sim *sim = NULL;
	double values[SOC_OUTCOMES_ROOM];
	const struct soc_run_options options = { .threads = 1, .stop = stop };
	if (e->theory != NULL)
		return measure_theory(e, stop, stats, msg);
	struct soc_scenario *s = soc_calloc(1, sizeof *s);
	enum soc_err err = s != NULL ? SOC_ERR_SCENARIO : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory");
	for (int64_t i = 0; i < e->points && err == SOC_ERR_SCENARIO; i++) {
		err = soc_experiment_scenario(e, i, s, msg);
		if (err == SOC_OK)
			err = soc_sim_open(s, &options, &sim, msg);
		if (err == SOC_ERR_LIMIT || err == SOC_ERR_DATA) /* cannot run either: open_point() */
			err = SOC_ERR_SCENARIO;
	}
	if (err == SOC_OK)
		err = soc_outcome_meter_init(&meter, e->outcome, e->outcomes_count, e->scenario, msg);
	if (err == SOC_OK)
		err = soc_outcome_meter_run(&meter, sim, stop, values, msg);
	if (err == SOC_OK)
		*stats = soc_sim_stats(sim);
	soc_outcome_meter_release(&meter);
	soc_sim_close(&sim);
	soc_free(s);
	return err;
}
