/* Those whom a condition finds: a search under way. */
#ifndef SOC_ANALYSIS_FIND_H
#define SOC_ANALYSIS_FIND_H

#include "analysis/people.h"

struct soc_find {
	struct soc_people_reader *people; /* its first column is the person */
	int has_person;                   /* 1: that was asked for; else it is there for the draw alone */
	int limit, drawn;
	int64_t matching;
	uint64_t *rank; /* of the people drawn so far, rising; room for one more than limit */
	double *value;  /* [drawn][column] */
	char date[16];
	char where[SOC_CONDITION_TEXT + 1], place[SOC_CONDITION_WORD];
};

#endif
