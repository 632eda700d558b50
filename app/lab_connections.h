/* Who is connected to the server of the lab, and until when: a request that comes in drops, or a reply that
 * is read in drops, is cut off. libmicrohttpd closes connections that say nothing; one byte now and then is
 * enough for it to go on waiting. Functions may be called by any thread; each takes a time that grows with
 * LAB_CONNECTIONS_MOST alone. */
#ifndef LAB_CONNECTIONS_H
#define LAB_CONNECTIONS_H

#include "socred/error.h"

#include <microhttpd.h>

#include <pthread.h>
#include <stdint.h>

#define LAB_CONNECTIONS_MOST 24 /* a page that is open has one, for its events */

struct lab_connections;
struct lab_connection {
	struct lab_connections *of;
	int fd;        /* -1: free */
	int64_t until; /* seconds of the monotonic clock; 0: no end */
};

struct lab_connections {
	pthread_mutex_t lock;
	pthread_cond_t ended;
	pthread_t watch;
	int ends, has_watch;
	void (*each_second)(void *user, int64_t now);
	void *user;
	struct lab_connection at[LAB_CONNECTIONS_MOST];
};

/* Begins to watch; to be ended, after the server, where it gave SOC_OK and where it did not. each_second is
 * called by the thread that watches, with the seconds of the clock below. Errors: SOC_ERR_IO. */
enum soc_err lab_connections_begin(struct lab_connections *all, void (*each_second)(void *user, int64_t now),
                                   void *user, struct soc_msg *msg);
/* Seconds of the monotonic clock. */
int64_t lab_connections_now(void);
void lab_connections_end(struct lab_connections *all);

/* For MHD_OPTION_NOTIFY_CONNECTION, with `user` a struct lab_connections: a connection that begins has the
 * time of a request. */
void lab_connections_notify(void *user, struct MHD_Connection *c, void **of,
                            enum MHD_ConnectionNotificationCode what);

/* From now on the connection has the time that a request may take to arrive; or none, while it is answered;
 * or what a reply of `bytes` may take to be read. */
void lab_connections_expect_request(struct MHD_Connection *c);
void lab_connections_expect_nothing(struct MHD_Connection *c);
void lab_connections_expect_reading(struct MHD_Connection *c, uint64_t bytes);

#endif
