/* What zones do to the people in them. Nothing here acts back: no phase asks who is zoned, and there is
 * nothing to optimise. docs/model/zones.md. */
#ifndef SOC_MODEL_ZONES_COUNT_H
#define SOC_MODEL_ZONES_COUNT_H

#include "model/indicators/count.h"

/* Trips of the month that would leave the zone, alerts, stops, questionings of relatives. Nothing where
 * nobody is zoned. Cost: about 0.8 us for each zoned person with 32 trips out. */
void soc_zones_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
