/* Invented firms. */
#include "invention.h"

static void say_gain_of_firms(struct invention *v)
{
	const uint64_t state = v->state;
	say(v, ", gain: %.3f", between(v, 0.01, 2));
	v->state = state;
}

static double stake_of_firms(struct invention *v)
{
	const uint64_t state = v->state;
	const double stake = between(v, 0, 1);
	v->state = state;
	return stake;
}

/* How firms appeal, learn, end and borrow: half of them do a thing at all. */
static void say_lives_of_firms(struct invention *v)
{
	const uint64_t state = v->state; /* what else is invented stays as it is */
	if (pick(v, 2))
		say(v,
		    ", appeal_if_wronged: %.2f, appeal_if_guilty: %.2f, appeal_months: %d, overturn_wrong: %.2f, "
		    "overturn_true: %.2f",
		    between(v, 0, 1), between(v, 0, 1), 1 + pick(v, 15), between(v, 0, 1), between(v, 0, 1));
	if (pick(v, 2))
		say(v,
		    ", risk_bias: %.2f, learning_caught: %.2f, learning_uncaught: %.2f, head_weight: %.2f, "
		    "closing_stake_months: %.1f",
		    between(v, 0, 2), between(v, 0, 1), between(v, 0, 1), between(v, 0, 2), between(v, 0, 20));
	if (pick(v, 2))
		say(v, ", closed_per_year: %.2f, closed_listed_ratio: %.1f, same_owner: %.2f, closing_job_loss: %.2f",
		    between(v, 0, 2), between(v, 0, 10), between(v, 0, 1), between(v, 0, 1));
	if (pick(v, 2))
		say(v,
		    ", credit_coverage: %.2f, credit_coverage_small: %.2f, credit_below: %d, credit_without_score: "
		    "%.2f",
		    between(v, 0, 1), between(v, 0, 1), pick(v, 1500) - 300, between(v, 0, 1));
	v->state = state;
}

void say_firms(struct invention *v)
{
	say(v,
	    "firms: {enabled: %s, persons_per_firm: %d, size_largest: %d, employee_share: %.2f, proneness_shape: "
	    "%.1f, base: %d, "
	    "half_life_months: %d, review_sensitivity: %.2f, review_specificity: %.2f",
	    pick(v, 4) ? "true" : "false", 5 + pick(v, 60), 1 + pick(v, 5000), between(v, 0, 1),
	    between(v, 0.1, 5), pick(v, 1000), pick(v, 30), between(v, 0, 1), between(v, 0, 1));
	say_lives_of_firms(v);
	say(v, "}\n");
	say(v, "sectors: {s0: {share: %.2f}, s1: {share: 0.3}, s2: {share: 0.1}}\n", between(v, 0, 0.6));
	say(v, "firm_events:\n");
	for (int k = 0; k < 5; k++) {
		say(v,
		    "  v%d: {rate_per_year: %.3f, size_slope: %.2f, listed_ratio: %.2f, points: %d, by_sector: {s1: "
		    "%.2f}",
		    k, between(v, 0, 6), between(v, -1, 1), between(v, 0, 5), -pick(v, 400), between(v, -4, 4));
		say_gain_of_firms(v);
		say(v, "}\n");
	}
	say(v, "firm_channels:\n");
	for (int c = 0; c < 3; c++)
		say(v,
		    "  w%d: {enabled: %s, coverage: %.2f, coverage_small: %.2f, wrong_firm: %.2f, "
		    "spurious_per_1000_years: %.0f, "
		    "detects: {v0: %.2f, v%d: %.2f}, spurious_mix: {v1: 1, v3: %.1f}}\n",
		    c, pick(v, 6) ? "true" : "false", between(v, 0, 1), between(v, 0, 1), between(v, 0, 1),
		    between(v, 0, 2000), between(v, 0, 1), 1 + c, between(v, 0, 1), between(v, 0, 5));
	say(v, "firm_grades: {D: {from: 0}, C: {from: %d}, B: {from: %d}}\n", 100 + pick(v, 500),
	    700 + pick(v, 400));
	say(v, "firm_lists:\n");
	for (int l = 0; l < 3; l++) {
		say(v,
		    "  k%d: {colour: %s, enabled: %s, entry_events: [v%d, v%d], entry_grades: [%s], "
		    "entry_probability: %.2f, "
		    "term_months: %d, repair_per_month: %.2f",
		    l, pick(v, 3) ? "black" : "red", pick(v, 8) ? "true" : "false", pick(v, 2), 2 + pick(v, 3),
		    pick(v, 2) ? "D" : "B", between(v, 0, 1), 1 + pick(v, 12), between(v, 0, 0.3));
		if (v->lists > 0)
			say(v, ", head_list: l%d, head_probability: %.2f", pick(v, v->lists), between(v, 0, 1));
		say(v, ", job_loss_per_month: %.2f}\n", between(v, 0, 0.5));
	}
	say(v, "firm_measures:\n");
	for (int m = 0; m < 3; m++) {
		const int sanction = pick(v, 3) > 0;
		say(v,
		    "  q%d: {kind: %s, enabled: %s, lists: [k%d], grades: [%s], demand_per_year: %.1f, "
		    "demand_size_slope: %.2f, "
		    "by_sector: {s0: %.1f}, strictness: %.2f, credit: %s, stake_months: %.2f}\n",
		    m, sanction ? "sanction" : "reward", pick(v, 8) ? "true" : "false", m, pick(v, 2) ? "C" : "B",
		    between(v, 0, 30), between(v, -1, 1), between(v, -1, 1), between(v, 0, 1),
		    sanction && m != 1 ? "true" : "false", stake_of_firms(v));
	}
}

void say_change_of_firms(struct invention *v)
{
	say(v,
	    "      firms.enabled: %s\n      firm_lists.k%d.enabled: %s\n"
	    "      firm_events.v1.rate_per_year: %.2f\n",
	    pick(v, 2) ? "true" : "false", pick(v, 3), pick(v, 2) ? "true" : "false", between(v, 0, 6));
	const uint64_t state = v->state;
	say(v,
	    "      firms.appeal_if_wronged: %.2f\n      firms.appeal_months: %d\n      firms.learning_caught: "
	    "%.2f\n"
	    "      firms.closed_per_year: %.2f\n      firms.credit_coverage_small: %.2f\n      "
	    "firm_events.v0.gain: %.1f\n",
	    between(v, 0, 1), 1 + pick(v, 15), between(v, 0, 1), between(v, 0, 2), between(v, 0, 1),
	    between(v, 0.1, 8));
	v->state = state;
}
