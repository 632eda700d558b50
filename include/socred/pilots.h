/* Competition of pilots: variants over the same people and luck, judged by formulas; the choice, rolled out.
 */
#ifndef SOCRED_PILOTS_H
#define SOCRED_PILOTS_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_pilots;
struct soc_problems;
struct soc_result;
struct soc_scenario;

/* Reads a file of pilots. As soc_scenario_read: SOC_ERR_SCENARIO with all problems, SOC_ERR_IO,
 * SOC_ERR_MEMORY. */
SOC_API enum soc_err soc_pilots_read(const char *path, struct soc_pilots **out,
                                     struct soc_problems **problems, struct soc_msg *msg);
SOC_API void soc_pilots_free(struct soc_pilots *pilots);

/* The variants: how many, their names, and the paths of their scenarios. Strings belong to the pilots. */
SOC_API int soc_pilots_count(const struct soc_pilots *pilots);
SOC_API const char *soc_pilots_name(const struct soc_pilots *pilots, int i);
SOC_API const char *soc_pilots_path(const struct soc_pilots *pilots, int i);

/* Judges the results of the variants, in their order. They must be pairs (soc_result_difference):
 * SOC_ERR_USAGE names the two that are not, and why. */
SOC_API enum soc_err soc_pilots_judge(struct soc_pilots *pilots, struct soc_result *const *results,
                                      struct soc_msg *msg);
/* Steps that many communities again in every variant and replicate and compares their people one by one; the
 * results need fields. After soc_pilots_judge; its text then tells of it. Cost: as running those communities,
 * and the plan of the population for each. */
SOC_API enum soc_err soc_pilots_lives(struct soc_pilots *pilots, struct soc_result *const *results,
                                      int communities, struct soc_msg *msg);
/* What came of it: format "table", "csv", "json", or "html": a page in one file. After soc_pilots_judge. */
SOC_API enum soc_err soc_pilots_text(const struct soc_pilots *pilots, const char *format, char **out,
                                     struct soc_msg *msg);
/* The variant that is to be rolled out; -1 when the file asks for none or no variant has a value. After
 * soc_pilots_judge. */
SOC_API int soc_pilots_chosen(const struct soc_pilots *pilots);
/* Whether the file has local values, and the path of the scenario that is in force everywhere. */
SOC_API int soc_pilots_has_local(const struct soc_pilots *pilots);
SOC_API const char *soc_pilots_national(const struct soc_pilots *pilots);
/* The roll-out as the text of a scenario whose base is `base`; chosen and national as read. *out:
 * soc_text_free. */
SOC_API enum soc_err soc_pilots_rollout(const struct soc_pilots *pilots, const struct soc_scenario *chosen,
                                        const struct soc_scenario *national, const char *base, int local,
                                        char **out, struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
