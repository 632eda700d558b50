/* Incomes that move. */
#ifndef SOC_TESTS_REFERENCE_INCOMES_H
#define SOC_TESTS_REFERENCE_INCOMES_H

#include "reference.h"

/* What a refusal under a measure leaves; the month; counting. */
void ref_scar(struct ref_now *now, int person, int measure);
void ref_income_moves(struct ref_now *now);
void ref_count_income(struct ref_now *now);

#endif
