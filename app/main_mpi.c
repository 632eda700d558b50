/* socred-mpi: the processes that mpirun starts share one run. The first tells and writes, the others follow
 * it. */
#include "program.h"
#include "ranks.h"

#include <mpi.h>
#include <stdio.h>
#include <string.h>

#define PIECE (1 << 30) /* a message counts in int */

static void add_up(void *user, int64_t *numbers, size_t count)
{
	(void)user;
	for (size_t at = 0; at < count; at += PIECE) {
		const size_t n = count - at < PIECE ? count - at : PIECE;
		MPI_Allreduce(MPI_IN_PLACE, numbers + at, (int)n, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
	}
}

static void tell_all(void *user, void *bytes, size_t length, int from)
{
	(void)user;
	for (size_t at = 0; at < length; at += PIECE) {
		const size_t n = length - at < PIECE ? length - at : PIECE;
		MPI_Bcast((char *)bytes + at, (int)n, MPI_BYTE, from, MPI_COMM_WORLD);
	}
}

/* Processes that can reach the memory of this one. */
static int count_here(void)
{
	MPI_Comm machine;
	int here = 1;
	MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
	MPI_Comm_size(machine, &here);
	MPI_Comm_free(&machine);
	return here;
}

/* What is the same on all ranks is told by the first. */
static int follow(int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "run") != 0)
		return 0;
	if (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)
		MPI_Abort(MPI_COMM_WORLD, 5);
	(void)program_run(argc, argv); /* the status is the first one's, or mpirun ends that one as well */
	return 0;
}

int main(int argc, char **argv)
{
	struct soc_ranks ranks = { NULL, 0, 1, add_up, tell_all };
	int threads;
	MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED,
	                &threads); /* without the rank's errors: they end all */
	MPI_Comm_rank(MPI_COMM_WORLD, &ranks.rank);
	MPI_Comm_size(MPI_COMM_WORLD, &ranks.count);
	if (ranks.count > 1)
		ranks_use(&ranks, count_here());
	const int status = ranks.rank == 0 ? program_run(argc, argv) : follow(argc, argv);
	MPI_Finalize();
	return status;
}
