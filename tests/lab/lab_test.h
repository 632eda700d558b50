/* What the tests of the lab share: a lab over a folder that is made and removed, and a request in one line.
 */
#ifndef SOC_TESTS_LAB_TEST_H
#define SOC_TESTS_LAB_TEST_H

#include "runner.h"
#include "socred/lab.h"

/* The lab of a part and its folder: opened before its tests, closed and removed behind them. */
extern struct soc_lab *lab_here;
extern char lab_folder[64];
int lab_test_setup(void **state);
int lab_test_teardown(void **state);
/* A folder of its own below the one that tests write into. */
const char *lab_test_folder(void);
void lab_test_remove(const char *folder);
struct soc_lab *lab_test_open(const char *folder);
/* Asks, and checks the status; the body stands until the next call. */
const char *lab_ask(struct soc_lab *lab, int status, const char *method, const char *target,
                    const char *body);
/* Asks for a search until its answer is there, in so many pieces; the body stands until the next call. */
const char *lab_ask_on(struct soc_lab *lab, const char *target, int *pieces);
/* Works until there is nothing to do; how many pieces that took. */
int lab_work_all(struct soc_lab *lab);
void lab_assert_has(const char *text, const char *part);

#endif
