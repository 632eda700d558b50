/* The folder of a run: results.db, report.html and scenario.resolved.yaml are one thing. They are made in a
 * folder of their own inside it and put in place together, so that whoever is killed at any moment leaves the
 * old ones, or the new ones, or a results.db whose report is missing: never files of two runs side by side.
 */
#ifndef SOCRED_APP_FOLDER_H
#define SOCRED_APP_FOLDER_H

#include "running.h"

struct soc_result;

struct folder {
	const char *command;       /* that messages begin with */
	char path[RUNNING_PATH];   /* of the results */
	char making[RUNNING_PATH]; /* where they are made: path/run.part-PID */
	size_t stood;              /* bytes of path that stood before */
	int lock;                  /* descriptor that holds the lock; -1: none */
};

/* The names of a run's files, in the order in which they are put in place. */
enum folder_file { FOLDER_RESULTS, FOLDER_REPORT, FOLDER_RESOLVED, FOLDER_FILES };
extern const char *const folder_names[FOLDER_FILES];

/* Makes the folder and those above it, locks it against a second run, removes what killed runs left in it,
 * and makes `making`. Errors: SOC_ERR_IO; SOC_ERR_BUSY when another run is writing into it. Nothing that was
 * there is touched. */
enum soc_err folder_begin(struct folder *f, const char *command, const char *path, struct soc_msg *msg);
/* The path of a file while it is made, or (made: 0) where it will stand. */
int folder_path(const struct folder *f, enum folder_file file, int made, char out[RUNNING_PATH]);
/* 1 when complete results stand in the folder now. */
int folder_holds_complete(const struct folder *f);
/* Puts what was made in place: first the old report and scenario go, then the new results come, then what
 * belongs to them. into: another folder below the folder (for what must not replace what is there), or NULL.
 * Errors: SOC_ERR_IO. */
enum soc_err folder_finish(struct folder *f, const char *into, struct soc_msg *msg);
/* Removes what is not finished, the folders that were made for it too, and gives the lock back. Safe twice
 * and on all zero with lock -1. */
void folder_end(struct folder *f);

/* Runs a scenario into the folder at path, with its report where `report` says so, and opens its results. An
 * interrupted run leaves nothing. Owner: *out is the caller's. Errors: those of folder_begin, of
 * running_simulate and of opening results. */
enum soc_err folder_run(const char *command, const char *path, const struct running *how,
                        const struct soc_scenario *s, int report, struct soc_result **out,
                        struct soc_msg *msg);

#endif
