/* What is read of a results file for groups: who selects them, and by whom they are parted. Private to
 * fairness_*.c. */
#ifndef SOC_ANALYSIS_FAIRNESS_READING_H
#define SOC_ANALYSIS_FAIRNESS_READING_H

#include "analysis/fairness.h"

#define SOC_FAIRNESS_BY_CELL 4 /* the dimensions of by_cell stand first, in the order of its key */

struct soc_fairness_reading {
	struct soc_fairness *f;
	struct soc_result *r;
	const char *list;                          /* of several, that selects; NULL: any, or the only one */
	int grade;                                 /* that selects; -1: a decision does */
	enum soc_decision_kind decision;           /* SOC_DECISIONS_COUNT: the first that the regime takes */
	uint32_t grades;                           /* of SOC_DECISION_GRADE: those below the line, as bits */
	int is_apart;                              /* no intersections are asked for */
	int by[SOC_FAIRNESS_DIMENSIONS], by_count; /* dimensions, in the order they are named in */
	int group_of[SOC_FAIRNESS_DIMENSIONS];     /* [place in by]: the group of its first value */
	int both, both_count; /* the first intersection, and how many; 0: none are asked for */
	char word[SOC_FAIRNESS_DIMENSIONS][8][96]; /* [dimension][value] */
};

/* The table that parts people by a dimension: 0 by_cell, 1 instrument_by_marker, 2 people_by_sex_age. Pure.
 */
static inline int soc_fairness_reading_table(int dimension)
{
	return dimension < SOC_FAIRNESS_BY_CELL ? 0 : dimension == SOC_FAIRNESS_MARKER ? 1 : 2;
}
/* Whether those whom a forecast flags are counted by a dimension. Pure. */
static inline int soc_fairness_reading_has_forecast(int dimension)
{
	return dimension == SOC_FAIRNESS_GROUP || dimension == SOC_FAIRNESS_QUINTILE ||
	       dimension == SOC_FAIRNESS_SEX || dimension == SOC_FAIRNESS_AGE;
}
/* Fills who is selected and of whom it is true, as words and as the decision that selects; `list` as of
 * soc_fairness_read. Errors: SOC_ERR_USAGE: the regime takes no such decision, or counts nobody by these
 * groups; SOC_ERR_RESULTS. */
enum soc_err soc_fairness_reading_take(struct soc_fairness_reading *q, const struct soc_scenario *s,
                                       const char *list, struct soc_msg *msg);

#endif
