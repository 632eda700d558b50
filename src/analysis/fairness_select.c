/* Who is selected, and what is true: a list, an instrument, a forecast, a sanction, a grade. */
#include "analysis/fairness_reading.h"
#include "analysis/statistics.h"
#include "analysis/words.h"
#include "base/suggestion.h"
#include "socred/scenario.h"

#include <stdio.h>
#include <string.h>

static int is_black(const struct soc_scenario *s, int list)
{
	return s->lists[list].colour == SOC_BLACK;
}

static enum soc_err take_list(struct soc_fairness_reading *q, const struct soc_scenario *s, const char *list,
                              struct soc_msg *msg)
{
	struct soc_suggestion near;
	int black = 0, found = -1;
	soc_suggestion_begin(&near, list);
	for (int i = 0; i < s->lists_count; i++) {
		if (!is_black(s, i))
			continue;
		black++;
		soc_suggestion_try(&near, s->lists[i].name);
		found = strcmp(list, s->lists[i].name) == 0 ? i : found;
	}
	if (found < 0)
		return soc_fail(msg, SOC_ERR_USAGE, "--list: no black list \"%.60s\"%s", list,
		                soc_suggestion_hint(&near));
	q->list = black > 1 ? list : NULL;
	return SOC_OK;
}

/* Whether one table parts people by all that is asked for. */
static int is_counted(const struct soc_fairness_reading *q, const struct soc_scenario *s)
{
	for (int i = 0; i < q->by_count; i++)
		if (soc_fairness_reading_table(q->by[i]) != soc_fairness_reading_table(q->by[0]))
			return 0;
	return q->by[0] < SOC_FAIRNESS_SEX || s->output.sex_age;
}

/* Which rates have no meaning, as bits. */
static uint32_t rates_of(const struct soc_fairness_reading *q, const struct soc_scenario *s)
{
	const uint32_t all = (1u << SOC_RATES_TOLD) - 1u, selection = 1u << SOC_RATE_SELECTION;
	if (q->decision == SOC_DECISION_SANCTION)
		return all & ~(selection | 1u << SOC_RATE_FALSE_DISCOVERY | 1u << SOC_RATE_POSITIVE_PREDICTIVE);
	return q->decision == SOC_DECISION_GRADE && !soc_statistic_needs_violations(s) ? all & ~selection : 0;
}

int soc_fairness_is_told(const struct soc_fairness *f, enum soc_rate rate)
{
	return rate < SOC_RATES_TOLD && (f->untold >> rate & 1u) == 0;
}

/* The instrument refuses: counted by the marker, which lists are not. */
static enum soc_err take_instrument(struct soc_fairness_reading *q, const char *list, struct soc_msg *msg)
{
	struct soc_fairness *f = q->f;
	double rows = 0.0;
	if (q->by[0] != SOC_FAIRNESS_MARKER)
		return soc_fail(msg, SOC_ERR_USAGE,
		                "what an instrument refuses is counted by the marker alone: --by marker");
	enum soc_err err =
		soc_result_real(q->r, "SELECT count(*) FROM instrument_by_marker", NULL, 0, &rows, msg);
	if (err == SOC_OK && !(rows > 0.0))
		err = soc_fail(msg, SOC_ERR_USAGE,
		               "--by marker: in this run no instrument assesses anybody, and of lists the marker is "
		               "not counted by what is true");
	if (err == SOC_OK && list != NULL)
		err = soc_fail(msg, SOC_ERR_USAGE, "--list: with --by marker the instrument selects, not a list");
	snprintf(f->selected, sizeof f->selected, "refused by the instrument, in all assessments of the run");
	snprintf(f->truth, sizeof f->truth, "turns out badly");
	return err;
}

static enum soc_err take_lists(struct soc_fairness_reading *q, const struct soc_scenario *s, const char *list,
                               struct soc_msg *msg)
{
	struct soc_fairness *f = q->f;
	char black[SOC_WORDS_LIST];
	const enum soc_err err = list != NULL ? take_list(q, s, list, msg) : SOC_OK;
	const char *of = q->list != NULL ? "this list" : soc_words_black_list(s, black);
	snprintf(f->selected, sizeof f->selected, list ? "on the list %s" : "on %s", list ? list : of);
	snprintf(f->truth, sizeof f->truth, "has done, since the start, an act that %s then in force was for",
	         of);
	f->stepped = q->list != NULL || !is_counted(q, s);
	return err;
}

static enum soc_err take_forecast(struct soc_fairness_reading *q, struct soc_msg *msg)
{
	struct soc_fairness *f = q->f;
	for (int i = 0; i < q->by_count; i++)
		if (!soc_fairness_reading_has_forecast(q->by[i]) || (q->by_count > 1 && !q->is_apart))
			return soc_fail(msg, SOC_ERR_USAGE,
			                "whom a forecast flags is counted by group, quintile, sex and age, each for "
			                "itself: --by \"group;sex\"");
	snprintf(f->selected, sizeof f->selected,
	         "flagged by the forecast that the regime uses, in all its periods");
	snprintf(f->truth, sizeof f->truth, "commits a violation in the period that is forecast");
	return SOC_OK;
}

static enum soc_err take_sanction(struct soc_fairness_reading *q, const struct soc_scenario *s,
                                  struct soc_msg *msg)
{
	struct soc_fairness *f = q->f;
	const struct soc_words words = soc_words_of(s);
	char own[SOC_WORDS_TEXT];
	for (int i = 0; i < q->by_count; i++)
		if (q->by[i] >= SOC_FAIRNESS_BY_CELL)
			return soc_fail(msg, SOC_ERR_USAGE,
			                "whom a sanction meets is counted by class, group, stratum and quintile");
	snprintf(f->selected, sizeof f->selected, "%s",
	         soc_words_own(&words, "effectively under a sanction at the end", own, sizeof own));
	snprintf(
		f->truth, sizeof f->truth,
		"stands under it for what they did themselves, not through a relative, a liability group or a wrong "
		"entry");
	return SOC_OK;
}

static void take_grades(struct soc_fairness_reading *q, const struct soc_scenario *s)
{
	struct soc_fairness *f = q->f;
	char names[SOC_FAIRNESS_NAME / 2] = "";
	q->grades = soc_decision_grades(s);
	for (int i = 0; i < s->grades_count; i++)
		if (q->grades >> i & 1u) {
			const size_t n = strlen(names);
			snprintf(names + n, sizeof names - n, "%s%s", n > 0 ? ", " : "", s->grades[i].name);
		}
	snprintf(f->selected, sizeof f->selected, "in a low grade at the end (%s)", names);
	snprintf(f->truth, sizeof f->truth,
	         soc_statistic_needs_violations(s)
	             ? "has committed some violation since the start"
	             : "not counted, since the scenario has no class of violations that a grade could be for");
	f->stepped = 1;
}

/* What selects where nothing is said: a list, and where there is none what the regime has instead. */
static enum soc_decision_kind first_decision(const struct soc_scenario *s)
{
	static const enum soc_decision_kind order[] = { SOC_DECISION_LIST, SOC_DECISION_PREDICTION,
		                                            SOC_DECISION_SANCTION, SOC_DECISION_INSTRUMENT,
		                                            SOC_DECISION_GRADE };
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (soc_decision_is_taken(s, order[i]))
			return order[i];
	return SOC_DECISIONS_COUNT;
}

enum soc_err soc_fairness_reading_take(struct soc_fairness_reading *q, const struct soc_scenario *s,
                                       const char *list, struct soc_msg *msg)
{
	enum soc_err err = SOC_OK;
	if (q->by[0] == SOC_FAIRNESS_MARKER)
		q->decision = SOC_DECISION_INSTRUMENT;
	else if (q->decision == SOC_DECISIONS_COUNT)
		q->decision = list != NULL ? SOC_DECISION_LIST : first_decision(s);
	if (q->decision == SOC_DECISION_INSTRUMENT)
		err = take_instrument(q, list, msg);
	else if (q->decision == SOC_DECISION_LIST && soc_statistic_needs_list(s))
		err = take_lists(q, s, list, msg);
	else if (q->decision < SOC_DECISIONS_COUNT && !soc_decision_is_taken(s, q->decision))
		err = soc_fail(msg, SOC_ERR_USAGE, "this regime does not take the decision: %s",
		               soc_decision_words[q->decision].what);
	else if (q->decision == SOC_DECISION_PREDICTION)
		err = take_forecast(q, msg);
	else if (q->decision == SOC_DECISION_SANCTION)
		err = take_sanction(q, s, msg);
	else if (q->decision == SOC_DECISION_GRADE)
		take_grades(q, s);
	else
		err = soc_fail(msg, SOC_ERR_USAGE,
		               "this regime has no list, instrument, forecast, sanction or grade: it selects nobody");
	q->f->decision = q->decision;
	q->f->untold = rates_of(q, s);
	return err;
}
