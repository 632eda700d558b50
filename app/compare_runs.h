/* The scenario files among what `socred compare` is given: run on the same people under the same random
 * numbers, each into a folder of its own. */
#ifndef SOCRED_APP_COMPARE_RUNS_H
#define SOCRED_APP_COMPARE_RUNS_H

#include "running.h"

struct soc_result;

#define COMPARE_SETTINGS 256

struct compare_runs {
	const char *folder; /* where A/results.db, B/results.db ... stay; NULL: a temporary one, removed */
	const char *settings[COMPARE_SETTINGS]; /* of every scenario, "KEY=VALUE" */
	size_t settings_count;
	int sex_age, fields; /* 1: what is asked needs output.sex_age, output.fields */
	int months_may_differ;
	int threads, quiet;
	const char *command_line;
	char temporary[64]; /* the temporary folder while it stands; "" */
};

/* 1 for a name that ends as a scenario file's does: .yaml or .yml. */
int compare_runs_is_scenario(const char *name);
/* Checks all scenarios of `count` names, then runs them one after the other and opens their results:
 * results[i] of those names that are scenarios; of the others, which are open already, it stays as it is.
 * Seed, people and replicates are those of the first kept result, else of the first scenario, which is said
 * where another has its own. Errors: those of reading and of running; SOC_ERR_USAGE: they are no pairs, said
 * before anything is run; SOC_ERR_INTERRUPTED. Release with compare_runs_end in any case. */
enum soc_err compare_runs_make(struct compare_runs *r, char **names, int count, struct soc_result **results,
                               struct soc_msg *msg);
/* Removes the temporary folder, once the results are closed. */
void compare_runs_end(struct compare_runs *r);

#endif
