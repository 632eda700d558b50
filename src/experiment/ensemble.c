/* An ensemble over the assumptions of a scenario: an experiment whose factors are all the plausible ranges
 * that the scenario's values carry, and what is kept of it. */
#include "analysis/assessed.h"
#include "analysis/assumptions.h"
#include "analysis/summaries.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "experiment/ensemble_groups.h"
#include "experiment/matter.h"
#include "experiment/points_file.h"
#include "experiment/posterior.h"
#include "experiment/runner.h"
#include "experiment/spread.h"
#include "socred/scenario.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(SOC_ASSUMPTIONS_FACTORS <= SOC_FACTORS_MAX, "an ensemble is an experiment");
_Static_assert(SOC_OUTCOMES_MAX <= SOC_ASSUMPTIONS_OUTCOMES, "an ensemble keeps what an experiment measures");

struct ensemble {
	struct soc_experiment
		*e; /* its scenario is `counted`, or the caller's where that counts all groups itself */
	struct soc_scenario *counted; /* the caller's scenario, which people are counted in by sex and age */
	struct soc_ensemble_groups groups;
	struct soc_runner r;
	struct soc_assumptions *a;
	double *y, *means, *sorted; /* y[points][replicates] of one outcome; [points] */
	struct soc_hypercube cube;
};

static void add_outcome(struct soc_experiment *e, const char *name, const char *formula)
{
	struct soc_outcome *o = &e->outcome[e->outcomes_count];
	if (e->outcomes_count == SOC_OUTCOMES_MAX)
		return;
	snprintf(o->name, sizeof o->name, "%s", name);
	snprintf(o->formula, sizeof o->formula, "%s", formula);
	e->outcomes_count++;
}

/* Whether the modules whose tables a formula names are on. */
static int is_counted(const char *formula, const struct soc_module_found *found)
{
	for (int m = 0; m < SOC_MODULES; m++)
		for (int t = 0; t < soc_modules[m]->tables_count && !found[m].affected.on; t++) {
			const char *table = soc_counter_tables[soc_modules[m]->tables[t]].name,
					   *at = strstr(formula, table);
			if (at != NULL && at[strlen(table)] == '.')
				return 0;
		}
	return 1;
}

/* The headline, as far as an experiment can measure it, and what forms of assessments ask beyond it. */
static enum soc_err add_outcomes(struct soc_experiment *e, struct soc_msg *msg)
{
	struct soc_module_found found[SOC_MODULES];
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++)
		if (soc_statistic_is_of_cells(&soc_statistics[i]) &&
		    soc_statistic_is_told(&soc_statistics[i], e->scenario))
			add_outcome(e, soc_statistics[i].name, soc_statistics[i].name);
	const enum soc_err err = soc_summaries_find_modules(e->scenario, found, msg);
	for (int i = 0; err == SOC_OK && i < soc_summaries_count(); i++)
		if (found[soc_summaries_module(i)].affected.on &&
		    soc_summary_is_told(soc_summaries_at(i), e->scenario))
			add_outcome(e, soc_summaries_at(i)->name, soc_summaries_at(i)->name);
	for (int i = 0; err == SOC_OK && soc_assessed_at(i).name != NULL; i++)
		if (soc_statistic_needs_channel(e->scenario) && is_counted(soc_assessed_at(i).formula, found))
			add_outcome(e, soc_assessed_at(i).name, soc_assessed_at(i).formula);
	return err;
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
		                "replicates: 1; two or more are needed to tell assumptions from random numbers");
	return SOC_OK;
}

static enum soc_err read_posterior(struct ensemble *n, const char *path, struct soc_msg *msg)
{
	char *text = NULL;
	size_t length = 0;
	enum soc_err err = soc_file_read(path, SOC_POINTS_FILE_BYTES, &text, &length, msg);
	if (err == SOC_OK)
		err = soc_posterior_fill(&n->cube, n->e, path, text, length, msg);
	soc_free(text);
	return err;
}

/* What is counted of a run decides nothing in it: the points are runs of the scenario that is asked about. */
static enum soc_err take_scenario(struct ensemble *n, const struct soc_scenario *s, struct soc_msg *msg)
{
	static const char *const settings[] = { "output.sex_age=true" };
	n->e->scenario = (struct soc_scenario *)s; /* only read; soc_scenario_free is the caller's */
	if (s->output.sex_age)
		return SOC_OK;
	char *text = soc_scenario_resolved(s);
	const enum soc_err err = text == NULL ? soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an ensemble")
	                                      : soc_scenario_read_text(text, strlen(text), "the scenario", NULL,
	                                                               settings, 1, &n->counted, NULL, msg);
	soc_text_free(text);
	if (err == SOC_OK)
		n->e->scenario = n->counted;
	return err;
}

static enum soc_err prepare(struct ensemble *n, const struct soc_scenario *s,
                            const struct soc_assumptions_options *o, struct soc_msg *msg)
{
	n->e = soc_calloc(1, sizeof *n->e);
	if (n->e == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory for an ensemble");
	n->cube = (struct soc_hypercube){
		.arms = 1, .draws = o->points, .seed = o->seed, .again = SOC_ASSUMPTIONS_STATED - 1
	};
	snprintf(n->e->title, sizeof n->e->title, "%s", s->title);
	enum soc_err err = take_scenario(n, s, msg);
	if (err == SOC_OK)
		err = o->posterior != NULL ? read_posterior(n, o->posterior, msg)
		                           : soc_hypercube_add_factors(&n->cube, n->e, SOC_ASSUMPTIONS_FACTORS, msg);
	if (err == SOC_OK)
		err = add_outcomes(n->e, msg);
	if (err != SOC_OK)
		return err;
	soc_ensemble_groups_add(&n->groups, n->e);
	if (n->e->outcomes_count == 0)
		return soc_fail(msg, SOC_ERR_USAGE, "the scenario has no headline to measure");
	n->e->design = (struct soc_design){ .kind = SOC_DESIGN_points,
		                                .rows = o->points + SOC_ASSUMPTIONS_STATED,
		                                .seed = o->seed };
	return o->posterior != NULL ? SOC_OK : soc_hypercube_fill(&n->cube, n->e, o->workers, o->stop, msg);
}

/* ---- what comes of it ---- */
/* The values of a row, in all replicates, as the ones numbered `at` of n->y. */
static void take_row(struct ensemble *n, int64_t row, int64_t at, int outcome)
{
	const int64_t replicates = n->a->replicates;
	for (int64_t k = 0; k < replicates; k++) {
		const double *values = soc_runner_values(&n->r, row, (int32_t)k);
		n->y[at * replicates + k] = values != NULL ? values[outcome] : NAN;
	}
}

/* Row 0 and those behind the points. */
static struct soc_spread_of_one as_stated(struct ensemble *n, int outcome)
{
	for (int64_t run = 0; run < SOC_ASSUMPTIONS_STATED; run++)
		take_row(n, soc_assumptions_row_as_stated(n->a, run), run, outcome);
	return soc_spread_of_one(n->y, SOC_ASSUMPTIONS_STATED, n->a->replicates);
}

static enum soc_err put_outcome(struct ensemble *n, int outcome, struct soc_msg *msg)
{
	struct soc_assumptions_outcome *o = &n->a->outcome[outcome];
	snprintf(o->name, sizeof o->name, "%s", n->e->outcome[outcome].name);
	for (int64_t p = 0; p < n->a->points; p++)
		take_row(n, p + 1, p, outcome);
	const struct soc_spread s = soc_spread_of(n->y, n->a->points, n->a->replicates, n->means, n->sorted);
	o->points = s.points;
	const struct soc_spread_of_one stated = as_stated(n, outcome);
	o->shipped = stated.mean;
	o->shipped_error = stated.error;
	o->low = o->median = o->high = o->spread = o->simulation_error = NAN;
	/* Points that differ by no more than random numbers make say nothing of assumptions; without those they
	 * are the same. */
	if (!soc_assumptions_are_enough(s.points, n->a->points - n->a->refused))
		return SOC_OK;
	if (soc_assumptions_differ(s.spread, s.simulation_error, s.points, n->a->replicates)) {
		o->low = s.low;
		o->median = s.median;
		o->high = s.high;
		o->spread = s.spread;
		o->simulation_error = s.simulation_error;
	}
	return s.spread > 0.0 ? soc_matter_find(&n->cube, n->a->factors_count, n->means, o, msg) : SOC_OK;
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

/* Points that cannot run, without those that are the scenario itself. */
static enum soc_err count_refused(struct ensemble *n, struct soc_msg *msg)
{
	if (soc_runner_refusal(&n->r, 0) != NULL)
		return soc_fail(msg, SOC_ERR_SCENARIO, "%s", soc_runner_refusal(&n->r, 0));
	for (int64_t p = 1; p <= n->a->points; p++) {
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
	n->a->stated = SOC_ASSUMPTIONS_STATED;
	n->a->seed = o->seed;
	n->a->persons = soc_scenario_persons(n->e->scenario);
	n->a->replicates = soc_scenario_replicates(n->e->scenario);
	n->a->outcomes_count = n->groups.first;
	n->a->drawn_in = n->cube.drawn_in;
	n->a->is_posterior = o->posterior != NULL;
	n->a->defaults = n->cube.defaults;
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
	if (err == SOC_OK) {
		const struct soc_ensemble_room room = { n->y, n->means, n->sorted };
		soc_ensemble_groups_put(&n->groups, &n->r, &room, n->a);
	}
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
	soc_scenario_free(n.counted);
	soc_assumptions_free(n.a);
	soc_free(n.y);
	soc_free(n.means);
	soc_free(n.sorted);
	soc_hypercube_release(&n.cube);
	return err;
}
