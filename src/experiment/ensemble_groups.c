#include "experiment/ensemble_groups.h"

#include "analysis/assumptions.h"
#include "analysis/fairness.h"
#include "analysis/statistics.h"
#include "experiment/spread.h"
#include "model/modules/dimensions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PER 1000.0

/* The counts of a group, in the order of its outcomes: of whom it is true and who are selected, selected, of
 * whom it is true, people. */
enum { RIGHT, SELECTED, TRUE, PERSONS, COUNTS };
static const char *const columns[COUNTS] = { "offenders_listed", "listed", "offenders", "persons" };
/* The same of whom a forecast flags, and of whom a sanction meets: true it is of those whom it meets for what
 * they did themselves. */
static const char *const forecast[COUNTS] = { "flagged_did", "flagged", "did", "persons" };
static const char *const sanction[COUNTS][2] = { { "sanctioned_effective", "sanctioned_effective_innocent" },
	                                             { "sanctioned_effective", NULL },
	                                             { "sanctioned_effective", "sanctioned_effective_innocent" },
	                                             { "persons", NULL } };

_Static_assert(SOC_ENSEMBLE_GROUPS *COUNTS <= SOC_OUTCOMES_ROOM - SOC_OUTCOMES_MAX,
               "the counts of all groups have room behind what is told");

/* ---- what is counted ---- */
/* `formula` is what the counts begin as: a group of people by sex is a sum over ages, and so on. */
static void put_formula(char out[SOC_FORMULA_TEXT + 1], int dimension, int value, int count)
{
	static const char *const ages[] = { SOC_WORDS_age };
	char where[SOC_FAIRNESS_NAME] = "";
	size_t n = 0;
	out[0] = '\0';
	switch (dimension) {
	case SOC_FAIRNESS_SEX:
		for (int age = 0; age < SOC_AGE_BANDS; age++)
			n += (size_t)snprintf(out + n, SOC_FORMULA_TEXT - n, "%speople_by_sex_age.%s[female=%d age=%s]",
			                      n > 0 ? " + " : "", columns[count], value, ages[age]);
		return;
	case SOC_FAIRNESS_AGE:
		for (int female = 0; female < 2; female++)
			n += (size_t)snprintf(out + n, SOC_FORMULA_TEXT - n, "%speople_by_sex_age.%s[female=%d age=%s]",
			                      n > 0 ? " + " : "", columns[count], female, ages[value]);
		return;
	case SOC_FAIRNESS_DIMENSIONS:
		snprintf(out, SOC_FORMULA_TEXT, "%s", columns[count]);
		return;
	default:
		soc_fairness_where(where, dimension, value);
		snprintf(out, SOC_FORMULA_TEXT, "by_cell.%s[%.64s]", columns[count], where);
	}
}

/* Who an instrument refuses is selected; value: with the marker or without it, -1: both. */
static void put_formula_of_marker(char out[SOC_FORMULA_TEXT + 1], int value, int count)
{
	static const char *const parts[COUNTS][5] = {
		[RIGHT] = { "refused_bad" },
		[SELECTED] = { "refused_bad", "refused_good" },
		[TRUE] = { "refused_bad", "passed_bad" },
		[PERSONS] = { "refused_bad", "refused_good", "passed_bad", "passed_good" },
	};
	size_t n = 0;
	out[0] = '\0';
	for (int marked = 0; marked < 2; marked++)
		for (int i = 0; parts[count][i] != NULL && (value < 0 || marked == value); i++)
			n += (size_t)snprintf(out + n, SOC_FORMULA_TEXT - n, "%sinstrument_by_marker.%s[marked=%d]",
			                      n > 0 ? " + " : "", parts[count][i], marked);
}

/* value -1: everybody. Each way is a table; one of them also parts people by the marker, and is summed over
 * it. */
static void put_formula_of_forecast(char out[SOC_FORMULA_TEXT + 1], int dimension, int value, int count)
{
	static const char *const ages[] = { SOC_WORDS_age };
	const char *name = forecast[count];
	if (value < 0)
		snprintf(out, SOC_FORMULA_TEXT, "prediction_by_sex.%s[female=0] + prediction_by_sex.%s[female=1]",
		         name, name);
	else if (dimension == SOC_FAIRNESS_SEX)
		snprintf(out, SOC_FORMULA_TEXT, "prediction_by_sex.%s[female=%d]", name, value);
	else if (dimension == SOC_FAIRNESS_AGE)
		snprintf(out, SOC_FORMULA_TEXT, "prediction_by_age.%s[age=%s]", name, ages[value]);
	else if (dimension == SOC_FAIRNESS_QUINTILE)
		snprintf(out, SOC_FORMULA_TEXT, "prediction_by_income.%s[income_quintile=%d]", name, value);
	else
		snprintf(out, SOC_FORMULA_TEXT,
		         "prediction_by_group.%s[grp=%d marked=0] + prediction_by_group.%s[grp=%d marked=1]", name,
		         value, name, value);
}

static void put_formula_of_sanction(char out[SOC_FORMULA_TEXT + 1], int dimension, int value, int count)
{
	char where[SOC_FAIRNESS_NAME] = "";
	size_t n = 0;
	if (value >= 0)
		soc_fairness_where(where, dimension, value);
	out[0] = '\0';
	for (int i = 0; i < 2 && sanction[count][i] != NULL; i++)
		n += (size_t)snprintf(out + n, SOC_FORMULA_TEXT - n, value >= 0 ? "%s%s%s[%.64s]" : "%s%s%s%.0s",
		                      i > 0 ? " - " : "", value >= 0 ? "by_cell." : "", sanction[count][i], where);
}

static void put_formula_of(char out[SOC_FORMULA_TEXT + 1], enum soc_decision_kind decision, int dimension,
                           int value, int count)
{
	if (decision == SOC_DECISION_PREDICTION)
		put_formula_of_forecast(out, dimension, value, count);
	else if (decision == SOC_DECISION_SANCTION)
		put_formula_of_sanction(out, dimension, value, count);
	else if (decision == SOC_DECISION_INSTRUMENT)
		put_formula_of_marker(out, value, count);
	else
		put_formula(out, value < 0 ? SOC_FAIRNESS_DIMENSIONS : dimension, value, count);
}

int soc_ensemble_groups_formula(enum soc_decision_kind decision, const char *key, int count,
                                char out[SOC_FORMULA_TEXT + 1])
{
	const int of_marker = decision == SOC_DECISION_INSTRUMENT;
	for (int d = of_marker ? SOC_FAIRNESS_MARKER : 0; d < SOC_FAIRNESS_DIMENSIONS; d++)
		for (int value = -1; value < soc_fairness_values(d); value++) {
			char name[SOC_FAIRNESS_KEY];
			if ((d == SOC_FAIRNESS_MARKER) != of_marker)
				continue;
			soc_fairness_key(name, decision, d, value);
			if (strcmp(name, key) != 0)
				continue;
			put_formula_of(out, decision, d, value, count);
			return 1;
		}
	return 0;
}

static void add_group(struct soc_ensemble_groups *g, struct soc_experiment *e,
                      enum soc_decision_kind decision, int dimension, int value)
{
	/* the groups of one division stand together, and are held against one of their own */
	g->of[g->count] = value < 0 ? -1 : (int)decision * SOC_FAIRNESS_DIMENSIONS + dimension;
	soc_fairness_key(g->name[g->count], decision, dimension, value);
	for (int i = 0; i < COUNTS; i++) {
		struct soc_outcome *o = &e->outcome[e->outcomes_count++];
		snprintf(o->name, sizeof o->name, "%s[%s]", columns[i], g->name[g->count]);
		put_formula_of(o->formula, decision, dimension, value, i);
	}
	g->count++;
}

static void add_division(struct soc_ensemble_groups *g, struct soc_experiment *e,
                         enum soc_decision_kind decision, int dimension)
{
	for (int value = 0; value < soc_fairness_values(dimension); value++)
		add_group(g, e, decision, dimension, value);
}

void soc_ensemble_groups_add(struct soc_ensemble_groups *g, struct soc_experiment *e)
{
	static const int of_forecasts[] = { SOC_FAIRNESS_GROUP, SOC_FAIRNESS_QUINTILE, SOC_FAIRNESS_SEX,
		                                SOC_FAIRNESS_AGE };
	const struct soc_scenario *s = e->scenario;
	*g = (struct soc_ensemble_groups){ .first = e->outcomes_count };
	if (soc_decision_is_taken(s, SOC_DECISION_LIST)) {
		add_group(g, e, SOC_DECISION_LIST, SOC_FAIRNESS_DIMENSIONS, -1);
		for (int d = 0; d < SOC_FAIRNESS_MARKER; d++)
			add_division(g, e, SOC_DECISION_LIST, d);
		for (int d = SOC_FAIRNESS_SEX; d <= SOC_FAIRNESS_AGE && s->output.sex_age; d++)
			add_division(g, e, SOC_DECISION_LIST, d);
	}
	if (soc_decision_is_taken(s, SOC_DECISION_INSTRUMENT)) {
		add_group(g, e, SOC_DECISION_INSTRUMENT, SOC_FAIRNESS_MARKER, -1);
		add_division(g, e, SOC_DECISION_INSTRUMENT, SOC_FAIRNESS_MARKER);
	}
	if (soc_decision_is_taken(s, SOC_DECISION_SANCTION)) {
		add_group(g, e, SOC_DECISION_SANCTION, SOC_FAIRNESS_DIMENSIONS, -1);
		for (int d = 0; d < SOC_FAIRNESS_MARKER; d++)
			add_division(g, e, SOC_DECISION_SANCTION, d);
	}
	if (soc_decision_is_taken(s, SOC_DECISION_PREDICTION)) {
		add_group(g, e, SOC_DECISION_PREDICTION, SOC_FAIRNESS_DIMENSIONS, -1);
		for (size_t i = 0; i < sizeof of_forecasts / sizeof *of_forecasts; i++)
			add_division(g, e, SOC_DECISION_PREDICTION, of_forecasts[i]);
	}
}

/* ---- rates of them ---- */
/* A rate of a group, its difference from and its ratio to that of another, or NaN. */
enum form { VALUE, DIFFERENCE, RATIO };

struct rates {
	const struct soc_ensemble_groups *g;
	const struct soc_runner *r;
	const struct soc_ensemble_room *room;
	struct soc_assumptions *a;
};

static double rate_of(const struct rates *t, const double *values, int group, enum soc_rate rate)
{
	const double *c = values + t->g->first + group * COUNTS;
	const struct soc_confusion of = { c[RIGHT], c[SELECTED] - c[RIGHT], c[TRUE] - c[RIGHT],
		                              c[PERSONS] - c[TRUE] - (c[SELECTED] - c[RIGHT]) };
	return soc_confusion_rate(&of, rate, NULL, NULL);
}

static double form_of(const struct rates *t, int64_t point, int64_t replicate, int group, int over,
                      enum soc_rate rate, enum form form)
{
	const double *values = soc_runner_values(t->r, point, (int32_t)replicate);
	if (values == NULL)
		return NAN;
	const double mine = rate_of(t, values, group, rate);
	if (form == VALUE)
		return PER * mine;
	const double other = rate_of(t, values, over, rate);
	if (form == DIFFERENCE)
		return PER * (mine - other);
	return other > 0.0 ? mine / other : NAN;
}

/* Over the points; without an interval (NaN) where too few have a value or differ within random numbers. */
static struct soc_spread spread_of(const struct rates *t, int group, int over, enum soc_rate rate,
                                   enum form form)
{
	const int64_t replicates = t->a->replicates;
	for (int64_t p = 0; p < t->a->points; p++)
		for (int64_t k = 0; k < replicates; k++)
			t->room->y[p * replicates + k] = form_of(t, p + 1, k, group, over, rate, form);
	struct soc_spread s =
		soc_spread_of(t->room->y, t->a->points, replicates, t->room->means, t->room->sorted);
	if (!soc_assumptions_are_enough(s.points, t->a->points - t->a->refused) ||
	    !soc_assumptions_differ(s.spread, s.simulation_error, s.points, replicates))
		s.low = s.median = s.high = s.simulation_error = NAN;
	return s;
}

static double shipped_of(const struct rates *t, int group, enum soc_rate rate)
{
	const int64_t replicates = t->a->replicates;
	for (int64_t run = 0; run < t->a->stated; run++)
		for (int64_t k = 0; k < replicates; k++)
			t->room->y[run * replicates + k] =
				form_of(t, soc_assumptions_row_as_stated(t->a, run), k, group, group, rate, VALUE);
	return soc_spread_of_one(t->room->y, t->a->stated, replicates).mean;
}

static double persons_of(const struct rates *t, int group)
{
	double sum = 0.0;
	for (int64_t k = 0; k < t->a->replicates; k++) {
		const double *values = soc_runner_values(t->r, 0, (int32_t)k);
		sum += values != NULL ? values[t->g->first + group * COUNTS + PERSONS] : 0.0;
	}
	return sum;
}

/* The group of most people of a division when nothing is varied; -1 for everybody. */
static int reference_of(const struct rates *t, int group)
{
	int best = -1;
	for (int i = 0; i < t->g->count && t->g->of[group] >= 0; i++)
		if (t->g->of[i] == t->g->of[group] && (best < 0 || persons_of(t, i) > persons_of(t, best)))
			best = i;
	return best;
}

static void put_rate(const struct rates *t, int group, int over, enum soc_rate rate)
{
	struct soc_assumptions_rate out = { .points = 0 };
	const int alone = soc_fairness_is_alone(rate), held = over >= 0 && over != group;
	struct soc_spread s = { .low = NAN, .median = NAN, .high = NAN, .simulation_error = NAN },
					  d = { .low = NAN, .high = NAN }, ratio = { .low = NAN, .high = NAN };
	if (alone)
		s = spread_of(t, group, over, rate, VALUE);
	if (alone && held)
		d = spread_of(t, group, over, rate, DIFFERENCE);
	if (held)
		ratio = spread_of(t, group, over, rate, RATIO);
	if (isnan(s.low) && isnan(d.low) && isnan(ratio.low))
		return;
	snprintf(out.group, sizeof out.group, "%s", t->g->name[group]);
	snprintf(out.over, sizeof out.over, "%s", held ? t->g->name[over] : "");
	snprintf(out.rate, sizeof out.rate, "%s", soc_rate_words[rate].name);
	out.points = alone ? s.points : ratio.points;
	out.shipped = alone ? shipped_of(t, group, rate) : NAN;
	out.low = s.low;
	out.median = s.median;
	out.high = s.high;
	out.simulation_error = s.simulation_error;
	out.difference_low = d.low;
	out.difference_high = d.high;
	out.ratio_low = ratio.low;
	out.ratio_high = ratio.high;
	t->a->rate[t->a->rates_count++] = out;
}

void soc_ensemble_groups_put(const struct soc_ensemble_groups *g, const struct soc_runner *r,
                             const struct soc_ensemble_room *room, struct soc_assumptions *a)
{
	const struct rates t = { g, r, room, a };
	for (int group = 0; group < g->count; group++) {
		const int over = reference_of(&t, group);
		for (int rate = 0; rate < SOC_RATES_TOLD; rate++)
			if (soc_fairness_is_alone((enum soc_rate)rate) || (over >= 0 && over != group))
				put_rate(&t, group, over, (enum soc_rate)rate);
	}
}
