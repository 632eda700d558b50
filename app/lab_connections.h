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
	struct lab_connection at[LAB_CONNECTIONS_MOST];
};

/* Begins to watch; to be ended, after the server, where it gave SOC_OK and where it did not. Errors:
 * SOC_ERR_IO. */
enum soc_err lab_connections_begin(struct lab_connections *all, struct soc_msg *msg);
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
