/* A run that never happened, in which every module is on. Eight months, by hand: what a
 * module has of it stands in its file of tests/modules. */
#ifndef SOC_TESTS_STORE_EVERYTHING_H
#define SOC_TESTS_STORE_EVERYTHING_H

#include "made.h"

/* The run with every module on, but for what the settings change; timeline: its section as text, or NULL.
 * Release with made_release. */
void everything_init(struct made *m, const char *timeline, const char *const *settings);
/* The month's counts; a replicate other than 0 has the same. */
void everything_fill(struct made *m, int64_t replicate, int64_t month);

#endif
