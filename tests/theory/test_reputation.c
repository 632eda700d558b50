/* Games of giving: public and private images, imitation; without errors, without benefit, without observers.
 */
#include "theory_test.h"

#include "theory/game.h"

#include <stdio.h>
#include <string.h>

/* Without errors everybody stays good under each of the leading eight, with one image or with many. */
static void without_errors(void **state)
{
	(void)state;
	for (int norm = 1; norm <= 8; norm++) {
		char settings[96];
		snprintf(settings, sizeof settings, "norm=%d assessment_error=0", norm);
		theory_near("public", theory_figure("norms", settings, "cooperation"), 1.0, 0.0);
		snprintf(settings, sizeof settings, "norm=%d mistakes=0 burn_in=0 rounds=2000", norm);
		theory_near("private", theory_figure("opinions", settings, "cooperation"), 1.0, 0.0);
	}
}

/* By hand: image scoring with failing 0.1 and no other error; good = giving = 0.9 good, so none in the end.
 */
static void image_scoring_fails(void **state)
{
	(void)state;
	theory_near("good", theory_figure("norms", "norm=9 assessment_error=0 fails=0.1", "good"), 0.0, 1e-9);
}

/* A gift that brings less than it costs is no norm for long: whoever refuses does better. */
static void without_benefit(void **state)
{
	(void)state;
	theory_near("stable", theory_figure("norms", "benefit=0.5 cost=0.8", "stable"), 0.0, 0.0);
	assert_true(theory_figure("norms", "benefit=0.5 cost=0.8", "best_other") > 0.0);
	theory_near("never giving",
	            theory_figure("imitation", "benefit=0 burn_in=500 rounds=500", "norm_to_never"), 1.0, 0.99);
}

/* Discriminators resist refusal when q > c / b (Nowak and Sigmund 1998): in a public world, where q = 1, any
 * b above c does; here of the fifteen others the one that never gives. */
static void cost_below_benefit(void **state)
{
	(void)state;
	theory_near("b = 1, c = 0.95",
	            theory_figure("norms", "norm=6 cost=0.95 assessment_error=0.001", "stable"), 1.0, 0.0);
	theory_near("b = 1, c = 1.05",
	            theory_figure("norms", "norm=6 cost=1.05 assessment_error=0.001", "stable"), 0.0, 0.0);
}

/* Discriminators resist whoever acts otherwise if and only if q > c / b, q being the chance to know the image
 * (Nowak and Sigmund 1998, Nowak 2006): on both sides, as near as the error that makes all others worse
 * allows. */
static void known_images(void **state)
{
	(void)state;
	static const double q[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
	char settings[128];
	for (size_t i = 0; i < sizeof q / sizeof q[0]; i++)
		for (int side = -1; side <= 1; side += 2) {
			snprintf(settings, sizeof settings,
			         "norm=6 assessment_error=0.000001 benefit=3 known=%.17g cost=%.17g", q[i],
			         3.0 * q[i] * (1.0 + side * 1e-4));
			theory_near(settings, theory_figure("norms", settings, "stable"), side < 0, 0.0);
		}
}

/* Image scoring without errors, where all are good: one who never gives is bad and gets (1 - q) b, the others
 * b - c. One who always gives does as well as they. */
static void image_scoring_and_refusal(void **state)
{
	(void)state;
	static const double q[] = { 0.0, 0.3, 0.7, 1.0 };
	char settings[128];
	for (size_t i = 0; i < sizeof q / sizeof q[0]; i++)
		for (double cost = 0.1; cost < 3.0; cost += 0.4) {
			snprintf(settings, sizeof settings, "norm=9 assessment_error=0 benefit=2 known=%.17g cost=%.17g",
			         q[i], cost);
			theory_near(settings, theory_figure("norms", settings, "never_other"), cost - 2.0 * q[i], 1e-12);
			theory_near(settings, theory_figure("norms", settings, "stable"), 0.0, 0.0);
		}
}

/* With errors the bound moves, by stern judging to c / b = q (1 - 2 e) (2 h - 1): giving to somebody unknown
 * is judged rightly when that person is good, and makes good instead of bad 1 - 2 e of the time. Where h, by
 * hand: wrong is giving to an unknown bad person, w = (1 - q) (1 - h); h = (1 - w) (1 - e) + w e. */
static void known_images_with_errors(void **state)
{
	(void)state;
	const double q = 0.6, e = 0.05, a = (1.0 - 2.0 * e) * (1.0 - q), h = (1.0 - e - a) / (1.0 - a),
				 bound = q * (1.0 - 2.0 * e) * (2.0 * h - 1.0);
	char settings[128];
	for (int side = -1; side <= 1; side += 2) {
		snprintf(settings, sizeof settings, "norm=6 assessment_error=0.05 known=0.6 cost=%.17g",
		         bound * (1.0 + side * 1e-9));
		theory_near("good", theory_figure("norms", settings, "good"), h, 1e-12);
		theory_near(settings, theory_figure("norms", settings, "stable"), side < 0, 0.0);
	}
}

/* Selection of no strength is drift: one of fifty takes over with chance 1/50, each conduct a third of the
 * time. */
static void without_selection(void **state)
{
	(void)state;
	struct soc_theory_result *r = theory_run("imitation", "strength=0 burn_in=100 rounds=200", 1, 1);
	theory_near("takes over", theory_value(r, "norm_to_never"), 0.02, 1e-12);
	theory_near("a third", theory_value(r, "share_always"), 1.0 / 3, 1e-12);
	soc_theory_free(r);
}

/* Three people by hand: those who give cost 1 each and bring 5; who never gives among two who do gets 5 from
 * each, and meets each half of the time. exp(-1 (new - old)): 1 new: 5 against 1.5; 2 new: 2.5 against -1. */
static void takes_over_by_hand(void **state)
{
	(void)state;
	const double e = 0.0301973834223185; /* exp(-3.5) */
	theory_near("takes over", theory_figure("imitation", "people=3 burn_in=0 rounds=10", "always_to_never"),
	            1.0 / (1.0 + e + e * e), 1e-12);
}

/* The table of norms against its published bits and numbers (Norm.hpp of the public code), bit by bit. */
static void norms_by_bits(void **state)
{
	(void)state;
	static const char *const bits[] = { "01011101/1101", "01011001/1101", "11011101/0101",
		                                "10011101/0101", "11011001/0101", "10011001/0101",
		                                "00011101/0101", "00011001/0101", "01010101/0101" };
	for (int norm = 1; norm <= 9; norm++) {
		const struct soc_theory_norm *n = soc_theory_game_norm(norm);
		for (int i = 0; i < 8; i++)
			assert_int_equal(n->judges[i], bits[norm - 1][i] - '0');
		for (int i = 0; i < 4; i++)
			assert_int_equal(n->gives[i], bits[norm - 1][9 + i] - '0');
	}
}

/* Every meeting has a donor and a recipient, and what is given is received. */
static void sums(void **state)
{
	(void)state;
	static struct soc_theory_game g;
	uint32_t given = 0, received = 0, donors = 0, recipients = 0;
	memset(&g, 0, sizeof g);
	g.people = 7;
	g.sees = 0.5;
	g.mistakes = 0.2;
	memset(g.norm, 6, sizeof g.norm);
	soc_theory_game_begin(&g);
	soc_theory_game_play(&g, 3, 0, 0, 5000);
	for (int i = 0; i < g.people; i++) {
		given += g.given[i];
		received += g.received[i];
		donors += g.donor[i];
		recipients += g.recipient[i];
	}
	assert_int_equal(donors, 5000);
	assert_int_equal(recipients, 5000);
	assert_int_equal(given, received);
	assert_true(given > 0 && given < 5000);
}

PART(reputation)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_errors),
		cmocka_unit_test(image_scoring_fails),
		cmocka_unit_test(without_benefit),
		cmocka_unit_test(cost_below_benefit),
		cmocka_unit_test(without_selection),
		cmocka_unit_test(takes_over_by_hand),
		cmocka_unit_test(norms_by_bits),
		cmocka_unit_test(sums),
		cmocka_unit_test(known_images),
		cmocka_unit_test(image_scoring_and_refusal),
		cmocka_unit_test(known_images_with_errors),
	};
	return run_part(tests, NULL, NULL);
}
