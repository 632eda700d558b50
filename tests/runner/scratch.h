/* Where small files of tests lie that are written and synced hundreds of times. */
#ifndef SOC_TESTS_SCRATCH_H
#define SOC_TESTS_SCRATCH_H

#include <unistd.h>

/* A file system in memory where there is one: a disk would be waited for at every sync, and what a sync does
 * on a disk is no matter of a test. */
#define SCRATCH (access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")

#endif
