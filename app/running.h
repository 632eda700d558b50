/* What commands that run scenarios share: signals, folders, files written aside, a run with its meter. */
#ifndef SOCRED_APP_RUNNING_H
#define SOCRED_APP_RUNNING_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#define RUNNING_PATH 4096 /* bytes of a path with its NUL */

struct soc_assumptions;
struct soc_result;
struct soc_scenario;
struct soc_checkpoints;

struct running {
	int threads;                               /* 0: one per processor */
	double memory_gb;                          /* 0: what the machine has free */
	int quiet;                                 /* no meter, no line at the end */
	const char *command_line;                  /* kept in the results */
	const struct soc_checkpoints *checkpoints; /* NULL: none */
	const struct soc_assumptions *assumptions; /* put into the results; NULL: none */
};

/* Ctrl-C, SIGTERM or SIGUSR1 ends a run at once, and one that writes checkpoints after the month under way;
 * asked twice, that one at once too, and any other without cleaning up: with SOC_ERR_INTERRUPTED either way.
 * The first thing that a command does that runs long. */
void running_signals(void);
/* Becomes 1 when the user has asked for the end, and more when asked again. */
const volatile int *running_stop(void);
/* Makes it 1, as a signal does: another process of the run ends. From any thread. */
void running_end(void);
/* 1 where progress can be shown: standard error is a terminal that can go back to the start of a line. */
int running_has_meter(void);
/* Bytes of memory that a run may use where nothing is said: most of what the machine has free; 0: not known.
 */
int64_t running_memory(void);
/* Makes the folder and those above it; 0 after saying why not, with nothing made. *stood: how many bytes of
 * the path stood before, for running_drop_folder. */
int running_make_folder(const char *command, const char *folder, size_t *stood);
/* Takes away what running_make_folder made of the path and what is empty still: a command that fails leaves
 * no folder behind. */
void running_drop_folder(const char *folder, size_t stood);
/* folder/name; 0 after saying why not. */
int running_path(const char *command, char out[RUNNING_PATH], const char *folder, const char *name);
/* NAME.assumptions.json for NAME.yaml, where the ensemble over its assumptions lies; 0 after saying why not.
 */
int running_assumptions_path(const char *command, const char *scenario, char out[RUNNING_PATH]);
/* Runs into a results file, and opens it. SOC_ERR_INTERRUPTED: what is finished is kept. *made: the results,
 * the caller's; NULL where there are none. */
enum soc_err running_simulate(const struct running *r, const struct soc_scenario *s, const char *database,
                              struct soc_result **made, struct soc_msg *msg);
/* The same on a rank that follows another (ranks.h): it runs its share and writes nothing. */
enum soc_err running_follow(const struct running *r, const struct soc_scenario *s, struct soc_msg *msg);

/* The absolute path of the resolved scenario that stands beside results (a file, or a folder with
 * results.db), which an experiment is about, wherever its file is put. Owner: *out is the caller's (free).
 * Errors: SOC_ERR_IO: none stands there. */
enum soc_err running_resolved_path(const char *results, char **out, struct soc_msg *msg);

#endif
