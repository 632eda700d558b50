#include "experiment/analysis.h"

#include "base/mem.h"
#include "socred/scenario.h"

#include <math.h>
#include <string.h>

#define RANKS                                                                           \
	{                                                                                   \
		{ "rank_correlation" }, "factor", "rank_correlation: Spearman's, -1 to 1", 1, 0 \
	}
static const struct soc_analysis_shape shapes[SOC_DESIGNS] = {
	[SOC_DESIGN_factorial] = RANKS,
	[SOC_DESIGN_lhs] = RANKS,
	[SOC_DESIGN_points] = RANKS,
	[SOC_DESIGN_sobol] = { { "first", "total" },
	                       "factor",
	                       "first: share of the variance that the factor explains alone; total: together "
	                       "with all others",
	                       2,
	                       1 },
	[SOC_DESIGN_morris] = { { "mu", "mu_star", "sigma" },
	                        "factor",
	                        "elementary effects, for a move over the whole range: mu their mean, mu_star the "
	                        "mean of their sizes, sigma their standard deviation",
	                        3,
	                        1 },
	[SOC_DESIGN_arms] = { { "mean", "less_first" },
	                      "arm",
	                      "less_first: the arm less the first one, replicate by replicate",
	                      2,
	                      -1 },
};
/* Arms that were run over draws of the assumptions as well. */
static const struct soc_analysis_shape shape_assumed = {
	{ "mean", "less_first", "mean_assumed", "less_first_assumed", "same_sign" },
	"arm",
	"mean, less_first: at the values of the scenario; less_first: the arm less the first one, replicate by "
	"replicate.\n..._assumed: the median, and in brackets 95% of the draws, of everything that the scenario "
	"assumes: each draw has random numbers of its own, the same in all arms, and what they do is taken "
	"out.\nx of "
	"y draws: no interval, since only so many have a value, and 40 and nine in ten are needed; within random "
	"numbers: draws differ by no more than those make; no brackets: the same in every "
	"draw, where up to 3 of as many others may differ (95%, rule of three).\nsame_sign: "
	"of 100 draws, in how many the difference has "
	"the sign that it has at the values of the scenario, and in brackets what so few draws leave open (95%, "
	"Wilson; of none or all of them Clopper and Pearson)",
	SOC_ARMS_COLUMNS,
	-1
};
_Static_assert((int)SOC_ARMS_COLUMNS <= SOC_ANALYSIS_COLUMNS, "arms have a column for each estimate");

/* ---- room ---- */
enum soc_err soc_analysis_read(struct soc_runner *r, const struct soc_experiment *e, const char *folder,
                               struct soc_experiment_state *state, struct soc_msg *msg)
{
	enum soc_err err = soc_runner_init(r, e, folder, 0, NULL, msg);
	if (err != SOC_OK)
		return err;
	*state = soc_runner_state(r);
	return state->measured > 0
	           ? SOC_OK
	           : soc_fail(msg, SOC_ERR_USAGE, "%s: no point of this experiment is measured: run it first",
	                      folder);
}

enum soc_err soc_analysis_init(struct soc_analysis *a, const struct soc_runner *r, int decides,
                               struct soc_msg *msg)
{
	const struct soc_experiment *e = r->e;
	const int is_arms = e->design.kind == SOC_DESIGN_arms;
	*a = (struct soc_analysis){ .r = r, .e = e };
	a->rows = is_arms ? e->arms : e->factors_count;
	a->shape = e->draws != NULL ? &shape_assumed : &shapes[e->design.kind];
	a->y = soc_calloc((size_t)e->points, sizeof *a->y);
	a->x = soc_calloc((size_t)e->points, sizeof *a->x);
	int ok = a->y != NULL && a->x != NULL;
	if (e->draws != NULL && decides) {
		a->decides = soc_calloc((size_t)a->rows, sizeof *a->decides);
		ok &= a->decides != NULL;
	}
	for (int c = 0; c < SOC_ANALYSIS_COLUMNS; c++) {
		a->of[c] = soc_calloc((size_t)a->rows, sizeof *a->of[c]);
		ok &= a->of[c] != NULL;
	}
	return ok ? SOC_OK : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to analyse");
}

void soc_analysis_release(struct soc_analysis *a)
{
	soc_free(a->y);
	soc_free(a->x);
	soc_free(a->decides);
	for (int c = 0; c < SOC_ANALYSIS_COLUMNS; c++)
		soc_free(a->of[c]);
	memset(a, 0, sizeof *a);
}

/* ---- numbers ---- */
static void take_values(struct soc_analysis *a, int outcome)
{
	const int32_t replicates = (int32_t)soc_experiment_replicates(a->e);
	a->measured = 0;
	for (int64_t i = 0; i < a->e->points; i++) {
		double sum = 0.0;
		for (int32_t k = 0; k < replicates; k++) {
			const double *values = soc_runner_values(a->r, i, k);
			sum += values != NULL ? values[outcome] : NAN;
		}
		a->y[i] = sum / replicates;
		a->measured += !isnan(a->y[i]);
	}
}

void soc_analysis_values(struct soc_analysis *a, int factor)
{
	for (int64_t i = 0; i < a->e->points; i++) {
		char text[SOC_FACTOR_TEXT];
		soc_experiment_value(a->e, i, factor, text);
		a->x[i] = text[0] != '\0' ? soc_factor_number(&a->e->factor[factor], text) : NAN;
	}
}

static enum soc_err correlate(struct soc_analysis *a, int64_t points, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	for (int f = 0; f < a->rows && err == SOC_OK; f++) {
		soc_analysis_values(a, f);
		err = soc_sensitivity_ranks(a->x, a->y, points, (uint64_t)a->e->design.seed, &a->of[0][f], msg);
	}
	return err;
}

enum soc_err soc_analysis_part(struct soc_analysis *a, int64_t units, struct soc_msg *msg)
{
	struct soc_design d = a->e->design;
	switch (d.kind) {
	case SOC_DESIGN_sobol:
		soc_sensitivity_sobol(a->y, units, a->rows, a->of[0], a->of[1]);
		return SOC_OK;
	case SOC_DESIGN_morris:
		d.trajectories = units;
		return soc_sensitivity_morris(&d, a->rows, a->y, a->of[0], a->of[1], a->of[2], msg);
	default:
		return correlate(a, units, msg);
	}
}

int64_t soc_analysis_units(const struct soc_analysis *a)
{
	const struct soc_design *d = &a->e->design;
	switch (d->kind) {
	case SOC_DESIGN_sobol:
	case SOC_DESIGN_lhs:
		return d->n;
	case SOC_DESIGN_morris:
		return d->trajectories;
	default:
		return 0;
	}
}

enum soc_err soc_analysis_outcome(struct soc_analysis *a, int outcome, struct soc_msg *msg)
{
	take_values(a, outcome);
	if (a->e->design.kind == SOC_DESIGN_arms)
		return soc_arms_estimate(a->r, outcome, a->of, a->decides, msg);
	const int64_t units = soc_analysis_units(a);
	return soc_analysis_part(a, units > 0 ? units : a->e->points, msg);
}

/* ---- moves ---- */
static void count_move(struct soc_analysis_moves *m, double up, double from, double to)
{
	const double effect = (to - from) * (up > 0.0 ? 1.0 : -1.0);
	if (isnan(effect) || up == 0.0)
		return;
	m->all++;
	m->more += effect > 0.0;
	m->less += effect < 0.0;
}

struct soc_analysis_moves soc_analysis_moves(const struct soc_analysis *a, int factor)
{
	const struct soc_design *d = &a->e->design;
	const int count = a->e->factors_count;
	struct soc_analysis_moves m = { 0, 0, 0 };
	double from[SOC_FACTORS_MAX], to[SOC_FACTORS_MAX], by;
	if (d->kind == SOC_DESIGN_sobol)
		for (int64_t row = 0; row < d->n; row++) {
			const int64_t point = row * (count + 2), moved = point + 2 + factor;
			soc_design_at(d, a->e->factor, count, point, from);
			soc_design_at(d, a->e->factor, count, moved, to);
			count_move(&m, to[factor] - from[factor], a->y[point], a->y[moved]);
		}
	if (d->kind == SOC_DESIGN_morris)
		for (int64_t point = 0; point + 1 < a->e->points; point++)
			if (point % (count + 1) < count && soc_design_move(d, count, point, &by) == factor)
				count_move(&m, by, a->y[point], a->y[point + 1]);
	return m;
}
