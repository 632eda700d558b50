/* The law of full names: how many people share one. No name is ever made; a person has a class of names, by
 * how many hold the name.
 *
 * The r-th commonest name has top * ((1 + q) / (r + q))^slope holders (Zipf and Mandelbrot), down to names
 * with one holder; q is what makes all holders together SOC_NAMES_PERSONS people. docs/model/linkage.md. */
#ifndef SOC_MODEL_NAMES_H
#define SOC_MODEL_NAMES_H

#include "model/modules/linkage/rules.h"

/* People of China at the end of 2007, when the commonest names were counted (National Bureau of Statistics:
 * 1,321.29 million). */
#define SOC_NAMES_PERSONS 1321290000.0

struct soc_names_law {
	double below[SOC_NAME_CLASSES]; /* share of people whose name is of this class or a rarer one; the last is
	                                   1 */
	double wrong[SOC_NAME_CLASSES]; /* chance that a record linked by name alone falls on a namesake */
	double offset;                  /* q */
};

/* per_million: holders of the commonest name per million people; search: people among whom a name is looked
 * for. Returns 0 when no q makes the law hold everybody, else 1. Cost: about 0.1 ms. */
int soc_names_law(struct soc_names_law *law, double per_million, double slope, double search);

/* With on average `others` further holders among those searched, their number Poisson, and one holder taken
 * at random: the chance that it is not the right one, 1 - E[1 / (1 + N)] = 1 - (1 - exp(-others)) / others.
 * Source: docs/model/linkage.md. */
double soc_names_wrong(double others);
/* Holders of the r-th commonest name, r >= 1. */
double soc_names_holders(const struct soc_names_law *law, double per_million, double slope, double rank);

#endif
