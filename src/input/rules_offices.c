#include "input/rules_offices.h"

#include "base/draw.h"

/* One word tells what a hop does: the probabilities are laid one behind the other. */
static void compile_hierarchy(struct soc_rules *r, const struct soc_hierarchy *h)
{
	const double harm[3] = { h->lost_per_hop, h->misfiled_per_hop, h->reclassed_per_hop };
	double below = 0.0;
	r->hierarchy.hops = (uint8_t)h->hops;
	r->hierarchy.months = (uint8_t)h->months_per_hop;
	for (int i = 0; i < 3; i++) {
		below += harm[i];
		r->hierarchy.harm[i] = soc_threshold(below);
	}
}

void soc_rules_offices(struct soc_rules *rules, const struct soc_scenario *s)
{
	compile_hierarchy(rules, &s->hierarchy);
}
