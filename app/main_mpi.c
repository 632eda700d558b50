/* socred-mpi: the processes that mpirun starts share one run. The first tells and writes, the others follow
 * it. */
#include "mpi_points.h"
#include "program.h"
#include "ranks.h"
#include "running.h"

#include <mpi.h>
#include <stdio.h>
#include <string.h>

#define PIECE (1 << 30) /* a message counts in int */

static void add_up(void *user, int64_t *numbers, size_t count)
{
	const int *has_points = user;
	for (size_t at = 0; at < count; at += PIECE) {
		const size_t n = count - at < PIECE ? count - at : PIECE;
		MPI_Request added;
		if (!*has_points) {
			MPI_Allreduce(MPI_IN_PLACE, numbers + at, (int)n, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD);
			continue;
		}
		/* Others may be at a point for long. */
		MPI_Iallreduce(MPI_IN_PLACE, numbers + at, (int)n, MPI_INT64_T, MPI_SUM, MPI_COMM_WORLD, &added);
		mpi_points_wait(&added);
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

static int is_command(int argc, char **argv, const char *name)
{
	return argc > 1 && strcmp(argv[1], name) == 0;
}

/* What is the same on all ranks is told by the first. */
static int follow(int argc, char **argv)
{
	if (!is_command(argc, argv, "run") && !is_command(argc, argv, "experiment"))
		return 0;
	if (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)
		MPI_Abort(MPI_COMM_WORLD, 5);
	return program_run(argc, argv);
}

static int run_all(struct soc_ranks *ranks, int argc, char **argv)
{
	ranks_use(ranks, count_here());
	return ranks->rank == 0 ? program_run(argc, argv) : follow(argc, argv);
}

/* Points are handed out while other threads compute. */
static int run_points(struct soc_ranks *ranks, int threads, int argc, char **argv)
{
	if (threads < MPI_THREAD_MULTIPLE) {
		if (ranks->rank == 0)
			fputs("socred experiment: this MPI cannot be called from several threads: use --share\n", stderr);
		return 1;
	}
	if (!mpi_points_begin(running_end)) {
		fputs("socred experiment: no memory for a thread\n", stderr);
		MPI_Abort(MPI_COMM_WORLD, SOC_ERR_MEMORY);
	}
	ranks->next = mpi_points_next;
	ranks->end = mpi_points_end;
	const int status = run_all(ranks, argc, argv);
	mpi_points_close();
	return status;
}

int main(int argc, char **argv)
{
	int threads, has_points = is_command(argc, argv, "experiment"), status;
	struct soc_ranks ranks = { &has_points, 0, 1, add_up, tell_all, NULL, NULL };
	MPI_Init_thread(&argc, &argv, has_points ? MPI_THREAD_MULTIPLE : MPI_THREAD_FUNNELED,
	                &threads); /* without the rank's errors: they end all */
	MPI_Comm_rank(MPI_COMM_WORLD, &ranks.rank);
	MPI_Comm_size(MPI_COMM_WORLD, &ranks.count);
	if (ranks.count == 1)
		status = program_run(argc, argv);
	else if (has_points)
		status = run_points(&ranks, threads, argc, argv);
	else
		status = run_all(&ranks, argc, argv);
	/* The status is the first one's, and of all: an mpirun may pass on that of any. Nobody leaves before the
	 * first is through, or mpirun ends it. */
	MPI_Bcast(&status, 1, MPI_INT, 0, MPI_COMM_WORLD);
	MPI_Finalize();
	return status;
}
