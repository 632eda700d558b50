/* Rates of groups with their intervals, differences and ratios. */
#include "analysis/fairness.h"

#include "analysis/statistics.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The counts of a group in all replicates but one; -1: in all. */
static struct soc_confusion without(const struct soc_fairness *f, int group, int replicate)
{
	struct soc_confusion c = f->groups[group].sum;
	if (replicate < 0)
		return c;
	const struct soc_confusion *less = &f->counts[(size_t)group * (size_t)f->replicates + (size_t)replicate];
	c.true_positives -= less->true_positives;
	c.false_positives -= less->false_positives;
	c.false_negatives -= less->false_negatives;
	c.true_negatives -= less->true_negatives;
	return c;
}

static double rate_of(const struct soc_fairness *f, int group, enum soc_rate rate, int replicate)
{
	const struct soc_confusion c = without(f, group, replicate);
	return soc_confusion_rate(&c, rate, NULL, NULL);
}

enum form { VALUE, DIFFERENCE, RATIO };

static double form_of(enum form form, double value, double reference)
{
	if (form == VALUE)
		return value;
	if (form == DIFFERENCE)
		return value - reference;
	return reference > 0.0 ? value / reference : NAN;
}

static struct soc_interval interval_of(const struct soc_fairness *f, int group, enum soc_rate rate,
                                       enum form form)
{
	static const double least[] = { 0.0, -1.0, 0.0 }, most[] = { 1.0, 1.0, INFINITY };
	const int reference = form == VALUE ? group : f->groups[group].reference;
	double left[SOC_REPLICATES_MOST];
	for (int i = 0; i < f->replicates; i++)
		left[i] = form_of(form, rate_of(f, group, rate, i), rate_of(f, reference, rate, i));
	const double all = form_of(form, rate_of(f, group, rate, -1), rate_of(f, reference, rate, -1));
	return soc_student_jackknife(all, left, f->replicates, least[form], most[form]);
}

/* A rate with its interval, that of the simulation alone where all replicates agree. */
static struct soc_interval value_of(const struct soc_fairness *f, int group, enum soc_rate rate)
{
	double among = 0.0;
	struct soc_interval v = interval_of(f, group, rate, VALUE);
	soc_confusion_rate(&f->groups[group].sum, rate, NULL, &among);
	soc_interval_widen(&v, 1.0, among);
	return v;
}

/* Newcombe 1998, Statistics in Medicine 17, 873, method 10: a difference of two shares from their own
 * intervals. */
static void widen_difference(struct soc_interval *d, const struct soc_interval *a,
                             const struct soc_interval *b)
{
	if (d->count < 2 || d->high > d->low || isnan(d->low))
		return;
	d->low =
		d->mean - sqrt((a->mean - a->low) * (a->mean - a->low) + (b->high - b->mean) * (b->high - b->mean));
	d->high =
		d->mean + sqrt((a->high - a->mean) * (a->high - a->mean) + (b->mean - b->low) * (b->mean - b->low));
}

/* A ratio whose replicates agree, as where one of the two shares is none, has no interval of its own. */
static void clear_ratio(struct soc_interval *ratio)
{
	if (!(ratio->high > ratio->low))
		ratio->low = ratio->high = NAN;
}

struct soc_fairness_told soc_fairness_tell(const struct soc_fairness *f, int group, enum soc_rate rate)
{
	const struct soc_interval none = { NAN, NAN, NAN, 0 };
	const struct soc_assumed not_computed = { .low = NAN, .high = NAN };
	struct soc_fairness_told told = { .value = value_of(f, group, rate),
		                              .difference = none,
		                              .ratio = none,
		                              .holm = NAN,
		                              .assumed = { not_computed, not_computed, not_computed } };
	const int reference = f->groups[group].reference;
	double part = 0.0, whole = 0.0;
	soc_confusion_rate(&f->groups[group].sum, rate, &part, &whole);
	told.cases = part < whole ? part : whole;
	told.few = !isnan(told.value.mean) && soc_statistic_is_few(told.cases);
	if (f->assumed != NULL)
		told.assumed = f->assumed[group * SOC_RATES_TOLD + (int)rate];
	if (reference < 0 || reference == group)
		return told;
	const struct soc_interval of_reference = value_of(f, reference, rate);
	told.difference = interval_of(f, group, rate, DIFFERENCE);
	widen_difference(&told.difference, &told.value, &of_reference);
	told.ratio = interval_of(f, group, rate, RATIO);
	clear_ratio(&told.ratio);
	told.holm = f->holm != NULL ? f->holm[group * SOC_RATES_TOLD + (int)rate] : NAN;
	return told;
}

/* The counts of a group in the first so many replicates but one; -1: in all of them. */
static double rate_among(const struct soc_fairness *f, int group, enum soc_rate rate, int replicates, int but,
                         double *among)
{
	double part = 0.0;
	struct soc_confusion sum = { 0, 0, 0, 0 };
	for (int i = 0; i < replicates; i++)
		if (i != but)
			soc_confusion_add(&sum, &f->counts[(size_t)group * (size_t)f->replicates + (size_t)i]);
	return soc_confusion_rate(&sum, rate, &part, among);
}

struct soc_interval soc_fairness_between(const struct soc_fairness *a, const struct soc_fairness *b,
                                         int group, enum soc_rate rate, int replicates)
{
	const struct soc_interval none = { NAN, NAN, NAN, 0 };
	double left[SOC_REPLICATES_MOST];
	if (group >= a->count || group >= b->count || replicates > a->replicates || replicates > b->replicates ||
	    strcmp(a->groups[group].name, b->groups[group].name) != 0)
		return none;
	double of_a = 0.0, of_b = 0.0;
	for (int i = 0; i < replicates; i++)
		left[i] = rate_among(b, group, rate, replicates, i, &of_b) -
		          rate_among(a, group, rate, replicates, i, &of_a);
	struct soc_interval v = soc_student_jackknife(rate_among(b, group, rate, replicates, -1, &of_b) -
	                                                  rate_among(a, group, rate, replicates, -1, &of_a),
	                                              left, replicates, -1.0, 1.0);
	soc_interval_widen_difference(&v, 1.0, of_a < of_b ? of_a : of_b, -1.0, 1.0);
	return v;
}

/* ---- many differences at once ---- */

/* Each rate that is told, as itself or as the one that it is what is missing to 1 of. */
static const enum soc_rate alone[SOC_RATES_TOLD] = {
	[SOC_RATE_SELECTION] = SOC_RATE_SELECTION,
	[SOC_RATE_BASE] = SOC_RATE_BASE,
	[SOC_RATE_FALSE_POSITIVE] = SOC_RATE_FALSE_POSITIVE,
	[SOC_RATE_FALSE_NEGATIVE] = SOC_RATE_FALSE_NEGATIVE,
	[SOC_RATE_TRUE_POSITIVE] = SOC_RATE_FALSE_NEGATIVE,
	[SOC_RATE_TRUE_NEGATIVE] = SOC_RATE_FALSE_POSITIVE,
	[SOC_RATE_POSITIVE_PREDICTIVE] = SOC_RATE_POSITIVE_PREDICTIVE,
	[SOC_RATE_NEGATIVE_PREDICTIVE] = SOC_RATE_NEGATIVE_PREDICTIVE,
	[SOC_RATE_FALSE_DISCOVERY] = SOC_RATE_POSITIVE_PREDICTIVE,
	[SOC_RATE_FALSE_OMISSION] = SOC_RATE_NEGATIVE_PREDICTIVE,
};
int soc_fairness_is_alone(enum soc_rate rate)
{
	return alone[rate] == rate;
}

enum soc_rate soc_fairness_alone(enum soc_rate rate)
{
	return alone[rate];
}

#define MANY 1000 /* degrees of freedom that are as good as the normal law */

/* How often chance alone would make a difference as large, from its interval: the standard error is that of
 * the jackknife, or, where replicates agree, of the end of Newcombe's interval towards none. */
static double tail_of(const struct soc_fairness *f, int group, enum soc_rate rate)
{
	const struct soc_interval jackknife = interval_of(f, group, rate, DIFFERENCE);
	struct soc_interval d = jackknife;
	if (isnan(d.mean) || isnan(d.low) || d.count < 2)
		return NAN;
	const struct soc_interval mine = value_of(f, group, rate),
							  other = value_of(f, f->groups[group].reference, rate);
	widen_difference(&d, &mine, &other);
	const double towards = d.mean > 0.0 ? d.mean - d.low : d.high - d.mean;
	const int degrees = jackknife.high > jackknife.low ? d.count - 1 : MANY;
	if (d.mean == 0.0)
		return 1.0;
	return towards > 0.0 ? soc_student_tail(fabs(d.mean) / towards * soc_student_975(degrees), degrees) : NAN;
}

static int by_size(const void *a, const void *b)
{
	const double x = **(double *const *)a, y = **(double *const *)b;
	return (x > y) - (x < y);
}

static int is_held(const struct soc_fairness *f, int group)
{
	return f->groups[group].reference >= 0 && f->groups[group].reference != group;
}

enum soc_err soc_fairness_adjust(struct soc_fairness *f, int of_a_grade, struct soc_msg *msg)
{
	const size_t room = (size_t)f->count * SOC_RATES_TOLD + 1;
	double **order = soc_calloc(room, sizeof *order);
	f->holm = soc_calloc(room, sizeof *f->holm);
	if (order == NULL || f->holm == NULL) {
		soc_free(order);
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to tell of groups");
	}
	f->differences = 0;
	for (int g = 0; g < f->count; g++)
		for (int rate = 0; rate < SOC_RATES_TOLD; rate++) {
			double *at = &f->holm[g * SOC_RATES_TOLD + rate];
			const int is_asked = is_held(f, g) && (int)alone[rate] == rate &&
			                     soc_fairness_is_told(f, (enum soc_rate)rate) &&
			                     (!of_a_grade || rate == (int)SOC_RATE_POSITIVE_PREDICTIVE);
			*at = is_asked ? tail_of(f, g, (enum soc_rate)rate) : NAN;
			if (!isnan(*at))
				order[f->differences++] = at;
		}
	qsort(order, (size_t)f->differences, sizeof *order, by_size);
	double before = 0.0;
	for (int k = 0; k < f->differences; k++) {
		before = fmax(before, fmin(1.0, *order[k] * (f->differences - k)));
		*order[k] = before;
	}
	for (int g = 0; g < f->count; g++)
		for (int rate = 0; rate < SOC_RATES_TOLD; rate++)
			f->holm[g * SOC_RATES_TOLD + rate] = f->holm[g * SOC_RATES_TOLD + (int)alone[rate]];
	soc_free(order);
	return SOC_OK;
}
