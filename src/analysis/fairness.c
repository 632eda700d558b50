/* The arithmetic of a confusion matrix. */
#include "analysis/fairness.h"

#include <math.h>
#include <stddef.h>

const struct soc_rate_words soc_rate_words[SOC_RATES_COUNT] = {
	{ "selection_rate", "Selection rate", "selected", "people" },
	{ "base_rate", "Base rate", "of whom it is true", "people" },
	{ "false_positive_rate", "False positive rate (FPR)", "selected", "of whom it is not true" },
	{ "false_negative_rate", "False negative rate (FNR)", "not selected", "of whom it is true" },
	{ "true_positive_rate", "True positive rate (TPR)", "selected", "of whom it is true" },
	{ "true_negative_rate", "True negative rate (TNR)", "not selected", "of whom it is not true" },
	{ "positive_predictive_value", "Positive predictive value (PPV)", "of whom it is true", "selected" },
	{ "negative_predictive_value", "Negative predictive value (NPV)", "of whom it is not true",
	  "not selected" },
	{ "false_discovery_rate", "False discovery rate (FDR)", "of whom it is not true", "selected" },
	{ "false_omission_rate", "False omission rate (FOR)", "of whom it is true", "not selected" },
	{ "score_of_true", "Mean calibrated score of those of whom it is true", "", "" },
	{ "score_of_others", "Mean calibrated score of those of whom it is not true", "", "" },
};

/* Which of the four a rate counts, and among which: true and false positives, false and true negatives. */
static const unsigned char parts[SOC_RATES_TOLD][2][4] = {
	{ { 1, 1, 0, 0 }, { 1, 1, 1, 1 } }, { { 1, 0, 1, 0 }, { 1, 1, 1, 1 } },
	{ { 0, 1, 0, 0 }, { 0, 1, 0, 1 } }, { { 0, 0, 1, 0 }, { 1, 0, 1, 0 } },
	{ { 1, 0, 0, 0 }, { 1, 0, 1, 0 } }, { { 0, 0, 0, 1 }, { 0, 1, 0, 1 } },
	{ { 1, 0, 0, 0 }, { 1, 1, 0, 0 } }, { { 0, 0, 0, 1 }, { 0, 0, 1, 1 } },
	{ { 0, 1, 0, 0 }, { 1, 1, 0, 0 } }, { { 0, 0, 1, 0 }, { 0, 0, 1, 1 } },
};

static double sum_of(const struct soc_confusion *c, const unsigned char part[4])
{
	return part[0] * c->true_positives + part[1] * c->false_positives + part[2] * c->false_negatives +
	       part[3] * c->true_negatives;
}

/* A value that nobody has weighs nothing: where nobody is selected, PPV has none and is not asked for. */
static double weighed(double weight, double value)
{
	return weight == 0.0 ? 0.0 : weight * value;
}

double soc_confusion_rate(const struct soc_confusion *c, enum soc_rate rate, double *part, double *whole)
{
	double counted = 0.0, among = 0.0, value = NAN;
	if (rate < SOC_RATES_TOLD) {
		counted = sum_of(c, parts[rate][0]);
		among = sum_of(c, parts[rate][1]);
		value = among > 0.0 ? counted / among : NAN;
	} else {
		const int of_true = rate == SOC_RATE_SCORE_OF_TRUE;
		const double ppv = soc_confusion_rate(c, SOC_RATE_POSITIVE_PREDICTIVE, NULL, NULL);
		const double omission = soc_confusion_rate(c, SOC_RATE_FALSE_OMISSION, NULL, NULL);
		const double selected = of_true ? c->true_positives : c->false_positives;
		const double others = of_true ? c->false_negatives : c->true_negatives;
		if (selected + others > 0.0)
			value = (weighed(selected, ppv) + weighed(others, omission)) / (selected + others);
	}
	if (part != NULL)
		*part = counted;
	if (whole != NULL)
		*whole = among;
	return value;
}

void soc_confusion_add(struct soc_confusion *to, const struct soc_confusion *more)
{
	to->true_positives += more->true_positives;
	to->false_positives += more->false_positives;
	to->false_negatives += more->false_negatives;
	to->true_negatives += more->true_negatives;
}

/* The false positive rate that follows from a base rate, a positive predictive value and a false negative
 * rate. */
static double false_positive_rate(double base, double ppv, double fnr)
{
	return ppv > 0.0 && base < 1.0 ? base / (1.0 - base) * (1.0 - ppv) / ppv * (1.0 - fnr) : NAN;
}

double soc_confusion_residual(const struct soc_confusion *c)
{
	return soc_confusion_rate(c, SOC_RATE_FALSE_POSITIVE, NULL, NULL) -
	       false_positive_rate(soc_confusion_rate(c, SOC_RATE_BASE, NULL, NULL),
	                           soc_confusion_rate(c, SOC_RATE_POSITIVE_PREDICTIVE, NULL, NULL),
	                           soc_confusion_rate(c, SOC_RATE_FALSE_NEGATIVE, NULL, NULL));
}

/* ---- what cannot be alike ---- */
const struct soc_conflict_words soc_conflict_words[SOC_CONFLICTS_COUNT] = {
	{ "forced_false_positive_rate", "PPV and FNR alike: FPR", "Chouldechova 2017", SOC_RATE_FALSE_POSITIVE },
	{ "forced_positive_predictive_value", "FPR and FNR alike: PPV", "Chouldechova 2017",
	  SOC_RATE_POSITIVE_PREDICTIVE },
	{ "forced_selection_rate", "FPR and FNR alike: selection rate", "by arithmetic", SOC_RATE_SELECTION },
	{ "forced_false_negative_rate", "selection rate and PPV alike: FNR", "by arithmetic",
	  SOC_RATE_FALSE_NEGATIVE },
	{ "forced_score_of_others", "calibrated, score of true alike: of others", "Kleinberg et al. 2017",
	  SOC_RATE_SCORE_OF_OTHERS },
};

double soc_conflict_forced(enum soc_conflict conflict, const struct soc_confusion *group,
                           const struct soc_confusion *reference)
{
	double of[SOC_RATES_COUNT];
	for (int i = 0; i < SOC_RATES_COUNT; i++)
		of[i] = soc_confusion_rate(reference, (enum soc_rate)i, NULL, NULL);
	const double base = soc_confusion_rate(group, SOC_RATE_BASE, NULL, NULL);
	const double selected = base * of[SOC_RATE_TRUE_POSITIVE] + (1.0 - base) * of[SOC_RATE_FALSE_POSITIVE];
	switch (conflict) {
	case SOC_CONFLICT_FALSE_POSITIVE:
		return false_positive_rate(base, of[SOC_RATE_POSITIVE_PREDICTIVE], of[SOC_RATE_FALSE_NEGATIVE]);
	case SOC_CONFLICT_POSITIVE_PREDICTIVE:
		return selected > 0.0 ? base * of[SOC_RATE_TRUE_POSITIVE] / selected : NAN;
	case SOC_CONFLICT_SELECTION:
		return selected;
	case SOC_CONFLICT_FALSE_NEGATIVE:
		return base > 0.0 ? 1.0 - of[SOC_RATE_SELECTION] * of[SOC_RATE_POSITIVE_PREDICTIVE] / base : NAN;
	default: /* scores that are calibrated have the base rate as their mean */
		return base < 1.0 ? base * (1.0 - of[SOC_RATE_SCORE_OF_TRUE]) / (1.0 - base) : NAN;
	}
}

double soc_conflict_withheld(const struct soc_confusion *group, const struct soc_confusion *reference,
                             int *of_group)
{
	const double mine = soc_confusion_rate(group, SOC_RATE_SCORE_OF_TRUE, NULL, NULL);
	const double others = soc_confusion_rate(reference, SOC_RATE_SCORE_OF_TRUE, NULL, NULL);
	*of_group = mine > others;
	const double high = *of_group ? mine : others, low = *of_group ? others : mine;
	const double base = soc_confusion_rate(*of_group ? group : reference, SOC_RATE_BASE, NULL, NULL);
	/* Who is told the base rate of the group has it as the score. */
	const double share = high > base ? (high - low) / (high - base) : NAN;
	return share <= 1.0 ? share : NAN;
}
