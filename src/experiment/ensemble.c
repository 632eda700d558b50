/* An ensemble over the assumptions of a scenario: an experiment whose factors are all the plausible ranges
 * that the scenario's values carry, and what is kept of it. */
#include "analysis/summaries.h"
#include "analysis/summary_values.h"
#include "base/mem.h"
#include "base/num.h"
#include "experiment/runner.h"
#include "experiment/sensitivity.h"
#include "experiment/spread.h"
#include "input/text/number.h"
#include "socred/scenario.h"
#include "socred/sim.h"
#include "store/assumptions.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOG_FROM 10.0  /* a range above zero that spans as much is spread over its logarithms */
#define STEPS 8        /* in which a point is drawn in */
#define STANDS_OUT 3.5 /* standard errors of a rank correlation between what is independent */

_Static_assert(SOC_ASSUMPTIONS_FACTORS <= SOC_FACTORS_MAX, "an ensemble is an experiment");
_Static_assert(SOC_OUTCOMES_MAX <= SOC_ASSUMPTIONS_OUTCOMES, "an ensemble keeps what an experiment measures");

struct ensemble {
	struct soc_experiment *e; /* its scenario is the caller's, with fewer people perhaps */
	struct soc_runner r;
	struct soc_assumptions *a;
	double *y, *means, *sorted;      /* y[points][replicates] of one outcome; [points] */
	double *u;                       /* [factors][points]: where in its range a factor is */
	double shipped[SOC_FACTORS_MAX]; /* where the stated value is */
	int64_t drawn_in;
	int rates; /* factors that are rates */
	int out_of_memory;
};

/* ---- factors ---- */
/* Rates: of events, and of attempts that a measure may refuse. */
static int is_rate(const struct soc_factor *f)
{
	return strncmp(f->key, "events.", 7) == 0 || strstr(f->key, ".demand_") != NULL;
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

/* What is the same at every point: how the run is carried out, and how many people there are. */
static int add_factor(void *user, const struct soc_plausible *p)
{
	struct ensemble *n = user;
	struct soc_factor *f = &n->e->factor[n->e->factors_count];
	if (n->e->factors_count == SOC_ASSUMPTIONS_FACTORS)
		return 0;
	if (strcmp(p->key, "people.persons") == 0)
		return 1;
	const enum soc_err err = try_ends(n->e->scenario, p);
	if (err != SOC_OK)
		return !(n->out_of_memory |= err == SOC_ERR_MEMORY);
	snprintf(f->name, sizeof f->name, "%s", p->key);
	snprintf(f->key, sizeof f->key, "%s", p->key);
	f->low = p->low;
	f->high = p->high;
	f->is_whole = p->is_whole;
	f->distribution =
		p->low > 0.0 && p->high >= LOG_FROM * p->low ? SOC_FACTOR_LOGUNIFORM : SOC_FACTOR_UNIFORM;
	n->rates += is_rate(f);
	n->shipped[n->e->factors_count++] = shipped_place(f, p->value);
	return 1;
}

static void add_outcome(struct soc_experiment *e, const char *name)
{
	struct soc_outcome *o = &e->outcome[e->outcomes_count];
	if (e->outcomes_count == SOC_OUTCOMES_MAX)
		return;
	snprintf(o->name, sizeof o->name, "%s", name);
	snprintf(o->formula, sizeof o->formula, "%s", name);
	e->outcomes_count++;
}

/* The headline, as far as an experiment can measure it. */
static enum soc_err add_outcomes(struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_module_found found[SOC_MODULES];
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++)
		if (soc_statistic_is_of_cells(&soc_statistics[i]) &&
		    soc_statistic_is_told(&soc_statistics[i], e->scenario))
			add_outcome(e, soc_statistics[i].name);
	const enum soc_err err = soc_summaries_find_modules(e->scenario, found, msg);
	for (int i = 0; err == SOC_OK && i < soc_summary_values_count(); i++)
		if (found[soc_summary_values_module(i)].affected.on &&
		    soc_summary_is_told(soc_summary_values_at(i), e->scenario))
			add_outcome(e, soc_summary_values_at(i)->name);
	return err;
}

/* ---- points: the first is the scenario as it is, the rest are a Latin hypercube ---- */
static double *place_of(const struct ensemble *n, int factor, int64_t point)
{
	return &n->u[(int64_t)factor * (n->e->points - 1) + point - 1];
}

/* Writes the values of a point with its rates so far out, 1 as the hypercube has it and 0 as the
 * scenario states them; u: where the hypercube has it. */
static void put_point(struct ensemble *n, int64_t point, const double *u, double out)
{
	for (int f = 0; f < n->e->factors_count; f++) {
		const double at = is_rate(&n->e->factor[f]) ? n->shipped[f] + out * (u[f] - n->shipped[f]) : u[f];
		*place_of(n, f, point) = at;
		soc_factor_value(&n->e->factor[f], at,
		                 n->e->cell[(size_t)point * (size_t)n->e->factors_count + (size_t)f]);
	}
}

/* Whether a point can run. Errors: SOC_ERR_MEMORY; any other: no. */
static enum soc_err try_point(const struct ensemble *n, int64_t point, struct soc_scenario *s)
{
	struct soc_diagnostics *diagnostics = NULL;
	struct soc_msg why;
	enum soc_err err = soc_experiment_scenario(n->e, point, s, &why);
	if (err == SOC_OK)
		err = soc_sim_check(s, &diagnostics, &why);
	soc_diagnostics_free(diagnostics);
	return err;
}

/* Ranges of rates are stated one by one; all high at once they may be more than what a person does in a month
 * can be drawn for. Such a point is drawn in as little as it takes, in eighths. *drawn: adds whether it was.
 * Errors: SOC_ERR_MEMORY. */
static enum soc_err draw_in(struct ensemble *n, int64_t point, const double *u, struct soc_scenario *s,
                            int64_t *drawn)
{
	int low = 0, high = STEPS;
	put_point(n, point, u, 1.0);
	enum soc_err err = n->rates > 0 ? try_point(n, point, s) : SOC_OK;
	if (err == SOC_OK)
		return SOC_OK;
	while (high - low > 1 && err != SOC_ERR_MEMORY) {
		const int middle = (low + high) / 2;
		put_point(n, point, u, (double)middle / STEPS);
		err = try_point(n, point, s);
		if (err == SOC_OK)
			low = middle;
		else
			high = middle;
	}
	put_point(n, point, u, (double)low / STEPS);
	++*drawn;
	return err == SOC_ERR_MEMORY ? err : SOC_OK;
}

static enum soc_err fill_all(struct ensemble *n, const struct soc_design *cube,
                             const struct soc_assumptions_options *o, struct soc_msg *msg)
{
	int64_t drawn = 0, failed = 0, stopped = 0;
	const int workers = soc_runner_workers(o->workers);
#pragma omp parallel num_threads(workers) reduction(+ : drawn, failed, stopped)
	{
		struct soc_scenario *s = soc_calloc(1, sizeof *s);
		double u[SOC_FACTORS_MAX];
		failed += s == NULL;
#pragma omp for schedule(dynamic)
		for (int64_t p = 1; p < n->e->points; p++) {
			if (s == NULL || (o->stop != NULL && *o->stop != 0)) {
				stopped += s != NULL;
				continue;
			}
			soc_design_at(cube, n->e->factor, n->e->factors_count, p - 1, u);
			failed += draw_in(n, p, u, s, &drawn) != SOC_OK;
		}
		soc_free(s);
	}
	(void)workers; /* one without OpenMP */
	n->drawn_in = drawn;
	if (failed > 0)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points of the ensemble");
	return stopped > 0 ? soc_fail(msg, SOC_ERR_INTERRUPTED, "interrupted before anything was run") : SOC_OK;
}

static enum soc_err fill_points(struct ensemble *n, const struct soc_assumptions_options *o,
                                struct soc_msg *msg)
{
	struct soc_experiment *e = n->e;
	const struct soc_design cube = { .kind = SOC_DESIGN_lhs, .n = o->points, .seed = o->seed };
	const size_t columns = (size_t)e->factors_count;
	e->design = (struct soc_design){ .kind = SOC_DESIGN_points, .rows = o->points + 1, .seed = o->seed };
	e->points = o->points + 1;
	e->cell = soc_calloc((size_t)e->points * columns, sizeof *e->cell);
	n->u = soc_calloc((size_t)o->points * columns, sizeof *n->u);
	if (e->cell == NULL || n->u == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the points of the ensemble");
	return fill_all(n, &cube, o, msg);
}

static enum soc_err check_options(const struct soc_scenario *s, const struct soc_assumptions_options *o,
                                  struct soc_msg *msg)
{
	if (s == NULL || o == NULL || o->folder == NULL)
		return soc_fail(msg, SOC_ERR_USAGE, "a scenario and a folder are needed");
	if (o->points < SOC_ASSUMPTIONS_LEAST || o->points > SOC_ASSUMPTIONS_MOST)
		return soc_fail(msg, SOC_ERR_USAGE, "points: %lld; allowed: %d to %d", (long long)o->points,
		                SOC_ASSUMPTIONS_LEAST, SOC_ASSUMPTIONS_MOST);
	if (soc_scenario_replicates(s) < 2)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "replicates: 1; two or more are needed to tell assumptions from luck");
	return SOC_OK;
}

static enum soc_err prepare(struct ensemble *n, const struct soc_scenario *s,
                            const struct soc_assumptions_options *o, struct soc_msg *msg)
{
	n->e = soc_calloc(1, sizeof *n->e);
	if (n->e == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an ensemble");
	n->e->scenario = (struct soc_scenario *)s; /* only read; soc_scenario_free is the caller's */
	snprintf(n->e->title, sizeof n->e->title, "%s", s->title);
	if (!soc_plausible_walk(s, add_factor, n) || n->out_of_memory)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an ensemble");
	if (n->e->factors_count == 0)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "no value of the scenario carries a plausible range: there is nothing to vary");
	const enum soc_err err = add_outcomes(n->e, msg);
	if (err != SOC_OK)
		return err;
	return n->e->outcomes_count > 0 ? fill_points(n, o, msg)
	                                : soc_fail(msg, SOC_ERR_USAGE, "the scenario has no headline to measure");
}

/* ---- what comes of it ---- */
static void take_values(struct ensemble *n, int outcome)
{
	const int64_t replicates = n->a->replicates;
	for (int64_t p = 0; p < n->a->points; p++)
		for (int64_t k = 0; k < replicates; k++) {
			const double *values = soc_runner_values(&n->r, p + 1, (int32_t)k);
			n->y[p * replicates + k] = values != NULL ? values[outcome] : NAN;
		}
}

static double shipped_value(const struct ensemble *n, int outcome)
{
	double sum = 0.0;
	for (int64_t k = 0; k < n->a->replicates; k++) {
		const double *values = soc_runner_values(&n->r, 0, (int32_t)k);
		sum += values != NULL ? values[outcome] : NAN;
	}
	return sum / (double)n->a->replicates;
}

/* Keeps the largest, in their order. */
static void insert(struct soc_assumptions_outcome *o, int factor, double correlation)
{
	int at = o->matter_count < SOC_ASSUMPTIONS_MATTER ? o->matter_count++ : SOC_ASSUMPTIONS_MATTER;
	if (at == SOC_ASSUMPTIONS_MATTER && fabs(o->matter[at - 1].correlation) >= fabs(correlation))
		return;
	at -= at == SOC_ASSUMPTIONS_MATTER;
	for (; at > 0 && fabs(o->matter[at - 1].correlation) < fabs(correlation); at--)
		o->matter[at] = o->matter[at - 1];
	o->matter[at] = (struct soc_assumptions_matter){ factor, correlation, NAN, NAN };
}

/* Those whose correlation is more than what chance makes of so many factors now and then. */
static enum soc_err find_matter(struct ensemble *n, struct soc_assumptions_outcome *o, struct soc_msg *msg)
{
	const double least = STANDS_OUT / soc_num_sqrt((double)(o->points - 1));
	const uint64_t seed = (uint64_t)n->a->seed;
	enum soc_err err = SOC_OK;
	struct soc_estimate e;
	for (int f = 0; f < n->a->factors_count && err == SOC_OK; f++) {
		err = soc_sensitivity_rank(n->u + (int64_t)f * n->a->points, n->means, n->a->points, &e.value, msg);
		if (err == SOC_OK && fabs(e.value) >= least)
			insert(o, f, e.value);
	}
	for (int i = 0; i < o->matter_count && err == SOC_OK; i++) {
		err = soc_sensitivity_ranks(n->u + (int64_t)o->matter[i].factor * n->a->points, n->means,
		                            n->a->points, seed, &e, msg);
		o->matter[i].low = e.low;
		o->matter[i].high = e.high;
	}
	return err;
}

static enum soc_err put_outcome(struct ensemble *n, int outcome, struct soc_msg *msg)
{
	struct soc_assumptions_outcome *o = &n->a->outcome[outcome];
	snprintf(o->name, sizeof o->name, "%s", n->e->outcome[outcome].name);
	take_values(n, outcome);
	const struct soc_spread s = soc_spread_of(n->y, n->a->points, n->a->replicates, n->means, n->sorted);
	o->points = s.points;
	o->shipped = shipped_value(n, outcome);
	o->low = o->median = o->high = o->spread = o->luck = NAN;
	/* Points that differ by no more than luck say nothing of assumptions; without luck they are the same. */
	if (s.points < SOC_ASSUMPTIONS_LEAST || (s.spread == 0.0 && s.luck > 0.0))
		return SOC_OK;
	o->low = s.low;
	o->median = s.median;
	o->high = s.high;
	o->spread = s.spread;
	o->luck = s.luck;
	return s.spread > 0.0 ? find_matter(n, o, msg) : SOC_OK;
}

static void put_factors(struct ensemble *n)
{
	n->a->factors_count = n->e->factors_count;
	for (int i = 0; i < n->e->factors_count; i++) {
		const struct soc_factor *f = &n->e->factor[i];
		struct soc_assumptions_factor *to = &n->a->factor[i];
		snprintf(to->key, sizeof to->key, "%s", f->key);
		to->low = f->low;
		to->high = f->high;
		to->is_log = f->distribution == SOC_FACTOR_LOGUNIFORM;
	}
}

/* Points that cannot run, without the first, which is the scenario itself. */
static enum soc_err count_refused(struct ensemble *n, struct soc_msg *msg)
{
	if (soc_runner_refusal(&n->r, 0) != NULL)
		return soc_fail(msg, SOC_ERR_SCENARIO, "%s", soc_runner_refusal(&n->r, 0));
	for (int64_t p = 1; p < n->e->points; p++) {
		const char *why = soc_runner_refusal(&n->r, p);
		if (why != NULL && n->a->refused++ == 0)
			snprintf(n->a->first_refused, sizeof n->a->first_refused, "%.*s", SOC_ASSUMPTIONS_WHY - 1, why);
	}
	return n->a->points - n->a->refused >= SOC_ASSUMPTIONS_LEAST
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_SCENARIO, "points that cannot run: %lld of %lld; the first: %s",
	                      (long long)n->a->refused, (long long)n->a->points, n->a->first_refused);
}

static enum soc_err make_room(struct ensemble *n, const struct soc_assumptions_options *o,
                              struct soc_msg *msg)
{
	const size_t points = (size_t)o->points;
	n->a = soc_calloc(1, sizeof *n->a);
	n->y = soc_calloc(points * (size_t)soc_scenario_replicates(n->e->scenario), sizeof *n->y);
	n->means = soc_calloc(points, sizeof *n->means);
	n->sorted = soc_calloc(points, sizeof *n->sorted);
	if (n->a == NULL || n->y == NULL || n->means == NULL || n->sorted == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an ensemble");
	n->a->points = o->points;
	n->a->seed = o->seed;
	n->a->persons = soc_scenario_persons(n->e->scenario);
	n->a->replicates = soc_scenario_replicates(n->e->scenario);
	n->a->outcomes_count = n->e->outcomes_count;
	n->a->drawn_in = n->drawn_in;
	snprintf(n->a->version, sizeof n->a->version, "%s", SOC_VERSION);
	return soc_assumptions_digest(n->e->scenario, n->a->scenario, msg);
}

static enum soc_err sum_up(struct ensemble *n, const struct soc_assumptions_options *o, char **text,
                           struct soc_msg *msg)
{
	struct soc_buf out = { 0 };
	enum soc_err err = make_room(n, o, msg);
	if (err == SOC_OK)
		err = soc_runner_init(&n->r, n->e, o->folder, o->workers, o->stop, msg);
	if (err == SOC_OK)
		err = count_refused(n, msg);
	if (err == SOC_OK)
		put_factors(n);
	for (int i = 0; err == SOC_OK && i < n->a->outcomes_count; i++)
		err = put_outcome(n, i, msg);
	if (err == SOC_OK)
		soc_assumptions_write(n->a, &out);
	char *made = err == SOC_OK ? soc_buf_take(&out) : NULL;
	if (err == SOC_OK && made == NULL)
		err = soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for the file of the ensemble");
	if (err == SOC_OK)
		*text = made;
	soc_buf_release(&out);
	return err;
}

enum soc_err soc_assumptions_make(const struct soc_scenario *s, const struct soc_assumptions_options *o,
                                  char **text, struct soc_experiment_state *state, struct soc_msg *msg)
{
	struct ensemble n = { 0 };
	enum soc_err err = check_options(s, o, msg);
	if (err == SOC_OK)
		err = prepare(&n, s, o, msg);
	if (err == SOC_OK) {
		const struct soc_experiment_options how = { .folder = o->folder,
			                                        .workers = o->workers,
			                                        .share = 1,
			                                        .shares = 1,
			                                        .on_progress = o->on_progress,
			                                        .user = o->user,
			                                        .stop = o->stop };
		err = soc_experiment_run(n.e, &how, state, msg);
	}
	if (err == SOC_OK)
		err = sum_up(&n, o, text, msg);
	if (n.r.e != NULL)
		soc_runner_release(&n.r);
	if (n.e != NULL)
		n.e->scenario = NULL;
	soc_experiment_free(n.e);
	soc_assumptions_free(n.a);
	soc_free(n.y);
	soc_free(n.means);
	soc_free(n.sorted);
	soc_free(n.u);
	return err;
}
