/* What tests of theories share. */
#ifndef SOC_TESTS_THEORY_TEST_H
#define SOC_TESTS_THEORY_TEST_H

#include "runner.h"

#include "theory/theory.h"

#include <math.h>

/* The theory with those settings ("KEY=VALUE KEY=VALUE") and that seed, or the test fails with its message;
 * replicates 0: as many as it has by itself. Free with soc_theory_free. */
struct soc_theory_result *theory_run(const char *name, const char *settings, uint64_t seed, int replicates);
/* Value of a figure, or the test fails. */
double theory_value(const struct soc_theory_result *result, const char *figure);
/* Both at once, for one figure. */
double theory_figure(const char *name, const char *settings, const char *figure);
/* Fails when value is not within `within` of wanted. */
void theory_near(const char *what, double value, double wanted, double within);

#endif
