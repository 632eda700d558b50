/* Checks of bureaus beyond what single keys need. */
#ifndef SOC_MODEL_BUREAUS_CHECK_H
#define SOC_MODEL_BUREAUS_CHECK_H

#include "input/bind/bind.h"

/* Says what does not hold of bureaus, as diagnostics of the scenario that is being read; nothing else
 * changes.
 */
void soc_bureaus_check(struct soc_binding *binding);

#endif
