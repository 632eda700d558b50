/* Problems of a scenario, a line each: file:line:column: error: key: text. For every command that reads a
 * scenario. */
#ifndef SOCRED_APP_PROBLEMS_H
#define SOCRED_APP_PROBLEMS_H

#include "socred/scenario.h"

#include <stdio.h>

/* list may be NULL. Returns how many of them are warnings. */
size_t problems_print(const struct soc_problems *list, FILE *out);

#endif
