/* What is uncertain in a figure beside random numbers: an ensemble of points over the plausible ranges of a
 * scenario's values, kept as a small file and shown beside the interval over replicates. */
#ifndef SOCRED_ASSUMPTIONS_H
#define SOCRED_ASSUMPTIONS_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_assumptions;
struct soc_diagnostics;      /* scenario.h */
struct soc_experiment_state; /* experiment.h */
struct soc_result_writer;    /* result.h */
struct soc_scenario;

/* Reads the file of an ensemble at path and checks everything in it.
 * Owner: *out and *diagnostics (may be NULL) are the caller's (soc_assumptions_free, soc_diagnostics_free).
 * Errors: SOC_ERR_DATA with all diagnostics at once, SOC_ERR_IO, SOC_ERR_LIMIT, SOC_ERR_MEMORY; *out stays as
 * it was. Cost: O(bytes of the file). */
SOC_API enum soc_err soc_assumptions_read(const char *path, struct soc_assumptions **out,
                                          struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* As soc_assumptions_read, from `length` bytes of text; `name` stands for the file in messages; out,
 * diagnostics and msg as above.
 * Owner: as above. Errors: as above. Cost: as above. */
SOC_API enum soc_err soc_assumptions_read_text(const char *name, const char *text, size_t length,
                                               struct soc_assumptions **out,
                                               struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* Releases an ensemble; NULL is fine. Cost: O(1). */
SOC_API void soc_assumptions_free(struct soc_assumptions *assumptions);
/* Whether an ensemble was made from this scenario: the same values and plausible ranges, whatever the number
 * of people and replicates, the seed, the title and what is stored.
 * Errors: SOC_OK: it was. SOC_ERR_DIFFERENT: msg says that it was not; SOC_ERR_MEMORY. Cost: O(values). */
SOC_API enum soc_err soc_assumptions_match_scenario(const struct soc_assumptions *assumptions,
                                                    const struct soc_scenario *scenario, struct soc_msg *msg);
/* The text of the ensemble's file, to be kept beside a run that goes on later.
 * Owner: the ensemble. Returns: never NULL. Cost: O(1). */
SOC_API const char *soc_assumptions_text(const struct soc_assumptions *assumptions);
/* Lets a writer put the ensemble `assumptions` (NULL: none) into the results; before the run begins.
 * Owner: the ensemble is the caller's and stands until the run has begun. Cost: O(1). */
SOC_API void soc_result_writer_assumptions(struct soc_result_writer *writer,
                                           const struct soc_assumptions *assumptions);

struct soc_assumptions_options {
	const char *folder; /* where what is measured stands, so that an interrupted call goes on; it is there */
	int64_t points;     /* of the Latin hypercube, or drawn from the posterior: 40 to 4096 */
	int64_t seed;       /* any number; of the hypercube, apart from the random numbers of the runs */
	const char *posterior; /* a posterior.csv whose values are run, in place of a hypercube; NULL: none */
	int workers;           /* points that run at once; 0: one per processor */
	void (*on_progress)(void *user, int64_t done, int64_t all); /* replicates; may be NULL */
	void *user;
	const volatile int *stop; /* as of an experiment; may be NULL */
};
/* Makes an ensemble as `options` say: runs the scenario at points of a Latin hypercube over all its plausible
 * ranges at once, each value independent of the others, uniform, or, where the range is above zero and spans
 * a factor of ten or more, uniform in the logarithm; each point has random numbers of its own, and the values
 * as stated are run eight times. The scenario says the number of people and of replicates (two at least).
 * With a posterior the points are lines of it, by their weights, and nothing else varies. Owner: *text, the
 * ensemble's file, is the caller's (soc_text_free); *state (may be NULL) is set on success and on
 * interruption. Errors: SOC_ERR_USAGE: nothing has a plausible range, too few points or replicates;
 * SOC_ERR_SCENARIO: fewer than 40 points can run; SOC_ERR_DATA: the posterior is none of this scenario;
 * SOC_ERR_INTERRUPTED, SOC_ERR_IO, SOC_ERR_RESULTS, SOC_ERR_MEMORY. Source: McKay, Beckman and Conover 1979,
 * Technometrics 21(2), 239. Cost: that of points x replicates runs. */
SOC_API enum soc_err soc_assumptions_make(const struct soc_scenario *scenario,
                                          const struct soc_assumptions_options *options, char **text,
                                          struct soc_experiment_state *state, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
