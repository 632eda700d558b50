#include "experiment/history.h"

#include "base/mem.h"
#include "base/num.h"
#include "experiment/cholesky.h"
#include "experiment/design.h"
#include "experiment/lock.h"
#include "experiment/normal.h"
#include "model/variates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CHAINS SOC_HISTORY_CHAINS
#define MOVES 6
#define LEVELS 60   /* halvings: below 1e-18 of the cube nothing is said to be left */
#define SHRINKS 0.8 /* a wave that leaves more of what was left than this is the last */
#define LEAST_VARIANCE 1e-10

/* ---- walking ---- */
void soc_history_covariance(const double *places, const double *weights, int64_t n, int factors, double scale,
                            double *out)
{
	double mean[SOC_EMULATOR_FACTORS] = { 0 };
	memset(out, 0, (size_t)factors * (size_t)factors * sizeof *out);
	for (int64_t c = 0; c < n; c++)
		for (int i = 0; i < factors; i++)
			mean[i] += places[c * factors + i] * (weights != NULL ? weights[c] : 1.0 / (double)n);
	for (int64_t c = 0; c < n; c++)
		for (int i = 0; i < factors; i++)
			for (int j = i; j < factors; j++)
				out[i * factors + j] += scale * (weights != NULL ? weights[c] : 1.0 / (double)n) *
				                        (places[c * factors + i] - mean[i]) *
				                        (places[c * factors + j] - mean[j]);
	for (int i = 0; i < factors; i++) /* so that places that are all on a line can be left */
		out[i * factors + i] = out[i * factors + i] * (1.0 + 1e-6) + LEAST_VARIANCE;
	(void)soc_cholesky(out, factors, NULL);
}

void soc_history_step(const double *upper, int factors, const double *from, const double *z, double *to)
{
	for (int j = 0; j < factors; j++) {
		to[j] = from[j];
		for (int i = 0; i <= j; i++)
			to[j] += upper[i * factors + j] * z[i];
	}
}

struct walk {
	const struct soc_history *h;
	int wave, move; /* moves of the wave so far */
	double limit;
	double *value;  /* [CHAINS]: implausibility */
	double *before; /* [CHAINS][factors] */
	double *upper;  /* [factors][factors] */
	const volatile int *stop;
	int failed; /* no memory */
};

static uint64_t chain_id(const struct walk *w, int chain)
{
	return (uint64_t)w->wave * CHAINS + (uint64_t)chain;
}

static void walk_one(const struct walk *w, int chain, double *at, double *work)
{
	const int factors = w->h->factors;
	double z[SOC_EMULATOR_FACTORS], to[SOC_EMULATOR_FACTORS];
	for (int move = 0; move < MOVES; move++) {
		for (int i = 0; i < factors; i++)
			z[i] = soc_normal_of(SOC_VARIATE(CHAIN_STEP, w->h->seed, chain_id(w, chain),
			                                 (uint32_t)(w->move + move), (uint32_t)i));
		soc_history_step(w->upper, factors, at, z, to);
		if (soc_history_is_left(w->h, to, w->limit, work))
			memcpy(at, to, (size_t)factors * sizeof *at);
	}
}

/* Each chain on its own: the same for any number of workers. first: takes no step. */
static void walk_all(struct walk *w, double *chain, int first)
{
	const int factors = w->h->factors;
#pragma omp parallel num_threads(w->h->workers)
	{
		double *work = soc_calloc((size_t)soc_history_work(w->h), sizeof *work);
		if (work == NULL) {
#pragma omp atomic write
			w->failed = 1;
		}
#pragma omp for schedule(dynamic, 8)
		for (int c = 0; c < CHAINS; c++) {
			if (work == NULL || (w->stop != NULL && *w->stop != 0))
				continue;
			if (!first)
				walk_one(w, c, chain + c * factors, work);
			w->value[c] = soc_history_implausibility(w->h, chain + c * factors, NULL, work);
		}
		soc_free(work);
	}
	w->move += first ? 1 : MOVES;
}

static int by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double middle_of(const double *value)
{
	double sorted[CHAINS];
	memcpy(sorted, value, sizeof sorted);
	qsort(sorted, CHAINS, sizeof *sorted, by_size);
	return sorted[CHAINS / 2 - 1];
}

/* Chains above the limit take over the place of one that is not; returns how many are not. */
static int take_over(struct walk *w, double *chain)
{
	const int factors = w->h->factors;
	int good[CHAINS], count = 0;
	for (int c = 0; c < CHAINS; c++)
		if (w->value[c] <= w->limit)
			good[count++] = c;
	for (int c = 0; c < CHAINS && count > 0; c++)
		if (!(w->value[c] <= w->limit)) {
			const int from =
				good[soc_pick(SOC_VARIATE(CHAIN_PARENT, w->h->seed, chain_id(w, c), (uint32_t)w->move, 0),
			                  (uint32_t)count)];
			memcpy(chain + c * factors, chain + from * factors, (size_t)factors * sizeof *chain);
		}
	return count;
}

static enum soc_err descend(struct walk *w, double *chain, double *left, struct soc_msg *msg)
{
	const int factors = w->h->factors;
	*left = 1.0;
	walk_all(w, chain, 1);
	for (int level = 0; level < LEVELS; level++) {
		if (w->failed)
			return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for what is not ruled out");
		if (w->stop != NULL && *w->stop != 0)
			return soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted; what was finished is kept");
		const double middle = middle_of(w->value);
		w->limit = middle > SOC_HISTORY_CUT ? middle : SOC_HISTORY_CUT;
		const int good = take_over(w, chain);
		*left *= (double)good / CHAINS;
		soc_history_covariance(chain, NULL, CHAINS, factors, 1.4 / factors, w->upper);
		walk_all(w, chain, 0);
		if (w->limit == SOC_HISTORY_CUT)
			return SOC_OK;
	}
	*left = 0.0;
	return SOC_OK;
}

/* Fills h->chain with points over what is left, and the share of it. */
static enum soc_err find_left(struct soc_history *h, const volatile int *stop, double *left,
                              struct soc_msg *msg)
{
	const size_t factors = (size_t)h->factors;
	struct walk w = { .h = h, .wave = h->waves, .stop = stop };
	w.value = soc_calloc(CHAINS, sizeof *w.value);
	w.upper = soc_calloc(factors * factors, sizeof *w.upper);
	enum soc_err err = w.value != NULL && w.upper != NULL
	                       ? SOC_OK
	                       : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for what is not ruled out");
	for (int c = 0; err == SOC_OK && c < CHAINS; c++)
		for (int i = 0; i < h->factors; i++)
			h->chain[c * h->factors + i] =
				((double)SOC_VARIATE(CHAIN_STEP, h->seed, chain_id(&w, c), 0, (uint32_t)i) + 0.5) /
				4294967296.0;
	if (err == SOC_OK)
		err = descend(&w, h->chain, left, msg);
	soc_free(w.value);
	soc_free(w.upper);
	return err;
}

/* ---- a wave ---- */
struct wave {
	double *u, *y; /* of all waves so far: [points][factors], [points][outcomes] */
	int64_t points, used;
	double *used_u, *used_y;   /* of those that are left */
	double *nugget, *variance; /* [outcomes] */
};

static void place_first(const struct soc_history *h, int64_t points, double *u)
{
	static const struct soc_factor any = { .high = 1.0 };
	struct soc_factor *factor = soc_calloc((size_t)h->factors, sizeof *factor);
	const struct soc_design d = { .kind = SOC_DESIGN_lhs, .n = points, .seed = (int64_t)h->seed };
	for (int i = 0; factor != NULL && i < h->factors; i++)
		factor[i] = any;
	for (int64_t p = 0; factor != NULL && p < points; p++)
		soc_design_at(&d, factor, h->factors, p, u + p * h->factors);
	soc_free(factor);
}

/* Points of the wave: over the cube, then of the chains, which lie in no order. */
static void place(const struct soc_history *h, const struct soc_history_options *o, double *u)
{
	if (h->waves == 0) {
		place_first(h, o->points, u);
		return;
	}
	for (int64_t p = 0; p < o->points; p++)
		memcpy(u + p * h->factors, h->chain + (p * CHAINS / o->points % CHAINS) * h->factors,
		       (size_t)h->factors * sizeof *u);
}

static enum soc_err take_left(struct wave *v, const struct soc_history *h, int64_t latest, int outcomes,
                              struct soc_msg *msg)
{
	double *work = soc_calloc((size_t)soc_history_work(h), sizeof *work);
	if (work == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a wave");
	v->used = 0;
	/* the latest first, so that the most that an emulator takes are those */
	for (int64_t p = v->points - 1; p >= 0 && v->used < SOC_EMULATOR_POINTS / 2; p--) {
		/* those of this wave were left when they were placed, before its simulation error was known */
		if (p < v->points - latest && !soc_history_is_left(h, v->u + p * h->factors, SOC_HISTORY_CUT, work))
			continue;
		memcpy(v->used_u + v->used * h->factors, v->u + p * h->factors, (size_t)h->factors * sizeof *v->u);
		memcpy(v->used_y + v->used * outcomes, v->y + p * outcomes, (size_t)outcomes * sizeof *v->y);
		v->used++;
	}
	soc_free(work);
	return SOC_OK;
}

/* An emulator does not depend on who fits it. */
static enum soc_err fit_all(struct soc_history *h, const struct wave *v, int outcomes, struct soc_msg *msg)
{
	struct soc_history_wave *now = &h->wave[h->waves];
	enum soc_err first_error = SOC_OK;
	struct soc_lock lock;
	soc_lock_init(&lock);
#pragma omp parallel for schedule(dynamic, 1) num_threads(h->workers)
	for (int t = 0; t < h->targets_count; t++) {
		struct soc_msg why = { "" };
		double *y = soc_calloc((size_t)v->used + 1, sizeof *y);
		enum soc_err err =
			y != NULL ? SOC_OK : soc_fail(&why, SOC_ERR_MEMORY, "not enough memory for an emulator");
		for (int64_t p = 0; err == SOC_OK && p < v->used; p++)
			y[p] = v->used_y[p * outcomes + h->target[t].outcome];
		if (err == SOC_OK)
			err = soc_emulator_fit(&now->of[t], v->used_u, y, v->used, h->factors,
			                       v->nugget[h->target[t].outcome], &why);
		soc_free(y);
		soc_lock_take(&lock);
		if (err != SOC_OK && first_error == SOC_OK) {
			first_error = err;
			*msg = why;
		}
		soc_lock_give(&lock);
	}
	soc_lock_release(&lock);
	return first_error;
}

static int all_refused(const struct soc_history *h, int wave)
{
	for (int t = 0; t < h->targets_count; t++)
		if (!h->wave[wave].of[t].is_refused)
			return 0;
	return 1;
}

/* The target that the chains which came nearest fail by. */
static int worst_of(const struct soc_history *h)
{
	int count[SOC_TARGETS_MAX] = { 0 }, by, worst = 0;
	double *work = soc_calloc((size_t)soc_history_work(h), sizeof *work);
	for (int c = 0; work != NULL && c < CHAINS; c++) {
		(void)soc_history_implausibility(h, h->chain + c * h->factors, &by, work);
		count[by >= 0 ? by : 0]++;
	}
	for (int t = 1; t < h->targets_count; t++)
		if (count[t] > count[worst])
			worst = t;
	soc_free(work);
	return worst;
}

static enum soc_err run_wave(struct soc_history *h, struct wave *v, const struct soc_calibrated *model,
                             struct soc_target *target, const struct soc_history_options *o,
                             struct soc_msg *msg)
{
	struct soc_history_wave *now = &h->wave[h->waves];
	double *u = v->u + v->points * h->factors, *y = v->y + v->points * model->outcomes;
	place(h, o, u);
	now->worst = -1;
	now->of = soc_calloc((size_t)h->targets_count, sizeof *now->of);
	if (now->of == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for a wave");
	enum soc_err err = model->run(model->user, u, o->points, y, v->nugget, v->variance, msg);
	if (err != SOC_OK)
		return err;
	for (int t = 0; t < h->targets_count; t++) {
		const double variance = v->variance[target[t].outcome];
		target[t].simulation_error = isnan(variance) ? 0.0 : soc_num_sqrt(variance);
	}
	for (int64_t p = 0; p < o->points; p++)
		now->without += isnan(y[p * model->outcomes + target[0].outcome]);
	v->points += o->points;
	err = take_left(v, h, o->points, model->outcomes, msg);
	if (err == SOC_OK)
		err = fit_all(h, v, model->outcomes, msg);
	now->points = v->used;
	h->waves++;
	if (err == SOC_OK)
		err = find_left(h, o->stop, &now->left, msg);
	if (err == SOC_OK && now->left == 0.0)
		now->worst = worst_of(h);
	return err;
}

static enum soc_err make_room(struct soc_history *h, struct wave *v, int outcomes,
                              const struct soc_history_options *o, struct soc_msg *msg)
{
	const size_t points = (size_t)o->points * (size_t)o->waves, factors = (size_t)h->factors;
	h->chain = soc_calloc(CHAINS * factors, sizeof *h->chain);
	v->u = soc_calloc(points * factors, sizeof *v->u);
	v->y = soc_calloc(points * (size_t)outcomes, sizeof *v->y);
	v->used_u = soc_calloc(points * factors, sizeof *v->used_u);
	v->used_y = soc_calloc(points * (size_t)outcomes, sizeof *v->used_y);
	v->nugget = soc_calloc((size_t)outcomes, sizeof *v->nugget);
	v->variance = soc_calloc((size_t)outcomes, sizeof *v->variance);
	const int ok = h->chain != NULL && v->u != NULL && v->y != NULL && v->used_u != NULL &&
	               v->used_y != NULL && v->nugget != NULL && v->variance != NULL;
	return ok ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the waves");
}

enum soc_err soc_history_match(struct soc_history *h, const struct soc_calibrated *model,
                               struct soc_target *target, int targets_count,
                               const struct soc_history_options *o, struct soc_msg *msg)
{
	struct wave v = { 0 };
	*h = (struct soc_history){ .factors = model->factors,
		                       .targets_count = targets_count,
		                       .target = target,
		                       .seed = o->seed,
		                       .workers = o->workers > 0 ? o->workers : 1 };
	if (targets_count < 1 || targets_count > SOC_TARGETS_MAX || o->waves < 1 ||
	    o->waves > SOC_HISTORY_WAVES || o->points < 1 || o->points > SOC_EMULATOR_POINTS / 2 ||
	    model->factors > SOC_EMULATOR_FACTORS)
		return soc_fail(
			msg, SOC_ERR_LIMIT,
			"history matching; allowed at most: targets %d, waves %d, points of a wave %d, factors %d",
			SOC_TARGETS_MAX, SOC_HISTORY_WAVES, SOC_EMULATOR_POINTS / 2, SOC_EMULATOR_FACTORS);
	enum soc_err err = make_room(h, &v, model->outcomes, o, msg);
	while (err == SOC_OK && h->waves < o->waves) {
		const double before = h->waves > 0 ? h->wave[h->waves - 1].left : INFINITY;
		err = run_wave(h, &v, model, target, o, msg);
		if (err != SOC_OK) /* there may be no wave at all */
			break;
		const struct soc_history_wave *last = &h->wave[h->waves - 1];
		if (last->left == 0.0 || (last->left > SHRINKS * before && !all_refused(h, h->waves - 1)))
			break;
	}
	soc_free(v.u);
	soc_free(v.y);
	soc_free(v.used_u);
	soc_free(v.used_y);
	soc_free(v.nugget);
	soc_free(v.variance);
	return err;
}

void soc_history_release(struct soc_history *h)
{
	for (int w = 0; w < SOC_HISTORY_WAVES; w++) {
		for (int t = 0; h->wave[w].of != NULL && t < h->targets_count; t++)
			soc_emulator_release(&h->wave[w].of[t]);
		soc_free(h->wave[w].of);
	}
	soc_free(h->chain);
	*h = (struct soc_history){ 0 };
}
