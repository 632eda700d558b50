/* Which points cannot run, found without running any. */
#include "experiment/lock.h"
#include "experiment/runner.h"

#include "base/mem.h"
#include "model/population/population.h"
#include "model/regime/rule_sets.h"

#include <stdlib.h>
#include <string.h>

/* What a worker has: a point's scenario, and places and rules of the one before, which most points share. */
struct looker {
	struct soc_runner *r;
	struct soc_scenario *s;
	struct soc_plan plan;
	struct soc_rule_sets rules;
	int has_plan, has_rules;
	struct soc_scenario *planned; /* whose places they are */
};

/* Places follow from these sections. The seed only says which of them join a change first, and every seed
 * leaves the same rules to compile. */
static enum soc_err find_places(struct looker *k, struct soc_msg *msg)
{
	if (k->has_plan && memcmp(&k->planned->people, &k->s->people, sizeof k->s->people) == 0 &&
	    memcmp(&k->planned->society, &k->s->society, sizeof k->s->society) == 0)
		return SOC_OK;
	if (k->has_rules)
		soc_rule_sets_release(&k->rules);
	if (k->has_plan)
		soc_plan_release(&k->plan);
	k->has_rules = k->has_plan = 0;
	const enum soc_err err = soc_plan_outline(&k->plan, k->s, msg);
	if (err == SOC_OK)
		*k->planned = *k->s;
	k->has_plan = err == SOC_OK;
	return err;
}

/* As open_point() of run.c finds it. */
static enum soc_err try_point(struct looker *k, int64_t point, struct soc_msg *msg)
{
	struct soc_rule_sets now;
	enum soc_err err = soc_experiment_fill(k->r->e, point, k->s, msg);
	if (err == SOC_OK)
		err = find_places(k, msg);
	if (err == SOC_OK)
		err = soc_rule_sets_init(&now, k->s, &k->plan, k->has_rules ? &k->rules : NULL, msg);
	if (err == SOC_OK) {
		if (k->has_rules)
			soc_rule_sets_release(&k->rules);
		k->rules = now;
		k->has_rules = 1;
	}
	if (err != SOC_ERR_SCENARIO && err != SOC_ERR_LIMIT && err != SOC_ERR_DATA)
		return err;
	k->r->point[point].refused = soc_strdup(msg->text);
	return k->r->point[point].refused != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a point");
}

static enum soc_err begin(struct looker *k, struct soc_runner *r, struct soc_msg *msg)
{
	*k = (struct looker){ .r = r,
		                  .s = soc_calloc(1, sizeof *k->s),
		                  .planned = soc_calloc(1, sizeof *k->planned) };
	return k->s != NULL && k->planned != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points");
}

static void end(struct looker *k)
{
	if (k->has_rules)
		soc_rule_sets_release(&k->rules);
	if (k->has_plan)
		soc_plan_release(&k->plan);
	soc_free(k->s);
	soc_free(k->planned);
}

static enum soc_err try_all(struct soc_runner *r, const volatile int *stop, struct soc_msg *msg)
{
	enum soc_err first_error = SOC_OK;
	struct soc_lock lock;
	soc_lock_init(&lock);
#pragma omp parallel num_threads(r->workers)
	{
		struct looker k;
		struct soc_msg why = { "" };
		enum soc_err err = begin(&k, r, &why);
#pragma omp for schedule(dynamic, 16)
		for (int64_t i = 0; i < r->firsts; i++) {
			if (err == SOC_OK && stop != NULL && *stop != 0)
				err = soc_fail(&why, SOC_ERR_INTERRUPTED, "interrupted");
			if (err == SOC_OK)
				err = try_point(&k, r->first[i], &why);
		}
		soc_lock_take(&lock);
		if (err != SOC_OK && first_error == SOC_OK) {
			first_error = err;
			*msg = why;
		}
		soc_lock_give(&lock);
		end(&k);
	}
	soc_lock_release(&lock);
	return first_error;
}

/* ---- how many ---- */
static int by_key(const void *a, const void *b)
{
	const struct soc_runner_point *const *x = a, *const *y = b;
	return strcmp((*x)->key, (*y)->key);
}

/* A point with the values of an earlier one is refused with it, and has its reason. */
static const char *refusal_of(const struct soc_runner_point *const *refused, int64_t count,
                              const struct soc_runner_point *p)
{
	if (p->refused != NULL)
		return p->refused;
	const struct soc_runner_point *const *same =
		count > 0 ? bsearch(&p, refused, (size_t)count, sizeof *refused, by_key) : NULL;
	return same != NULL ? (*same)->refused : NULL;
}

static enum soc_err count_refused(const struct soc_runner *r, struct soc_experiment_state *state,
                                  struct soc_msg *msg)
{
	int64_t count = 0;
	const struct soc_runner_point **refused = soc_calloc((size_t)r->firsts + 1, sizeof *refused);
	if (refused == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points");
	for (int64_t i = 0; i < r->firsts; i++)
		if (r->point[r->first[i]].refused != NULL)
			refused[count++] = &r->point[r->first[i]];
	if (count > 0)
		qsort(refused, (size_t)count, sizeof *refused, by_key);
	state->points = r->e->points;
	state->replicates = soc_experiment_replicates(r->e);
	for (int64_t i = 0; i < r->e->points; i++) {
		const char *why = refusal_of(refused, count, &r->point[i]);
		if (why != NULL && state->refused++ == 0)
			soc_runner_tell_refused(state, i, why);
	}
	soc_free(refused);
	return SOC_OK;
}

enum soc_err soc_experiment_check(const struct soc_experiment *e, int workers, const volatile int *stop,
                                  struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct soc_runner r = { 0 };
	struct soc_experiment_state now = { 0 };
	if (e == NULL || state == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "an experiment and room for its state are needed");
	if (e->design.kind == SOC_DESIGN_calibration) { /* which points follows from what others give */
		*state = now;
		return SOC_OK;
	}
	enum soc_err err = soc_runner_init(&r, e, NULL, workers, stop, msg);
	if (err == SOC_OK && e->theory == NULL)
		err = try_all(&r, stop, msg);
	if (err == SOC_OK)
		err = count_refused(&r, &now, msg);
	if (err == SOC_OK && now.points > 0 && now.refused == now.points)
		err = soc_fail(msg, SOC_ERR_SCENARIO, "no point can run; %s", now.first_refused);
	if (err == SOC_OK)
		*state = now;
	soc_runner_release(&r);
	return err;
}
