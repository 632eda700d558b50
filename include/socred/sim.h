/* A run: many months, replicates and threads over one scenario, told to an observer. */
#ifndef SOCRED_SIM_H
#define SOCRED_SIM_H

#include "socred/error.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_scenario;
struct soc_observer; /* made by soc_result_writer_observer, see result.h */

struct soc_progress {
	int building;                  /* 1: the population is being built; 0: months are being run */
	int64_t replicate, replicates; /* 0-based */
	int64_t month, months;         /* months finished of this replicate, of all */
	int64_t persons;
	double share; /* 0..1 of the whole run, population included */
};

struct soc_run_options {
	int threads;          /* 0: as many as the machine has */
	int64_t memory_limit; /* bytes; 0: no limit */
	/* Called from the calling thread, some times while building and once a month; may be NULL. */
	void (*on_progress)(void *user, const struct soc_progress *progress);
	void *user;
	/* When it becomes non-zero the run stops at the end of the month; may be NULL. */
	const volatile int *stop;
};

struct soc_run_stats {
	int64_t persons, months, replicates_finished, communities;
	int64_t bytes_state, bytes_fixed,
		bytes_total;         /* mutable columns; fixed columns; everything the run holds */
	int64_t events, records; /* over all replicates */
	int threads;
};

/* Runs the scenario. Memory is checked against options->memory_limit before anything is built.
 * Errors: SOC_ERR_MEMORY with the figure, SOC_ERR_LIMIT, SOC_ERR_INTERRUPTED (observer has all finished
 * replicates), whatever the observer returns. Cost: O(persons x months x replicates). stats may be NULL. */
SOC_API enum soc_err soc_sim_run(const struct soc_scenario *scenario, const struct soc_run_options *options,
                                 struct soc_observer *observer, struct soc_run_stats *stats,
                                 struct soc_msg *msg);

#ifdef __cplusplus
}
#endif
#endif
