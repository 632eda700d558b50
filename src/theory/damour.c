/* Lending whose loans change scores: applicants of two groups come one by one; who repays rises a score, who
 * does not falls one. The lender sees only whether loans it gave were repaid, and sets its threshold anew
 * after each (D'Amour et al. 2020, Fairness is not static; the delayed-impact environment of
 * google/ml-fairness-gym).
 *
 * A threshold of equal opportunity is one of a true positive rate: between two scores it is drawn which of
 * both holds. The best rate is looked for at the corners of the sum of profits, which is linear between them.
 *
 * The rates that are published are of one run of the first release of that code, which took the next score
 * that reaches the rate, and of its random numbers: `first_release` and `published_draws` give that run
 * again, to the last applicant. Where two rates bring the same, rounding decided there which is the best; so
 * it does here.
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

/* The generator of the published run, the only one here that is not the engine's: Mersenne Twister (Matsumoto
 * and Nishimura 1998), begun from an array of words. */
#define TWISTER 624
struct twister {
	uint32_t word[TWISTER];
	int at;
};

/* The seed 200 of that run: the first eight bytes of the SHA-512 of its digits, as the library of the run has
 * it. */
static const uint32_t published_seed[2] = { 0xdf2f5ba9u, 0x14e81c25u };

static void twister_begin(struct twister *t)
{
	uint32_t *w = t->word;
	w[0] = 19650218u;
	for (uint32_t i = 1; i < TWISTER; i++)
		w[i] = 1812433253u * (w[i - 1] ^ (w[i - 1] >> 30)) + i;
	uint32_t i = 1;
	for (uint32_t k = 0; k < TWISTER; k++) {
		w[i] = (w[i] ^ ((w[i - 1] ^ (w[i - 1] >> 30)) * 1664525u)) + published_seed[k % 2] + k % 2;
		if (++i == TWISTER) {
			w[0] = w[TWISTER - 1];
			i = 1;
		}
	}
	for (uint32_t k = 1; k < TWISTER; k++) {
		w[i] = (w[i] ^ ((w[i - 1] ^ (w[i - 1] >> 30)) * 1566083941u)) - i;
		if (++i == TWISTER) {
			w[0] = w[TWISTER - 1];
			i = 1;
		}
	}
	w[0] = 0x80000000u;
	t->at = TWISTER;
}

static uint32_t twister_word(struct twister *t)
{
	uint32_t *w = t->word;
	if (t->at == TWISTER) {
		for (int i = 0; i < TWISTER; i++) {
			const uint32_t y = (w[i] & 0x80000000u) | (w[(i + 1) % TWISTER] & 0x7fffffffu);
			w[i] = w[(i + 397) % TWISTER] ^ (y >> 1) ^ ((y & 1u) ? 0x9908b0dfu : 0u);
		}
		t->at = 0;
	}
	uint32_t y = w[t->at++];
	y ^= y >> 11;
	y ^= (y << 7) & 0x9d2c5680u;
	y ^= (y << 15) & 0xefc60000u;
	return y ^ (y >> 18);
}

/* Even between 0 and 1, of 53 bits. */
static double twister_even(struct twister *t)
{
	const double high = twister_word(t) >> 5, low = twister_word(t) >> 6;
	return (high * 67108864.0 + low) / 9007199254740992.0;
}

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

/* Of the first release: rate and profit of all from that score on, in the order of its operations. */
static double first_rate(const struct seen *s, double interest, int from, double *profit)
{
	double good_all = 0.0, bad_all = 0.0, good = 0.0, bad = 0.0;
	for (int i = 0; i < SCORES; i++) {
		good_all += s->good[i];
		bad_all += s->bad[i];
		good += i >= from ? s->good[i] : 0.0;
		bad += i >= from ? s->bad[i] : 0.0;
	}
	const double rate = good_all > 0.0 ? good / good_all : 0.0, wrong = bad_all > 0.0 ? bad / bad_all : 0.0;
	*profit = rate * good_all * interest - wrong * bad_all;
	return rate;
}

/* Of the first release: the highest score from which on the rate is reached. */
static int first_reaching(const struct seen *s, double interest, double rate, double *profit)
{
	for (int from = SCORES; from > 0; from--)
		if (first_rate(s, interest, from, profit) >= rate)
			return from;
	(void)first_rate(s, interest, 0, profit);
	return 0;
}

/* Of the first release: the scores from which on each group gets a loan, at the rate of most profit. */
static void first_thresholds(const struct seen *s, int groups, double interest, int from[GROUPS])
{
	double best = -INFINITY;
	for (int of = groups - 1; of >= 0; of--)
		for (int at = SCORES; at >= 0; at--) {
			double profit, sum = 0.0;
			int reach[GROUPS] = { 0 };
			const double rate = first_rate(&s[of], interest, at, &profit);
			for (int g = groups - 1; g >= 0; g--) {
				reach[g] = first_reaching(&s[g], interest, rate, &profit);
				sum += profit;
			}
			if (sum > best) {
				best = sum;
				memcpy(from, reach, sizeof reach);
			}
		}
}

struct lender {
	const double *keys;
	struct twister twister; /* begun where draws are those of the published run */
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
	if (l->keys[KEY_first_release] != 0.0) {
		int from[GROUPS];
		first_thresholds(apart ? l->seen : &all, apart ? GROUPS : 1, interest, from);
		for (int g = 0; g < GROUPS; g++) {
			l->high[g] = from[apart ? g : 0];
			l->weight[g] = 1.0;
		}
		return;
	}
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

/* The same in the published run: by what the shares add up to before. */
static int drawn_as_published(const double *weights, int n, double u)
{
	double below[SCORES], sum = 0.0;
	int found = 0;
	for (int i = 0; i < n; i++)
		below[i] = sum += weights[i];
	while (found < n - 1 && below[found] / sum <= u)
		found++;
	return found;
}

static double mean_score(const double *share)
{
	double sum = 0.0;
	for (int i = 0; i < SCORES; i++)
		sum += share[i] * (i + 1);
	return sum;
}

struct applicant {
	int group, score, repays;
	double cut; /* which of two thresholds holds */
};

static struct applicant next_as_published(struct lender *l, double share[GROUPS][SCORES])
{
	struct applicant a = { .cut = 0.0 };
	a.group = twister_even(&l->twister) >= l->keys[KEY_group_1];
	a.score = drawn_as_published(share[a.group], SCORES, twister_even(&l->twister));
	a.repays = !(twister_even(&l->twister) < 1.0 - repays[a.score]);
	return a;
}

static struct applicant next(const struct soc_theory_world *w, double share[GROUPS][SCORES], int step)
{
	uint32_t words[4];
	double u[4];
	soc_draw_block(w->seed, SOC_DRAW_THEORY_LOAN, 0, (uint32_t)step, SOC_BLOCK(APPLICANT_GROUP, 0), words);
	for (int i = 0; i < 4; i++)
		u[i] = (double)words[i] / 4294967296.0;
	struct applicant a = { .cut = u[SOC_LANE(APPLICANT_CUT)] };
	a.group = u[SOC_LANE(APPLICANT_GROUP)] >= w->keys[KEY_group_1];
	a.score = drawn(share[a.group], SCORES, u[SOC_LANE(APPLICANT_SCORE)]);
	a.repays = u[SOC_LANE(APPLICANT_REPAYS)] < repays[a.score];
	return a;
}

/* One applicant. Returns what the lender gains; *group, *lent: whose and whether. */
static double apply(struct soc_theory_world *w, struct lender *l, double share[GROUPS][SCORES], int step,
                    int *group, int *lent)
{
	const double *k = w->keys;
	const struct applicant a =
		k[KEY_published_draws] != 0.0 ? next_as_published(l, share) : next(w, share, step);
	const int g = a.group, score = a.score, repaid = a.repays;
	const int from = l->high[g] - (a.cut >= l->weight[g]);
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
	if (w->keys[KEY_published_draws] != 0.0)
		twister_begin(&l.twister);
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
