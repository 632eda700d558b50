/* Which points an experiment has: a design over its factors. A point is a number from 0; where a design can
 * be extended, the first points are the same for every larger one. */
#ifndef SOC_EXPERIMENT_DESIGN_H
#define SOC_EXPERIMENT_DESIGN_H

#include "experiment/factor.h"

#define SOC_POINTS_MAX 1000000
#define SOC_ARMS_MAX 64
/* Rows of a sobol design belong in turn to so many scramblings of the points of Sobol', independent of each
 * other: what one scrambling leaves open cannot be seen from within it, only from how they differ. More of
 * them lose what the points have over independent ones, fewer widen Student's t; eight gave the narrowest
 * intervals of 4, 8 and 16 with Ishigami and g at most sizes from 128 to 2048 rows. */
#define SOC_DESIGN_SCRAMBLINGS 8

enum soc_design_kind {
#define DESIGN(name, keys, extended, meaning) SOC_DESIGN_##name,
#include "experiment/keys.def"
	SOC_DESIGNS
};
/* Names, keys ("n! seed", a ! behind those that it needs), the key that --extend raises ("" where none),
 * meanings. */
extern const char *const soc_design_names[SOC_DESIGNS], *const soc_design_keys[SOC_DESIGNS],
															*const soc_design_extended[SOC_DESIGNS],
																*const soc_design_meanings[SOC_DESIGNS];

#define SOC_DESIGN_ALLOWED 128
/* The keys of a kind for a reader: "n, seed". Returns out. */
const char *soc_design_allowed(int kind, char out[SOC_DESIGN_ALLOWED]);

struct soc_design {
	enum soc_design_kind kind;
	int64_t n;                      /* rows of lhs and sobol */
	int64_t trajectories;           /* of morris */
	int levels;                     /* of factorial, of morris (even) */
	int64_t seed;                   /* of its draws */
	int64_t rows;                   /* of a points file; arms */
	int64_t waves, particles, runs; /* of calibration, n of each wave */
	int64_t assumptions;            /* draws of all assumptions in which each arm is run as well; 0: none */
	uint64_t without;               /* a bit for each arm that switches a cause off */
};

/* Points of the design over these factors; SOC_POINTS_MAX + 1 for more than the most. */
int64_t soc_design_points(const struct soc_design *d, const struct soc_factor *factors, int count);
/* The coordinates of a point, 0 to 1, one for each factor. Not for points and arms, whose values stand in a
 * table. Pure. Cost: O(factors). */
void soc_design_at(const struct soc_design *d, const struct soc_factor *factors, int count, int64_t point,
                   double *u);
/* sobol: the row of a point and its role in it: 0 the point of A, 1 that of B, 2 + i that of A with factor i
 * from B (Saltelli et al., Comput. Phys. Commun. 181, 259, 2010). */
int64_t soc_design_row(int count, int64_t point, int *role);
/* morris: the factor that moves from `point` to the next of its trajectory, and by how much (in u, with its
 * sign). */
int soc_design_move(const struct soc_design *d, int count, int64_t point, double *by);

#endif
