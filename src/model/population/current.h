/* Where a person stands in life now: as registers have it, but for the income quintile, which moves where
 * incomes are followed (model/modules/income). */
#ifndef SOC_MODEL_CURRENT_H
#define SOC_MODEL_CURRENT_H

#include "model/community.h"

/* The column to read (soc_situation_*): people's own where incomes are followed, else the register's. */
static inline const uint8_t *soc_population_current(const struct soc_registry *registry,
                                                    const struct soc_self *self)
{
	return self->situation != NULL ? self->situation : registry->situation;
}

#endif
