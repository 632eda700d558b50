/* The engine for a page: the lab (socred/lab.h) over runs in memory, called from JavaScript by
 * engine-worker.ts (web/lab). One lab a module; texts are UTF-8 with a NUL; what a call returns is good until
 * the next. */
#include "socred/lab.h"

#include <emscripten.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER "/runs"

/* Called by name from JavaScript: declared here for the compiler alone. */
int engine_open(double persons_most, double work_most);
const char *engine_error(void);
int engine_request(const char *method, const char *target, const char *body, size_t length);
int engine_reply_status(void);
const char *engine_reply_type(void);
const char *engine_reply_name(void);
const char *engine_reply_body(void);
size_t engine_reply_length(void);
int engine_work(double budget);
double engine_last_event(void);

static struct soc_lab *lab;
static struct soc_lab_reply reply;
static struct soc_msg msg;

/* Opens the lab. persons_most, work_most: as of struct soc_lab_options. Returns 0, or else engine_error says
 * why. */
EMSCRIPTEN_KEEPALIVE int engine_open(double persons_most, double work_most)
{
	const struct soc_lab_options options = {
		.folder = FOLDER, .threads = 1, .persons_most = (int64_t)persons_most, .work_most = (int64_t)work_most
	};
	if (mkdir(FOLDER, 0777) != 0 && errno != EEXIST)
		return (int)soc_fail(&msg, SOC_ERR_IO, "%s: %s", FOLDER, strerror(errno));
	return (int)soc_lab_open(&options, &lab, &msg);
}

EMSCRIPTEN_KEEPALIVE const char *engine_error(void)
{
	return msg.text;
}

/* Answers one request; body NULL: none. Returns 0 with a reply to be read by the functions below, or else
 * engine_error says why. */
EMSCRIPTEN_KEEPALIVE int engine_request(const char *method, const char *target, const char *body,
                                        size_t length)
{
	soc_lab_reply_release(&reply);
	return (int)soc_lab_request(lab, method, target, body, length, &reply, &msg);
}

EMSCRIPTEN_KEEPALIVE int engine_reply_status(void)
{
	return reply.status;
}

EMSCRIPTEN_KEEPALIVE const char *engine_reply_type(void)
{
	return reply.type;
}

EMSCRIPTEN_KEEPALIVE const char *engine_reply_name(void)
{
	return reply.name;
}

EMSCRIPTEN_KEEPALIVE const char *engine_reply_body(void)
{
	return reply.body;
}

EMSCRIPTEN_KEEPALIVE size_t engine_reply_length(void)
{
	return reply.length;
}

/* Does the next piece of work of about so many person-months; 1 while there is more. */
EMSCRIPTEN_KEEPALIVE int engine_work(double budget)
{
	return soc_lab_work(lab, (int64_t)budget);
}

/* The number of the event told last. */
EMSCRIPTEN_KEEPALIVE double engine_last_event(void)
{
	return (double)soc_lab_last_event(lab);
}
