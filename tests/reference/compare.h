/* The engine held against the reference, value by value: shared by the tests that step both. */
#ifndef SOC_TESTS_REFERENCE_COMPARE_H
#define SOC_TESTS_REFERENCE_COMPARE_H

#include "lab.h"
#include "reference.h"

/* Steps both by a month and compares every column of every person and firm, dockets, fields and sums. The
 * first difference is said, with the name of the scenario, and ends the program with status 1. */
void compare_month(const char *name, struct lab *lab, struct reference *ref);
/* Values compared so far. */
long long compare_count(void);

#endif
