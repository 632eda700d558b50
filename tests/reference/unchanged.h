/* Two runs that must be the same to the last byte, though the second may hold columns that the first has not.
 */
#ifndef SOC_TESTS_REFERENCE_UNCHANGED_H
#define SOC_TESTS_REFERENCE_UNCHANGED_H

#include "lab.h"

/* After the same month of both: every column of a in b, the fields and all sums, but counters of modules
 * whose names begin with one of `shows` (ends with NULL). The first difference is said with
 * name and state and ends the program with status 1. */
void unchanged(const char *name, const char *state, struct lab *a, struct lab *b, const char *const *shows);
/* Values compared so far. */
long long unchanged_count(void);

#endif
