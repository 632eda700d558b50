/* Alerts of cameras that compare faces with a watch list, and the stops that follow. Nothing here acts back:
 * no phase asks who was stopped, and there is nothing to optimise. docs/model/recognition.md. */
#ifndef SOC_MODEL_RECOGNITION_COUNT_H
#define SOC_MODEL_RECOGNITION_COUNT_H

#include "model/indicators/count.h"

/* Faces, alerts and stops of the month. The watch list is who is on a black list at its end; what is true of
 * an alert is read here alone. Nothing where no camera compares. Cost: O(persons). */
void soc_recognition_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
