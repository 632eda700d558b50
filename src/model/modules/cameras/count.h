/* How many cameras there are. docs/model/cameras.md. */
#ifndef SOC_MODEL_CAMERAS_COUNT_H
#define SOC_MODEL_CAMERAS_COUNT_H

#include "model/indicators/count.h"

/* Cameras of a community, in proportion to its people; nothing where there are none. Cost: O(1). */
void soc_cameras_count(const struct soc_measurement *s, struct soc_tally *t);

#endif
