#include "experiment/runner.h"

#include "analysis/text.h"
#include "base/mem.h"
#include "experiment/lock.h"
#include "experiment/theory_points.h"
#include "input/bind/plausible.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

/* ---- keys ---- */
/* Writing a whole scenario takes milliseconds, so that of the base is digested once, and a point's key is the
 * digest of that and of the values that the point has and the base has not. */
static enum soc_err digest(struct soc_buf *text, char out[SOC_DIGEST_TEXT], struct soc_msg *msg)
{
	const int failed = text->failed;
	if (!failed)
		soc_digest_bytes(soc_buf_text(text), text->length, out);
	soc_buf_release(text);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the key of a point") : SOC_OK;
}

/* Factors in the order of their names, whatever the file's is. */
static void order_factors(struct soc_runner *r)
{
	for (int i = 0; i < r->e->factors_count; i++) {
		int at = i;
		for (; at > 0 && strcmp(r->e->factor[r->order[at - 1]].key, r->e->factor[i].key) > 0; at--)
			r->order[at] = r->order[at - 1];
		r->order[at] = (int16_t)i;
	}
}

static enum soc_err digest_base(struct soc_runner *r, struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	char *resolved = soc_scenario_resolved(r->e->scenario);
	soc_buf_add(&text, "socred " SOC_VERSION "\n");
	soc_buf_puts(&text, resolved != NULL ? resolved : "");
	text.failed |= resolved == NULL;
	soc_text_free(resolved);
	order_factors(r);
	return digest(&text, r->base, msg);
}

static enum soc_err key_of(const struct soc_runner *r, const struct soc_scenario *s,
                           char out[SOC_DIGEST_TEXT], struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	soc_buf_add(&text, "%s\n", r->base);
	if (s->seed != r->e->scenario->seed)
		soc_buf_add(&text, "random numbers of %lld\n", (long long)s->seed);
	for (int i = 0; i < r->e->factors_count; i++) {
		const char *key = r->e->factor[r->order[i]].key;
		struct soc_buf was = { 0 }, is = { 0 };
		soc_plausible_write(r->e->scenario, key, &was);
		soc_plausible_write(s, key, &is);
		text.failed |= was.failed | is.failed;
		if (strcmp(soc_buf_text(&was), soc_buf_text(&is)) != 0)
			soc_buf_add(&text, "%s: %s\n", key, soc_buf_text(&is));
		soc_buf_release(&was);
		soc_buf_release(&is);
	}
	return digest(&text, out, msg);
}

static enum soc_err look_at(struct soc_runner *r, int64_t i, struct soc_scenario *s, struct soc_msg *msg)
{
	struct soc_runner_point *p = &r->point[i];
	const struct soc_experiment *e = r->e;
	enum soc_err err =
		e->theory != NULL ? soc_theory_points_key(e, i, p->key, msg) : soc_experiment_scenario(e, i, s, msg);
	if (err == SOC_OK && e->theory == NULL)
		err = key_of(r, s, p->key, msg);
	if (err != SOC_ERR_SCENARIO)
		return err;
	p->refused = soc_strdup(msg->text);
	return p->refused != NULL ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a point");
}

static enum soc_err look_at_all(struct soc_runner *r, const volatile int *stop, struct soc_msg *msg)
{
	enum soc_err first_error = SOC_OK;
	struct soc_lock lock;
	soc_lock_init(&lock);
#pragma omp parallel num_threads(r->workers)
	{
		struct soc_scenario *s = soc_calloc(1, sizeof *s);
		struct soc_msg why = { "" };
		enum soc_err err =
			s != NULL ? SOC_OK : soc_fail(&why, SOC_ERR_MEMORY, "not enough memory for the points");
#pragma omp for schedule(dynamic, 16)
		for (int64_t i = 0; i < r->e->points; i++) {
			if (err == SOC_OK && stop != NULL && *stop != 0)
				err = soc_fail(&why, SOC_ERR_INTERRUPTED, "interrupted before anything was run");
			if (err == SOC_OK)
				err = look_at(r, i, s, &why);
		}
		soc_lock_take(&lock);
		if (err != SOC_OK && first_error == SOC_OK) {
			first_error = err;
			*msg = why;
		}
		soc_lock_give(&lock);
		soc_free(s);
	}
	soc_lock_release(&lock);
	return first_error;
}

/* ---- points that are one: a grid with few values has many ---- */
struct keyed {
	const char *key;
	int64_t point;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	const int order = strcmp(x->key, y->key);
	return order != 0 ? order : x->point < y->point ? -1 : x->point > y->point;
}

static int by_number(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static enum soc_err find_firsts(struct soc_runner *r, struct soc_msg *msg)
{
	struct keyed *all = soc_calloc((size_t)r->e->points, sizeof *all);
	int64_t count = 0;
	r->first = soc_calloc((size_t)r->e->points, sizeof *r->first);
	if (all == NULL || r->first == NULL) {
		soc_free(all);
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points");
	}
	for (int64_t i = 0; i < r->e->points; i++)
		if (r->point[i].refused == NULL)
			all[count++] = (struct keyed){ r->point[i].key, i };
	if (count > 0)
		qsort(all, (size_t)count, sizeof *all, by_key);
	for (int64_t i = 0; i < count; i++)
		if (i == 0 || strcmp(all[i - 1].key, all[i].key) != 0)
			r->first[r->firsts++] = all[i].point;
	if (r->firsts > 0)
		qsort(r->first, (size_t)r->firsts, sizeof *r->first, by_number);
	soc_free(all);
	return SOC_OK;
}

/* ---- shards ---- */
static enum soc_err digest_outcomes(const struct soc_experiment *e, char out[SOC_DIGEST_TEXT],
                                    struct soc_msg *msg)
{
	struct soc_buf text = { 0 };
	for (int i = 0; i < e->outcomes_count; i++) {
		const struct soc_outcome *o = &e->outcome[i];
		soc_buf_add(&text, "%s: %s\n", o->name, o->formula);
		if (o->until > 0) {
			soc_buf_add(&text, "until %lld ", (long long)o->until);
			soc_text_number(&text, o->share, "");
			soc_buf_puts(&text, "\n");
		}
		if (o->since > 0)
			soc_buf_add(&text, "since %lld\n", (long long)o->since);
	}
	const int failed = text.failed;
	if (!failed)
		soc_digest_bytes(soc_buf_text(&text), text.length, out);
	soc_buf_release(&text);
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the outcomes") : SOC_OK;
}

enum soc_err soc_runner_reread(struct soc_runner *r, const char *folder, struct soc_msg *msg)
{
	char digest[SOC_DIGEST_TEXT];
	memcpy(digest, r->shards.digest, sizeof digest);
	soc_shards_release(&r->shards);
	memcpy(r->shards.digest, digest, sizeof digest);
	r->shards.outcomes = r->e->outcomes_count;
	return soc_shards_read(&r->shards, folder, msg);
}

int soc_runner_workers(int asked)
{
#ifdef _OPENMP
	return asked > 0 ? asked : omp_get_max_threads();
#else
	(void)asked;
	return 1;
#endif
}

enum soc_err soc_runner_init(struct soc_runner *r, const struct soc_experiment *e, const char *folder,
                             int workers, const volatile int *stop, struct soc_msg *msg)
{
	*r = (struct soc_runner){ .e = e, .workers = soc_runner_workers(workers) };
	r->point = soc_calloc((size_t)e->points, sizeof *r->point);
	if (r->point == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points");
	enum soc_err err = e->theory == NULL ? digest_base(r, msg) : SOC_OK;
	if (err == SOC_OK)
		err = look_at_all(r, stop, msg);
	if (err == SOC_OK)
		err = find_firsts(r, msg);
	if (err == SOC_OK)
		err = digest_outcomes(e, r->shards.digest, msg);
	return err == SOC_OK && folder != NULL ? soc_runner_reread(r, folder, msg) : err;
}

void soc_runner_release(struct soc_runner *r)
{
	for (int64_t i = 0; r->point != NULL && i < r->e->points; i++)
		soc_free(r->point[i].refused);
	soc_free(r->point);
	soc_free(r->first);
	soc_shards_release(&r->shards);
	*r = (struct soc_runner){ 0 };
}

/* ---- what is there ---- */
const char *soc_runner_refusal(const struct soc_runner *r, int64_t point)
{
	if (r->point[point].refused != NULL)
		return r->point[point].refused;
	const struct soc_shard_line *line = soc_shards_find(&r->shards, r->point[point].key, 0);
	return line != NULL && line->is_refused ? r->shards.reasons.text + line->at : NULL;
}

const double *soc_runner_values(const struct soc_runner *r, int64_t point, int32_t replicate)
{
	if (r->point[point].refused != NULL)
		return NULL;
	const struct soc_shard_line *line = soc_shards_find(&r->shards, r->point[point].key, replicate);
	return line != NULL && !line->is_refused ? r->shards.value + line->at : NULL;
}

int64_t soc_runner_measured(const struct soc_runner *r, int64_t point)
{
	int64_t count = 0;
	for (int32_t k = 0; k < soc_experiment_replicates(r->e); k++)
		count += soc_runner_values(r, point, k) != NULL;
	return count;
}

void soc_runner_tell_refused(struct soc_experiment_state *state, int64_t point, const char *why)
{
	snprintf(state->first_refused, sizeof state->first_refused, "point %lld: %.*s", (long long)point,
	         (int)sizeof state->first_refused - 32, why);
}

struct soc_experiment_state soc_runner_state(const struct soc_runner *r)
{
	struct soc_experiment_state state = { .points = r->e->points,
		                                  .replicates = soc_experiment_replicates(r->e),
		                                  .same = r->e->points,
		                                  .shards = r->shards.files,
		                                  .unfinished = r->shards.unfinished,
		                                  .broken = r->shards.broken,
		                                  .others = r->shards.others };
	snprintf(state.first_broken, sizeof state.first_broken, "%s", r->shards.first_broken);
	for (int64_t i = 0; i < r->e->points; i++) {
		if (soc_runner_refusal(r, i) == NULL) {
			state.measured += soc_runner_measured(r, i) == state.replicates;
			continue;
		}
		if (state.refused++ == 0)
			soc_runner_tell_refused(&state, i, soc_runner_refusal(r, i));
		state.same -= r->point[i].refused != NULL;
	}
	state.same -= r->firsts;
	return state;
}
