/* Experiments: many points of a scenario, run in one process, and what is made of them. */
#ifndef SOCRED_EXPERIMENT_H
#define SOCRED_EXPERIMENT_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_experiment;
struct soc_diagnostics; /* scenario.h */

/* Reads the experiment file at path with its scenario and its points, and checks everything. extend: NULL, or
 * a larger design than the file's, as "n=1024" or "trajectories=40".
 * Owner: *out and *diagnostics are the caller's (soc_experiment_free, soc_diagnostics_free); *diagnostics
 * (may be NULL) is set whenever there is anything to say. Errors: SOC_ERR_SCENARIO with all diagnostics at
 * once, SOC_ERR_USAGE: extend is no such thing, SOC_ERR_IO, SOC_ERR_LIMIT, SOC_ERR_MEMORY; *out stays as it
 * was. Cost: reading the scenario, and O(points) of a points file. */
SOC_API enum soc_err soc_experiment_read(const char *path, const char *extend, struct soc_experiment **out,
                                         struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* Releases an experiment; NULL is fine. Cost: O(1). */
SOC_API void soc_experiment_free(struct soc_experiment *experiment);

/* What an experiment is, in numbers. Texts belong to the experiment or are static. */
struct soc_experiment_size {
	const char *title, *design; /* the question; the kind of design */
	int factors, outcomes;
	int64_t points, replicates; /* replicates of each point */
	int64_t persons, months;    /* of the scenario that every point starts from */
};
/* The size of an experiment.
 * Owner: texts are of the experiment. Returns: all 0 for NULL. Cost: O(1). */
SOC_API struct soc_experiment_size soc_experiment_size(const struct soc_experiment *experiment);

/* The JSON Schema (draft 2020-12) of an experiment file.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_MEMORY. Cost: O(keys). */
SOC_API enum soc_err soc_experiment_schema(char **out, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
