/* Policy comparison: variants over the same people and random numbers, judged by formulas; the choice, rolled
 * out. */
#ifndef SOCRED_POLICIES_H
#define SOCRED_POLICIES_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_policies;
struct soc_diagnostics;
struct soc_result;
struct soc_scenario;

/* Reads the file of policies at path.
 * Owner: *out is the caller's (soc_policies_free), *diagnostics too (soc_diagnostics_free; may be NULL).
 * Errors: as soc_scenario_read: SOC_ERR_SCENARIO with all diagnostics, SOC_ERR_IO, SOC_ERR_MEMORY. Cost:
 * O(bytes of the file). */
SOC_API enum soc_err soc_policies_read(const char *path, struct soc_policies **out,
                                       struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* Releases policies; NULL is fine. Cost: O(variants). */
SOC_API void soc_policies_free(struct soc_policies *policies);

/* How many variants there are.
 * Returns: 1 to 16. Cost: O(1). */
SOC_API int soc_policies_count(const struct soc_policies *policies);
/* Name of the variant i, 0 to count - 1.
 * Owner: the policies. Returns: NULL past the end. Cost: O(1). */
SOC_API const char *soc_policies_name(const struct soc_policies *policies, int i);
/* Path of the scenario of the variant i, 0 to count - 1.
 * Owner: the policies. Returns: NULL past the end. Cost: O(1). */
SOC_API const char *soc_policies_path(const struct soc_policies *policies, int i);

/* Judges the results of the variants, one for each, in their order. They must be pairs
 * (soc_result_compare).
 * Owner: results stay the caller's. Errors: SOC_ERR_USAGE names the two that are no pair, and why;
 * SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: reading the months of each once for each formula. */
SOC_API enum soc_err soc_policies_judge(struct soc_policies *policies, struct soc_result *const *results,
                                        struct soc_msg *msg);
/* Steps that many communities (1 or more) again in every variant and replicate and compares their people
 * one by one; the results need fields. After soc_policies_judge; its text then tells of it.
 * Owner: results stay the caller's. Errors: SOC_ERR_USAGE: not judged, or another number; SOC_ERR_RESULTS,
 * SOC_ERR_MEMORY. Cost: as running those communities, and the plan of the population for each. */
SOC_API enum soc_err soc_policies_compare_lives(struct soc_policies *policies,
                                                struct soc_result *const *results, int communities,
                                                struct soc_msg *msg);
/* What came of it: format "table", "csv", "json", or "html": a page in one file. After soc_policies_judge.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: not judged, no such format;
 * SOC_ERR_MEMORY.
 * Cost: O(variants x formulas). */
SOC_API enum soc_err soc_policies_text(const struct soc_policies *policies, const char *format, char **out,
                                       struct soc_msg *msg);
/* The variant that is to be rolled out. After soc_policies_judge.
 * Returns: 0 to count - 1; -1 when the file asks for none or no variant has a value. Cost: O(1). */
SOC_API int soc_policies_chosen(const struct soc_policies *policies);
/* Whether the file has values for some places only.
 * Returns: 1 or 0. Cost: O(1). */
SOC_API int soc_policies_has_local(const struct soc_policies *policies);
/* Path of the scenario that is in force everywhere.
 * Owner: the policies. Returns: "" when the file names none. Cost: O(1). */
SOC_API const char *soc_policies_national(const struct soc_policies *policies);
/* The roll-out as the text of a scenario whose base is `base`. chosen and national: the scenarios of those
 * paths as read; national may be NULL without local values. local: 1 to keep the local values.
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_SCENARIO when there is nothing to roll out;
 * SOC_ERR_MEMORY. Cost: O(values). */
SOC_API enum soc_err soc_policies_rollout(const struct soc_policies *policies,
                                          const struct soc_scenario *chosen,
                                          const struct soc_scenario *national, const char *base, int local,
                                          char **out, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
