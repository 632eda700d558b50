/* What policies would run, checked before any of it runs. */
#ifndef SOCRED_APP_POLICIES_CHECK_H
#define SOCRED_APP_POLICIES_CHECK_H

#include "socred/policies.h"

#include <stddef.h>
#include <stdint.h>

/* Reads and checks the scenario of every variant, the national one, and the roll-out of each variant that
 * could be chosen; says on stderr what is wrong, and, as a warning, whose roll-out alone would be refused.
 * settings (settings_count of them) as for diagnostics_read; months: how many to run from the first one of
 * each scenario, 0: those of its span; file: the name of the policies in messages. Errors: those of reading;
 * SOC_ERR_SCENARIO too when no variant can be rolled out. */
enum soc_err policies_check(const struct soc_policies *p, const char *file, const char *const *settings,
                            size_t settings_count, int64_t months, struct soc_msg *msg);

#endif
