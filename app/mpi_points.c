#include "mpi_points.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum tag { ASKS = 1, HAS, ENDS };

static struct {
	MPI_Comm all;
	int rank, count;
	void (*on_end)(void);
	pthread_t listener;
	atomic_int is_closing, has_ended;
	pthread_mutex_t lock;
	int64_t round, next; /* of the first process */
} points = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void rest(void)
{
	const struct timespec millisecond = { 0, 1000000 };
	(void)nanosleep(&millisecond, NULL);
}

void mpi_points_wait(MPI_Request *request)
{
	int is_there = 0;
	for (;;) {
		MPI_Test(request, &is_there, MPI_STATUS_IGNORE);
		if (is_there)
			return;
		rest();
	}
}

/* ---- the counter of the first process ---- */

static int64_t count_on(int64_t round)
{
	int64_t at = -1;
	pthread_mutex_lock(&points.lock);
	if (!atomic_load(&points.has_ended)) {
		if (round > points.round)
			points.next = 0;
		points.round = round;
		at = points.next++;
	}
	pthread_mutex_unlock(&points.lock);
	return at;
}

/* ---- messages ---- */

static void send_number(int64_t number, int to, enum tag tag)
{
	MPI_Send(&number, 1, MPI_INT64_T, to, (int)tag, points.all);
}

/* The first process tells all others, each of them once. */
static void end_all(void)
{
	const int had_ended = atomic_exchange(&points.has_ended, 1);
	for (int to = 1; points.rank == 0 && !had_ended && to < points.count; to++)
		send_number(0, to, ENDS);
}

static void answer(enum tag tag, int64_t number, int from)
{
	if (tag == ASKS) {
		send_number(count_on(number), from, HAS);
	} else {
		end_all();
		points.on_end();
	}
}

/* One message, if there is one. */
static int listen_once(void)
{
	static const enum tag tags[] = { ASKS, ENDS };
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		MPI_Message message;
		MPI_Status status;
		int64_t number = 0;
		int is_there = 0;
		MPI_Improbe(MPI_ANY_SOURCE, (int)tags[i], points.all, &is_there, &message, &status);
		if (!is_there)
			continue;
		MPI_Mrecv(&number, 1, MPI_INT64_T, &message, MPI_STATUS_IGNORE);
		answer(tags[i], number, status.MPI_SOURCE);
		return 1;
	}
	return 0;
}

static void *keep_listening(void *unused)
{
	(void)unused;
	while (listen_once() || !atomic_load(&points.is_closing))
		rest();
	return NULL;
}

/* ---- what is called ---- */

int mpi_points_begin(void (*on_end)(void))
{
	points.on_end = on_end;
	MPI_Comm_dup(MPI_COMM_WORLD, &points.all);
	MPI_Comm_rank(points.all, &points.rank);
	MPI_Comm_size(points.all, &points.count);
	return pthread_create(&points.listener, NULL, keep_listening, NULL) == 0;
}

void mpi_points_close(void)
{
	MPI_Request all_are_through;
	MPI_Ibarrier(points.all, &all_are_through);
	mpi_points_wait(&all_are_through);
	atomic_store(&points.is_closing, 1);
	(void)pthread_join(points.listener, NULL);
	MPI_Comm_free(&points.all);
}

int64_t mpi_points_next(void *user, int64_t round)
{
	MPI_Request answered;
	int64_t at = -1;
	(void)user;
	if (points.rank == 0)
		return count_on(round);
	if (atomic_load(&points.has_ended))
		return -1;
	MPI_Irecv(&at, 1, MPI_INT64_T, 0, (int)HAS, points.all, &answered);
	send_number(round, 0, ASKS);
	mpi_points_wait(&answered);
	return at;
}

void mpi_points_end(void *user)
{
	(void)user;
	if (points.rank == 0)
		end_all();
	else if (!atomic_exchange(&points.has_ended, 1))
		send_number(0, 0, ENDS);
}
