/* The rates of groups over the assumptions, as the ensemble that a results file holds has measured them. */
#include "analysis/fairness.h"
#include "analysis/text.h"
#include "base/mem.h"
#include "model/modules/dimensions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PER 1000.0 /* of people, as ensembles have rates */

static const char *before_key(enum soc_decision_kind decision)
{
	return decision == SOC_DECISION_PREDICTION ? "flagged "
	       : decision == SOC_DECISION_SANCTION ? "sanctioned "
	                                           : "";
}

void soc_fairness_key(char *out, enum soc_decision_kind decision, int dimension, int value)
{
	const char *by = before_key(decision);
	static const char *const sexes[] = { SOC_WORDS_female }, *const ages[] = { SOC_WORDS_age };
	char where[SOC_FAIRNESS_NAME] = "";
	if (dimension == SOC_FAIRNESS_MARKER)
		snprintf(out, SOC_FAIRNESS_KEY, "marker=%s", value < 0 ? "any" : value > 0 ? "with" : "without");
	else if (value < 0)
		snprintf(out, SOC_FAIRNESS_KEY, "%severybody", by);
	else if (dimension == SOC_FAIRNESS_SEX)
		snprintf(out, SOC_FAIRNESS_KEY, "%ssex=%s", by, sexes[value]);
	else if (dimension == SOC_FAIRNESS_AGE)
		snprintf(out, SOC_FAIRNESS_KEY, "%sage=%s", by, ages[value]);
	else {
		soc_fairness_where(where, dimension, value);
		snprintf(out, SOC_FAIRNESS_KEY, "%s%.40s", by, where);
	}
}

/* What is missing of an interval to a whole. */
static struct soc_assumed complement(struct soc_assumed of, double whole)
{
	return (struct soc_assumed){ whole - of.high, whole - of.low, of.points, of.is_measured, of.of };
}

static struct soc_assumed multiplied(struct soc_assumed of, double factor)
{
	return (struct soc_assumed){ factor * of.low, factor * of.high, of.points, of.is_measured, of.of };
}

/* sign: '-' the difference from another group, '/' the ratio to it, 0 the rate itself. */
static enum soc_err read_one(struct soc_result *r, enum soc_rate rate, const struct soc_fairness_group *g,
                             char sign, const struct soc_fairness_group *over, struct soc_assumed *out,
                             struct soc_msg *msg)
{
	char name[4 * SOC_FAIRNESS_KEY];
	if (sign == 0)
		snprintf(name, sizeof name, "%s[%s]", soc_rate_words[rate].name, g->key);
	else
		snprintf(name, sizeof name, "%s[%s]%c[%s]", soc_rate_words[rate].name, g->key, sign, over->key);
	return soc_assumed_read(r, name, out, msg);
}

/* A complement has its value and its difference from the rate that is counted, and a ratio of its own. */
static enum soc_err read_rate(struct soc_fairness *f, struct soc_result *r, int group, enum soc_rate rate,
                              struct soc_msg *msg)
{
	const struct soc_fairness_group *g = &f->groups[group],
									*over = g->reference >= 0 ? &f->groups[g->reference] : g;
	const enum soc_rate alone = soc_fairness_alone(rate);
	struct soc_fairness_assumed *a = &f->assumed[group * SOC_RATES_TOLD + (int)rate];
	enum soc_err err = read_one(r, alone, g, 0, over, &a->value, msg);
	if (err == SOC_OK && over != g)
		err = read_one(r, alone, g, '-', over, &a->difference, msg);
	if (err == SOC_OK && over != g)
		err = read_one(r, rate, g, '/', over, &a->ratio, msg);
	if (alone != rate) {
		a->value = complement(a->value, PER);
		a->difference = complement(a->difference, 0.0);
	}
	a->value = multiplied(a->value, 1.0 / PER);
	a->difference = multiplied(a->difference, 1.0 / PER);
	if (!isnan(a->value.low))
		f->ensemble = SOC_FAIRNESS_ENSEMBLE;
	return err;
}

enum soc_err soc_fairness_read_assumed(struct soc_fairness *f, struct soc_result *r, int is_measured,
                                       struct soc_msg *msg)
{
	const struct soc_assumed none = { .low = NAN, .high = NAN };
	struct soc_assumed_facts facts;
	enum soc_err err = soc_assumed_facts_read(r, &facts, msg);
	if (err != SOC_OK || facts.points == 0)
		return err;
	f->ensemble = SOC_FAIRNESS_NO_GROUPS;
	if (!is_measured)
		return SOC_OK;
	f->assumed = soc_calloc((size_t)f->count * SOC_RATES_TOLD + 1, sizeof *f->assumed);
	if (f->assumed == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "not enough memory to tell of groups");
	for (int g = 0; g < f->count; g++)
		for (int rate = 0; rate < SOC_RATES_TOLD && err == SOC_OK; rate++) {
			f->assumed[g * SOC_RATES_TOLD + rate] = (struct soc_fairness_assumed){ none, none, none };
			if (f->groups[g].key[0] != '\0')
				err = read_rate(f, r, g, (enum soc_rate)rate, msg);
		}
	return err;
}

void soc_fairness_put_assumed(struct soc_buf *b, const struct soc_assumed *v, double per)
{
	const double low = per * v->low, high = per * v->high;
	const int decimals = soc_text_decimals((low + high) / 2.0, low, high);
	if (isnan(low))
		soc_buf_puts(b, soc_assumed_why(v));
	else if (high > low)
		soc_text_range(b, low, high, decimals);
	else {
		soc_text_real(b, low, soc_text_decimals_few(low));
		soc_buf_puts(b, " at each point");
	}
}

const char *soc_fairness_assumed_note(const struct soc_fairness *f)
{
	if (f->decision == SOC_DECISION_GRADE)
		return "Over the assumptions: not computed; an ensemble counts nobody by grade. An experiment does "
			   "whose "
			   "outcomes are formulas of people_by_grade (output.calibration: true): "
			   "docs/guide/experiments.md.";
	switch (f->ensemble) {
	case SOC_FAIRNESS_ENSEMBLE:
		return "Over the assumptions: 95% of the points of the ensemble that the run holds, everything "
			   "assumed varied at once, random numbers taken out.";
	case SOC_FAIRNESS_NO_GROUPS:
		return "Over the assumptions: not computed; the ensemble that the run holds has not measured this. "
			   "`socred assumptions SCENARIO` makes one that measures who is on a list, refused by an "
			   "instrument, flagged by a forecast or under a sanction by class, group, stratum, quintile, "
			   "sex and "
			   "age, as far as each is counted by them, each for itself; then run again.";
	default:
		return "Over the assumptions: not computed; the run holds no ensemble of its rules. `socred "
			   "assumptions SCENARIO` makes it; then run again.";
	}
}
