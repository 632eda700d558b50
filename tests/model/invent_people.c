/* What people do among themselves in an invented scenario. */
#include "invention.h"

static void say_trust(struct invention *v, unsigned long number)
{
	if (number % 5 < 2)
		return;
	const uint64_t state = v->state; /* what else is invented stays as it is */
	say(v,
	    "trust: {encounters: %d, norm: %d, ties: %.2f, never: %.2f, never_offended: %.2f, always: %.2f, "
	    "helped_if_unknown: %.2f, fails: %.2f, heard: %.2f, talked: %.2f, forgotten: %.2f, ",
	    1 + pick(v, 16), (int)(number % 9) + 1, between(v, 0, 1), between(v, 0, 0.5), between(v, 0, 0.6),
	    between(v, 0, 0.4), between(v, 0, 1), between(v, 0, 0.5), between(v, 0, 1), between(v, 0, 1),
	    between(v, 0, 0.5));
	say(v,
	    "perception_error: %.2f, assessment_error: %.2f, reads: %.2f, bad_grades: %d, clean_trusted: 0.7, "
	    "circles: %d, silenced: %.2f, "
	    "association: %.2f, docility: %.2f, tie_strength: %.2f}\n",
	    between(v, 0, 0.5), between(v, 0, 0.5), between(v, 0, 1), v->grades > 0 ? pick(v, v->grades) : 0,
	    (int)(number % 4) + 1, between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 1));
	v->state = state;
}

static void say_unrest(struct invention *v, unsigned long number)
{
	if (number % 5 > 3)
		return;
	const uint64_t state = v->state; /* what else is invented stays as it is */
	say(v,
	    "unrest: {enabled: true, sight: %d, police_per_1000: %.1f, arrests_per_month: %.1f, jail_most: %d, "
	    "arrest: "
	    "%.1f, rounded: %s, threshold: %.2f, legitimacy: %.2f, hardship: %.2f, ",
	    8 + pick(v, 505), between(v, 0, 80), between(v, 0, 3), 1 + pick(v, 20), between(v, 0, 5),
	    number % 2 ? "true" : "false", between(v, -0.1, 0.4), between(v, 0, 1), between(v, 0, 1));
	say(v,
	    "hardship_income: %.2f, hardship_strain: %.2f, hardship_sanction: %.2f, wronged: %.2f, wronged_seen: "
	    "%.1f}\n",
	    between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), between(v, 0, 20));
	v->state = state;
}

static void say_income(struct invention *v, unsigned long number)
{
	if (number % 3 > 1)
		return;
	const uint64_t state = v->state; /* what else is invented stays as it is */
	say(v, "income: {enabled: true, persistence: %.2f, year: %.2f, lasting: %.2f}\n", between(v, 0, 1),
	    between(v, 0, 0.3), between(v, 0, 1));
	v->state = state;
}

void say_encounters(struct invention *v, unsigned long number)
{
	say_trust(v, number);
	say_unrest(v, number);
	say_income(v, number);
}
