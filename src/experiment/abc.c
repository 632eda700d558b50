#include "experiment/abc.h"

#include "base/mem.h"
#include "base/num.h"
#include "experiment/cholesky.h"
#include "experiment/normal.h"
#include "model/variates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TRIES 512      /* of a candidate that is ruled out, drawn anew */
#define KEPT_AGAIN 0.2 /* share of the particles that a width is chosen for */
#define SLOWEST 0.85   /* a width is at most this share of the one before */
#define WIDER 2.0      /* a step has so many times the covariance of the particles */

/* A generation that is made, from the one in *a. */
struct making {
	double least_expected; /* c of what the emulators expect */
	double *screen;        /* [particles] of a round: s */
	double *work;          /* of emulators */
	struct soc_abc *a;
	const struct soc_history *h;
	const struct soc_calibrated *model;
	const struct soc_target *target;
	int targets;
	const struct soc_abc_options *o;
	int number;
	double width, least;      /* h, c */
	double *upper, *sums;     /* of the step; [particles] of weights */
	double *from;             /* [particles][factors]: U'^-1 of where they are */
	double *candidate, *y;    /* a round: [particles][factors], [particles][outcomes] */
	unsigned char *ruled_out; /* [particles]: no try was left */
	struct soc_abc next;
};

static double half_open(uint32_t word)
{
	return ((double)word + 0.5) / 4294967296.0;
}

static double distance_of(const struct making *m, const double *y)
{
	double sum = 0.0;
	for (int t = 0; t < m->targets; t++) {
		const double from = y[m->target[t].outcome] - m->target[t].value;
		sum += from * from / soc_target_variance(&m->target[t]);
	}
	return isnan(sum) ? NAN : soc_num_sqrt(sum);
}

/* ---- candidates ---- */
static uint64_t candidate_id(const struct making *m, int64_t number)
{
	return (uint64_t)m->number << 32 | (uint64_t)number;
}

/* The particle at a place among the weights. */
static int64_t particle_at(const double *sums, int64_t particles, double place)
{
	int64_t low = 0, high = particles - 1;
	while (low < high) {
		const int64_t middle = (low + high) / 2;
		if (place < sums[middle])
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static double screen_of(const struct making *m, const double *u, double *work)
{
	const double squares = soc_history_squares(m->h, u, work);
	const double s = soc_num_exp(-(squares - m->least_expected) / (2.0 * m->width * m->width));
	return m->h->waves == 0 ? 1.0 : fmin(1.0, fmax(SOC_ABC_LEAST_SCREEN, s));
}

/* 0 when no try was left that is not ruled out. */
static int propose(const struct making *m, int64_t number, double *to, double *screen, double *work)
{
	const uint64_t id = candidate_id(m, number);
	double z[SOC_EMULATOR_FACTORS];
	for (uint32_t try = 0; try < TRIES; try++) {
		const double place = half_open(SOC_VARIATE(PARTICLE_PARENT, m->o->seed, id, try, 0));
		const int64_t parent = particle_at(m->sums, m->a->particles, place);
		for (int i = 0; i < m->a->factors; i++)
			z[i] = soc_normal_of(SOC_VARIATE(PARTICLE_STEP, m->o->seed, id, try, (uint32_t)i));
		soc_history_step(m->upper, m->a->factors, m->a->u + parent * m->a->factors, z, to);
		if (!soc_history_is_left(m->h, to, SOC_HISTORY_CUT, work))
			continue;
		*screen = screen_of(m, to, work);
		if (half_open(SOC_VARIATE(PARTICLE_SCREENED, m->o->seed, id, try, 0)) < *screen)
			return 1;
	}
	return 0;
}

static enum soc_err propose_round(struct making *m, int64_t first, struct soc_msg *msg)
{
	int failed = 0;
#pragma omp parallel num_threads(m->o->workers > 0 ? m->o->workers : 1)
	{
		double *work = soc_calloc((size_t)soc_history_work(m->h), sizeof *work);
		if (work == NULL) {
#pragma omp atomic write
			failed = 1;
		}
#pragma omp for schedule(dynamic, 8)
		for (int64_t i = 0; i < m->a->particles; i++)
			if (work != NULL)
				m->ruled_out[i] = (unsigned char)!propose(m, first + i, m->candidate + i * m->a->factors,
				                                          &m->screen[i], work);
		soc_free(work);
	}
	return failed ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for candidates") : SOC_OK;
}

/* Runs those of the round that are not ruled out; y of the others is none. */
static enum soc_err run_round(struct making *m, struct soc_msg *msg)
{
	const int factors = m->a->factors, outcomes = m->a->outcomes;
	int64_t count = 0;
	for (int64_t i = 0; i < m->a->particles; i++)
		if (!m->ruled_out[i])
			memmove(m->candidate + count++ * factors, m->candidate + i * factors,
			        (size_t)factors * sizeof *m->candidate);
	const enum soc_err err =
		count > 0 ? m->model->run(m->model->user, m->candidate, count, m->y, NULL, NULL, msg) : SOC_OK;
	for (int64_t i = m->a->particles - 1; err == SOC_OK && i >= 0; i--) { /* back to their places */
		double *y = m->y + i * outcomes;
		if (m->ruled_out[i]) {
			for (int k = 0; k < outcomes; k++)
				y[k] = NAN;
			continue;
		}
		count--;
		memmove(y, m->y + count * outcomes, (size_t)outcomes * sizeof *y);
		memmove(m->candidate + i * factors, m->candidate + count * factors,
		        (size_t)factors * sizeof *m->candidate);
		m->next.runs++;
	}
	return err;
}

/* ---- weights ---- */
static void half_solved(const struct making *m, const double *u, double *out)
{
	memcpy(out, u, (size_t)m->a->factors * sizeof *out);
	soc_cholesky_half(m->upper, m->a->factors, out);
}

/* 1 / sum w_j K, K without what is the same for all. */
static double weight_of(const struct making *m, const double *u)
{
	double at[SOC_EMULATOR_FACTORS], sum = 0.0;
	half_solved(m, u, at);
	for (int64_t j = 0; j < m->a->particles; j++) {
		const double *from = m->from + j * m->a->factors;
		double squares = 0.0;
		for (int i = 0; i < m->a->factors; i++)
			squares += (at[i] - from[i]) * (at[i] - from[i]);
		sum += m->a->weight[j] * soc_num_exp(-0.5 * squares);
	}
	return 1.0 / sum;
}

/* Probability of being kept, above 1 where it weighs more instead. */
static double chance_of(double distance, double least, double width)
{
	return soc_num_exp(-(distance * distance - least) / (2.0 * width * width));
}

static void keep(struct making *m, int64_t first, int64_t i)
{
	const double *y = m->y + i * m->a->outcomes, *u = m->candidate + i * m->a->factors;
	const double d = distance_of(m, y);
	if (isnan(d))
		return;
	const double chance = isinf(m->width) ? 1.0 : chance_of(d, m->least, m->width) / m->screen[i];
	const double word = half_open(SOC_VARIATE(PARTICLE_KEPT, m->o->seed, candidate_id(m, first + i), 0, 0));
	if (!(word < chance))
		return;
	const int64_t at = m->next.particles++;
	memcpy(m->next.u + at * m->a->factors, u, (size_t)m->a->factors * sizeof *u);
	memcpy(m->next.y + at * m->a->outcomes, y, (size_t)m->a->outcomes * sizeof *y);
	m->next.distance[at] = d;
	m->next.weight[at] =
		(m->number > 0 ? weight_of(m, u) : 1.0) * (chance > 1.0 && m->number > 0 ? chance : 1.0);
}

static double even_out(double *weight, int64_t n)
{
	double sum = 0.0, squares = 0.0;
	for (int64_t i = 0; i < n; i++)
		sum += weight[i];
	for (int64_t i = 0; i < n; i++) {
		weight[i] /= sum;
		squares += weight[i] * weight[i];
	}
	return 1.0 / squares;
}

/* ---- a generation ---- */
/* The width at which the share KEPT_AGAIN of the particles would be kept, by halving. */
static double next_width(const struct making *m, double before)
{
	double low = 1.0, high = isinf(before) ? 1e6 : SLOWEST * before;
	if (high <= 1.0)
		return 1.0;
	for (int step = 0; step < 60; step++) {
		const double middle = soc_num_sqrt(low * high);
		double sum = 0.0;
		for (int64_t i = 0; i < m->a->particles; i++)
			sum += m->a->weight[i] * fmin(1.0, chance_of(m->a->distance[i], m->least, middle));
		*(sum > KEPT_AGAIN ? &high : &low) = middle;
	}
	return high < 1.001 ? 1.0 : high;
}

static void expect_least(struct making *m)
{
	m->least_expected = INFINITY;
	for (int64_t i = 0; i < m->a->particles; i++)
		m->least_expected =
			fmin(m->least_expected, soc_history_squares(m->h, m->a->u + i * m->a->factors, m->work));
}

static void prepare_step(struct making *m)
{
	double sum = 0.0;
	m->least = INFINITY;
	for (int64_t i = 0; i < m->a->particles; i++) {
		const double d = m->a->distance[i];
		sum += m->a->weight[i];
		m->sums[i] = sum;
		m->least = fmin(m->least, d * d);
	}
	expect_least(m);
	soc_history_covariance(m->a->u, m->a->weight, m->a->particles, m->a->factors, WIDER, m->upper);
	for (int64_t i = 0; i < m->a->particles; i++)
		half_solved(m, m->a->u + i * m->a->factors, m->from + i * m->a->factors);
}

/* Rounds until as many are kept as wanted. *done: 0 when the budget ended before. */
static enum soc_err run_rounds(struct making *m, int *done, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	const int64_t wanted = m->a->particles;
	m->next.particles = m->next.runs = 0;
	for (int64_t first = 0; err == SOC_OK && m->next.particles < wanted; first += wanted) {
		if (m->a->runs + m->next.runs + wanted > m->o->most_runs || first > wanted * 1000) {
			*done = 0;
			return SOC_OK;
		}
		if (m->o->stop != NULL && *m->o->stop != 0)
			return soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted; what was finished is kept");
		err = propose_round(m, first, msg);
		if (err == SOC_OK)
			err = run_round(m, msg);
		for (int64_t i = 0; err == SOC_OK && i < wanted && m->next.particles < wanted; i++)
			keep(m, first, i);
	}
	*done = 1;
	return err;
}

static void exchange(double **a, double **b)
{
	double *const kept = *a;
	*a = *b;
	*b = kept;
}

static void become(struct making *m)
{
	struct soc_abc *a = m->a;
	exchange(&a->u, &m->next.u);
	exchange(&a->y, &m->next.y);
	exchange(&a->weight, &m->next.weight);
	exchange(&a->distance, &m->next.distance);
	a->particles = m->next.particles;
	const double effective = even_out(a->weight, a->particles);
	a->generation[a->generations++] =
		(struct soc_abc_generation){ m->width, m->next.runs, m->next.particles, effective };
}

/* In place of points that cannot run, those that can once more, so that a later generation has all again. */
static void fill_up(struct soc_abc *a, int64_t wanted)
{
	const int64_t had = a->particles;
	for (int64_t i = had; i < wanted; i++) {
		const int64_t of = i % had;
		memcpy(a->u + i * a->factors, a->u + of * a->factors, (size_t)a->factors * sizeof *a->u);
		memcpy(a->y + i * a->outcomes, a->y + of * a->outcomes, (size_t)a->outcomes * sizeof *a->y);
		a->distance[i] = a->distance[of];
		a->weight[i] = a->weight[of];
	}
	a->particles = wanted;
	(void)even_out(a->weight, wanted);
}

/* The prior: the chains of what is left, or places over the cube. */
static enum soc_err begin(struct making *m, struct soc_msg *msg)
{
	struct soc_abc *a = m->a;
	const int is_cut = m->h->waves > 0;
	for (int64_t i = 0; i < a->particles; i++)
		for (int k = 0; k < a->factors; k++)
			m->candidate[i * a->factors + k] =
				is_cut ? m->h->chain[i * SOC_HISTORY_CHAINS / a->particles * a->factors + k]
					   : half_open(SOC_VARIATE(PARTICLE_STEP, m->o->seed, (uint64_t)i, 0, (uint32_t)k));
	m->width = INFINITY;
	memset(m->ruled_out, 0, (size_t)a->particles);
	const enum soc_err err = run_round(m, msg);
	for (int64_t i = 0; err == SOC_OK && i < a->particles; i++)
		keep(m, 0, i);
	a->runs += m->next.runs;
	if (err == SOC_OK && m->next.particles < 2)
		return soc_fail(msg, SOC_ERR_SCENARIO, "of the points that are not ruled out fewer than two can run");
	if (err == SOC_OK) {
		const int64_t wanted = a->particles;
		become(m);
		fill_up(a, wanted);
	}
	return err;
}

static enum soc_err run_generations(struct making *m, struct soc_msg *msg)
{
	struct soc_abc *a = m->a;
	enum soc_err err = begin(m, msg);
	int done = 1;
	while (err == SOC_OK && done && !a->is_whole && a->generations < SOC_ABC_GENERATIONS) {
		m->number = a->generations;
		prepare_step(m);
		m->width = next_width(m, m->width);
		err = run_rounds(m, &done, msg);
		a->runs += m->next.runs;
		if (err == SOC_OK && done)
			become(m);
		a->is_whole = err == SOC_OK && done && m->width == 1.0;
	}
	return err;
}

/* ---- all of it ---- */
static enum soc_err make_arrays(struct soc_abc *a, int64_t particles, struct soc_msg *msg)
{
	const size_t n = (size_t)particles;
	a->particles = particles;
	a->u = soc_calloc(n * (size_t)a->factors, sizeof *a->u);
	a->y = soc_calloc(n * (size_t)a->outcomes, sizeof *a->y);
	a->weight = soc_calloc(n, sizeof *a->weight);
	a->distance = soc_calloc(n, sizeof *a->distance);
	return a->u != NULL && a->y != NULL && a->weight != NULL && a->distance != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for particles");
}

static enum soc_err make_room(struct making *m, struct soc_msg *msg)
{
	const size_t n = (size_t)m->o->particles, factors = (size_t)m->a->factors;
	enum soc_err err = make_arrays(m->a, m->o->particles, msg);
	m->next.factors = m->a->factors;
	m->next.outcomes = m->a->outcomes;
	if (err == SOC_OK)
		err = make_arrays(&m->next, m->o->particles, msg);
	if (err != SOC_OK)
		return err;
	m->next.particles = 0;
	m->upper = soc_calloc(factors * factors, sizeof *m->upper);
	m->sums = soc_calloc(n, sizeof *m->sums);
	m->from = soc_calloc(n * factors, sizeof *m->from);
	m->candidate = soc_calloc(n * factors, sizeof *m->candidate);
	m->y = soc_calloc(n * (size_t)m->a->outcomes, sizeof *m->y);
	m->ruled_out = soc_calloc(n, 1);
	m->screen = soc_calloc(n, sizeof *m->screen);
	m->work = soc_calloc((size_t)soc_history_work(m->h), sizeof *m->work);
	return m->upper != NULL && m->sums != NULL && m->from != NULL && m->candidate != NULL && m->y != NULL &&
	               m->ruled_out != NULL && m->screen != NULL && m->work != NULL
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for particles");
}

enum soc_err soc_abc_run(struct soc_abc *a, const struct soc_history *h, const struct soc_calibrated *model,
                         const struct soc_target *target, int targets_count, const struct soc_abc_options *o,
                         struct soc_msg *msg)
{
	struct making m = { .a = a, .h = h, .model = model, .target = target, .targets = targets_count, .o = o };
	*a = (struct soc_abc){ .factors = model->factors, .outcomes = model->outcomes };
	if (o->particles < 20 || o->particles > 100000 || model->factors > SOC_EMULATOR_FACTORS)
		return soc_fail(msg, SOC_ERR_LIMIT, "particles: %lld; allowed: 20 to 100000; factors at most: %d",
		                (long long)o->particles, SOC_EMULATOR_FACTORS);
	if (h->waves > 0 && h->wave[h->waves - 1].left == 0.0)
		return soc_fail(msg, SOC_ERR_SCENARIO, "no point is left that is not ruled out");
	enum soc_err err = make_room(&m, msg);
	if (err == SOC_OK)
		err = run_generations(&m, msg);
	soc_abc_release(&m.next);
	soc_free(m.upper);
	soc_free(m.sums);
	soc_free(m.from);
	soc_free(m.candidate);
	soc_free(m.y);
	soc_free(m.ruled_out);
	soc_free(m.screen);
	soc_free(m.work);
	return err;
}

void soc_abc_release(struct soc_abc *a)
{
	soc_free(a->u);
	soc_free(a->y);
	soc_free(a->weight);
	soc_free(a->distance);
	*a = (struct soc_abc){ 0 };
}
