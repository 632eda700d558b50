/* What must hold of a world after every month, whatever the scenario. */
#ifndef SOC_TESTS_INVARIANTS_CHECKS_H
#define SOC_TESTS_INVARIANTS_CHECKS_H

#include "lab.h"

/* What is remembered from month to month. */
struct checks {
	const char *name;
	int64_t month_checks;                   /* statements checked, all together */
	int64_t persons[SOC_DEMOGRAPHIC_CELLS]; /* counted from the people themselves */
	int64_t grades[SOC_GRADES_MAX];         /* people by grade, after the last month */
	int64_t stock[SOC_LISTS_MAX], pending_records, pending_appeals, records_held;
	int64_t *filed;                      /* [place][month] */
	uint8_t on_lists[SOC_COMMUNITY_MAX]; /* bit per list: before the month, of the community being stepped */
};

/* Runs all months of an open lab and checks each; the lab is left at its end. A broken invariant ends the
 * program. */
void checks_run(struct checks *checks, struct lab *lab, const char *name);

/* Adds one statement to the count; ends the program with a message when it is false. */
void checks_must(struct checks *checks, const struct lab *lab, int holds, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* people.c: columns and docket of a community, after it has been stepped; what must be remembered of it
 * before */
void checks_remember(struct checks *checks, struct lab *lab, uint32_t community);
void checks_community(struct checks *checks, struct lab *lab, uint32_t community);
/* sums.c: sums of the month just stepped */
void checks_sums(struct checks *checks, struct lab *lab);

#endif
