/* Who may ask the server of the lab. */
#ifndef SOC_APP_LAB_GUARD_H
#define SOC_APP_LAB_GUARD_H

#include "lab_server.h"

#include <microhttpd.h>

struct lab_guard {
	char token[LAB_SERVER_TOKEN], host[2][32], origin[2][48];
};

/* Makes a token. Errors: SOC_ERR_IO. */
enum soc_err lab_guard_init(struct lab_guard *g, struct soc_msg *msg);
/* Where the server is, by its port. */
void lab_guard_at(struct lab_guard *g, int port);
/* Why a request is refused, or NULL; *status: of HTTP. A page of another site can send requests here, and can
 * be made to have our name (DNS rebinding): so Host must be this address, Origin, where there is one, this
 * page, and all but the page itself needs the token, in a header that no other page can set without leave,
 * which is never given. */
const char *lab_guard_refusal(const struct lab_guard *g, struct MHD_Connection *c, const char *method,
                              int is_page, int is_bundle, int *status);

#endif
