#include "analysis/answer.h"

#include "analysis/statistics.h"
#include "analysis/summaries.h"
#include "analysis/text.h"
#include "base/suggestion.h"
#include "socred/result.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The next {name} of a sentence at or after `at`: where it begins, and the length of its name; NULL: none. */
static const char *next_name(const char *at, size_t *length)
{
	const char *open = strchr(at, '{'), *close = open != NULL ? strchr(open, '}') : NULL;
	if (close == NULL)
		return NULL;
	*length = (size_t)(close - open) - 1;
	return open;
}

static int is_named(const char *open, size_t length, const char *name)
{
	return strlen(name) == length && strncmp(open + 1, name, length) == 0;
}

void soc_answer_take(struct soc_answer *answer, const char *name, const struct soc_interval *simulation,
                     const struct soc_assumed *assumptions, int few)
{
	size_t length = 0;
	const char *open = answer->sentence != NULL ? next_name(answer->sentence, &length) : NULL;
	for (; open != NULL; open = next_name(open + length, &length))
		if (is_named(open, length, name) && answer->count < SOC_ANSWER_FIGURES) {
			answer->figure[answer->count++] =
				(struct soc_answer_figure){ name, *simulation, *assumptions, few };
			return;
		}
}

static const struct soc_answer_figure *find(const struct soc_answer *answer, const char *open, size_t length)
{
	for (int i = 0; i < answer->count; i++)
		if (is_named(open, length, answer->figure[i].name) && !isnan(answer->figure[i].simulation.mean))
			return &answer->figure[i];
	return NULL;
}

static int has_both(const struct soc_answer_figure *f)
{
	return f->simulation.high > f->simulation.low && f->assumptions.high > f->assumptions.low;
}

/* How sure it is, in brackets: what random numbers leave, what assumptions leave, and whether there is enough
 * of it. in_short: without the words, where a figure before has said which of the two is which. */
static void put_surety(const struct soc_answer_figure *f, int decimals, int in_short, struct soc_buf *out)
{
	const struct soc_interval *v = &f->simulation;
	const struct soc_assumed *a = &f->assumptions;
	if (isnan(v->low))
		soc_buf_puts(out, v->count > 1 ? " (the same in each replicate, which is no certainty"
		                               : " (one replicate: no interval of the simulation");
	else {
		soc_buf_puts(out, " (");
		soc_text_range(out, v->low, v->high, decimals);
		soc_buf_puts(out, in_short ? "" : " by simulation alone");
	}
	if (a->high > a->low) {
		soc_buf_puts(out, ", ");
		soc_text_range(out, a->low, a->high, soc_text_decimals((a->low + a->high) / 2.0, a->low, a->high));
		soc_buf_puts(out, in_short ? "" : " over the assumptions");
		soc_buf_puts(out, soc_assumed_mark(v, a));
	}
	if (f->few)
		soc_buf_add(out, "; fewer than %d cases", SOC_FEW_CASES);
	soc_buf_puts(out, ")");
}

static void put_figure(const struct soc_answer_figure *f, int is_percent, int in_short, struct soc_buf *out)
{
	const struct soc_interval *v = &f->simulation;
	const int decimals = f->few && isnan(v->low) ? soc_text_decimals_few(v->mean)
	                                             : soc_text_decimals(v->mean, v->low, v->high);
	soc_text_real(out, v->mean, decimals);
	soc_buf_puts(out, is_percent ? "%" : "");
	put_surety(f, decimals, in_short, out);
}

void soc_answer_put(const struct soc_answer *answer, struct soc_buf *out)
{
	size_t length = 0;
	int said = 0; /* which interval is which */
	const char *at = answer->sentence != NULL ? answer->sentence : "", *open = at;
	for (; (open = next_name(open, &length)) != NULL; open += length)
		if (find(answer, open, length) == NULL)
			return;
	while ((open = next_name(at, &length)) != NULL) {
		soc_text_safe(out, at, (size_t)(open - at), 0);
		at = open + length + 2;
		const int is_percent = *at == '%';
		const struct soc_answer_figure *f = find(answer, open, length);
		put_figure(f, is_percent, said && has_both(f), out);
		said |= has_both(f);
		at += is_percent;
	}
	soc_text_safe(out, at, strlen(at), 0);
}

/* ---- whether there are such figures ---- */
static int is_statistic(const char *open, size_t length, struct soc_suggestion *near)
{
	int found = 0;
	for (int i = 0; i < SOC_STATISTICS_COUNT; i++) {
		found |= is_named(open, length, soc_statistics[i].name);
		soc_suggestion_try(near, soc_statistics[i].name);
	}
	for (int i = 0; i < soc_summaries_count(); i++) {
		found |= is_named(open, length, soc_summaries_at(i)->name);
		soc_suggestion_try(near, soc_summaries_at(i)->name);
	}
	return found;
}

enum soc_err soc_result_answer_check(const struct soc_scenario *scenario, struct soc_msg *msg)
{
	size_t length = 0;
	int count = 0;
	const char *open = next_name(scenario->answer, &length);
	for (; open != NULL; open = next_name(open + length, &length)) {
		char name[SOC_NEAREST_WORD + 1];
		struct soc_suggestion near;
		snprintf(name, sizeof name, "%.*s", (int)(length < SOC_NEAREST_WORD ? length : SOC_NEAREST_WORD),
		         open + 1);
		soc_suggestion_begin(&near, name);
		if (!is_statistic(open, length, &near))
			return soc_fail(msg, SOC_ERR_SCENARIO, "answer: no statistic \"%s\" of the headline%s", name,
			                soc_suggestion_hint(&near));
		if (++count > SOC_ANSWER_FIGURES)
			return soc_fail(msg, SOC_ERR_SCENARIO,
			                "answer: figures of the headline in a sentence: %d at most", SOC_ANSWER_FIGURES);
	}
	return SOC_OK;
}
