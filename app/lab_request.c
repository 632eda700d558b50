/* What of a request has come. */
#include "lab_request.h"

#include "lab_connections.h"

#include <stdlib.h>
#include <string.h>

size_t lab_request_most(const struct lab_request *r)
{
	return r->is_bundle ? SOC_LAB_BUNDLE_MOST : SOC_LAB_BODY_MOST;
}

/* The target as it was sent: the library below parts and unescapes it, and the lab is to do that itself. */
void *lab_request_begin(void *user, const char *uri, struct MHD_Connection *c)
{
	struct lab_request *r = calloc(1, sizeof *r);
	(void)user;
	(void)c;
	if (r != NULL && uri != NULL && strlen(uri) < sizeof r->target) {
		memcpy(r->target, uri, strlen(uri) + 1);
		r->is_known = 1;
		r->is_bundle = strcmp(uri, SOC_LAB_BUNDLE_TARGET) == 0;
	}
	return r;
}

void lab_request_end(void *user, struct MHD_Connection *c, void **of, enum MHD_RequestTerminationCode why)
{
	struct lab_request *r = *of;
	(void)user;
	(void)why;
	lab_connections_expect_request(c);
	if (r != NULL)
		free(r->body);
	free(r);
	*of = NULL;
}

void lab_request_take(struct lab_request *r, const char *data, size_t size)
{
	char *body = NULL;
	if (!r->is_long && size <= lab_request_most(r) - r->length)
		body = realloc(r->body, r->length + size + 1);
	if (body == NULL) {
		r->is_long = 1;
		return;
	}
	memcpy(body + r->length, data, size);
	r->body = body;
	r->length += size;
	r->body[r->length] = '\0';
}
