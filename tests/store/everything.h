/* A run that never happened, in which every module is on. Eight months, by hand: every count
 * has its place below. */
#ifndef SOC_TESTS_STORE_EVERYTHING_H
#define SOC_TESTS_STORE_EVERYTHING_H

#include "made.h"

extern const char everything_yaml[];
/* The month's counts; a replicate other than 0 has the same. */
void everything_fill(struct made *m, int64_t replicate, int64_t month);

#endif
