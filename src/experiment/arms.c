#include "experiment/arms.h"

#include "analysis/assumptions.h"
#include "analysis/student.h"
#include "base/mem.h"
#include "base/num.h"
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

static double value_of(const struct arms *a, int64_t draw, int arm, int32_t replicate, int outcome)
{
	const double *values = soc_runner_values(a->r, draw * a->e->arms + arm, replicate);
	return values != NULL ? values[outcome] : NAN;
}

/* The level of an arm, or what it is less the first arm, of one outcome. */
static double level(const struct arms *a, int64_t draw, int arm, int32_t replicate, int outcome, int is_less)
{
	return value_of(a, draw, arm, replicate, outcome) -
	       (is_less ? value_of(a, draw, 0, replicate, outcome) : 0.0);
}

static double ratio(double part, double whole)
{
	return whole != 0.0 ? part / whole : NAN;
}

/* The same of the outcome that is asked for, over that of the one that it is told over. */
static double taken(const struct arms *a, int64_t draw, int arm, int32_t replicate, int is_less)
{
	const struct soc_outcome *o = &a->e->outcome[a->outcome];
	const double of = level(a, draw, arm, replicate, a->outcome, is_less);
	return o->over[0] == '\0' ? of : ratio(of, level(a, draw, arm, replicate, o->divisor, is_less));
}

/* A ratio of sums over the replicates, but for one (-1: over all). */
static double of_sums(const struct arms *a, int arm, int is_less, int32_t without)
{
	const int divisor = a->e->outcome[a->outcome].divisor;
	double part = 0.0, whole = 0.0;
	for (int32_t k = 0; k < a->replicates; k++) {
		part += k != without ? level(a, 0, arm, k, a->outcome, is_less) : 0.0;
		whole += k != without ? level(a, 0, arm, k, divisor, is_less) : 0.0;
	}
	return ratio(part, whole);
}

static struct soc_interval by_sums(const struct arms *a, int arm, int is_less)
{
	for (int32_t k = 0; k < a->replicates; k++)
		a->y[k] = of_sums(a, arm, is_less, k);
	return soc_student_jackknife(of_sums(a, arm, is_less, -1), a->y, a->replicates, -INFINITY, INFINITY);
}

static struct soc_interval by_replicates(const struct arms *a, int arm, int is_less)
{
	for (int32_t k = 0; k < a->replicates; k++)
		a->y[k] = taken(a, 0, arm, k, is_less);
	return soc_student_interval(a->y, a->replicates, -INFINITY, INFINITY);
}

/* What the level can be, and what the difference of two levels can. A ratio of two differences can be
 * anything. */
static struct soc_estimate cut(const struct arms *a, int is_less, struct soc_estimate v)
{
	const struct soc_outcome *o = &a->e->outcome[a->outcome];
	const double least = is_less ? o->least - o->most : o->least,
				 most = is_less ? o->most - o->least : o->most;
	if (is_less && o->over[0] != '\0')
		return v;
	v.low = v.low < least ? least : v.low;
	v.high = v.high > most ? most : v.high;
	return v;
}

/* Of a share whose replicates do not all lie at one end: Student's interval of the log odds, by the error of
 * the mean. */
static struct soc_estimate by_odds(const struct soc_outcome *o, const struct soc_interval *v)
{
	const double width = o->most - o->least, p = (v->mean - o->least) / width;
	const double half = (v->high - v->low) / 2.0 / width / (p * (1.0 - p));
	const double less = half < 700.0 ? soc_num_exp(-half) : 0.0, odds = p / (1.0 - p);
	return (struct soc_estimate){ v->mean, o->least + width * (odds * less / (1.0 + odds * less)),
		                          o->least + width * (odds / (odds + less)), v->count };
}

/* Replicates that agree are no certainty: what random numbers cannot exclude is known where the formula says
 * its cases. Of a share as many as one case is a part of it; of a count that is 0, up to three in all
 * replicates together. */
static void widen(const struct arms *a, int arm, struct soc_interval *v)
{
	const struct soc_outcome *o = &a->e->outcome[a->outcome];
	double each = 0.0, cases = 0.0, over = 0.0;
	if (o->one_case == 0 || isnan(v->low))
		return;
	for (int32_t k = 0; k < a->replicates; k++) {
		const double one = value_of(a, 0, arm, k, o->one_case);
		each += one / a->replicates;
		cases += o->most / one;
		over += o->over[0] != '\0' ? value_of(a, 0, arm, k, o->divisor) / a->replicates : 0.0;
	}
	if (!(each > 0.0) || !isfinite(each))
		return;
	if (o->over[0] == '\0' && o->least == 0.0 && isfinite(o->most))
		soc_interval_widen(v, o->most, cases);
	else if (v->mean == 0.0)
		soc_interval_widen_count(v, o->over[0] != '\0' ? ratio(each, over) : each, 0.0);
}

static struct soc_interval simulated(const struct arms *a, int arm, int is_less)
{
	const int is_over = a->e->outcome[a->outcome].over[0] != '\0';
	return is_over && a->replicates > 1 ? by_sums(a, arm, is_less) : by_replicates(a, arm, is_less);
}

/* Both arms 0 in each replicate: the one may be as much more than the other as it may be itself. Of an arm
 * that is as large as the first in each replicate, and not 0, no more is known than that. */
static void widen_difference(const struct arms *a, int arm, struct soc_interval *v)
{
	struct soc_interval of = simulated(a, arm, 0), first = simulated(a, 0, 0);
	if (of.mean != 0.0 || first.mean != 0.0)
		return;
	widen(a, arm, &of);
	widen(a, 0, &first);
	v->low = -first.high;
	v->high = of.high;
}

/* 0 in each replicate, where nothing says how much that is of. */
static int is_unbounded(const struct soc_interval *v)
{
	return v->count > 1 && v->mean == 0.0 && !(v->high > v->low);
}

static struct soc_estimate by_chance(const struct arms *a, int arm, int is_less)
{
	const struct soc_outcome *o = &a->e->outcome[a->outcome];
	const int is_share = !is_less && isfinite(o->least) && isfinite(o->most);
	struct soc_interval v = simulated(a, arm, is_less);
	if (is_share && v.mean > o->least && v.mean < o->most && v.high > v.low)
		return by_odds(o, &v);
	if (!is_less)
		widen(a, arm, &v);
	else if (arm > 0 && is_unbounded(&v))
		widen_difference(a, arm, &v);
	if (is_unbounded(&v) && !(is_less && arm == 0))
		v.low = v.high = NAN;
	return cut(a, is_less, (struct soc_estimate){ v.mean, v.low, v.high, v.count });
}

/* a->means is left with the mean of each draw. */
static struct soc_estimate by_assumptions(const struct arms *a, int arm, int is_less, int64_t *points)
{
	for (int64_t draw = 1; draw <= a->draws; draw++)
		for (int32_t k = 0; k < a->replicates; k++)
			a->y[(draw - 1) * a->replicates + k] = taken(a, draw, arm, k, is_less);
	const struct soc_spread s = soc_spread_of(a->y, a->draws, a->replicates, a->means, a->sorted);
	*points = s.points;
	if (!soc_assumptions_are_enough(s.points, a->draws) ||
	    !soc_assumptions_differ(s.spread, s.simulation_error, s.points, a->replicates))
		return (struct soc_estimate){ NAN, NAN, NAN, s.points };
	return cut(a, is_less, (struct soc_estimate){ s.median, s.low, s.high, s.points });
}

struct soc_estimate soc_arms_same_sign(const double *means, int64_t draws, double shipped)
{
	struct soc_interval v = { NAN, NAN, NAN, 0 };
	int64_t same = 0;
	for (int64_t p = 0; p < draws; p++) {
		v.count += !isnan(means[p]);
		same += means[p] * shipped > 0.0;
	}
	if (v.count > 0 && fabs(shipped) > 0.0)
		v.mean = 100.0 * (double)same / v.count;
	if (!isnan(v.mean))
		soc_interval_widen(&v, 100.0, v.count);
	return (struct soc_estimate){ v.mean, v.low, v.high, v.count };
}

static enum soc_err estimate_arm(const struct arms *a, int arm, struct soc_estimate *const *of,
                                 struct soc_assumptions_outcome *decides, struct soc_msg *msg)
{
	const struct soc_estimate none = { NAN, NAN, NAN, 0 };
	struct soc_assumptions_outcome unused, *d = decides != NULL ? decides : &unused;
	d->matter_count = 0;
	of[SOC_ARMS_MEAN][arm] = by_chance(a, arm, 0);
	of[SOC_ARMS_LESS_FIRST][arm] = by_chance(a, arm, 1);
	for (int c = SOC_ARMS_ASSUMED; c < SOC_ARMS_COLUMNS; c++)
		of[c][arm] = none;
	if (a->draws == 0)
		return SOC_OK;
	of[SOC_ARMS_ASSUMED][arm] = by_assumptions(a, arm, 0, &d->points);
	if (arm > 0) {
		of[SOC_ARMS_LESS_FIRST_ASSUMED][arm] = by_assumptions(a, arm, 1, &d->points);
		of[SOC_ARMS_SAME_SIGN][arm] =
			soc_arms_same_sign(a->means, a->draws, of[SOC_ARMS_LESS_FIRST][arm].value);
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
