/* Lending whose loans change scores: applicants of two groups come one by one; who repays rises a score, who
 * does not falls one. The lender sees only whether loans it gave were repaid, and sets its threshold anew
 * after each (D'Amour et al. 2020, Fairness is not static; the delayed-impact environment of
 * google/ml-fairness-gym).
 *
 * A threshold of equal opportunity is one of a true positive rate: between two scores it is drawn which of
 * both holds. The best rate is looked for at the corners of the sum of profits, which is linear between them.
 */
#define TABLES "theory/damour.def"
#include "theory/tables.h"

#include "model/variates.h"

#include <string.h>

#define SCORES 7
#define GROUPS 2

static const double repays[SCORES] = { 0.1, 0.2, 0.45, 0.6, 0.65, 0.7, 0.7 };
static const double begins[GROUPS][SCORES] = { { 0.0, 0.1, 0.1, 0.2, 0.3, 0.3, 0.0 },
	                                           { 0.1, 0.1, 0.2, 0.3, 0.3, 0.0, 0.0 } };

/* What a lender has seen of a group: loans by score, repaid and not. */
struct seen {
	double good[SCORES], bad[SCORES];
};

/* Profit and true positive rate if all from that score on get a loan, 0 to SCORES (nobody). */
static void cut(const struct seen *s, double interest, int from, double *profit, double *rate)
{
	double all = 0.0, good = 0.0, bad = 0.0;
	for (int i = 0; i < SCORES; i++) {
		all += s->good[i];
		good += i >= from ? s->good[i] : 0.0;
		bad += i >= from ? s->bad[i] : 0.0;
	}
	*profit = interest * good - bad;
	*rate = all > 0.0 ? good / all : 0.0;
}

/* The threshold that gives the rate: `high` with chance `weight`, else the one below it. */
static void threshold_of_rate(const struct seen *s, double interest, double rate, int *high, double *weight,
                              double *profit)
{
	double above_profit = 0.0, above_rate = 0.0;
	for (int from = SCORES; from >= 0; from--) {
		double own, own_rate;
		cut(s, interest, from, &own, &own_rate);
		if (own_rate >= rate) {
			const double gap = own_rate - above_rate;
			*high = from + 1;
			*weight = gap > 0.0 ? (own_rate - rate) / gap : 0.0;
			*profit = *weight * above_profit + (1.0 - *weight) * own;
			return;
		}
		above_profit = own;
		above_rate = own_rate;
	}
	*high = 1; /* rounding: all */
	*weight = 0.0;
	*profit = above_profit;
}

/* The rate of most profit among the corners of all groups. */
static double best_rate(const struct seen *s, int groups, double interest)
{
	double best = -INFINITY, best_at = 0.0;
	for (int of = 0; of < groups; of++)
		for (int from = SCORES; from >= 0; from--) {
			double profit, rate, sum = 0.0, weight;
			int high;
			cut(&s[of], interest, from, &profit, &rate);
			for (int g = 0; g < groups; g++) {
				threshold_of_rate(&s[g], interest, rate, &high, &weight, &profit);
				sum += profit;
			}
			if (sum > best) {
				best = sum;
				best_at = rate;
			}
		}
	return best_at;
}

struct lender {
	const double *keys;
	struct seen seen[GROUPS];
	int high[GROUPS];
	double weight[GROUPS];
};

static void learn(struct lender *l)
{
	struct seen all = l->seen[0];
	double profit;
	const double interest = l->keys[KEY_interest];
	for (int i = 0; i < SCORES; i++) {
		all.good[i] += l->seen[1].good[i];
		all.bad[i] += l->seen[1].bad[i];
	}
	const int apart = l->keys[KEY_policy] != 0.0;
	const double rate = apart ? best_rate(l->seen, GROUPS, interest) : best_rate(&all, 1, interest);
	for (int g = 0; g < GROUPS; g++)
		threshold_of_rate(apart ? &l->seen[g] : &all, interest, rate, &l->high[g], &l->weight[g], &profit);
}

static int drawn(const double *weights, int n, double u)
{
	for (int i = 0; i < n - 1; i++) {
		if (u < weights[i])
			return i;
		u -= weights[i];
	}
	while (n > 1 && weights[n - 1] <= 0.0)
		n--;
	return n - 1;
}

static double mean_score(const double *share)
{
	double sum = 0.0;
	for (int i = 0; i < SCORES; i++)
		sum += share[i] * (i + 1);
	return sum;
}

/* One applicant. Returns what the lender gains; *group, *lent: whose and whether. */
static double apply(struct soc_theory_world *w, struct lender *l, double share[GROUPS][SCORES], int step,
                    int *group, int *lent)
{
	const double *k = w->keys;
	uint32_t words[4];
	double u[4];
	soc_draw_block(w->seed, SOC_DRAW_THEORY_LOAN, 0, (uint32_t)step, SOC_BLOCK(APPLICANT_GROUP, 0), words);
	for (int i = 0; i < 4; i++)
		u[i] = (double)words[i] / 4294967296.0;
	const int g = u[SOC_LANE(APPLICANT_GROUP)] >= k[KEY_group_1];
	const int score = drawn(share[g], SCORES, u[SOC_LANE(APPLICANT_SCORE)]);
	const int repaid = u[SOC_LANE(APPLICANT_REPAYS)] < repays[score];
	const int from = l->high[g] - (u[SOC_LANE(APPLICANT_CUT)] >= l->weight[g]);
	*group = g;
	*lent = step < (int)k[KEY_burn_in] || score >= from;
	if (!*lent)
		return 0.0;
	*(repaid ? &l->seen[g].good[score] : &l->seen[g].bad[score]) += 1.0;
	const int to = repaid ? (score < SCORES - 1 ? score + 1 : score) : (score > 0 ? score - 1 : score);
	const double moved = k[KEY_shift] < share[g][score] ? k[KEY_shift] : share[g][score];
	share[g][score] -= moved;
	share[g][to] += moved;
	if (step + 1 >= (int)k[KEY_burn_in])
		learn(l);
	return repaid ? k[KEY_interest] : -1.0;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	struct lender l = { .keys = w->keys };
	double share[GROUPS][SCORES], profit = 0.0, came[GROUPS] = { 0, 0 }, loans[GROUPS] = { 0, 0 };
	const int steps = (int)w->keys[KEY_steps];
	(void)msg;
	memcpy(share, begins, sizeof share);
	for (int step = 0; step < steps; step++) {
		int group, lent;
		if (soc_theory_stopped(w))
			return SOC_ERR_INTERRUPTED;
		profit += apply(w, &l, share, step, &group, &lent);
		came[group]++;
		loans[group] += lent;
		if ((step + 1) % 50 == 0)
			soc_theory_row(w, (const double[COLUMNS_COUNT]){ step + 1.0, profit / (step + 1.0),
			                                                 mean_score(share[0]), mean_score(share[1]) });
	}
	w->figures[FIGURE_profit] = profit / steps;
	for (int g = 0; g < GROUPS; g++) {
		w->figures[FIGURE_loans_1 + g] = came[g] > 0.0 ? loans[g] / came[g] : NAN;
		w->figures[FIGURE_score_1 + g] = mean_score(share[g]);
	}
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_damour = { PARTS_OF_TABLES, .run = run };
