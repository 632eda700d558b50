#include "invention.h"

void say_bureaus(struct invention *v)
{
	static const char *const clients[] = { "independent", "nested", "disjoint" }, *const rules[] = {
		"any", "majority", "mean"
	};
	const int merged = v->bureaus > 1 ? v->bureaus - 1 : -1;
	say(v,
	    "credit: {interval_months: %d, friends: %d, friends_homophily: %.2f, friends_rounds: %d, "
	    "proxy_group: %.2f, proxy_income: %.2f, probe_points: %d}\n",
	    1 + pick(v, 12), 2 + 2 * pick(v, 4), between(v, 0, 1), 1 + pick(v, 4), between(v, 0, 0.5),
	    between(v, 0, 0.2), pick(v, 2) * 100);
	say(v, "bureaus:\n");
	for (int b = 0; b < v->bureaus; b++) {
		say(v,
		    "  b%d: {kind: %s, enabled: %s, minimum: 350, maximum: 950, refuse_below: %d, "
		    "refuse_without_score: %.2f",
		    b, b == merged ? "merged" : "scorer", pick(v, 6) ? "true" : "false", 350 + pick(v, 601),
		    between(v, 0, 0.5));
		if (b == merged) {
			say(v, ", merges: [b0%s], merge_rule: %s}\n", b > 1 ? ", b1" : "", rules[pick(v, 3)]);
			continue;
		}
		say(v,
		    ", clients: %s, coverage_urban: %.2f, coverage_rural: %.2f, coverage_borrowers: %.2f, "
		    "min_age: %d, needs_loan: %s, holds: %.2f",
		    clients[pick(v, 3)], between(v, 0, 1), between(v, 0, 1), between(v, 0, 1), pick(v, 30),
		    pick(v, 4) ? "false" : "true", between(v, 0.2, 1));
		say(v,
		    ", mixed_file: %.2f, friends_weight: %.2f, proxy_weight: %.2f, data_sharing: %.2f, "
		    "data_sharing_delay_months: %d, data_sharing_points: %d",
		    between(v, 0, 0.3), between(v, 0, 0.5), between(v, 0, 0.5), between(v, 0, 1), pick(v, 6),
		    pick(v, 300));
		say(v, ", weights: {f0: 1");
		for (int f = 1; f < v->components; f++)
			if (pick(v, 2) == 0)
				say(v, ", f%d: %.2f", f, between(v, 0.1, 2));
		say(v, "}");
		say_some(v, "data_sharing_lists", 'l', v->lists, 6);
		say(v, "}\n");
	}
}
