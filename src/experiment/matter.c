#include "experiment/matter.h"

#include "base/num.h"
#include "experiment/sensitivity.h"

#include <math.h>

#define STANDS_OUT 3.5 /* standard errors of a rank correlation between what is independent */

/* Keeps the largest, in their order. */
static void insert(struct soc_assumptions_outcome *o, int factor, double correlation)
{
	int at = o->matter_count < SOC_ASSUMPTIONS_MATTER ? o->matter_count++ : SOC_ASSUMPTIONS_MATTER;
	if (at == SOC_ASSUMPTIONS_MATTER && fabs(o->matter[at - 1].correlation) >= fabs(correlation))
		return;
	at -= at == SOC_ASSUMPTIONS_MATTER;
	for (; at > 0 && fabs(o->matter[at - 1].correlation) < fabs(correlation); at--)
		o->matter[at] = o->matter[at - 1];
	o->matter[at] = (struct soc_assumptions_matter){ factor, correlation, NAN, NAN };
}

enum soc_err soc_matter_find(const struct soc_hypercube *h, int assumptions, const double *means,
                             struct soc_assumptions_outcome *o, struct soc_msg *msg)
{
	const double least = STANDS_OUT / soc_num_sqrt((double)(o->points - 1));
	enum soc_err err = SOC_OK;
	struct soc_estimate e;
	o->matter_count = 0;
	for (int f = 0; f < assumptions && err == SOC_OK; f++) {
		err = soc_sensitivity_rank(soc_hypercube_places(h, f), means, h->draws, &e.value, msg);
		if (err == SOC_OK && fabs(e.value) >= least)
			insert(o, f, e.value);
	}
	for (int i = 0; i < o->matter_count && err == SOC_OK; i++) {
		err = soc_sensitivity_ranks(soc_hypercube_places(h, o->matter[i].factor), means, h->draws,
		                            (uint64_t)h->seed, &e, msg);
		o->matter[i].low = e.low;
		o->matter[i].high = e.high;
	}
	return err;
}
