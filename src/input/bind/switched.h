/* Which parts of a scenario are switched on at some time: modules and entries. */
#ifndef SOC_INPUT_SWITCHED_H
#define SOC_INPUT_SWITCHED_H

#include "input/module.h"
#include "input/schema/params.h"

struct soc_switched {
	unsigned char module[SOC_MODULES]; /* 1: on at the start, or by some change of the timeline */
};

/* Fills out from a complete scenario. Cost: O(settings x keys of a section). */
void soc_switched_find(const struct soc_scenario *s, struct soc_switched *out);
/* 1 when nothing asks for a value at any time: its module is off, its entry (a channel, a list, a measure) is
 * not enabled and no change enables it, or it is for entries of another kind. Cost: O(settings). */
int soc_switched_off(const struct soc_scenario *s, const struct soc_switched *on,
                     const struct soc_parameter *t);

#endif
