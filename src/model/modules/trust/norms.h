/* The norms by number: the leading eight of Ohtsuki and Iwasa (2004) as 1 to 8, image scoring as 9 (Nowak and
 * Sigmund 1998); the same that `socred theory norms` has. */
#ifndef SOC_MODEL_TRUST_NORMS_H
#define SOC_MODEL_TRUST_NORMS_H

#include "model/modules/trust/rules.h"

#define SOC_TRUST_NORMS 9

/* The norm of a number, 1 to SOC_TRUST_NORMS. Pure. */
struct soc_trust_norm soc_trust_norm(int number);

#endif
