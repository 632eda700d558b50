/* How long people stay in a grade and on a list. */
#ifndef SOC_TESTS_REFERENCE_STAYS_H
#define SOC_TESTS_REFERENCE_STAYS_H

#include "reference.h"

/* Before the grade changes. */
void ref_change_stay(struct ref_now *now, struct ref_person *p, int to);
/* ended: NULL, one begins. how: the first value of the counter. */
void ref_list_stay(struct ref_now *now, int list, const struct ref_entry *ended, int how);

#endif
