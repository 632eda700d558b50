/* Those whom a condition finds: a search under way. */
#ifndef SOC_ANALYSIS_FIND_H
#define SOC_ANALYSIS_FIND_H

#include "analysis/people.h"
#include "analysis/student.h"

struct soc_find {
	struct soc_people_reader *people; /* its first column is the person */
	int has_person;                   /* 1: that was asked for; else it is there for the draw alone */
	int limit, drawn;
	int64_t matching;
	uint64_t *rank; /* of the people drawn so far, rising; room for one more than limit */
	double *value;  /* [drawn][column] */
	char date[16];
	char where[SOC_CONDITION_TEXT + 1], place[SOC_CONDITION_WORD];
	/* Those of the other replicates who match are counted after the draw, where that is asked for. */
	struct soc_result *result;
	struct soc_people_options count; /* whom to count there; its texts are those above and month */
	char month[16];
	struct soc_people_reader *other; /* the one under way; NULL: none */
	int64_t *replicate;              /* their numbers in the file */
	double *matches;                 /* [replicate]: who match; NaN: not counted yet */
	int replicates, counted, drawn_all;
};

/* How many match in a replicate: the mean over all of them and its interval (Student's t; where none matches
 * in any, the exact bound of Clopper and Pearson). NaN where they were not counted. Pure. Source: Student
 * 1908, Biometrika 6(1), 1; Clopper and Pearson 1934, Biometrika 26, 404. Cost: O(replicates). */
struct soc_interval soc_find_over_replicates(const struct soc_find *f);
/* How many people of one replicate a count of none leaves open (95%, Clopper and Pearson). Pure. Source: as
 * of soc_find_over_replicates. Cost: O(1). */
double soc_find_none_leaves(const struct soc_find *f);

#endif
