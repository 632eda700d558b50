/* Private images and imitation against an exact calculation: three people have nine images, 512 states, and
 * the long run of that chain follows without any draw. */
#include "theory_test.h"

#include "theory/game.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PEOPLE = 3, IMAGES = PEOPLE * PEOPLE, STATES = 1 << IMAGES };
enum { NORM, ALWAYS, NEVER, CONDUCTS };

struct chain {
	int norm[PEOPLE];
	double sees, mistakes;
	double given[PEOPLE], received[PEOPLE]; /* chance that one gives as a donor, gets as a recipient */
};

static unsigned image(unsigned state, int observer, int of)
{
	return state >> (observer * PEOPLE + of) & 1u;
}

static unsigned gives(const struct chain *c, unsigned state, int donor, int recipient)
{
	return soc_theory_game_norm(c->norm[donor])
	    ->gives[2 * image(state, donor, donor) + image(state, donor, recipient)];
}

/* Spreads the mass of a state over those that a meeting can lead to, observer after observer. */
static void judged(const struct chain *c, unsigned before, unsigned after, int donor, int recipient,
                   int observer, double mass, double *to)
{
	if (observer == PEOPLE) {
		to[after] += mass;
		return;
	}
	const double sees = observer == donor || observer == recipient ? 1.0 : c->sees;
	const unsigned gave = gives(c, before, donor, recipient), bit = 1u << (observer * PEOPLE + donor);
	if (sees < 1.0)
		judged(c, before, after, donor, recipient, observer + 1, mass * (1.0 - sees), to);
	for (unsigned wrong = 0; wrong < 2; wrong++) {
		const unsigned good = soc_theory_game_norm(c->norm[observer])
		                          ->judges[4 * image(before, observer, donor) +
		                                   2 * image(before, observer, recipient) + (gave ^ wrong)];
		judged(c, before, good ? after | bit : after & ~bit, donor, recipient, observer + 1,
		       mass * sees * (wrong ? c->mistakes : 1.0 - c->mistakes), to);
	}
}

/* From all images good, meeting after meeting, until nothing changes. */
static void settle(struct chain *c)
{
	static double now[STATES], next[STATES];
	const double pairs = PEOPLE * (PEOPLE - 1);
	double moved = 1.0;
	memset(now, 0, sizeof now);
	now[STATES - 1] = 1.0;
	for (int round = 0; moved > 1e-13 && round < 100000; round++) {
		memset(next, 0, sizeof next);
		for (unsigned s = 0; s < STATES; s++)
			for (int pair = 0; now[s] > 0.0 && pair < IMAGES; pair++)
				if (pair / PEOPLE != pair % PEOPLE)
					judged(c, s, s, pair / PEOPLE, pair % PEOPLE, 0, now[s] / pairs, next);
		moved = 0.0;
		for (unsigned s = 0; s < STATES; s++)
			moved += fabs(next[s] - now[s]);
		memcpy(now, next, sizeof now);
	}
	assert_true(moved <= 1e-13);
	memset(c->given, 0, sizeof c->given);
	memset(c->received, 0, sizeof c->received);
	for (unsigned s = 0; s < STATES; s++)
		for (int pair = 0; pair < IMAGES; pair++)
			if (pair / PEOPLE != pair % PEOPLE) {
				const double mass = now[s] * gives(c, s, pair / PEOPLE, pair % PEOPLE) / (PEOPLE - 1);
				c->given[pair / PEOPLE] += mass;
				c->received[pair % PEOPLE] += mass;
			}
}

/* What one of the new has more than one of the old, `fresh` of the three being new. */
static double ahead(const struct chain *like, int norm, int other, int fresh, double benefit)
{
	struct chain c = *like;
	double payoff[2] = { 0.0, 0.0 };
	for (int i = 0; i < PEOPLE; i++)
		c.norm[i] = i < PEOPLE - fresh ? norm : other;
	settle(&c);
	for (int i = 0; i < PEOPLE; i++)
		payoff[i >= PEOPLE - fresh] +=
			(benefit * c.received[i] - c.given[i]) / (i < PEOPLE - fresh ? PEOPLE - fresh : fresh);
	return payoff[1] - payoff[0];
}

/* Chances that one of the new takes over two of the old, and the reverse. */
static void takes_over(const struct chain *like, int norm, int other, double benefit, double out[2])
{
	const double one = ahead(like, norm, other, 1, benefit), two = ahead(like, norm, other, 2, benefit);
	out[0] = 1.0 / (1.0 + exp(-one) + exp(-one - two));
	out[1] = 1.0 / (1.0 + exp(two) + exp(two + one));
}

static int conduct_number(int conduct, int norm)
{
	return conduct == NORM ? norm : conduct == ALWAYS ? SOC_THEORY_NORM_ALWAYS : SOC_THEORY_NORM_NEVER;
}

/* Shares of time of the three conducts: the chain of who has taken over, step after step. */
static void shares(const struct chain *like, int norm, double benefit, double out[CONDUCTS])
{
	double to[CONDUCTS][CONDUCTS] = { { 0 } }, both[2], next[CONDUCTS];
	for (int i = 0; i < CONDUCTS; i++)
		for (int k = i + 1; k < CONDUCTS; k++) {
			takes_over(like, conduct_number(i, norm), conduct_number(k, norm), benefit, both);
			to[i][k] = both[0] / 2.0;
			to[k][i] = both[1] / 2.0;
		}
	for (int i = 0; i < CONDUCTS; i++)
		out[i] = 1.0 / CONDUCTS;
	for (int round = 0; round < 20000; round++) {
		memcpy(next, out, sizeof next);
		for (int i = 0; i < CONDUCTS; i++)
			for (int k = 0; k < CONDUCTS; k++) {
				next[k] += out[i] * to[i][k];
				next[i] -= out[i] * to[i][k];
			}
		memcpy(out, next, sizeof next);
	}
}

/* Simulated, within four standard errors of the mean over replicates, which must itself say something. */
static void near_exact(const struct soc_theory_result *r, const char *figure, double exact)
{
	struct soc_msg msg = { "" };
	double mean, low, high;
	assert_int_equal(soc_theory_figure(r, figure, &mean, &low, &high, &msg), SOC_OK);
	const double error = (high - low) / 2.0 / 2.3646; /* Student's t of 7 degrees of freedom */
	assert_true(error < 0.004);
	theory_near(figure, mean, exact, 4.0 * error + 1e-4);
}

/* Giving and images in the long run, for norms of each kind and chances far from the published ones. */
static void opinions(void **state)
{
	(void)state;
	static const int norms[] = { 1, 2, 6, 7, SOC_THEORY_NORM_IMAGE };
	for (size_t i = 0; i < sizeof norms / sizeof norms[0]; i++) {
		struct chain c = { { norms[i], norms[i], norms[i] }, 0.6, 0.1, { 0 }, { 0 } };
		char settings[96];
		settle(&c);
		snprintf(settings, sizeof settings, "people=3 sees=0.6 mistakes=0.1 rounds=100000 norm=%d", norms[i]);
		struct soc_theory_result *r = theory_run("opinions", settings, 1, 8);
		near_exact(r, "cooperation", c.given[0]);
		soc_theory_free(r);
	}
}

/* Who takes over whom, and the shares of time that follow. Exact where people are few; nothing in the rule by
 * which images change hangs on how many there are. */
static void imitation(void **state)
{
	(void)state;
	static const int norms[] = { 1, 2, 6 };
	for (size_t i = 0; i < sizeof norms / sizeof norms[0]; i++) {
		const struct chain like = { { 0 }, 0.6, 0.1, { 0 }, { 0 } };
		double both[2], share[CONDUCTS];
		char settings[128];
		snprintf(settings, sizeof settings,
		         "people=3 sees=0.6 mistakes=0.1 benefit=3 burn_in=2000 rounds=200000 norm=%d", norms[i]);
		struct soc_theory_result *r = theory_run("imitation", settings, 1, 8);
		takes_over(&like, norms[i], SOC_THEORY_NORM_ALWAYS, 3.0, both);
		near_exact(r, "norm_to_always", both[0]);
		near_exact(r, "always_to_norm", both[1]);
		takes_over(&like, norms[i], SOC_THEORY_NORM_NEVER, 3.0, both);
		near_exact(r, "norm_to_never", both[0]);
		near_exact(r, "never_to_norm", both[1]);
		shares(&like, norms[i], 3.0, share);
		near_exact(r, "share_norm", share[NORM]);
		near_exact(r, "share_always", share[ALWAYS]);
		near_exact(r, "share_never", share[NEVER]);
		soc_theory_free(r);
	}
}

/* The calculation itself: by hand, image scoring with observers who see all and never err goes on giving; and
 * with errors, giving is one half by symmetry, whoever errs in one way errs in the other. */
static void by_hand(void **state)
{
	(void)state;
	struct chain c = { { 9, 9, 9 }, 1.0, 0.0, { 0 }, { 0 } };
	settle(&c);
	theory_near("without errors", c.given[0], 1.0, 1e-12);
	c.mistakes = 0.2;
	settle(&c);
	theory_near("image scoring", c.given[1], 0.5, 1e-9);
}

PART(private)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(by_hand), cmocka_unit_test(opinions),
		                                cmocka_unit_test(imitation) };
	return run_part(tests, NULL, NULL);
}
