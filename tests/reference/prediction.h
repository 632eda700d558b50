/* What is known of people by period, forecast of them, and held against them. The predictors are given: the
 * libraries that train them are no part of a month. */
#ifndef SOC_TESTS_REFERENCE_PREDICTION_H
#define SOC_TESTS_REFERENCE_PREDICTION_H

#include "reference.h"

void ref_prediction_begin(struct ref_now *now);
void ref_prediction_acts(struct ref_now *now);
void ref_prediction_note(struct ref_now *now);
void ref_prediction_hold(struct ref_now *now);
/* The threshold of detection of a person by a channel, aimed. */
uint64_t ref_prediction_aimed(const struct ref_now *now, int channel, int person, uint64_t threshold);
void ref_count_prediction(struct ref_now *now);
/* Where predictors were trained after the month: counts them as they are given. */
void ref_count_predictor(struct reference *ref);

#endif
