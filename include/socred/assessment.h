/* Assessments: the fields of a form (of a law, of a standard) filled with what runs say, and marked where
 * only a deployer can answer. It gives no verdict. */
#ifndef SOCRED_ASSESSMENT_H
#define SOCRED_ASSESSMENT_H

#include "socred/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct soc_assessment;
struct soc_diagnostics;
struct soc_result;

#define SOC_ASSESSMENT_RUNS 8 /* the most that are laid side by side */

/* Fills a form. form: the name of one that travels with the library (fria, iama, aia, atrs), or the path of a
 * file. results: count (1 to SOC_ASSESSMENT_RUNS) runs, the first the one that is assessed, the others
 * alternatives over the same people.
 * Owner: *out is the caller's (soc_assessment_free), *diagnostics of the form too (soc_diagnostics_free; may
 * be NULL); results stay the caller's. Errors: SOC_ERR_USAGE: no such form, too many runs, or two that are no
 * pair; SOC_ERR_SCENARIO: the form is not valid; SOC_ERR_IO, SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: reading
 * the months of each run once for each value that the form asks for. */
SOC_API enum soc_err soc_assessment_make(struct soc_assessment **out, struct soc_result *const *results,
                                         int count, const char *form, struct soc_diagnostics **diagnostics,
                                         struct soc_msg *msg);
#define SOC_ASSESSMENT_DRAWS_LEAST 40
#define SOC_ASSESSMENT_DRAWS_MOST 4096
/* The experiment (socred/experiment.h) whose arms are the runs, each over the same `draws` of everything that
 * the first of them assumes, and whose outcomes are what the form tells: what the runs differ in is not
 * drawn, so that a difference between arms is one of their rules. base: the path of the first run's scenario
 * as it was run (scenario.resolved.yaml); results, count (1 to SOC_ASSESSMENT_RUNS) and form as of
 * soc_assessment_make. Owner: *out, a YAML text, is the caller's (soc_text_free). Errors: as
 * soc_assessment_make; SOC_ERR_USAGE too where the runs differ in more than values, or draws are not
 * SOC_ASSESSMENT_DRAWS_LEAST to _MOST. Cost: O(keys of the scenarios + fields of the form). */
SOC_API enum soc_err soc_assessment_experiment(struct soc_result *const *results, int count, const char *form,
                                               const char *base, int draws, char **out, struct soc_msg *msg);
/* As soc_assessment_make, with `over`, what soc_experiment_analyse told of that experiment as "json" (NULL:
 * nothing was drawn): the intervals over the assumptions of each run, and of what each is less the first, are
 * those of the draws. count: 1 to SOC_ASSESSMENT_RUNS; out, results, form, diagnostics and msg as above.
 * Owner: as above; over stays the caller's. Errors: as above; SOC_ERR_USAGE where `over` is no such text.
 * Source: the draws, McKay, Beckman and Conover 1979, Technometrics 21(2), 239. Cost: as above. */
SOC_API enum soc_err soc_assessment_make_over(struct soc_assessment **out, struct soc_result *const *results,
                                              int count, const char *form, const char *over,
                                              struct soc_diagnostics **diagnostics, struct soc_msg *msg);
/* The filled form: format "html" (a page in one file, without scripts), "markdown" or "json".
 * Owner: *out is the caller's (soc_text_free). Errors: SOC_ERR_USAGE: no such format; SOC_ERR_MEMORY. Cost:
 * O(fields). */
SOC_API enum soc_err soc_assessment_text(const struct soc_assessment *assessment, const char *format,
                                         char **out, struct soc_msg *msg);
/* Releases an assessment; NULL is fine. Cost: O(fields). */
SOC_API void soc_assessment_free(struct soc_assessment *assessment);

#ifdef __cplusplus
}
#endif
#endif
