/* The lab: one page asks, this answers. Requests and replies as of HTTP, with no transport: a local server
 * (`socred lab`) and a page with the engine in WebAssembly both hand their requests to soc_lab_request. The
 * requests are described in web/lab/openapi.json; docs/guide/lab.md.
 *
 * Nothing in a request reaches the file system: scenarios are named from the list of those that are built in,
 * runs from the list of those in the folder, and what a scenario's text names is looked up among what is
 * built in. */
#ifndef SOCRED_LAB_H
#define SOCRED_LAB_H

#include "socred/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct soc_lab;

#define SOC_LAB_BODY_MOST (1 << 20) /* bytes of a request's body */
#define SOC_LAB_TARGET_MOST 4096    /* bytes of a target */
/* The one request whose body is no JSON: a bundle that is to be opened, as it was saved. */
#define SOC_LAB_BUNDLE_TARGET "/api/bundle"
#define SOC_LAB_BUNDLE_MOST (64 << 20) /* bytes of it */
#define SOC_LAB_NAME_MOST 256          /* bytes of a scenario's name, with its NUL */

struct soc_lab_options {
	/* Where runs are kept, each in a folder of its own as `socred run` makes it; it is there already. Runs
	 * that stand in it are in the list of runs. One lab at a time works in it: the caller sees to that. */
	const char *folder;
	int threads;          /* of a run, 0 or more, as in struct soc_run_options (sim.h) */
	int64_t memory_limit; /* bytes of a run; 0: no limit */
	int64_t persons_most; /* people of a run; 0: as many as a scenario may have */
	int64_t work_most;    /* person-months of a run; 0: no bound */
};

/* What a request is answered with. */
struct soc_lab_reply {
	int status;       /* of HTTP: 200, 201, 400, 404, 405, 409, 413, 500 ... */
	const char *type; /* media type with charset; static */
	char name[64];    /* what it is to be saved as; "" when it is to be shown */
	char *body;       /* `length` bytes and a NUL; the reply's, released with it; never NULL after success */
	size_t length;    /* 0 or more */
};

/* Opens a lab over a folder of runs.
 * Owner: *out is the caller's (soc_lab_close); options and its texts may go. Errors: SOC_ERR_IO: the folder
 * cannot be read; SOC_ERR_USAGE: there is none; SOC_ERR_MEMORY; *out stays as it was. Cost: O(runs in the
 * folder); their results are opened when they are first asked for. */
SOC_API enum soc_err soc_lab_open(const struct soc_lab_options *options, struct soc_lab **out,
                                  struct soc_msg *msg);
/* Closes a lab and sets *lab to NULL: a run under way is given up, what it has finished is kept as when it is
 * stopped. NULL is fine. Cost: that of writing it down. */
SOC_API void soc_lab_close(struct soc_lab **lab);

/* The shipped scenario that is meant by `wanted`: its name in the gallery ("start/minimal", or an arm of it,
 * "errors/welfare-score/random"), or its file or folder from the root of the source
 * ("scenarios/start/minimal/scenario.yaml"). Fills name with what a request calls it, at most
 * SOC_LAB_NAME_MOST
 * - 1 bytes and a NUL, of letters, digits, '-', '_', '.' and '/'.
 * Errors: SOC_ERR_USAGE: there is none, with the nearest; name stays as it was. Cost: O(scenarios). */
SOC_API enum soc_err soc_lab_scenario_name(const char *wanted, char name[SOC_LAB_NAME_MOST],
                                           struct soc_msg *msg);

/* Answers one request: method "GET", "POST" or "DELETE"; target as in HTTP, "/api/figures?run=run-1", at most
 * SOC_LAB_TARGET_MOST bytes, escapes and all; body: body_length bytes of JSON (NULL: none), at most
 * SOC_LAB_BODY_MOST, or for "POST" and SOC_LAB_BUNDLE_TARGET those of a bundle, at most SOC_LAB_BUNDLE_MOST.
 * What is wrong with a request is a reply of its own, {"error": text, "code": code} with a status of 400 or
 * above: the text is for people, the code for programs (Error in web/lab/openapi.json). One
 * thread uses a lab at a time, in this and in all other calls but soc_lab_interrupt. Owner: *reply is the
 * caller's (soc_lab_reply_release). Errors: SOC_ERR_MEMORY; *reply is then all 0. Cost: that of the function
 * of the library that answers it; a run is begun, not run, and of a search through everybody a piece is done:
 * its reply has status 202 until the same request, asked again, gets the answer. */
SOC_API enum soc_err soc_lab_request(struct soc_lab *lab, const char *method, const char *target,
                                     const char *body, size_t body_length, struct soc_lab_reply *reply,
                                     struct soc_msg *msg);
/* Releases a reply; safe twice and on all 0. Cost: O(1). */
SOC_API void soc_lab_reply_release(struct soc_lab_reply *reply);

/* Does the next piece of what was begun by POST /api/runs, a preview before a run: making its people, or so
 * many of its months as have at least `budget` person-months together, or of a month of more people than that
 * for each thread a part, or writing its results; of an experiment that was begun, a point for each thread.
 * What comes of it, failures too, is told by events and by GET /api/runs. Returns: 1 while there is more to
 * do, 0 when there is nothing. budget: 1 or more. Cost: as said; making people O(persons). */
SOC_API int soc_lab_work(struct soc_lab *lab, int64_t budget);
/* The number of the event that was told last; 0 when there was none. GET /api/events?since=N tells those
 * behind N: a caller that streams them asks this first. Returns: 0 or more. Cost: O(1). */
SOC_API int64_t soc_lab_last_event(const struct soc_lab *lab);
/* Of a request that is about to be made, POST to `target`: where that is /api/runs/NAME/stop and NAME is the
 * run under way, the piece of work on it ends as soon as it can, so that the request need not wait for a
 * month of many people. May be called from any thread. Cost: O(1). */
SOC_API void soc_lab_hasten_stop(struct soc_lab *lab, const char *target);
/* Ends the query of POST /api/sql that is being answered: it took too long. The library knows no clock, so
 * that its caller has to. May be called from any thread. Cost: O(1). */
SOC_API void soc_lab_stop_query(struct soc_lab *lab);
/* Ends the piece of work that is under way as soon as it can, and all later ones: for a program that is to
 * end. May be called from any thread and from a signal handler. Cost: O(1). */
SOC_API void soc_lab_interrupt(struct soc_lab *lab);

#ifdef __cplusplus
}
#endif
#endif
