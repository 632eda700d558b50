#include "experiment/arms.h"

#include "analysis/student.h"
#include "base/mem.h"
#include "experiment/spread.h"
#include "socred/scenario.h"

#include <math.h>

struct arms {
	const struct soc_runner *r;
	const struct soc_experiment *e;
	int outcome;
	int32_t replicates;
	int64_t draws;
	double *y, *means, *sorted; /* y[draws][replicates]; [draws] each */
};

static double value_of(const struct arms *a, int64_t draw, int arm, int32_t replicate)
{
	const double *values = soc_runner_values(a->r, draw * a->e->arms + arm, replicate);
	return values != NULL ? values[a->outcome] : NAN;
}

/* The level of an arm, or what it is less the first arm. */
static double taken(const struct arms *a, int64_t draw, int arm, int32_t replicate, int is_less)
{
	return value_of(a, draw, arm, replicate) - (is_less ? value_of(a, draw, 0, replicate) : 0.0);
}

static struct soc_estimate by_luck(const struct arms *a, int arm, int is_less)
{
	for (int32_t k = 0; k < a->replicates; k++)
		a->y[k] = taken(a, 0, arm, k, is_less);
	const struct soc_interval v = soc_student_interval(a->y, a->replicates, -INFINITY, INFINITY);
	return (struct soc_estimate){ v.mean, v.low, v.high, v.count };
}

/* a->means is left with the mean of each draw. */
static struct soc_estimate by_assumptions(const struct arms *a, int arm, int is_less, int64_t *points)
{
	for (int64_t draw = 1; draw <= a->draws; draw++)
		for (int32_t k = 0; k < a->replicates; k++)
			a->y[(draw - 1) * a->replicates + k] = taken(a, draw, arm, k, is_less);
	const struct soc_spread s = soc_spread_of(a->y, a->draws, a->replicates, a->means, a->sorted);
	*points = s.points;
	if (s.points < SOC_ASSUMPTIONS_LEAST || (s.spread == 0.0 && s.simulation_error > 0.0))
		return (struct soc_estimate){ NAN, NAN, NAN, s.points };
	return (struct soc_estimate){ s.median, s.low, s.high, s.points };
}

/* Of 100 draws, those with the sign of `shipped`; a difference of exactly 0 has another. NaN where there is
 * no sign to keep. */
static double same_sign(const double *means, int64_t draws, double shipped)
{
	int64_t same = 0, all = 0;
	for (int64_t p = 0; p < draws; p++) {
		all += !isnan(means[p]);
		same += means[p] * shipped > 0.0;
	}
	return all > 0 && fabs(shipped) > 0.0 ? 100.0 * (double)same / (double)all : NAN;
}

static enum soc_err estimate_arm(const struct arms *a, int arm, struct soc_estimate *const *of,
                                 struct soc_assumptions_outcome *decides, struct soc_msg *msg)
{
	const struct soc_estimate none = { NAN, NAN, NAN, 0 };
	struct soc_assumptions_outcome unused, *d = decides != NULL ? decides : &unused;
	d->matter_count = 0;
	of[SOC_ARMS_MEAN][arm] = by_luck(a, arm, 0);
	of[SOC_ARMS_LESS_FIRST][arm] = by_luck(a, arm, 1);
	for (int c = SOC_ARMS_ASSUMED; c < SOC_ARMS_COLUMNS; c++)
		of[c][arm] = none;
	if (a->draws == 0)
		return SOC_OK;
	of[SOC_ARMS_ASSUMED][arm] = by_assumptions(a, arm, 0, &d->points);
	if (arm > 0) {
		of[SOC_ARMS_LESS_FIRST_ASSUMED][arm] = by_assumptions(a, arm, 1, &d->points);
		of[SOC_ARMS_SAME_SIGN][arm].value = same_sign(a->means, a->draws, of[SOC_ARMS_LESS_FIRST][arm].value);
	}
	const struct soc_estimate *deciding = &of[arm > 0 ? SOC_ARMS_LESS_FIRST_ASSUMED : SOC_ARMS_ASSUMED][arm];
	const int is_asked = decides != NULL && (arm > 0 || a->e->arms == 1);
	if (!is_asked || !(deciding->high > deciding->low))
		return SOC_OK;
	return soc_matter_find(a->e->draws, a->e->factors_count - a->e->draws->first, a->means, d, msg);
}

enum soc_err soc_arms_estimate(const struct soc_runner *r, int outcome, struct soc_estimate *const *of,
                               struct soc_assumptions_outcome *decides, struct soc_msg *msg)
{
	struct arms a = { .r = r,
		              .e = r->e,
		              .outcome = outcome,
		              .replicates = (int32_t)soc_experiment_replicates(r->e),
		              .draws = r->e->draws != NULL ? r->e->draws->draws : 0 };
	const size_t rows = a.draws > 0 ? (size_t)a.draws : 1;
	a.y = soc_calloc(rows * (size_t)a.replicates, sizeof *a.y);
	a.means = soc_calloc(rows, sizeof *a.means);
	a.sorted = soc_calloc(rows, sizeof *a.sorted);
	enum soc_err err = a.y != NULL && a.means != NULL && a.sorted != NULL
	                       ? SOC_OK
	                       : soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to compare arms");
	for (int arm = 0; arm < r->e->arms && err == SOC_OK; arm++)
		err = estimate_arm(&a, arm, of, decides != NULL ? &decides[arm] : NULL, msg);
	soc_free(a.y);
	soc_free(a.means);
	soc_free(a.sorted);
	return err;
}
