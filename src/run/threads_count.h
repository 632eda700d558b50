/* How many threads a run takes. */
#ifndef SOC_RUN_THREADS_COUNT_H
#define SOC_RUN_THREADS_COUNT_H

#include "run/backend.h"

/* Communities handed to a thread at once: enough to stay in one place for a while, few enough to share the
 * work evenly. */
#define SOC_THREADS_CHUNK 4

/* As many as are asked for, but for threads that could never get a community; of 0, what suits the work: one
 * for people whose month takes about 2 ms, and no more than the machine has processors. 1 in a build without
 * threads. Pure, but for the number of processors. Cost: O(modules). */
int soc_threads_count(int asked, const struct soc_backend_job *job);

#endif
