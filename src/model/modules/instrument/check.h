/* Checks of the instrument beyond what single keys need. */
#ifndef SOC_MODEL_INSTRUMENT_CHECK_H
#define SOC_MODEL_INSTRUMENT_CHECK_H

#include "input/bind/bind.h"

/* Says what does not hold of the instrument, as diagnostics of the scenario that is being read; nothing else
 * changes. */
void soc_instrument_check(struct soc_binding *binding);

#endif
