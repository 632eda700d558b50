/* socred-mpi: the processes that mpirun starts share one run. The first tells and writes, the others follow
 * it. */
#include "mpi_points.h"
#include "program.h"
#include "ranks.h"
#include "running.h"

#include <fcntl.h>
#include <mpi.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

/* Ranks of different commands would wait for one another for ever. */
static int is_one_command(int argc, char **argv)
{
	char first[32] = "", own[32] = "";
	snprintf(first, sizeof first, "%s", argc > 1 ? argv[1] : "");
	memcpy(own, first, sizeof own);
	MPI_Bcast(first, sizeof first, MPI_BYTE, 0, MPI_COMM_WORLD);
	int is_one = memcmp(own, first, sizeof own) == 0;
	MPI_Allreduce(MPI_IN_PLACE, &is_one, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
	return is_one;
}

/* What is the same on all ranks is told by the first. What another says by itself goes into a pipe that
 * nobody empties before its end: the first 64 kB stay, what comes after is lost. Returns where it is read. */
static int hush(void)
{
	int said[2];
	if (freopen("/dev/null", "w", stdout) == NULL || pipe(said) != 0 ||
	    fcntl(said[0], F_SETFL, O_NONBLOCK) != 0 || fcntl(said[1], F_SETFL, O_NONBLOCK) != 0 ||
	    dup2(said[1], STDERR_FILENO) < 0)
		MPI_Abort(MPI_COMM_WORLD, SOC_ERR_IO);
	return said[0];
}

/* The first line of it, without the name of the program. */
static const char *line_of(char *said)
{
	said[strcspn(said, "\n")] = '\0';
	const char *colon = strstr(said, ": ");
	return strncmp(said, "socred", 6) == 0 && colon != NULL ? colon + 2 : said;
}

static int follow(int argc, char **argv)
{
	char said[1024];
	const int from = hush(), status = program_run(argc, argv);
	(void)fflush(stderr);
	const ssize_t length = read(from, said, sizeof said - 1);
	said[length > 0 ? length : 0] = '\0';
	ranks_settle(status, line_of(said));
	return status;
}

static int run_all(struct soc_ranks *ranks, int argc, char **argv)
{
	const int is_shared = is_command(argc, argv, "run") || is_command(argc, argv, "experiment");
	ranks_use(ranks, count_here());
	if (ranks->rank > 0)
		return is_shared ? follow(argc, argv) : SOC_OK;
	const int status = program_run(argc, argv);
	if (is_shared)
		ranks_settle(status, "");
	return status;
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
	if (ranks.count == 1) {
		status = program_run(argc, argv);
	} else if (!is_one_command(argc, argv)) {
		status = SOC_ERR_USAGE;
		if (ranks.rank == 0)
			fputs("socred: the ranks were started with different commands\n", stderr);
	} else if (has_points)
		status = run_points(&ranks, threads, argc, argv);
	else
		status = run_all(&ranks, argc, argv);
	/* The status is the first one's, and of all: an mpirun may pass on that of any. Nobody leaves before the
	 * first is through, or mpirun ends it. */
	MPI_Bcast(&status, 1, MPI_INT, 0, MPI_COMM_WORLD);
	MPI_Finalize();
	return status;
}
