/* How far trips go: the law of displacements of Gonzalez, Hidalgo and Barabasi (Nature 453, 2008, 779-782),
 * and how often the most visited places are visited. docs/model/zones.md. */
#ifndef SOC_MODEL_MOBILITY_H
#define SOC_MODEL_MOBILITY_H

/* P(r) in proportion to (r + offset)^-exponent exp(-r / cutoff), r > 0; km. */
struct soc_mobility_law {
	double offset, exponent, cutoff;
};

/* The chance that a trip goes further than a radius (km, >= 0): the integral of the law from there on over
 * all of it, by Simpson's rule in ln(r + offset); error below 1e-7. offset and cutoff > 0. Cost: about 0.1
 * ms. */
double soc_mobility_exceeds(const struct soc_mobility_law *law, double radius_km);
/* Share of the trips that go to the `first` most visited of so many places, the L-th visited in proportion to
 * 1/L: H(first) / H(places). 1 where first is not below places. */
double soc_mobility_visits(int first, int places);

#endif
