/* Problems of a scenario, a line each: file:line:column: error: key: text. For every command that reads a
 * scenario. */
#ifndef SOCRED_APP_PROBLEMS_H
#define SOCRED_APP_PROBLEMS_H

#include "socred/scenario.h"

#include <stdint.h>
#include <stdio.h>

/* list may be NULL. Returns how many of them are warnings. */
size_t diagnostics_print(const struct soc_diagnostics *list, FILE *out);

/* Says on stderr what is wrong with the scenario at path. When it is refused for that (err), msg becomes how
 * many errors they are: what a command says at its end would be the first of them again. */
void diagnostics_tell(const char *path, const struct soc_diagnostics *list, enum soc_err err,
                      struct soc_msg *msg);

/* Reads a scenario as a command uses it: with its settings, so many months from its first (0: its own), and
 * with all that a run would refuse. Errors and *diagnostics as soc_scenario_read and soc_sim_check. */
enum soc_err diagnostics_read(const char *path, const char *const *settings, size_t settings_count,
                              int64_t months, struct soc_scenario **out, struct soc_diagnostics **diagnostics,
                              struct soc_msg *msg);

#endif
