/* Delayed impact of lending: a lender computes its thresholds under a rule of fairness or none; who repays
 * rises in score, who does not falls further (Liu, Dean, Rolf, Simchowitz and Hardt 2018). The groups and
 * scores are the published aggregates of TransRisk scores, data/instruments/transrisk.csv.
 *
 * Of a rate (of loans, or of loans among those who would repay) that both groups are to have, profit is
 * linear between the rates at which a group has its next score served: the best rate is one of those. */
#define TABLES "theory/liu.def"
#include "theory/tables.h"

#include "base/data.h"

#include <stdlib.h>
#include <string.h>

#define SCORES_MOST 256

enum { BLACK, WHITE, GROUPS };

struct group {
	int count;
	double score[SCORES_MOST], share[SCORES_MOST], repays[SCORES_MOST];
	double loans[SCORES_MOST]; /* share of each score that gets one */
};

/* Rows "group,score,good,bad", by rising score; scores in hundredths. 0: not such a file. */
static int group_read(struct group *g, const char *name)
{
	const size_t length = strlen(name);
	double all = 0.0;
	const char *at = soc_data_file("instruments/transrisk.csv", NULL);
	for (g->count = 0; at != NULL && *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n') {
		char *end;
		if (strncmp(at, name, length) != 0 || at[length] != ',' || g->count == SCORES_MOST)
			continue;
		const double score = (double)strtol(at + length + 1, &end, 10) / 100.0;
		const double good = (double)strtol(end + 1, &end, 10), bad = (double)strtol(end + 1, &end, 10);
		const int i = g->count++;
		g->score[i] = score;
		g->share[i] = good + bad;
		/* A score that nobody has is as the one below it. */
		g->repays[i] = good + bad > 0.0 ? good / (good + bad) : i > 0 ? g->repays[i - 1] : 0.0;
		all += good + bad;
	}
	for (int i = 0; i < g->count; i++)
		g->share[i] /= all;
	return all > 0.0;
}

/* What a score counts towards the rate that both groups are to have. */
static double counts(const struct group *g, int i, int policy)
{
	return policy == 1 ? g->share[i] : g->share[i] * g->repays[i];
}

static double whole_of(const struct group *g, int policy)
{
	double sum = 0.0;
	for (int i = 0; i < g->count; i++)
		sum += counts(g, i, policy);
	return sum;
}

/* Loans from the top until the rate is reached. */
static void serve_rate(struct group *g, int policy, double rate)
{
	const double whole = whole_of(g, policy);
	double left = rate * whole;
	for (int i = g->count - 1; i >= 0; i--) {
		const double own = counts(g, i, policy);
		/* what rounding leaves of a score is nothing */
		g->loans[i] = left >= own * (1.0 - 1e-9) ? 1.0 : left > 1e-12 * whole ? left / own : 0.0;
		left -= own * g->loans[i];
		if (g->loans[i] < 1.0)
			left = 0.0;
	}
}

static double profit_of(const struct group *g, const double *k)
{
	double sum = 0.0;
	for (int i = 0; i < g->count; i++)
		sum += g->share[i] * g->loans[i] * (k[KEY_gain] * g->repays[i] - k[KEY_loss] * (1.0 - g->repays[i]));
	return sum;
}

static double profit(const struct group *groups, const double *k)
{
	return (k[KEY_black] * profit_of(&groups[BLACK], k) +
	        (1.0 - k[KEY_black]) * profit_of(&groups[WHITE], k)) /
	       (k[KEY_gain] + k[KEY_loss]);
}

/* Without a rule of fairness: each score that pays. */
static void serve_paying(struct group *g, const double *k)
{
	for (int i = 0; i < g->count; i++)
		g->loans[i] = k[KEY_gain] * g->repays[i] >= k[KEY_loss] * (1.0 - g->repays[i]) * (1.0 - 1e-12);
}

static void serve_best(struct group *groups, const double *k)
{
	const int policy = (int)k[KEY_policy];
	double best = -INFINITY, best_rate = 0.0;
	if (policy == 0) {
		serve_paying(&groups[BLACK], k);
		serve_paying(&groups[WHITE], k);
		return;
	}
	for (int of = 0; of < GROUPS; of++) {
		const double whole = whole_of(&groups[of], policy);
		double rate = 0.0;
		for (int i = groups[of].count; i >= 0; i--) {
			rate += i < groups[of].count ? counts(&groups[of], i, policy) / whole : 0.0;
			serve_rate(&groups[BLACK], policy, rate);
			serve_rate(&groups[WHITE], policy, rate);
			const double own = profit(groups, k);
			if (own > best) {
				best = own;
				best_rate = rate;
			}
		}
	}
	serve_rate(&groups[BLACK], policy, best_rate);
	serve_rate(&groups[WHITE], policy, best_rate);
}

static double threshold(const struct group *g)
{
	for (int i = 0; i < g->count; i++)
		if (g->loans[i] > 0.0)
			return g->score[i] +
			       (i + 1 < g->count ? (1.0 - g->loans[i]) * (g->score[i + 1] - g->score[i]) : 0.0);
	return 850.0;
}

static double within_scale(double score)
{
	return score < 300.0 ? 300.0 : score > 850.0 ? 850.0 : score;
}

/* Mean change of the score of those of score i who get a loan: what is meant to come is cut to the scale. */
static double change(const struct group *g, int i, const double *k)
{
	const double moved = k[KEY_rise] * g->repays[i] - k[KEY_fall] * (1.0 - g->repays[i]);
	return within_scale(g->score[i] + moved) - g->score[i];
}

/* The threshold at which gains and losses of score are even, from the top; 300 when there is none. */
static double harm_below(const struct group *g, const double *k)
{
	double sum = 0.0;
	for (int i = g->count - 1; i >= 0; i--) {
		const double own = g->share[i] * change(g, i, k);
		if (sum + own < 0.0)
			return g->score[i] + (i + 1 < g->count ? -sum / own * (g->score[i + 1] - g->score[i]) : 0.0);
		sum += own;
	}
	return 300.0;
}

static int nearest(const struct group *g, double score)
{
	int best = 0;
	for (int i = 1; i < g->count; i++)
		if (fabs(g->score[i] - score) < fabs(g->score[best] - score))
			best = i;
	return best;
}

/* Those who got a loan move to the score nearest to theirs. */
static void move(struct group *g, const double *k)
{
	double next[SCORES_MOST];
	memcpy(next, g->share, sizeof next);
	for (int i = 0; i < g->count; i++) {
		const double lent = g->share[i] * g->loans[i];
		next[i] -= lent;
		next[nearest(g, within_scale(g->score[i] + k[KEY_rise]))] += lent * g->repays[i];
		next[nearest(g, within_scale(g->score[i] - k[KEY_fall]))] += lent * (1.0 - g->repays[i]);
	}
	memcpy(g->share, next, sizeof next);
}

static double mean_score(const struct group *g)
{
	double sum = 0.0;
	for (int i = 0; i < g->count; i++)
		sum += g->share[i] * g->score[i];
	return sum;
}

static void put_first(double *of_world, const struct group *groups, const double *k)
{
	of_world[FIGURE_profit] = profit(groups, k);
	of_world[FIGURE_harm_below] = harm_below(&groups[BLACK], k);
	for (int which = 0; which < GROUPS; which++) {
		const struct group *g = &groups[which];
		double selected = 0.0, repaying = 0.0, moved = 0.0;
		for (int i = 0; i < g->count; i++) {
			selected += g->share[i] * g->loans[i];
			repaying += g->share[i] * g->loans[i] * g->repays[i];
			moved += g->share[i] * g->loans[i] * change(g, i, k);
		}
		of_world[FIGURE_threshold_black + which] = threshold(g);
		of_world[FIGURE_selected_black + which] = selected;
		of_world[FIGURE_tpr_black + which] = repaying / whole_of(g, 2);
		of_world[FIGURE_change_black + which] = moved;
	}
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	struct group groups[GROUPS];
	const double *k = w->keys;
	if (w->replicate > 0)
		return SOC_OK; /* nothing in it is random */
	if (!group_read(&groups[BLACK], "Black") || !group_read(&groups[WHITE], "White"))
		return soc_fail(msg, SOC_ERR_DATA, "instruments/transrisk.csv has no scores of both groups");
	for (int step = 0; step < (int)k[KEY_steps]; step++) {
		if (soc_theory_stopped(w))
			return SOC_ERR_INTERRUPTED;
		serve_best(groups, k);
		if (step == 0)
			put_first(w->figures, groups, k);
		soc_theory_row(w, (const double[COLUMNS_COUNT]){
							  step + 1.0, threshold(&groups[BLACK]), threshold(&groups[WHITE]),
							  mean_score(&groups[BLACK]), mean_score(&groups[WHITE]) });
		move(&groups[BLACK], k);
		move(&groups[WHITE], k);
	}
	w->figures[FIGURE_end_black] = mean_score(&groups[BLACK]);
	w->figures[FIGURE_end_white] = mean_score(&groups[WHITE]);
	return SOC_OK;
}

static enum soc_err check(const double *k, struct soc_msg *msg)
{
	if (!(k[KEY_gain] + k[KEY_loss] > 0.0))
		return soc_fail(msg, SOC_ERR_USAGE, "gain and loss are both 0: one of them must be above 0");
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_liu = { PARTS_OF_TABLES, .check = check, .run = run };
