/* People stepped again one by one, for groups that no table of the results counts. */
#ifndef SOC_ANALYSIS_FAIRNESS_PEOPLE_H
#define SOC_ANALYSIS_FAIRNESS_PEOPLE_H

#include "analysis/fairness.h"

/* A person: the value of each dimension (marker: 0), and a confusion matrix that holds nobody else. */
typedef void (*soc_fairness_person)(void *user, const int64_t *value, const struct soc_confusion *one);

/* Tells everybody of a replicate at the end of its last month. list: the black list that selects, and whose
 * acts are what is true; NULL: any. grades: a set of bits of grades that select in place of lists, true it is
 * then of those who have committed a violation; 0: lists do. Errors: SOC_ERR_USAGE: the results keep too
 * little to step people again; SOC_ERR_RESULTS, SOC_ERR_MEMORY. Cost: stepping all people of the replicate.
 */
enum soc_err soc_fairness_people(struct soc_result *r, int64_t replicate, const char *list, uint32_t grades,
                                 soc_fairness_person told, void *user, struct soc_msg *msg);

#endif
