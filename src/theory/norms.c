/* The leading eight when all share one image of everybody: the share h of the good solves h = the chance to
 * be judged good, over whom one is and whom one meets (Ohtsuki and Iwasa 2004, equations 2 and 3). Somebody
 * who acts otherwise is judged by the same norm; the norm is stable when each of the others, who may also do
 * to somebody unknown what they like, gets less.
 *
 * A donor knows the recipient's image with chance q (`known`); those who judge know it. Without errors all
 * are good. Who refuses once saves c, is bad until asked the next time, and is then refused by those who
 * know: that costs q b, so that refusing does not pay if and only if q > c / b (Nowak and Sigmund 1998, Nowak
 * 2006: b - c > (1 - q) b). */
#define TABLES "theory/norms.def"
#include "theory/tables.h"

#include "theory/game.h"

#define ROUNDS 100000
#define ACTS 64 /* ways to act */

enum { BAD, GOOD, UNKNOWN, RECIPIENTS };

/* To whom somebody gives, by the own image and what is known of the recipient. */
struct acts {
	uint8_t gives[2][RECIPIENTS];
};

static struct acts acts_of_norm(const struct soc_theory_norm *norm)
{
	struct acts a;
	for (int own = 0; own < 2; own++) {
		a.gives[own][BAD] = norm->gives[2 * own];
		a.gives[own][GOOD] = a.gives[own][UNKNOWN] = norm->gives[2 * own + 1];
	}
	return a;
}

static struct acts acts_at(unsigned number)
{
	struct acts a;
	for (int i = 0; i < 2 * RECIPIENTS; i++)
		a.gives[i / RECIPIENTS][i % RECIPIENTS] = number >> i & 1;
	return a;
}

/* Whether two differ in what they do to somebody whom they can meet. */
static int differ(const double *k, const struct acts *a, const struct acts *b)
{
	int found = 0;
	for (int i = 0; i < 2 * RECIPIENTS; i++)
		if (i % RECIPIENTS == UNKNOWN ? k[KEY_known] < 1.0 : k[KEY_known] > 0.0)
			found |= a->gives[i / RECIPIENTS][i % RECIPIENTS] != b->gives[i / RECIPIENTS][i % RECIPIENTS];
	return found;
}

/* Chance that a person who is `good` and acts so gives to one who is good (other 1) or bad. */
static double giving(const double *k, const struct acts *acts, int good, int other)
{
	const uint8_t *gives = acts->gives[good];
	return (k[KEY_known] * gives[other] + (1.0 - k[KEY_known]) * gives[UNKNOWN]) * (1.0 - k[KEY_fails]);
}

/* Chance to be judged good, of one who is good with chance h and acts so, among people who are good
 * with chance `others`. */
static double judged_good(const double *k, const struct soc_theory_norm *norm, const struct acts *acts,
                          double h, double others)
{
	double sum = 0.0;
	for (int i = 0; i < 4; i++) {
		const int good = i / 2, other = i % 2;
		const double gave = giving(k, acts, good, other), error = k[KEY_perception_error];
		const double seen = gave * (1.0 - error) + (1.0 - gave) * error;
		const double right =
			seen * norm->judges[4 * good + 2 * other + 1] + (1.0 - seen) * norm->judges[4 * good + 2 * other];
		const double both = (good ? h : 1.0 - h) * (other ? others : 1.0 - others);
		sum += both * (right * (1.0 - k[KEY_assessment_error]) + (1.0 - right) * k[KEY_assessment_error]);
	}
	return sum;
}

/* Chance that one of share h gives to one of share `others`. */
static double gives_to(const double *k, const struct acts *acts, double h, double others)
{
	double sum = 0.0;
	for (int i = 0; i < 4; i++)
		sum += (i / 2 ? h : 1.0 - h) * (i % 2 ? others : 1.0 - others) * giving(k, acts, i / 2, i % 2);
	return sum;
}

/* Of people who all act so: from all good on. */
static double long_run(const double *k, const struct soc_theory_norm *norm, const struct acts *acts)
{
	double h = 1.0;
	for (int i = 0; i < ROUNDS; i++) {
		const double next = judged_good(k, norm, acts, h, h);
		if (next == h)
			break;
		h = next;
	}
	return h;
}

/* Of one who acts so among others: the share of time that a chain of two images is in the good one; of one
 * who never leaves either image, the one that all begin with. */
static double long_run_among(const double *k, const struct soc_theory_norm *norm, const struct acts *acts,
                             double others)
{
	const double turns_good = judged_good(k, norm, acts, 0.0, others),
				 turns_bad = 1.0 - judged_good(k, norm, acts, 1.0, others);
	return turns_good + turns_bad > 0.0 ? turns_good / (turns_good + turns_bad) : 1.0;
}

/* What one who acts so earns among people of the norm, who are good with chance h. */
static double earns(const double *k, const struct soc_theory_norm *norm, const struct acts *of_norm,
                    const struct acts *acts, double h)
{
	const double own = long_run_among(k, norm, acts, h);
	return k[KEY_benefit] * gives_to(k, of_norm, h, own) - k[KEY_cost] * gives_to(k, acts, own, h);
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	const double *k = w->keys;
	const struct soc_theory_norm *norm = soc_theory_game_norm((int)k[KEY_norm]);
	const struct acts of_norm = acts_of_norm(norm), never = acts_at(0);
	(void)msg;
	if (w->replicate > 0)
		return SOC_OK; /* nothing in it is random */
	const double h = long_run(k, norm, &of_norm), cooperation = gives_to(k, &of_norm, h, h);
	const double payoff = (k[KEY_benefit] - k[KEY_cost]) * cooperation;
	double best = -INFINITY;
	for (unsigned other = 0; other < ACTS; other++) {
		const struct acts acts = acts_at(other);
		if (differ(k, &acts, &of_norm))
			best = fmax(best, earns(k, norm, &of_norm, &acts, h));
	}
	w->figures[FIGURE_good] = h;
	w->figures[FIGURE_cooperation] = cooperation;
	w->figures[FIGURE_best_other] = best - payoff;
	w->figures[FIGURE_stable] = best < payoff;
	w->figures[FIGURE_never_other] = earns(k, norm, &of_norm, &never, h) - payoff;
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_norms = { PARTS_OF_TABLES, .run = run };
