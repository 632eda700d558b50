/* What the waves say of one point. */
#include "experiment/history.h"

#include "base/num.h"

#include <math.h>

static double of_target(const struct soc_emulator *e, const struct soc_target *t, const double *u,
                        double *work)
{
	double variance;
	const double from = fabs(t->value - soc_emulator_at(e, u, &variance, work));
	return from / soc_num_sqrt(soc_target_variance(t) + variance);
}

static int is_inside(const double *u, int factors)
{
	for (int i = 0; i < factors; i++)
		if (!(u[i] >= 0.0 && u[i] <= 1.0))
			return 0;
	return 1;
}

double soc_history_implausibility(const struct soc_history *h, const double *u, int *by, double *work)
{
	double most = 0.0;
	if (by != NULL)
		*by = -1;
	if (!is_inside(u, h->factors))
		return INFINITY;
	for (int w = 0; w < h->waves; w++)
		for (int t = 0; t < h->targets_count; t++) {
			if (h->wave[w].of[t].is_refused)
				continue;
			const double one = of_target(&h->wave[w].of[t], &h->target[t], u, work);
			if (one > most && by != NULL)
				*by = t;
			most = one > most ? one : most;
		}
	return most;
}

/* The last wave first: it rules out most. The variance is asked only where it decides. */
int soc_history_is_left(const struct soc_history *h, const double *u, double limit, double *work)
{
	if (!is_inside(u, h->factors))
		return 0;
	for (int w = h->waves - 1; w >= 0; w--)
		for (int t = 0; t < h->targets_count; t++) {
			const struct soc_emulator *e = &h->wave[w].of[t];
			if (e->is_refused)
				continue;
			const double from = fabs(h->target[t].value - soc_emulator_at(e, u, NULL, work));
			if (from > limit * soc_num_sqrt(soc_target_variance(&h->target[t])) &&
			    !(of_target(e, &h->target[t], u, work) <= limit))
				return 0;
		}
	return 1;
}

double soc_history_squares(const struct soc_history *h, const double *u, double *work)
{
	double sum = 0.0;
	for (int t = 0; h->waves > 0 && t < h->targets_count; t++) {
		const struct soc_emulator *e = &h->wave[h->waves - 1].of[t];
		const double one = e->is_refused ? 0.0 : of_target(e, &h->target[t], u, work);
		sum += one * one;
	}
	return sum;
}

int64_t soc_history_work(const struct soc_history *h)
{
	int64_t most = 1;
	for (int w = 0; w < h->waves; w++)
		for (int t = 0; t < h->targets_count; t++)
			if (soc_emulator_work(&h->wave[w].of[t]) > most)
				most = soc_emulator_work(&h->wave[w].of[t]);
	return most;
}
