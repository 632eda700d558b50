/* The list of everything wrong with a scenario (public readings in socred/scenario.h). */
#ifndef SOC_INPUT_PROBLEMS_H
#define SOC_INPUT_PROBLEMS_H

#include "socred/scenario.h"

#define SOC_PROBLEMS_MAX 200 /* later ones are counted and said in one line */

struct soc_problems {
	struct soc_problem *items;
	size_t count, capacity;
	size_t errors, dropped; /* errors among all, dropped ones included; problems beyond the most */
	int out_of_memory;      /* a problem could not be kept: the caller answers SOC_ERR_MEMORY */
};

/* Where a problem is; zero line and column: not in a file. */
struct soc_position {
	const char *file;
	int line, column;
};

/* An empty list, released with soc_problems_free; NULL when memory is out. */
struct soc_problems *soc_problems_new(void);
/* Adds an error. Strings are copied. O(1) amortised. */
void soc_problems_error(struct soc_problems *list, struct soc_position at, const char *key, const char *fmt,
                        ...) SOC_PRINTF(4, 5);
void soc_problems_warn(struct soc_problems *list, struct soc_position at, const char *key, const char *fmt,
                       ...) SOC_PRINTF(4, 5);
/* Empties the list; what it knows of memory stays. */
void soc_problems_clear(struct soc_problems *list);
/* Releases the strings of one problem that is taken out of a list. */
void soc_problem_release(struct soc_problem *p);
/* Sorts by file and line and adds the line about dropped problems, if any. Call last. */
void soc_problems_close(struct soc_problems *list);
/* SOC_OK without errors; else SOC_ERR_MEMORY or SOC_ERR_SCENARIO with the first error in msg. */
enum soc_err soc_problems_verdict(const struct soc_problems *list, struct soc_msg *msg);

#endif
