/* History matching: which points can be ruled out, wave by wave. Source: Vernon, Goldstein and Bower 2010,
 * Bayesian Analysis 5(4), 619, after Craig et al. 1997.
 *
 * The implausibility of a point is, over all targets and the emulators of all waves, the largest of
 *   |published - expected| / root(tolerance^2 + discrepancy^2 + simulation error^2 + variance of the
 * emulator), and a point is ruled out above SOC_HISTORY_CUT (Pukelsheim's three sigmas, 1994). An emulator
 * that is refused rules out nothing in its wave. A wave runs points of what is left; its emulators are of
 * those and of the points of earlier waves that are left too.
 *
 * What is left may be a millionth of all, and is found by subset simulation (Au and Beck, Probab. Eng. Mech.
 * 16, 263, 2001): chains over the cube whose limit of implausibility falls until half of them are above it,
 * which take over the place of another and walk on (Metropolis), down to the cut. The shares multiply to the
 * share of the cube that is left. */
#ifndef SOC_EXPERIMENT_HISTORY_H
#define SOC_EXPERIMENT_HISTORY_H

#include "experiment/emulator.h"
#include "experiment/target.h"

#define SOC_HISTORY_CUT 3.0
#define SOC_HISTORY_WAVES 12
#define SOC_HISTORY_CHAINS 256

struct soc_history_wave {
	int64_t points, without; /* that its emulators are from; that could not run and are left out */
	double left;             /* share of the cube that is left after it; 0: nothing */
	int worst;               /* the target that rules out most when nothing is left, else -1 */
	struct soc_emulator *of; /* [targets]; owned */
};

struct soc_history {
	int factors, targets_count, waves;
	const struct soc_target *target;
	struct soc_history_wave wave[SOC_HISTORY_WAVES];
	double *chain; /* [SOC_HISTORY_CHAINS][factors]: points spread over what is left; owned */
	uint64_t seed;
	int workers; /* results do not depend on it */
};

struct soc_history_options {
	int64_t points; /* of a wave */
	int waves;      /* at most; fewer when what is left shrinks no more */
	uint64_t seed;
	int workers;
	const volatile int *stop; /* ends it with SOC_ERR_INTERRUPTED when non-zero; may be NULL */
};

/* Runs the waves. target[]: simulation_error is set by each wave, whose points
 * are nearer to the published figures than those before. h is the caller's (soc_history_release), also
 * after a failure. When nothing is left it ends with that wave, which is no error. Errors: those of the
 * model; SOC_ERR_LIMIT, SOC_ERR_MEMORY, SOC_ERR_INTERRUPTED. */
enum soc_err soc_history_match(struct soc_history *h, const struct soc_calibrated *model,
                               struct soc_target *target, int targets_count,
                               const struct soc_history_options *o, struct soc_msg *msg);
/* Safe twice and on all zero. */
void soc_history_release(struct soc_history *h);
/* The implausibility of a point; infinite outside 0 to 1. *by (may be NULL): the target that it is of. work:
 * [soc_history_work]. Cost: O(targets x waves x points^2). */
double soc_history_implausibility(const struct soc_history *h, const double *u, int *by, double *work);
/* Whether it is at most `limit`; cheaper. */
int soc_history_is_left(const struct soc_history *h, const double *u, double limit, double *work);
/* What the emulators of the last wave expect of the sum over targets of the squared difference over its
 * variance, theirs included; 0 without a wave. work: as above. */
double soc_history_squares(const struct soc_history *h, const double *u, double *work);
int64_t soc_history_work(const struct soc_history *h);
/* Cholesky of `scale` times the covariance of places[n][factors], weights (NULL: the same) sum to 1: a step
 * of a walk among them. out: [factors][factors]. */
void soc_history_covariance(const double *places, const double *weights, int64_t n, int factors, double scale,
                            double *out);
/* to = from + U' z, U of soc_history_covariance: a step of that covariance. */
void soc_history_step(const double *upper, int factors, const double *from, const double *z, double *to);

#endif
