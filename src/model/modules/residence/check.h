/* Checks of classes of residence beyond what single keys need. */
#ifndef SOC_MODEL_RESIDENCE_CHECK_H
#define SOC_MODEL_RESIDENCE_CHECK_H

#include "input/bind/bind.h"

/* Says what does not hold of classes of residence, as diagnostics of the scenario that is being read; nothing
 * else changes. */
void soc_residence_check(struct soc_binding *binding);

#endif
