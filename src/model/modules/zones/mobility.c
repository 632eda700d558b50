#include "model/modules/zones/mobility.h"

#include "base/num.h"

#define STEPS 2000   /* even */
#define CUTOFFS 40.0 /* what lies beyond so many of them is below 1e-17 of all */

/* The law in y = ln(r + offset): exp((1 - exponent) y - r / cutoff) dy. */
static double density(const struct soc_mobility_law *law, double y)
{
	return soc_num_exp((1.0 - law->exponent) * y - (soc_num_exp(y) - law->offset) / law->cutoff);
}

static double mass_beyond(const struct soc_mobility_law *law, double radius)
{
	const double from = soc_num_log(radius + law->offset),
				 to = soc_num_log(radius + law->offset + CUTOFFS * law->cutoff), h = (to - from) / STEPS;
	double sum = density(law, from) + density(law, to);
	for (int i = 1; i < STEPS; i++)
		sum += density(law, from + i * h) * (i % 2 ? 4.0 : 2.0);
	return sum * h / 3.0;
}

double soc_mobility_exceeds(const struct soc_mobility_law *law, double radius_km)
{
	const double beyond = mass_beyond(law, radius_km), all = mass_beyond(law, 0.0);
	return beyond < all ? beyond / all : 1.0;
}

static double harmonic(int n)
{
	double sum = 0.0;
	for (int i = n; i > 0; i--)
		sum += 1.0 / i;
	return sum;
}

double soc_mobility_visits(int first, int places)
{
	return first < places ? harmonic(first) / harmonic(places) : 1.0;
}
