/* The ensemble over a scenario's assumptions as a run uses it: found beside the scenario, or where the user
 * says. */
#ifndef SOCRED_APP_ENSEMBLE_H
#define SOCRED_APP_ENSEMBLE_H

#include "socred/assumptions.h"

/* Reads the ensemble of the scenario s at path. asked: the file of --assumptions, "none", or NULL: the one
 * beside the scenario, if there is one. *out: NULL where there is none. One that was made from another
 * scenario is refused when it was asked for, and else told, unless quiet, and left out. Errors: those of
 * reading it; SOC_ERR_DATA. */
enum soc_err ensemble_find(const char *path, const char *asked, const struct soc_scenario *s, int quiet,
                           struct soc_assumptions **out, struct soc_msg *msg);

/* Says, unless quiet, what a run of the scenario s at path will make of the ensemble beside it: *warnings is
 * one more where it was made from another scenario. more: what stands behind the path in the command that
 * makes it again. Errors: those of reading it, which end a run too. */
enum soc_err ensemble_check(const char *path, const struct soc_scenario *s, const char *more, int quiet,
                            size_t *warnings, struct soc_msg *msg);

/* Makes the ensemble over `draws` lines of a posterior: runs s with each, what is measured is kept in
 * folder/posterior, so that the same call goes on after an interrupt. Errors: those of soc_assumptions_make.
 */
enum soc_err ensemble_of_posterior(const char *posterior, long long draws, const struct soc_scenario *s,
                                   const char *folder, int quiet, struct soc_assumptions **out,
                                   struct soc_msg *msg);

/* What a checkpoint keeps of a run: its command line, and behind it the ensemble, if it has one. The caller's
 * to free; NULL when memory is out. */
char *ensemble_note(const char *command_line, const struct soc_assumptions *a);
/* Parts such a note: it becomes the command line, *out the ensemble or NULL. Errors: those of reading it. */
enum soc_err ensemble_of_note(char *note, struct soc_assumptions **out, struct soc_msg *msg);

#endif
