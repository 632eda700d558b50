/* Who has joined a scheme that one has to join. */
#ifndef SOC_TESTS_REFERENCE_ENROLMENT_H
#define SOC_TESTS_REFERENCE_ENROLMENT_H

#include "reference.h"

int ref_has_consent(const struct ref_now *now, int person);
void ref_count_consent(struct ref_now *now);

#endif
