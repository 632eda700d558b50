/* What a later step refuses, said as a diagnostic of the scenario: with the file, the line and the column of
 * what was refused. */
#ifndef SOC_INPUT_REFUSAL_H
#define SOC_INPUT_REFUSAL_H

#include "input/bind/diagnostics.h"
#include "input/schema/scenario.h"

/* Adds an error from a message that begins with the path of a key, an entry or a section and ": ", as those
 * of the compiler of rules and of the population do. in_timeline 1: the scenario before its changes was good,
 * so that a change is looked for that sets such a key. O(values of the scenario). */
void soc_refusal_add(struct soc_diagnostics *list, const struct soc_scenario *s, const char *message,
                     int in_timeline);

#endif
