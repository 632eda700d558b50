/* Points of an experiment over a theory in place of a scenario: what a point is, its key, and its outcomes.
 */
#ifndef SOC_EXPERIMENT_THEORY_POINTS_H
#define SOC_EXPERIMENT_THEORY_POINTS_H

#include "experiment/experiment.h"
#include "store/digest.h"

/* A value by the name of its parameter, or of "seed". Errors: SOC_ERR_SCENARIO: no such parameter (with the
 * nearest name), no number, out of range. */
enum soc_err soc_theory_points_set(const struct soc_theory_kind *kind, struct soc_theory_point *point,
                                   const char *key, const char *value, struct soc_msg *msg);
/* Whether the values go together. Errors: SOC_ERR_SCENARIO. */
enum soc_err soc_theory_points_judge(const struct soc_theory_kind *kind, const struct soc_theory_point *point,
                                     struct soc_msg *msg);
/* The values at a point of the experiment. Errors: SOC_ERR_SCENARIO says why it cannot run. O(factors). */
enum soc_err soc_theory_points_at(const struct soc_experiment *e, int64_t i, struct soc_theory_point *out,
                                  struct soc_msg *msg);
/* Its key: a digest of the theory, its values and the version. Errors: as above; SOC_ERR_MEMORY. */
enum soc_err soc_theory_points_key(const struct soc_experiment *e, int64_t i, char out[SOC_DIGEST_TEXT],
                                   struct soc_msg *msg);
/* A formula of the figures of a theory. Errors: SOC_ERR_SCENARIO with the nearest name. */
enum soc_err soc_theory_points_compile(struct soc_formula *out, const char *formula,
                                       const struct soc_theory_kind *kind, struct soc_msg *msg);
/* The same of what the experiment is over, a theory or a scenario. */
enum soc_err soc_theory_points_compile_any(struct soc_formula *out, const char *formula,
                                           const struct soc_experiment *e, struct soc_msg *msg);
/* Formulas of all outcomes. Owner: *out is the caller's (soc_free). Errors: SOC_ERR_SCENARIO, SOC_ERR_MEMORY.
 */
enum soc_err soc_theory_points_formulas(const struct soc_experiment *e, struct soc_formula **out,
                                        struct soc_msg *msg);
/* Runs replicate k of a point and measures it: out[outcomes], NaN where an outcome has no value. Errors:
 * SOC_ERR_INTERRUPTED, SOC_ERR_MEMORY. Cost: that of the theory. */
enum soc_err soc_theory_points_run(const struct soc_experiment *e, const struct soc_formula *formulas,
                                   const struct soc_theory_point *point, int32_t k, const volatile int *stop,
                                   double *out, struct soc_msg *msg);

#endif
