/* Who may ask the server of the lab: its token, and what a request must say. */
#include "lab_guard.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

enum soc_err lab_guard_init(struct lab_guard *g, struct soc_msg *msg)
{
	unsigned char bytes[(LAB_SERVER_TOKEN - 1) / 2];
	if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
		return soc_fail(msg, SOC_ERR_IO, "the system has no random bytes for the token");
	for (size_t i = 0; i < sizeof bytes; i++)
		snprintf(g->token + 2 * i, 3, "%02x", bytes[i]);
	return SOC_OK;
}

void lab_guard_at(struct lab_guard *g, int port)
{
	snprintf(g->host[0], sizeof g->host[0], "127.0.0.1:%d", port);
	snprintf(g->host[1], sizeof g->host[1], "localhost:%d", port);
	for (int i = 0; i < 2; i++)
		snprintf(g->origin[i], sizeof g->origin[i], "http://%s", g->host[i]);
}

static const char *header(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

/* Headers by which a request is judged: of two of a kind one would be checked, and another might be meant. */
static const char *const single[] = { "Host",           "Origin",       "Sec-Fetch-Site",
	                                  "X-Socred-Token", "Content-Type", "Content-Length" };
#define SINGLES (sizeof single / sizeof *single)

static enum MHD_Result count(void *user, enum MHD_ValueKind kind, const char *key, const char *value)
{
	int *times = user;
	(void)kind, (void)value;
	for (size_t i = 0; i < SINGLES; i++)
		times[i] += strcasecmp(key, single[i]) == 0;
	return MHD_YES;
}

static int has_any_twice(struct MHD_Connection *c)
{
	int times[SINGLES] = { 0 };
	(void)MHD_get_connection_values(c, MHD_HEADER_KIND, count, times);
	for (size_t i = 0; i < SINGLES; i++)
		if (times[i] > 1)
			return 1;
	return 0;
}

/* In a time that does not tell how many letters are right. */
static int is_token(const struct lab_guard *g, const char *shown)
{
	unsigned differs = 0;
	if (shown == NULL || strlen(shown) != LAB_SERVER_TOKEN - 1)
		return 0;
	for (int i = 0; i < LAB_SERVER_TOKEN - 1; i++)
		differs |= (unsigned)((unsigned char)shown[i] ^ (unsigned char)g->token[i]);
	return differs == 0;
}

const char *lab_guard_refusal(const struct lab_guard *g, struct MHD_Connection *c, const char *method,
                              int is_page, int is_bundle, int *status)
{
	const char *host = header(c, "Host"), *origin = header(c, "Origin"), *site = header(c, "Sec-Fetch-Site"),
			   *type = header(c, "Content-Type");
	*status = 400;
	if (has_any_twice(c))
		return "a header by which requests are judged stands twice in this one";
	*status = 403;
	if (host == NULL || (strcmp(host, g->host[0]) != 0 && strcmp(host, g->host[1]) != 0))
		return "the Host of the request is not this server";
	if (origin != NULL && strcmp(origin, g->origin[0]) != 0 && strcmp(origin, g->origin[1]) != 0)
		return "the request comes from another page";
	if (!is_page && site != NULL && strcmp(site, "same-origin") != 0)
		return "the request comes from another page";
	if (!is_page && !is_token(g, header(c, "X-Socred-Token")))
		return "the token is missing or wrong: open the address that socred lab has printed";
	*status = 415;
	/* Neither can be sent by a form. */
	const char *wanted = is_bundle ? "application/x-tar" : "application/json";
	if (strcmp(method, "POST") == 0 && (type == NULL || strncasecmp(type, wanted, strlen(wanted)) != 0))
		return is_bundle ? "a bundle is of type application/x-tar" : "a body is of type application/json";
	return NULL;
}
