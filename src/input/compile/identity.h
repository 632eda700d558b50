/* Compiling what ties records to people and whom channels watch more: part of soc_rules_compile (rules.h). */
#ifndef SOC_INPUT_RULES_IDENTITY_H
#define SOC_INPUT_RULES_IDENTITY_H

#include "input/compile/rules.h"

/* After all channels have been compiled. Errors: SOC_ERR_SCENARIO when a value needs another that is off;
 * SOC_ERR_LIMIT. */
enum soc_err soc_rules_identity(struct soc_rules *r, const struct soc_scenario *s, struct soc_msg *msg);

#endif
