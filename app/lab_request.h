/* One request to the server of the lab: its target as it was sent, and its body as it comes. */
#ifndef SOCRED_APP_LAB_REQUEST_H
#define SOCRED_APP_LAB_REQUEST_H

#include "socred/lab.h"

#include <microhttpd.h>

#include <stddef.h>

struct lab_request {
	char *body;
	size_t length;
	int is_long; /* more than may be sent has come */
	char target[SOC_LAB_TARGET_MOST + 1];
	int is_known;  /* the target is what the client sent, and not too long */
	int is_bundle; /* its body is a bundle, if it has one */
};

/* Bytes that its body may have. */
size_t lab_request_most(const struct lab_request *r);
/* For MHD_OPTION_URI_LOG_CALLBACK and MHD_OPTION_NOTIFY_COMPLETED: begins one, NULL without memory; ends it,
 * after which the connection has the time of the next. */
void *lab_request_begin(void *user, const char *uri, struct MHD_Connection *c);
void lab_request_end(void *user, struct MHD_Connection *c, void **of, enum MHD_RequestTerminationCode why);
/* More of the body; what is too long, or has no memory, sets is_long. */
void lab_request_take(struct lab_request *r, const char *data, size_t size);

#endif
