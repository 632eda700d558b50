#include "experiment/hypercube.h"

#include "base/mem.h"
#include "base/num.h"
#include "experiment/runner.h"
#include "input/bind/plausible.h"
#include "input/text/number.h"
#include "socred/scenario.h"
#include "socred/sim.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LOG_FROM 10.0 /* a range above zero that spans as much is spread over its logarithms */
#define STEPS 8       /* in which a draw is drawn in */

/* ---- factors ---- */
struct adding {
	struct soc_hypercube *h;
	struct soc_experiment *e;
	int most, is_full, out_of_memory;
};

int soc_hypercube_is_rate(const char *key)
{
	static const char *const raise[] = { "society.proneness_shape", "society.helpfulness_shape",
		                                 "conduct.norm_ceiling", "conduct.multiplier_max" };
	for (size_t i = 0; i < sizeof raise / sizeof *raise; i++)
		if (strcmp(key, raise[i]) == 0)
			return 1;
	return strncmp(key, "events.", 7) == 0 || strstr(key, ".demand_") != NULL;
}

/* Where in its range the value is that the scenario states. */
static double shipped_place(const struct soc_factor *f, double value)
{
	double at = (value - f->low) / (f->high - f->low);
	if (f->distribution == SOC_FACTOR_LOGUNIFORM)
		at = soc_num_log(fmax(value, f->low) / f->low) / soc_num_log(f->high / f->low);
	return at >= 0.0 ? fmin(at, 1.0) : 0.0;
}

/* Whether both ends can be set, the other values being as they are. Errors: SOC_ERR_SCENARIO: no;
 * SOC_ERR_MEMORY. */
static enum soc_err try_ends(const struct soc_scenario *s, const struct soc_plausible *p)
{
	struct soc_scenario *trial = soc_calloc(1, sizeof *trial);
	enum soc_err err = trial != NULL ? SOC_OK : SOC_ERR_MEMORY;
	for (int i = 0; i < 2 && err == SOC_OK; i++) {
		char value[SOC_NUMBER_TEXT];
		*trial = *s;
		soc_number_write(i == 0 ? p->low : p->high, value);
		err = soc_plausible_set(trial, p->key, value, NULL);
		if (err == SOC_OK)
			err = soc_scenario_judge(trial, NULL);
	}
	soc_free(trial);
	return err;
}

/* The factor of the arms that sets the key; -1: none. */
static int column_of_arms(const struct adding *to, const char *key)
{
	for (int i = 0; i < to->h->first; i++)
		if (strcmp(to->e->factor[i].key, key) == 0)
			return i;
	return -1;
}

/* Whether an arm sets it that is not there to switch a cause off. */
static int is_fixed_by_arm(const struct adding *to, int column)
{
	for (int arm = 0; column >= 0 && arm < to->h->arms; arm++)
		if (!(to->e->design.without >> arm & 1u) && to->e->cell[arm * to->h->first + column][0] != '\0')
			return 1;
	return 0;
}

/* How many people there are is no assumption about the world. */
static int add_factor(void *user, const struct soc_plausible *p)
{
	struct adding *to = user;
	struct soc_factor *f = &to->e->factor[to->e->factors_count];
	const int column = column_of_arms(to, p->key);
	if (strcmp(p->key, "people.persons") == 0 || is_fixed_by_arm(to, column))
		return 1;
	if (to->e->factors_count == to->most) {
		to->is_full = 1;
		return 0;
	}
	const enum soc_err err = try_ends(to->e->scenario, p);
	if (err != SOC_OK)
		return !(to->out_of_memory |= err == SOC_ERR_MEMORY);
	memset(f, 0, sizeof *f);
	snprintf(f->key, sizeof f->key, "%s", p->key);
	f->low = p->low;
	f->high = p->high;
	f->is_whole = p->is_whole;
	f->distribution =
		p->low > 0.0 && p->high >= LOG_FROM * p->low ? SOC_FACTOR_LOGUNIFORM : SOC_FACTOR_UNIFORM;
	to->h->defaults += p->is_of_key;
	to->h->rates += soc_hypercube_is_rate(f->key);
	to->h->column[to->e->factors_count - to->h->first] = column;
	to->h->shipped[to->e->factors_count++ - to->h->first] = shipped_place(f, p->value);
	return 1;
}

enum soc_err soc_hypercube_add_factors(struct soc_hypercube *h, struct soc_experiment *e, int most,
                                       struct soc_msg *msg)
{
	struct adding to = { .h = h, .e = e, .most = most };
	h->first = e->factors_count;
	if (!soc_plausible_walk(e->scenario, add_factor, &to) || to.out_of_memory)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the assumptions of a scenario");
	if (to.is_full)
		return soc_fail(msg, SOC_ERR_LIMIT,
		                "values with a plausible range: more than %d; allowed: at most %d", most - h->first,
		                most - h->first);
	return e->factors_count > h->first
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_USAGE,
	                      "no value of the scenario carries a plausible range: there is nothing to vary");
}

/* ---- draws ---- */
static char *cell_of(const struct soc_experiment *e, int64_t point, int factor)
{
	return e->cell[(size_t)point * (size_t)e->factors_count + (size_t)factor];
}

static int sets(const struct soc_hypercube *h, const struct soc_experiment *e, int64_t point, int factor)
{
	return h->column[factor] >= 0 && cell_of(e, point, h->column[factor])[0] != '\0';
}

/* Writes the values of a draw with its rates so far out, 1 as the hypercube has it and 0 as the scenario
 * states them; u: where the hypercube has it. */
static void put_draw(struct soc_hypercube *h, struct soc_experiment *e, int64_t draw, const double *u,
                     double out)
{
	for (int i = 0; i < e->factors_count - h->first; i++) {
		const struct soc_factor *f = &e->factor[h->first + i];
		const double at = soc_hypercube_is_rate(f->key) ? h->shipped[i] + out * (u[i] - h->shipped[i]) : u[i];
		h->u[(int64_t)i * h->draws + draw - 1] = at;
		for (int64_t point = draw * h->arms; point < (draw + 1) * h->arms; point++)
			if (!sets(h, e, point, i)) /* what an arm sets, it sets at every draw */
				soc_factor_value(f, at, cell_of(e, point, h->first + i));
	}
}

/* Whether an arm of a draw can run. Errors: SOC_ERR_MEMORY; any other: no. */
static enum soc_err try_point(const struct soc_experiment *e, int64_t point, struct soc_scenario *s)
{
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg why;
	enum soc_err err = soc_experiment_scenario(e, point, s, &why);
	if (err == SOC_OK)
		err = soc_sim_check(s, &diagnostics, &why);
	soc_diagnostics_free(diagnostics);
	return err;
}

/* Draws in until one arm can run: *eighths, of how much the draw is left with, becomes smaller. Errors:
 * SOC_ERR_MEMORY. */
static enum soc_err draw_in(struct soc_hypercube *h, struct soc_experiment *e, int64_t draw, int arm,
                            const double *u, struct soc_scenario *s, int *eighths)
{
	int low = 0, high = *eighths;
	enum soc_err err = try_point(e, draw * h->arms + arm, s);
	if (err == SOC_OK)
		return SOC_OK;
	while (high - low > 1 && err != SOC_ERR_MEMORY) {
		const int middle = (low + high) / 2;
		put_draw(h, e, draw, u, (double)middle / STEPS);
		err = try_point(e, draw * h->arms + arm, s);
		if (err == SOC_OK)
			low = middle;
		else
			high = middle;
	}
	put_draw(h, e, draw, u, (double)low / STEPS);
	*eighths = low;
	return err == SOC_ERR_MEMORY ? err : SOC_OK;
}

/* *drawn: adds whether the draw was drawn in. Errors: SOC_ERR_MEMORY. */
static enum soc_err fill_draw(struct soc_hypercube *h, struct soc_experiment *e, int64_t draw,
                              const double *u, struct soc_scenario *s, int64_t *drawn)
{
	int eighths = STEPS;
	enum soc_err err = SOC_OK;
	put_draw(h, e, draw, u, 1.0);
	for (int arm = 0; h->rates > 0 && eighths > 0 && arm < h->arms && err == SOC_OK; arm++)
		err = draw_in(h, e, draw, arm, u, s, &eighths);
	*drawn += eighths < STEPS;
	return err;
}

enum soc_err soc_hypercube_draw(struct soc_hypercube *h, struct soc_experiment *e, int64_t from, int64_t to,
                                int asked, const volatile int *stop, struct soc_msg *msg)
{
	const struct soc_design cube = { .kind = SOC_DESIGN_lhs, .n = h->draws, .seed = h->seed };
	int64_t drawn = 0, failed = 0, stopped = 0;
	const int workers = soc_runner_workers(asked);
#pragma omp parallel num_threads(workers) reduction(+ : drawn, failed, stopped)
	{
		struct soc_scenario *s = soc_calloc(1, sizeof *s);
		double u[SOC_FACTORS_MAX];
		failed += s == NULL;
#pragma omp for schedule(dynamic)
		for (int64_t draw = from; draw < to; draw++) {
			if (s == NULL || (stop != NULL && *stop != 0)) {
				stopped += s != NULL;
				continue;
			}
			soc_design_at(&cube, e->factor + h->first, e->factors_count - h->first, draw - 1, u);
			failed += fill_draw(h, e, draw, u, s, &drawn) != SOC_OK;
		}
		soc_free(s);
	}
	(void)workers; /* one without OpenMP */
	h->drawn_in += drawn;
	if (failed > 0)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points of the ensemble");
	return stopped > 0 ? soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted before anything was run") : SOC_OK;
}

enum soc_err soc_hypercube_prepare(struct soc_hypercube *h, struct soc_experiment *e, struct soc_msg *msg)
{
	const size_t columns = (size_t)e->factors_count;
	char(*arms)[SOC_FACTOR_TEXT] = e->cell;
	e->points = (1 + h->draws + h->again) * h->arms;
	e->of_draw = h->arms;
	e->cell = soc_calloc((size_t)e->points * columns, sizeof *e->cell);
	h->u = soc_calloc((size_t)h->draws * (columns - (size_t)h->first), sizeof *h->u);
	const int is_there = e->cell != NULL && h->u != NULL;
	for (int64_t point = 0; is_there && arms != NULL && point < e->points; point++)
		for (int i = 0; i < h->first; i++)
			memcpy(cell_of(e, point, i), arms[(point % h->arms) * h->first + i], SOC_FACTOR_TEXT);
	soc_free(arms);
	return is_there ? SOC_OK
	                : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points of the ensemble");
}

enum soc_err soc_hypercube_fill(struct soc_hypercube *h, struct soc_experiment *e, int workers,
                                const volatile int *stop, struct soc_msg *msg)
{
	const enum soc_err err = soc_hypercube_prepare(h, e, msg);
	return err == SOC_OK ? soc_hypercube_draw(h, e, 1, h->draws + 1, workers, stop, msg) : err;
}

void soc_hypercube_release(struct soc_hypercube *h)
{
	soc_free(h->u);
	h->u = NULL;
}

const double *soc_hypercube_places(const struct soc_hypercube *h, int factor)
{
	return h->u + (int64_t)factor * h->draws;
}
