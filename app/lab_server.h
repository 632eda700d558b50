/* The local server of the lab: HTTP on 127.0.0.1 around socred/lab.h. What guards it stands in SECURITY.md.
 */
#ifndef SOCRED_APP_LAB_SERVER_H
#define SOCRED_APP_LAB_SERVER_H

#include "socred/error.h"

struct soc_lab;
struct lab_server;

#define LAB_SERVER_TOKEN 33 /* 32 hexadecimal digits and NUL */

/* Begins to serve on 127.0.0.1 (port 0: any that is free), with a thread that works on what is begun. lab
 * stays the caller's and is used by nobody else until lab_server_end. Errors: SOC_ERR_IO: the port is taken,
 * or no random bytes; SOC_ERR_MEMORY. */
enum soc_err lab_server_begin(struct lab_server **out, struct soc_lab *lab, int port, struct soc_msg *msg);
int lab_server_port(const struct lab_server *s);
/* What every request for data must show. */
const char *lab_server_token(const struct lab_server *s);
/* Ends it: requests under way are answered, work is given up. NULL is fine. */
void lab_server_end(struct lab_server *s);

#endif
