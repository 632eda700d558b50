/* Rates of groups with their intervals, differences and ratios. */
#include "analysis/fairness.h"

#include "analysis/statistics.h"

#include <math.h>

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
	struct soc_fairness_told told = { value_of(f, group, rate), none, none, 0.0, 0 };
	const int reference = f->groups[group].reference;
	double part = 0.0, whole = 0.0;
	soc_confusion_rate(&f->groups[group].sum, rate, &part, &whole);
	told.cases = part < whole ? part : whole;
	told.few = !isnan(told.value.mean) && soc_statistic_is_few(told.cases);
	if (reference < 0 || reference == group)
		return told;
	const struct soc_interval of_reference = value_of(f, reference, rate);
	told.difference = interval_of(f, group, rate, DIFFERENCE);
	widen_difference(&told.difference, &told.value, &of_reference);
	told.ratio = interval_of(f, group, rate, RATIO);
	clear_ratio(&told.ratio);
	return told;
}
