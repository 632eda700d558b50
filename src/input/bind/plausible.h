/* Values of a scenario that carry a plausible range, and what a scenario is about: the values that its
 * results follow from. */
#ifndef SOC_INPUT_PLAUSIBLE_H
#define SOC_INPUT_PLAUSIBLE_H

#include "input/schema/params.h"

#define SOC_PLAUSIBLE_KEY 160 /* bytes of a key with its NUL */

/* A value with a plausible range. */
struct soc_plausible {
	char key[SOC_PLAUSIBLE_KEY]; /* dotted path; of a value that the timeline sets: timeline.NAME.set.PATH */
	double value, low, high;
	int is_whole;
	int is_of_key; /* 1: the range of its key (input/schema/plausible_key.h); 0: stated with the value */
	int setting;   /* of the scenario's settings; -1: a value of the scenario itself */
};

/* Calls visit for every value in force that has a plausible range, stated with it or that of its key
 * (citation.h), in the order of a file, until it returns 0: numbers, of maps each element. Left out is what
 * the scenario has switched off at every time: a module, a channel, a list or a measure. A stated range that
 * is everything the key allows is none, but for a share; nor is that of a weight of an index, whose weights
 * add up to 1.
 * Returns: 0 when memory was out. Cost: O(values x keys). */
int soc_plausible_walk(const struct soc_scenario *s,
                       int (*visit)(void *user, const struct soc_plausible *value), void *user);
/* How many values an ensemble would vary: those of soc_plausible_walk, but for the number of people.
 * Returns: 0 or more; -1 when memory was out. Cost: as of the walk. */
int64_t soc_plausible_count(const struct soc_scenario *s);
/* Sets the value of such a key, in the scenario or in its timeline. Errors: SOC_ERR_SCENARIO says why not; s
 * is then unchanged. */
enum soc_err soc_plausible_set(struct soc_scenario *s, const char *key, const char *value,
                               struct soc_msg *msg);

/* Adds the value of such a key as it would be written; nothing where there is no such key. */
void soc_plausible_write(const struct soc_scenario *s, const char *key, struct soc_buf *out);

/* What the results of a scenario follow from, as lines: its entries, each value that is not its key's
 * default, what the timeline sets, and the plausible ranges that it states; but not what it is called, how
 * many people and replicates it is run with, its seed, and what is stored of it. Two scenarios with the same
 * lines differ in random numbers alone. A key that a later version adds, with a default, changes no line.
 * Cost: O(values). */
void soc_plausible_subject(const struct soc_scenario *s, struct soc_buf *out);

#endif
