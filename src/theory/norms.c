/* The leading eight when all share one image of everybody: the share h of the good solves h = the chance to
 * be judged good, over whom one is and whom one meets (Ohtsuki and Iwasa 2004, equations 2 and 3). Somebody
 * who acts otherwise is judged by the same norm; the norm is stable when each of the fifteen others gets
 * less. */
#define TABLES "theory/norms.def"
#include "theory/tables.h"

#include "theory/game.h"

#define ROUNDS 100000

/* Chance that a person who is `good` and acts by `gives` gives to one who is good (other 1) or bad. */
static double giving(const double *k, const uint8_t *gives, int good, int other)
{
	return gives[2 * good + other] * (1.0 - k[KEY_fails]);
}

/* Chance to be judged good, of one who is good with chance h and acts by `gives`, among people who are good
 * with chance `others`. */
static double judged_good(const double *k, const struct soc_theory_norm *norm, const uint8_t *gives, double h,
                          double others)
{
	double sum = 0.0;
	for (int i = 0; i < 4; i++) {
		const int good = i / 2, other = i % 2;
		const double gave = giving(k, gives, good, other), error = k[KEY_perception_error];
		const double seen = gave * (1.0 - error) + (1.0 - gave) * error;
		const double right =
			seen * norm->judges[4 * good + 2 * other + 1] + (1.0 - seen) * norm->judges[4 * good + 2 * other];
		const double both = (good ? h : 1.0 - h) * (other ? others : 1.0 - others);
		sum += both * (right * (1.0 - k[KEY_assessment_error]) + (1.0 - right) * k[KEY_assessment_error]);
	}
	return sum;
}

/* Chance that one of share h gives to one of share `others`. */
static double gives_to(const double *k, const uint8_t *gives, double h, double others)
{
	double sum = 0.0;
	for (int i = 0; i < 4; i++)
		sum += (i / 2 ? h : 1.0 - h) * (i % 2 ? others : 1.0 - others) * giving(k, gives, i / 2, i % 2);
	return sum;
}

static double long_run(const double *k, const struct soc_theory_norm *norm, const uint8_t *gives,
                       const double *others)
{
	double h = 1.0;
	for (int i = 0; i < ROUNDS; i++) {
		const double next = judged_good(k, norm, gives, h, others != NULL ? *others : h);
		if (next == h)
			break;
		h = next;
	}
	return h;
}

static enum soc_err run(struct soc_theory_world *w, struct soc_msg *msg)
{
	const double *k = w->keys;
	const struct soc_theory_norm *norm = soc_theory_game_norm((int)k[KEY_norm]);
	(void)msg;
	if (w->replicate > 0)
		return SOC_OK; /* there is no luck in it */
	const double h = long_run(k, norm, norm->gives, NULL), cooperation = gives_to(k, norm->gives, h, h);
	const double payoff = (k[KEY_benefit] - k[KEY_cost]) * cooperation;
	double best = -INFINITY;
	for (unsigned other = 0; other < 16; other++) {
		const uint8_t gives[4] = { other >> 3 & 1, other >> 2 & 1, other >> 1 & 1, other & 1 };
		if (gives[0] == norm->gives[0] && gives[1] == norm->gives[1] && gives[2] == norm->gives[2] &&
		    gives[3] == norm->gives[3])
			continue;
		const double own = long_run(k, norm, gives, &h);
		best = fmax(best, k[KEY_benefit] * gives_to(k, norm->gives, h, own) -
		                      k[KEY_cost] * gives_to(k, gives, own, h));
	}
	w->figures[FIGURE_good] = h;
	w->figures[FIGURE_cooperation] = cooperation;
	w->figures[FIGURE_best_other] = best - payoff;
	w->figures[FIGURE_stable] = best < payoff;
	return SOC_OK;
}

const struct soc_theory_parts soc_theory_norms = { PARTS_OF_TABLES, .run = run };
