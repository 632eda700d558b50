/* Points of an experiment among the processes that mpirun starts. The first has the counter; in each of them
 * a thread listens, so that who is busy with a point is reached all the same. */
#ifndef SOCRED_APP_MPI_POINTS_H
#define SOCRED_APP_MPI_POINTS_H

#include <mpi.h>
#include <stdint.h>

/* All processes begin and close together. on_end: called when another process asks to end, from the thread
 * that listens. Returns: 0 where that thread cannot be had. Cost: it looks for messages every millisecond. */
int mpi_points_begin(void (*on_end)(void));
void mpi_points_close(void);
/* `next` and `end` of struct soc_ranks. */
int64_t mpi_points_next(void *user, int64_t round);
void mpi_points_end(void *user);
/* Waits without keeping the processor from who has work. */
void mpi_points_wait(MPI_Request *request);

#endif
