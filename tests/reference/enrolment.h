/* Who is enrolled in a scheme that is voluntary. */
#ifndef SOC_TESTS_REFERENCE_ENROLMENT_H
#define SOC_TESTS_REFERENCE_ENROLMENT_H

#include "reference.h"

int ref_is_enrolled(const struct ref_now *now, int person);
void ref_count_enrolment(struct ref_now *now);

#endif
