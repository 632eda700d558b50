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
