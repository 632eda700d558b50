/* The server: one thread works on runs, one answers each connection; they take turns, for a lab is used by
 * one at a time. */
#include "lab_server.h"

#include "lab_connections.h"
#include "lab_guard.h"
#include "lab_page.h"
#include "lab_request.h"

#include "socred/lab.h"

#include <microhttpd.h>

#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define SECONDS_IDLE 20        /* after which a connection that says nothing is closed */
#define QUERY_SECONDS 10       /* that a query of SQLite may take */
#define SECONDS_EVENTS 10      /* that a request for events waits for one */
#define WORK_BUDGET 200000     /* person-months between two looks at requests */
#define CONNECTION_BYTES 32768 /* that a connection's headers may take */
#define PAGE_POLICY 512        /* bytes of the policy of the page */

struct lab_server {
	struct soc_lab *lab;
	struct MHD_Daemon *daemon;
	pthread_t worker;
	pthread_mutex_t lock;         /* of the numbers below; held for a moment */
	pthread_cond_t turn, changed; /* whose turn it is, and `asked` or `told`, have moved */
	uint64_t next, served;        /* turns at the lab: given out, and over */
	uint64_t asked, told;         /* requests answered, after which there may be work; pieces of work and
	                               * requests after which there may be events */
	int ends, has_worker, port;
	struct lab_guard guard;
	struct lab_connections connections;
	atomic_int_fast64_t query_until; /* seconds of the monotonic clock; 0: there is none */
	char page_policy[PAGE_POLICY];   /* what the page may do, as a header says it */
};

/* ---- turns ---- */
/* The lab is had in the order in which it was wanted. With a lock alone, the thread that works would take it
 * again before those that wait are awake, and no request would be answered before the run is over. */
static void take_lab(struct lab_server *s)
{
	pthread_mutex_lock(&s->lock);
	const uint64_t own = s->next++;
	while (s->served != own)
		pthread_cond_wait(&s->turn, &s->lock);
	pthread_mutex_unlock(&s->lock);
}

/* `asked`, `told`: whether there may be work, and events, that were not there before. */
static void give_lab(struct lab_server *s, int asked, int told)
{
	pthread_mutex_lock(&s->lock);
	s->served++;
	s->asked += asked != 0;
	s->told += told != 0;
	pthread_cond_broadcast(&s->turn);
	if (asked || told)
		pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

/* ---- work ---- */
static void *work(void *user)
{
	struct lab_server *s = user;
	pthread_mutex_lock(&s->lock);
	while (!s->ends) {
		const uint64_t asked = s->asked;
		pthread_mutex_unlock(&s->lock);
		take_lab(s);
		const int64_t before = soc_lab_last_event(s->lab);
		const int more = soc_lab_work(s->lab, WORK_BUDGET);
		give_lab(s, 0, soc_lab_last_event(s->lab) != before);
		pthread_mutex_lock(&s->lock);
		while (!more && !s->ends && s->asked == asked)
			pthread_cond_wait(&s->changed, &s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

/* Takes the lab as soon as there is an event behind `since`, or after a time without one. */
static void take_lab_at_event(struct lab_server *s, int64_t since)
{
	struct timespec until;
	int late = 0;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += SECONDS_EVENTS;
	for (;;) {
		pthread_mutex_lock(&s->lock);
		const uint64_t told = s->told;
		late |= s->ends;
		pthread_mutex_unlock(&s->lock);
		take_lab(s);
		if (late || soc_lab_last_event(s->lab) > since)
			return;
		give_lab(s, 0, 0);
		pthread_mutex_lock(&s->lock);
		while (!late && !s->ends && s->told == told)
			late = pthread_cond_timedwait(&s->changed, &s->lock, &until) == ETIMEDOUT;
		pthread_mutex_unlock(&s->lock);
	}
}

/* ---- replies ---- */
#define ENDLESS UINT64_MAX /* the length of a reply that goes on as long as somebody listens */

/* The scripts of the page that may run are those that its own policy names: by their digests, as they were
 * when it was built. */
static void write_page_policy(char policy[PAGE_POLICY])
{
	const char *scripts = strstr(lab_page, "script-src ");
	const int length = scripts != NULL ? (int)strcspn(scripts, ";\"") : 0;
	snprintf(policy, PAGE_POLICY,
	         "default-src 'none'; %.*s%sstyle-src 'unsafe-inline'; img-src data: blob:; connect-src 'self'; "
	         "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
	         length, length > 0 ? scripts : "", length > 0 ? "; " : "");
}

/* All but the page is data, and may do nothing. */
static const char data_policy[] = "default-src 'none'; frame-ancestors 'none'; sandbox";

/* Nothing of a reply is kept, framed, guessed at or read by another page. */
static enum MHD_Result send_reply(struct MHD_Connection *c, int status, const char *policy, const char *type,
                                  const char *name, uint64_t length, struct MHD_Response *response)
{
	static const char *const headers[][2] = {
		{ "Cache-Control", "no-store" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "X-Frame-Options", "DENY" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Permissions-Policy", "camera=(), microphone=(), geolocation=()" },
	};
	char disposition[128];
	if (response == NULL)
		return MHD_NO;
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		(void)MHD_add_response_header(response, headers[i][0], headers[i][1]);
	(void)MHD_add_response_header(response, "Content-Type", type);
	(void)MHD_add_response_header(response, "Content-Security-Policy", policy);
	if (name[0] != '\0' && snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", name) > 0)
		(void)MHD_add_response_header(response, "Content-Disposition", disposition);
	if (length == ENDLESS)
		lab_connections_expect_nothing(c);
	else
		lab_connections_expect_reading(c, length);
	const enum MHD_Result sent = MHD_queue_response(c, (unsigned)status, response);
	MHD_destroy_response(response);
	return sent;
}

/* With a code, as the library's own refusals have one (src/lab/request.c). */
static enum MHD_Result refuse(struct MHD_Connection *c, int status, const char *why)
{
	char text[200];
	const char *code = status == 403                    ? "forbidden"
	                   : status == 413 || status == 414 ? "too_large"
	                   : status < 500                   ? "request"
	                                                    : "failed";
	snprintf(text, sizeof text, "{\"error\":\"%s\",\"code\":\"%s\"}", why, code);
	return send_reply(c, status, data_policy, "application/json; charset=utf-8", "", strlen(text),
	                  MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_COPY));
}

static enum MHD_Result send_page(const struct lab_server *s, struct MHD_Connection *c)
{
	/* The library takes bytes that it may not write to as void *; MHD_RESPMEM_PERSISTENT promises that. */
	return send_reply(c, 200, s->page_policy, "text/html; charset=utf-8", "", strlen(lab_page),
	                  MHD_create_response_from_buffer(strlen(lab_page), (void *)(uintptr_t)lab_page,
	                                                  MHD_RESPMEM_PERSISTENT));
}

/* ---- requests ---- */
/* The N of "/api/events?since=N" and whether the target is that; *is_stream: with "&format=stream" behind it.
 */
static int is_events(const char *target, int64_t *since, int *is_stream)
{
	static const char path[] = "/api/events?since=";
	const size_t n = sizeof path - 1;
	if (strncmp(target, path, n) != 0)
		return 0;
	const size_t digits = strspn(target + n, "0123456789");
	*is_stream = strcmp(target + n + digits, "&format=stream") == 0;
	if (digits < 1 || digits > 15 || (!*is_stream && target[n + digits] != '\0'))
		return 0;
	*since = strtoll(target + n, NULL, 10);
	return 1;
}

/* ---- events as a stream ---- */
/* The reply goes on as long as the page listens; the thread of its connection waits for events. */
struct stream {
	struct lab_server *s;
	int64_t since;
	char *text; /* what is to be sent, from `at` on */
	size_t length, at;
};

/* Waits for events; a comment tells after a while that a page is gone. */
static int fill(struct stream *t)
{
	static const char still[] = ": still here\n\n";
	char target[64];
	struct soc_lab_reply reply = { 0 };
	struct soc_msg msg;
	snprintf(target, sizeof target, "/api/events?since=%lld&format=stream", (long long)t->since);
	take_lab_at_event(t->s, t->since);
	const enum soc_err err = soc_lab_request(t->s->lab, "GET", target, NULL, 0, &reply, &msg);
	const int64_t last = soc_lab_last_event(t->s->lab);
	give_lab(t->s, 0, 0);
	free(t->text);
	t->at = 0;
	t->length = err != SOC_OK ? 0 : reply.length > 0 ? reply.length : sizeof still - 1;
	t->text = t->length > 0 ? malloc(t->length) : NULL;
	if (t->text != NULL)
		memcpy(t->text, reply.length > 0 ? reply.body : still, t->length);
	soc_lab_reply_release(&reply);
	t->since = last;
	return t->text != NULL;
}

static ssize_t send_events(void *user, uint64_t at, char *to, size_t room)
{
	struct stream *t = user;
	(void)at;
	pthread_mutex_lock(&t->s->lock);
	const int ends = t->s->ends;
	pthread_mutex_unlock(&t->s->lock);
	if (ends || (t->at == t->length && !fill(t)))
		return MHD_CONTENT_READER_END_OF_STREAM;
	const size_t n = t->length - t->at < room ? t->length - t->at : room;
	memcpy(to, t->text + t->at, n);
	t->at += n;
	return (ssize_t)n;
}

static void end_stream(void *user)
{
	struct stream *t = user;
	free(t->text);
	free(t);
}

static enum MHD_Result stream(struct lab_server *s, struct MHD_Connection *c, int64_t since)
{
	struct stream *t = calloc(1, sizeof *t);
	if (t == NULL)
		return refuse(c, 500, "not enough memory to answer");
	t->s = s;
	t->since = since;
	struct MHD_Response *response =
		MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, send_events, t, end_stream);
	if (response == NULL)
		end_stream(t);
	return send_reply(c, 200, data_policy, "text/event-stream; charset=utf-8", "", ENDLESS, response);
}

/* One that is late is stopped, again each second: it may have been asked a moment before it began. */
static void watch_query(void *user, int64_t now)
{
	struct lab_server *s = user;
	const int64_t until = atomic_load(&s->query_until);
	if (until != 0 && now >= until)
		soc_lab_stop_query(s->lab);
}

static enum MHD_Result answer(struct lab_server *s, struct MHD_Connection *c, const char *method,
                              struct lab_request *r)
{
	struct soc_lab_reply reply;
	struct soc_msg msg = { "" };
	int64_t since = 0;
	int is_stream = 0;
	const int waits = strcmp(method, "GET") == 0 && is_events(r->target, &since, &is_stream);
	lab_connections_expect_nothing(c);
	if (waits && is_stream)
		return stream(s, c, since);
	if (strcmp(method, "POST") == 0)
		soc_lab_hasten_stop(s->lab, r->target); /* beside the piece of work that it would wait for */
	if (waits)
		take_lab_at_event(s, since);
	else
		take_lab(s);
	const int is_query = strcmp(method, "POST") == 0 && strcmp(r->target, "/api/sql") == 0;
	atomic_store(&s->query_until, is_query ? lab_connections_now() + QUERY_SECONDS : 0);
	const enum soc_err err = soc_lab_request(s->lab, method, r->target, r->body, r->length, &reply, &msg);
	atomic_store(&s->query_until, 0);
	const int changes = strcmp(method, "GET") != 0;
	give_lab(s, changes, changes);
	if (err != SOC_OK)
		return refuse(c, 500, "not enough memory to answer");
	struct MHD_Response *response =
		MHD_create_response_from_buffer(reply.length, reply.body, MHD_RESPMEM_MUST_COPY);
	char name[sizeof reply.name];
	memcpy(name, reply.name, sizeof name);
	const int status = reply.status;
	const char *type = reply.type;
	const size_t length = reply.length;
	soc_lab_reply_release(&reply);
	return send_reply(c, status, data_policy, type, name, length, response);
}

static enum MHD_Result on_request(void *user, struct MHD_Connection *c, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **of)
{
	struct lab_server *s = user;
	struct lab_request *r = *of;
	int status = 0;
	(void)url, (void)version;
	if (r == NULL)
		return MHD_NO;
	const int is_page = r->is_known && strcmp(method, "GET") == 0 && strcmp(r->target, "/") == 0;
	if (*size > 0) {
		lab_request_take(r, data, *size);
		*size = 0;
		return r->is_long ? MHD_NO : MHD_YES; /* one that said no length may go on for ever: it is cut off */
	}
	if (!r->is_known)
		return refuse(c, 414, "the target of the request is too long");
	const char *why = lab_guard_refusal(&s->guard, c, method, is_page, r->is_bundle, &status);
	if (why != NULL)
		return refuse(c, status, why);
	if (r->is_long)
		return refuse(c, 413, "the body of the request is too long");
	return is_page ? send_page(s, c) : answer(s, c, method, r);
}

/* libmicrohttpd asks once before the body has come: what is refused by its headers is refused then, so that
 * nothing is read for it. */
static enum MHD_Result on_call(void *user, struct MHD_Connection *c, const char *url, const char *method,
                               const char *version, const char *data, size_t *size, void **of)
{
	struct lab_request *r = *of;
	if (r != NULL && r->body == NULL && *size == 0 && r->length == 0 && strcmp(method, "POST") == 0 &&
	    !r->is_long) {
		const char *length = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length");
		const struct lab_server *s = user;
		int status = 0;
		const char *why = lab_guard_refusal(&s->guard, c, method, 0, r->is_bundle, &status);
		if (why != NULL)
			return refuse(c, status, why);
		if (length != NULL && (strlen(length) > 9 || strtol(length, NULL, 10) > (long)lab_request_most(r)))
			return refuse(c, 413, "the body of the request is too long");
		r->body = calloc(1, 1); /* it was asked */
		return r->body != NULL ? MHD_YES : MHD_NO;
	}
	return on_request(user, c, url, method, version, data, size, of);
}

/* ---- begin and end ---- */
static enum soc_err listen_at(struct lab_server *s, int port, struct soc_msg *msg)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	s->daemon = MHD_start_daemon(
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, (uint16_t)port, NULL, NULL, on_call,
		s, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)LAB_CONNECTIONS_MOST, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS_IDLE,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES, MHD_OPTION_NOTIFY_COMPLETED,
		lab_request_end, NULL, MHD_OPTION_NOTIFY_CONNECTION, lab_connections_notify, &s->connections,
		MHD_OPTION_URI_LOG_CALLBACK, lab_request_begin, NULL, MHD_OPTION_END);
	if (s->daemon == NULL)
		return soc_fail(msg, SOC_ERR_IO, "port %d of 127.0.0.1 cannot be listened at: %s", port,
		                errno != 0 ? strerror(errno) : "it may be taken");
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
	s->port = info != NULL && info->port != 0 ? info->port : port;
	return SOC_OK;
}

enum soc_err lab_server_begin(struct lab_server **out, struct soc_lab *lab, int port, struct soc_msg *msg)
{
	struct lab_server *s = calloc(1, sizeof *s);
	if (s == NULL)
		return soc_fail(msg, SOC_ERR_MEMORY, "no memory for the server");
	s->lab = lab;
	write_page_policy(s->page_policy);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->turn, NULL);
	pthread_cond_init(&s->changed, NULL);
	/* Nobody is answered before all stands: the port is part of what is checked. */
	pthread_mutex_lock(&s->lock);
	enum soc_err err = lab_connections_begin(&s->connections, watch_query, s, msg);
	if (err == SOC_OK)
		err = lab_guard_init(&s->guard, msg);
	if (err == SOC_OK)
		err = listen_at(s, port, msg);
	if (err == SOC_OK) {
		lab_guard_at(&s->guard, s->port);
		s->has_worker = pthread_create(&s->worker, NULL, work, s) == 0;
		if (!s->has_worker)
			err = soc_fail(msg, SOC_ERR_IO, "no thread for the work of the lab");
	}
	pthread_mutex_unlock(&s->lock);
	if (err == SOC_OK)
		*out = s;
	else
		lab_server_end(s);
	return err;
}

int lab_server_port(const struct lab_server *s)
{
	return s->port;
}

const char *lab_server_token(const struct lab_server *s)
{
	return s->guard.token;
}

void lab_server_end(struct lab_server *s)
{
	if (s == NULL)
		return;
	soc_lab_interrupt(s->lab);
	pthread_mutex_lock(&s->lock);
	s->ends = 1;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	if (s->has_worker)
		pthread_join(s->worker, NULL);
	if (s->daemon != NULL)
		MHD_stop_daemon(s->daemon);
	lab_connections_end(&s->connections);
	pthread_cond_destroy(&s->changed);
	pthread_cond_destroy(&s->turn);
	pthread_mutex_destroy(&s->lock);
	free(s);
}
