/* Invented scenarios: valid, small and strange, from a number. */
#ifndef SOC_TESTS_MODEL_INVENT_H
#define SOC_TESTS_MODEL_INVENT_H

/* A scenario of a few hundred people and about two years as YAML, the same for the same number; release with
 * free. What the program refuses (too many events for one person) is made milder until it is accepted. */
char *invent_scenario(unsigned long number);

#endif
