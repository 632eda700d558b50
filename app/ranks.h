/* The processes that share a run, where there are several (socred-mpi). */
#ifndef SOCRED_APP_RANKS_H
#define SOCRED_APP_RANKS_H

#include "socred/ranks.h"

/* Said once, before the command. here: how many of the processes are on this machine. Owner: the caller. */
void ranks_use(const struct soc_ranks *ranks, int here);
/* NULL: this process is the only one. */
const struct soc_ranks *ranks_all(void);
/* 1 where another process tells what happens and writes what is found. */
int ranks_follows(void);
/* Processes of the run on this machine; at least 1. */
int ranks_here(void);
/* All processes come here once, with what reading and preparing came to, and go on or end together: as
 * soc_ranks_agree. A second call returns err. */
enum soc_err ranks_ready(enum soc_err err, struct soc_msg *msg);
/* Called once by each process when its command has ended with status. Where it never came to ranks_ready (a
 * wrong argument, help), others may wait there: they end with what it said, as an error of this process, also
 * where status is SOC_OK. */
void ranks_settle(int status, const char *said);

#endif
