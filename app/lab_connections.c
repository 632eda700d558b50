/* A thread looks once a second whose time is over, and shuts those connections down; the thread of the
 * connection then finds it closed and ends it as any other. */
#include "lab_connections.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define SECONDS_MOST 30 /* for a request to arrive, headers and body; and for a small reply to be read */
#define BYTES_PER_SECOND (4 << 20) /* slower than this nothing is read on the machine itself */

int64_t lab_connections_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec;
}

static void *watch(void *user)
{
	struct lab_connections *all = user;
	struct timespec next;
	pthread_mutex_lock(&all->lock);
	while (!all->ends) {
		const int64_t at = lab_connections_now();
		for (int i = 0; i < LAB_CONNECTIONS_MOST; i++) {
			struct lab_connection *one = &all->at[i];
			if (one->fd < 0 || one->until == 0 || one->until > at)
				continue;
			(void)shutdown(one->fd, SHUT_RDWR);
			one->until = 0;
		}
		all->each_second(all->user, at);
		clock_gettime(CLOCK_MONOTONIC, &next);
		next.tv_sec++;
		(void)pthread_cond_timedwait(&all->ended, &all->lock, &next);
	}
	pthread_mutex_unlock(&all->lock);
	return NULL;
}

enum soc_err lab_connections_begin(struct lab_connections *all, void (*each_second)(void *user, int64_t now),
                                   void *user, struct soc_msg *msg)
{
	pthread_condattr_t clock;
	memset(all, 0, sizeof *all);
	all->each_second = each_second;
	all->user = user;
	for (int i = 0; i < LAB_CONNECTIONS_MOST; i++)
		all->at[i] = (struct lab_connection){ .of = all, .fd = -1 };
	pthread_mutex_init(&all->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&all->ended, &clock);
	pthread_condattr_destroy(&clock);
	all->has_watch = pthread_create(&all->watch, NULL, watch, all) == 0;
	return all->has_watch ? SOC_OK : soc_fail(msg, SOC_ERR_IO, "no thread for the connections of the lab");
}

void lab_connections_end(struct lab_connections *all)
{
	pthread_mutex_lock(&all->lock);
	all->ends = 1;
	pthread_cond_signal(&all->ended);
	pthread_mutex_unlock(&all->lock);
	if (all->has_watch)
		pthread_join(all->watch, NULL);
	pthread_cond_destroy(&all->ended);
	pthread_mutex_destroy(&all->lock);
}

/* ---- one connection ---- */
static void expect(struct MHD_Connection *c, int64_t seconds)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct lab_connection *one = info != NULL ? info->socket_context : NULL;
	if (one == NULL)
		return;
	pthread_mutex_lock(&one->of->lock);
	one->until = seconds > 0 ? lab_connections_now() + seconds : 0;
	pthread_mutex_unlock(&one->of->lock);
}

void lab_connections_expect_request(struct MHD_Connection *c)
{
	expect(c, SECONDS_MOST);
}

void lab_connections_expect_nothing(struct MHD_Connection *c)
{
	expect(c, 0);
}

void lab_connections_expect_reading(struct MHD_Connection *c, uint64_t bytes)
{
	expect(c, SECONDS_MOST + (int64_t)(bytes / BYTES_PER_SECOND));
}

/* libmicrohttpd tells the end of a connection before it closes the socket, so that the number that is kept
 * here is never another's. */
void lab_connections_notify(void *user, struct MHD_Connection *c, void **of,
                            enum MHD_ConnectionNotificationCode what)
{
	struct lab_connections *all = user;
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct lab_connection *one = what == MHD_CONNECTION_NOTIFY_CLOSED ? *of : NULL;
	pthread_mutex_lock(&all->lock);
	for (int i = 0; one == NULL && what == MHD_CONNECTION_NOTIFY_STARTED && i < LAB_CONNECTIONS_MOST; i++)
		if (all->at[i].fd < 0)
			one = &all->at[i];
	if (one != NULL && what == MHD_CONNECTION_NOTIFY_STARTED && info != NULL) {
		one->fd = info->connect_fd;
		one->until = lab_connections_now() + SECONDS_MOST;
		*of = one;
	} else if (one != NULL) {
		one->fd = -1;
		*of = NULL;
	}
	pthread_mutex_unlock(&all->lock);
}
